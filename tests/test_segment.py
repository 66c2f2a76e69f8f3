"""Page furniture and headlines."""

import pytest

from newsextract.normalize import fold
from newsextract.segment import article_text, headline

PARAGRAPH = (
    "افتتح وزير الثقافة صباح اليوم المعرض الجهوي للكتاب بحضور عدد كبير من الناشرين والقراء وممثلي الهيئات الثقافية."
)


@pytest.mark.parametrize(
    "line",
    [
        "اترك تعليقا",
        "اترك تعليقاً",
        "أترك تعليق",
        "مقالات ذات صلة",
        "مقالات مرتبطة :",
        "اقرأ أيضا: انهيار جسر قديم يقطع الطريق",
        "إقرأ أيضاً",
        "اظهر المزيد",
        "...المزيد",
        "الرئيسية",
        "شارك",
        "ص ص",
        "story-3",
        "مجتمع |",
        "زر الذهاب إلى الأعلى",
        "12 تعليق",
        "1,204 مشاهدة",
        "* * *",
        "88591 - Stc",
        "الحقول الإلزامية مشار إليها بـ *",
    ],
)
def test_furniture_is_blanked_and_offsets_stay(line: str) -> None:
    page = fold(f"{PARAGRAPH}\n{line}\n")
    body = article_text(page)
    assert len(body.text) == len(page.text)
    assert body.text.split() == fold(PARAGRAPH).text.split()


@pytest.mark.parametrize(
    "line",
    [
        "شارك 20 عارضا في الصالون",
        "المزيد من الأمطار متوقع غدا في الشمال",
        "التعليقات التي جمعتها الوزارة بلغت 300",
        "بلغ عدد الزوار 300 ألف",
        "الرباط – مراسلنا",
        "300 شخص في قاعة واحدة",
    ],
)
def test_text_that_resembles_furniture_stays(line: str) -> None:
    page = fold(f"{line}\n{PARAGRAPH}")
    assert article_text(page).text == page.text


def test_a_link_stands_on_the_line_below_its_heading() -> None:
    body = article_text(fold(f"{PARAGRAPH}\nشاهد أيضا:\n\nانقلاب 3 شاحنات قرب الميناء\nخلاصة 20\n"))
    assert body.text.split() == [*fold(PARAGRAPH).text.split(), "خلاصه", "20"]


def test_links_end_where_a_paragraph_begins() -> None:
    body = article_text(fold(f"{PARAGRAPH}\nمقالات ذات صلة\nحريق في مخزن 20\nأمطار غدا\n{PARAGRAPH}\nأمطار غدا"))
    assert "حريق" not in body.text
    assert body.text.count("المعرض") == 2
    assert body.text.endswith("امطار غدا")


def test_nothing_counts_below_the_comment_form() -> None:
    body = article_text(fold(f"{PARAGRAPH}\nاترك تعليقا\n{PARAGRAPH}"))
    assert body.text.count("المعرض") == 1


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"صالون الكتاب يجذب الزوار\n\n{PARAGRAPH}", "صالون الكتاب يجذب الزوار"),
        (f"الرئيسية\nصالون الكتاب يجذب الزوار\n{PARAGRAPH}", "صالون الكتاب يجذب الزوار"),
        (f"{PARAGRAPH}\nوأضاف الوزير أمرا آخر", ""),
        ("سطر وحيد بلا نص تحته", ""),
        ("سطر وحيد بلا نص تحته\n  \n", ""),
        ("", ""),
    ],
)
def test_headline(page: str, expected: str) -> None:
    body = article_text(fold(page))
    start, end = headline(body)
    assert page[start:end] == expected
