"""Numbers: one value, many phrasings; and what is no number."""

import math
import time
import timeit
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.matching import Scan
from newsextract.normalize import fold
from newsextract.numerals import Number, read_numbers
from newsextract.pipeline import find_numbers, vocabulary


def numbers(text: str) -> list[Number]:
    return read_numbers(Scan(fold(text), vocabulary()))


def values(text: str) -> list[float]:
    return [number.value for number in numbers(text)]


def printed(text: str) -> list[str]:
    folded = fold(text)
    found = read_numbers(Scan(folded, vocabulary()))
    return [text[slice(*folded.raw_span(number.start, number.end))] for number in found]


CARDINALS: dict[float, str] = {
    0: "0 | صفر | ٠",
    1: "هكتار واحد | غرفة واحدة",
    2: "اثنان | اثنين | اثنتان | اتنين",
    3: "ثلاثة | ثلاث | ٣ | تلاتة | الثلاثة",
    8: "ثمانية | ثماني | ثمانٍ | تمانية",
    11: "أحد عشر | إحدى عشرة | حداشر | حدعش | أحدَ عشرَ",
    12: "اثنا عشر | اثني عشر | اثنتا عشرة | اثنتي عشرة | اتناشر | 12",
    15: "خمسة عشر | خمس عشرة | خمستاشر",
    21: "واحد وعشرون | إحدى وعشرون | واحدة و عشرين",
    30: "ثلاثون | ثلاثين | تلاتين",
    45: "خمسة وأربعون | خمس وأربعين | 45",
    100: "مئة | مائة | مية",
    111: "مئة وأحد عشر | مائة وإحدى عشرة | مئة و11",
    200: "مئتان | مائتين | مئتا شخص",
    346: "ثلاثمائة وستة وأربعون | ثلاث مئة وست وأربعين | تلتمية وستة واربعين",
    500: "خمسمئة | خمسمائة | خمسميه | خمس مائة | 500",
    1000: "ألف | 1000 | 1.000 | 1,000 | ١٬٠٠٠ | 1 000",
    2000: "ألفان | ألفين | ألفا شخص | ألفي دولار",
    3500: "3 آلاف و500 | ثلاثة آلاف وخمسمائة | 3500 | 3 آلاف ونصف",
    25340: "خمسة وعشرون ألفا وثلاثمائة وأربعون | 25 ألفا و340 | 25 ألف 340 | 25.340",
    202000: "مائتان واثنان ألف | 202 ألف | 202ألف",
    500000: "نصف مليون | نصف المليون | 500 ألف | خمسمئة ألف",
    750000: "ثلاثة أرباع المليون | 750 ألفا",
    1150000: "مليون و150 ألف | 1.150.000 | 1 150 000 | 1,150,000 | مليونا ومئة وخمسين ألفا | 1.15 مليون | 1.150 مليون",
    1640000: "64ر1 مليون | 1.64 مليون | 1،64 مليون | ٦٤ر١ مليون",
    2400000: "2.4 مليون | ٢٫٤ مليون | 2،4 مليون | مليونين و400 ألف | مليونان وأربعمئة ألف | 2.400.000",
    2500000: "مليونين ونصف المليون | مليونين ونصف | 2.5 مليون | مليونان ونصف مليون",
    1200000000: "ألف و200 مليون | مليار ومئتا مليون | 1,2 مليار | بليون ومائتي مليون",
    3000000000: "3 مليارات | ثلاثة مليارات | 3 ملايير | ثلاثة بلايين",
    10**12: "تريليون | ألف مليار | 1000 مليار",
    5.5: "5.5 | ٥٫٥ | خمسة ونصف | خمسة فاصلة خمسة | 5ر5 | 5 فاصل 5",
    0.75: "ثلاثة أرباع | 3 أرباع",
    1234.56: "1234.56 | 1,234.56 | 1.234,56 | 1 234,56 | ١٬٢٣٤٫٥٦",
    -5: "سالب خمسة | سالب 5 | ناقص خمسة",
    1.5: "1.5 | واحد ونصف | ١٫٥ | 1,5",
    0.77: "0.77 | ٫٧٧ | 77ر0 | صفر فاصلة 77",
    11.05: "11,05 | 11 فاصلة 05 | 05ر11",
    2412000: "2.412 مليون | 2,412 مليون | 2.412.000 | مليونان و412 ألفا",
    40000: "40.000 ألف | 40 ألف | أربعون ألفا | 40,000",
    231336: "231 الف و336 | 231336 | 231,336",
    1_000_000_000_000_000: "كوادريليون | مليون مليار",
    0.2: "خمس السكان",
    36: "ثلاث دزينات | 36",
    75: "مية إلا ربع | 75",
}


@pytest.mark.parametrize(
    ("value", "phrase"), [(value, phrase) for value, row in CARDINALS.items() for phrase in row.split(" | ")]
)
def test_cardinals(value: float, phrase: str) -> None:
    assert values(phrase) == [pytest.approx(value)]
    assert values(f"وقالت المصادر إن {phrase}") == [pytest.approx(value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("لقي 26 شخصا مصرعهم وأصيب 30", [26, 30]),
        ("مليون و20 مليون", [1_000_000, 20_000_000]),
        ("3 آلاف و5 آلاف", [3000, 5000]),
        ("20 و30", [20, 30]),
        ("بين 3 و4 آلاف", [3, 4000]),
        ("مليون مليون مليون", [10**6] * 3),
        ("1, 234, 567", [1, 234, 567]),
        ("423 0000", [423, 0]),
        ("2016،2017", [2016, 2017]),
        ("خوان ماتا (37) وممفيس (37)", [37, 37]),
        ("خمسة عشر وزيرا وعشرون نائبا", [15, 20]),
    ],
)
def test_several(text: str, expected: list[float]) -> None:
    assert values(text) == expected


ORDINALS = {
    1: "الأول | أولى | فاتح ماي",
    6: "السادسة | السادس",
    11: "الحادي عشر | الحادية عشرة",
    15: "الخامس عشر | الخامسة عشرة",
    25: "الخامس والعشرون | الخامسة والعشرين",
    30: "الدورة الثلاثون",
}


@pytest.mark.parametrize(
    ("value", "phrase"), [(value, phrase) for value, row in ORDINALS.items() for phrase in row.split(" | ")]
)
def test_ordinals(value: float, phrase: str) -> None:
    assert [(n.value, n.ordinal) for n in numbers(phrase)] == [(value, True)]


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("آلاف الزوار", 1000, None),
        ("عشرات الآلاف من المشاركين", 10_000, None),
        ("مئات القتلى", 100, None),
        ("بضعة أيام", 3, 9),
        ("بضعة آلاف", 3000, 9000),
    ],
)
def test_vague(text: str, value: int, upper: int | None) -> None:
    assert [(n.value, n.vague, n.upper) for n in numbers(text)] == [(value, True, upper)]


@pytest.mark.parametrize(
    "text",
    [
        "أحد المسؤولين",
        "إحدى المدن",
        "واحد من أهم المعارض",
        "يوم الاثنين",
        "نصف النهائي",
        "ربع نهائي الكأس",
        "الربع الأول من السنة",
        "1.2.3.4",
        "٬٬٬",
        "و",
        "A4",
        "مجموعة G20",
        "في آن واحد",
        "كمية وكميات",
        "لست أدري",
        "شركة ميتا",
        "الربع المماثل من العام",
    ],
)
def test_no_cardinal(text: str) -> None:
    assert [n for n in numbers(text) if not n.ordinal] == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("والخمسة", "الخمسة"),
        ("بخمسة دراهم", "خمسة"),
        ("ب25 درهما", "25"),
        ("حضر وخمسون زائرا", "خمسون"),
        ("ومليون و150 ألف زائر", "مليون و150 ألف"),
        ("للخمسة", "خمسة"),
        ("الـ 18", "18"),
        ("وصلوا إلى (6) ملايين", "(6) ملايين"),
        ("ونصفهم من الخارج", "نصف"),
        ("مليونًا وخمسَمائةٍ", "مليونًا وخمسَمائةٍ"),
    ],
)
def test_spans(text: str, span: str) -> None:
    assert printed(text) == [span]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("نموا بنسبة 37، 13 في المائة", 13.37),
        ("استقبال 5، 2 مليون مسافر", 2_500_000),
        ("نسبة 45،1%", 45.1),
        ("تكلفتها (350) ألف دولار", 350_000),
        ("مبلغ مائتي (200) مليون درهم", 200_000_000),
        ("خمسة وعشرون (25) يوما", 25),
        ("ميتين وخمسين ريالا", 250),
        ("قيمتها 133.3 مليار دولار", 133_300_000_000),
        ("#ثمان_وأربعون_قانونا", 48),
        ("أنفق مئتي دولار", 200),
        ("بلغت الحرارة -5 درجات", -5),
        ("العاشر بعد المئة", 110),
        ("المئة والخامسة والعشرون", 125),
    ],
)
def test_print_and_context(text: str, value: float) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 -15", [10, 15]),
        ("10-15", [10, 15]),
        ("سنة 2010، 40 في المائة", [2010, 40]),
        ("كوسموس -2491", [2491]),
    ],
)
def test_a_dash_is_seldom_a_minus(text: str, expected: list[float]) -> None:
    assert values(text) == expected


def lenient(text: str) -> list[tuple[float, bool]]:
    return [(number.value, number.ordinal) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("واحد من ثلاثة", 1 / 3),
        ("واحد على عشرين", 0.05),
        ("جزء من مئة", 0.01),
        ("عشرين في المليون", 0.00002),
        ("خمسة في الألف", 0.005),
        ("3/4", 0.75),
        ("1 4/5", 1.8),
        ("-١ ٤/٥", -1.8),
        (".08", 0.08),
        ("-12", -12),
        ("ثمن الوزن", 0.125),
        ("متين تلاتة وستين", 263),
        ("واحد من أهم", 1),
    ],
)
def test_lenient_reading(text: str, value: float) -> None:
    assert lenient(text) == [(pytest.approx(value), False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/17/2018", [(5, False), (17, False), (2018, False)]),
        ("2018/2019", [(2018, False), (2019, False)]),
        ("الثلاثون", [(30, True)]),
        ("فوق الثلاثين", [(30, False)]),
        ("الواحد والعشرين بعد المئة", [(121, True)]),
        ("بلغت كمية الأمطار 30 ملم", [(30, False)]),
    ],
)
def test_lenient_reading_of_dates_and_definite_numbers(text: str, expected: list[tuple[float, bool]]) -> None:
    assert lenient(text) == expected


REPEATED = "مليون |مئة و|آلاف |عشرات |1.|1 |123 |1,|5ر|خمسة فاصلة |سالب |و|واحد وعشرون |إلا ربع |5/"


@pytest.mark.parametrize("unit", REPEATED.split("|"))
def test_time_grows_with_the_text(unit: str) -> None:
    """Eight times the text takes about eight times as long; a quadratic reader would take 64 times."""

    def seconds(count: int) -> float:
        scanned = Scan(fold(unit * count), vocabulary())
        return min(timeit.repeat(lambda: read_numbers(scanned), timer=time.process_time, number=1, repeat=3))

    assert seconds(8000) < 24 * seconds(1000) + 0.005


WORDS = """
ألف ألفا آلاف ألفان مليون ملايين مليونين مئة مئات عشرات بضعة عشر عشرة عشرون ثلاثة واحد أحد إحدى اثنا حادي الثاني
نصف ربع أرباع ثلثا فاصلة سالب إلا بعد المئة المليون الخامسة و وال ال الـ ب 0 5 007 18 123 1000 ٣٤ في المائة زائر
"""
PIECES = [*WORDS.split(), *",،.٫٬-/%()ر"]


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n"])), max_size=30))
def test_numbers_are_finite_ordered_and_apart(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    for lenient_reading in (False, True):
        found = read_numbers(Scan(fold(text), vocabulary()), lenient=lenient_reading)
        assert all(math.isfinite(n.value) and n.first < n.last and n.start < n.end for n in found)
        assert all(left.last <= right.first and left.end <= right.start for left, right in pairwise(found))


def test_flags() -> None:
    assert [n.definite for n in numbers("الوزراء الخمسة والـ 18 نائبا")] == [True, True]
    assert [n.percent for n in numbers("12,5 في المائة و20% و٣٠٪ وخمسون بالمئة و %40")] == [True] * 5
    assert [n.glued for n in numbers("كوفيد-19 وكوفيد19 ولـ19 زائرا")] == [True, True, False]
    assert [n.fraction for n in numbers("نصف السكان وثلثا القتلى ونصف مليون")] == [True, True, False]
    assert [n.scale for n in numbers("3 ملايين و2.5 مليار و40")] == [10**6, 10**9, 1]
