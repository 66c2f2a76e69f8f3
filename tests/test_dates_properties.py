"""What holds for every date: days read back as themselves, values are EDTF, ranges are in order, time is linear."""

from __future__ import annotations

import os
import re
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.calendars import (
    NoSuchDayError,
    edtf,
    feast,
    hijri_days,
    hijri_edtf,
    hijri_year_of,
    nth_weekday,
    ordered,
)
from newsextract.pipeline import parse

TODAY = date(2026, 11, 21)
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "ci"
"""One day in so many."""
STEP = 3 if THOROUGH else 83


def listed(text: str) -> list[str]:
    """The items of a text, joined by commas if it has any, else by blanks."""
    return text.split("," if "," in text else None)


# --- EDTF, as far as dates of the press need it ----------------------------------------------------------

YEAR = r"(?:-?\d{4}|\d{3}X|\d\dXX|XXXX)"
MONTH = r"(?:0[1-9]|1[0-2])"
PART = r"(?:2[1-4]|3[3-9]|4[01])"
DAY = r"(?:0[1-9]|[12]\d|3[01])"
POINT = rf"{YEAR}(?:-(?:{PART}|{MONTH}(?:-{DAY})?))?"
EDTF = re.compile(rf"{POINT}(?:/(?:{POINT}|\.\.))?")


def is_edtf(value: str) -> bool:
    """A valid value whose days exist and whose range does not end before it begins."""
    if not EDTF.fullmatch(value):
        return False
    ends = [end for end in value.split("/") if end != ".."]
    for end in ends:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", end):
            date.fromisoformat(end)
        if re.fullmatch(r"XXXX-\d\d-\d\d", end):
            date.fromisoformat("2000" + end[4:])
    size = min(map(len, ends))
    return ends[0][:size] <= ends[-1][:size]


@pytest.mark.parametrize("value", listed("2025 2025-05 XXXX-05-17 199X 19XX 2024-22 2024-41 2018/2019 2025-05-17/.."))
def test_the_grammar_takes_what_is_edtf(value: str) -> None:
    assert is_edtf(value)


@pytest.mark.parametrize("value", listed("25-05 2025-5 2025-13 2025-05-32 2025/2024 ../2025-05-17 2025-05-17/"))
def test_the_grammar_refuses_what_is_not(value: str) -> None:
    assert not is_edtf(value)


# --- Every day reads back as itself ----------------------------------------------------------------------

CONVENTIONS = {
    "international": listed("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"),
    "Morocco": listed("يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر"),
    "Algeria, Tunisia": listed("جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر"),
    "Levant, Iraq": (
        listed("كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول")
    ),
}
WEEKDAYS = listed("الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد")
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ORDINALS = listed(
    "الأول,الثاني,الثالث,الرابع,الخامس,السادس,السابع,الثامن,التاسع,العاشر,الحادي عشر,الثاني عشر,الثالث عشر,الرابع عشر,"
    "الخامس عشر,السادس عشر,السابع عشر,الثامن عشر,التاسع عشر,العشرين,الحادي والعشرين,الثاني والعشرين,الثالث والعشرين,"
    "الرابع والعشرين,الخامس والعشرين,السادس والعشرين,السابع والعشرين,الثامن والعشرين,التاسع والعشرين,الثلاثين,"
    "الحادي والثلاثين"
)
FORMS = {
    **{
        name: (lambda day, months=months: f"{day.day} {months[day.month - 1]} {day.year}")
        for name, months in CONVENTIONS.items()
    },
    "two conventions": lambda day: (
        f"{day.day} {CONVENTIONS['Levant, Iraq'][day.month - 1]}/{CONVENTIONS['Morocco'][day.month - 1]} {day.year}"
    ),
    "weekday": lambda day: (
        f"{WEEKDAYS[day.weekday()]} {day.day} {CONVENTIONS['international'][day.month - 1]} {day.year}"
    ),
    "ordinal": lambda day: f"{ORDINALS[day.day - 1]} من {CONVENTIONS['international'][day.month - 1]} عام {day.year}م",
    "17/05/2025": lambda day: f"{day:%d/%m/%Y}",
    "17-5-2025": lambda day: f"{day.day}-{day.month}-{day.year}",
    "17.05.2025": lambda day: f"{day:%d.%m.%Y}",
    "2025-05-17": lambda day: day.isoformat(),
    "2025/5/17": lambda day: f"{day.year}/{day.month}/{day.day}",
    "١٧ / ٥ / ٢٠٢٥": lambda day: f"{day.day} / {day.month} / {day.year}".translate(ARABIC_DIGITS),
    "١٧ ماي ٢٠٢٥": lambda day: f"{day.day} {CONVENTIONS['Morocco'][day.month - 1]} {day.year}".translate(ARABIC_DIGITS),
}
FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)
DAYS = [FIRST + timedelta(days=n) for n in range(0, (LAST - FIRST).days + 1, STEP)]


def read_back(lines: list[str]) -> list[str | None]:
    text = "\n".join(f"حدث ذلك في {line} بالمدينة" for line in lines)
    return [found.value for found in parse(text, today=TODAY).dates]


@pytest.mark.parametrize("form", FORMS)
def test_every_day_reads_back_as_itself(form: str) -> None:
    assert read_back([FORMS[form](day) for day in DAYS]) == [day.isoformat() for day in DAYS]


HIJRI_MONTHS = [
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذي القعدة",
    "ذي الحجة",
]


@pytest.mark.parametrize("form", ["{d} {name} {y}هـ", "{d}/{m}/{y}هـ", "{y}/{m}/{d}", "{d} من شهر {name} {y} هـ"])
def test_every_hijri_day_reads_back_as_its_gregorian_day(form: str) -> None:
    from hijridate import Gregorian

    days = [date(1925, 1, 1) + timedelta(days=n) for n in range(0, 55_000, STEP)]
    lines = []
    for day in days:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
        lines.append(form.format(d=hijri.day, m=hijri.month, y=hijri.year, name=HIJRI_MONTHS[hijri.month - 1]))
    assert read_back(lines) == [day.isoformat() for day in days]


# --- Whatever stands in the text -------------------------------------------------------------------------

PIECES = listed(
    "من إلى بين و حتى يوم يومي أيام شهر سنة عام العام السنة الشهر الماضي المقبل الجاري أمس اليوم غدا السبت الأحد "
    "الموافق هـ م / - ( ) ، . ماي مايو شتنبر آب رمضان صفر محرم منه نفس الأول الثاني العشرين ابتداء الربع النصف صيف "
    "القرن التسعينيات موسم فاتح 0 1 7 17 21 31 32 99 2018 2019 2025 1446 1600 0000 17/05/2025 31/02/2024 12345678"
)
texts = st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join)
references = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2060, 1, 1)))


@given(text=texts, reference=references)
def test_values_are_edtf_and_spans_are_exact(text: str, reference: date | None) -> None:
    end = 0
    for found in parse(text, published=reference, today=TODAY).dates:
        assert found.value is None or is_edtf(found.value), found
        assert text[found.start : found.end] == found.text
        assert found.start >= end
        end = found.start


@pytest.mark.parametrize(
    "line",
    [
        "17 ماي 2025 ",
        "من 17 إلى 21 ماي ",
        "3 و7 و9 و",
        "17/05/2025-",
        "أمس السبت و",
        "1 2 3 4 ",
        "السبت والأحد و",
        "من ",
        "17 ماي و",
        "شوال ",
    ],
)
def test_time_is_linear(line: str) -> None:
    def seconds(times: int) -> float:
        text = line * times
        best = 9.0
        for _ in range(4):
            started = time.process_time()
            parse(text, published="2025-05-22", today=TODAY)
            best = min(best, time.process_time() - started)
        return best

    seconds(10)
    assert seconds(2000) < 12 * max(seconds(400), 0.005)


# --- Calendars -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2024, 4, 31), (2023, 2, 29), (None, 2, 30), (0, 1, 1), (2024, 13, 1), (2024, 1, 0)]
)
def test_no_such_gregorian_day(year: int | None, month: int, day: int) -> None:
    with pytest.raises(NoSuchDayError):
        edtf(year, month, day)


@pytest.mark.parametrize(("year", "month", "day"), [(1600, 1, 1), (1342, 1, 1), (1446, 13, 1), (1446, 9, 30)])
def test_no_such_hijri_day(year: int, month: int, day: int) -> None:
    with pytest.raises(NoSuchDayError):
        hijri_days(year, month, day)


def test_hijri_periods_are_ranges_of_days() -> None:
    assert hijri_edtf(1445) == "2023-07-19/2024-07-06"
    assert hijri_edtf(1446, 8) == "2025-01-31/2025-02-28"


@given(st.dates(date(1925, 1, 1), date(2076, 1, 1)))
def test_the_hijri_year_of_a_day_holds_it(day: date) -> None:
    first, last = hijri_days(hijri_year_of(day))
    assert first <= day <= last


def test_the_hijri_year_outside_the_tables_is_near() -> None:
    assert hijri_year_of(date(1900, 6, 1)) == 1317


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 7))
def test_the_last_weekday_of_a_month_lies_in_its_last_week(year: int, month: int, weekday: int) -> None:
    last = nth_weekday(year, month, weekday, -1)
    assert last is not None
    day = date.fromisoformat(last)
    assert day.isoweekday() == weekday
    assert (day + timedelta(days=7)).month != month


@given(st.integers(1930, 2070))
def test_a_feast_falls_in_its_year(year: int) -> None:
    assert feast(year, 12, 10).startswith(str(year))


@given(st.dates(), st.dates())
def test_ordered_is_the_order_of_days(first: date, last: date) -> None:
    assert ordered(first.isoformat(), last.isoformat()) == (first <= last)
