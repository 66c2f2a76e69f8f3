"""Two calendars and how EDTF (ISO 8601-2) writes what is known of a date.

>>> edtf(2025, 5, 17), edtf(None, 5, 17), edtf(2025, 5), edtf(2024, 33)
('2025-05-17', 'XXXX-05-17', '2025-05', '2024-33')
>>> hijri_edtf(1446, 11, 19)
'2025-05-17'
>>> hijri_edtf(1446, 9)
'2025-03-01/2025-03-29'
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from newsextract.errors import NewsextractError

HIJRI_YEARS = range(1343, 1501)
"""The Hijri years whose months are known (Umm al-Qura)."""

_LEAP_YEAR = 2000
_REMEMBERED_DAYS = 2000
"""News of one time names the same days again and again."""


class NoSuchDayError(NewsextractError):
    """A printed date that no calendar has, or that lies outside the years that the tables cover."""


def days_in(year: int | None, month: int) -> int:
    """Length of a Gregorian month; of February 29 days where the year is unknown."""
    return monthrange(_LEAP_YEAR if year is None or not 1 <= year <= 9999 else year, month)[1]


@lru_cache(_REMEMBERED_DAYS)
def edtf(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a Gregorian day, month (season, quarter, half: 21 to 41) or year; raises `NoSuchDayError`."""
    if year is not None and (year == 0 or abs(year) > 9999):
        raise NoSuchDayError(f"there is no year {year}")
    text = "XXXX" if year is None else f"{year:04d}" if year > 0 else f"-{-year:04d}"
    if month is None:
        return text
    if not (1 <= month <= 12 or 21 <= month <= 41):
        raise NoSuchDayError(f"there is no month {month}")
    text += f"-{month:02d}"
    if day is None:
        return text
    if not 1 <= day <= days_in(year, month):
        raise NoSuchDayError(f"month {month} has no day {day}")
    return f"{text}-{day:02d}"


@lru_cache(_REMEMBERED_DAYS)
def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Hijri day (Umm al-Qura)."""
    from hijridate import Hijri

    if year not in HIJRI_YEARS:
        raise NoSuchDayError(f"Hijri year {year} lies outside {HIJRI_YEARS[0]} to {HIJRI_YEARS[-1]}")
    if not 1 <= month <= 12 or not 1 <= day <= Hijri(year, month, 1).month_length():
        raise NoSuchDayError(f"month {month} of {year} AH has no day {day}")
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def hijri_days(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    """First and last Gregorian day of a Hijri day, month or year."""
    from hijridate import Hijri

    if day is not None:
        only = hijri_to_gregorian(year, month or 1, day)
        return only, only
    first = hijri_to_gregorian(year, month or 1, 1)
    last_month = month or 12
    return first, hijri_to_gregorian(year, last_month, Hijri(year, last_month, 1).month_length())


def hijri_edtf(year: int, month: int | None = None, day: int | None = None) -> str:
    """EDTF of a Hijri day, or of the Gregorian days of a Hijri month or year."""
    first, last = hijri_days(year, month, day)
    return first.isoformat() if day is not None else f"{first.isoformat()}/{last.isoformat()}"


@lru_cache(_REMEMBERED_DAYS)
def hijri_year_of(day: date) -> int:
    """The Hijri year of a Gregorian day (estimated outside the covered years)."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (OverflowError, ValueError):
        return int((day.year - 622) * 33 / 32)


def hijri_month_of(day: date) -> tuple[int, int]:
    """The Hijri year and month of a Gregorian day that the tables cover."""
    from hijridate import Gregorian

    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (OverflowError, ValueError):
        raise NoSuchDayError(f"{day} lies outside the Hijri years {HIJRI_YEARS[0]} to {HIJRI_YEARS[-1]}") from None
    return int(found.year), int(found.month)


def ordered(first: str, last: str) -> bool:
    """Whether two EDTF dates of one style can be the ends of a range.

    >>> ordered("2025-05-17", "2025-05-21"), ordered("XXXX-05-21", "XXXX-05-17"), ordered("2015-01-01", "2015-06")
    (True, False, True)
    """
    size = min(len(first), len(last))
    if first.startswith("-"):
        return not last.startswith("-") or first[:size] >= last[:size]
    return first[:size] <= last[:size]


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """A month so many months later.

    >>> add_months(2025, 1, -1)
    (2024, 12)
    """
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def nth_weekday(year: int | None, month: int, weekday: int, nth: int) -> str | None:
    """EDTF of a weekday (1 Monday to 7) counted within a month, from its end if negative; `None` without a year.

    >>> nth_weekday(2013, 3, 1, -1), nth_weekday(2014, 9, 2, 3)
    ('2013-03-25', '2014-09-16')
    """
    if year is None:
        return None
    days = [day for day in range(1, days_in(year, month) + 1) if date(year, month, day).isoweekday() == weekday]
    if not -len(days) <= (nth if nth < 0 else nth - 1) < len(days):
        raise NoSuchDayError(f"month {month} of {year} has no such weekday")
    return date(year, month, days[nth if nth < 0 else nth - 1]).isoformat()


def hijri_year_within(year: int, month: int, day: int = 1) -> int:
    """The Hijri year whose day, or whose month by its first day, falls in a Gregorian year («رمضان 2024»).

    >>> hijri_year_within(2024, 9), feast(2013, 12, 10)
    (1445, '2013-10-15')
    """
    for hijri_year in range(int((year - 622) * 33 / 32) - 1, int((year - 622) * 33 / 32) + 3):
        if hijri_to_gregorian(hijri_year, month, day).year == year:
            return hijri_year
    raise NoSuchDayError(f"no such Hijri day falls in {year}")


def feast(year: int, month: int, day: int) -> str:
    """EDTF of the day on which a Hijri day falls in a Gregorian year."""
    return hijri_to_gregorian(hijri_year_within(year, month, day), month, day).isoformat()
