"""Officials: who holds which office, in the phrasings of the press."""

import pytest

import newsextract


def found(text: str) -> list[tuple[str | None, str | None]]:
    return [(official.name, official.role) for official in newsextract.parse(text, today="2025-06-01").officials]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("افتتح وزير الداخلية سعيد المنصوري المعرض.", "سعيد المنصوري", "وزير الداخلية"),
        ("وقالت رئيسة لجنة التنظيم، هدى قاسم، إن العدد ارتفع.", "هدى قاسم", "رئيسة لجنة التنظيم"),
        ("حسب بدر العلمي، المدير العام للمكتب الوطني، فإن الأمر محسوم.", "بدر العلمي", "المدير العام للمكتب الوطني"),
        ("وأكد والي جهة سوس ماسة أن الأشغال انتهت.", None, "والي جهة سوس ماسة"),
    ],
)
def test_one_official(text: str, name: str | None, role: str) -> None:
    assert found(text) == [(name, role)]
