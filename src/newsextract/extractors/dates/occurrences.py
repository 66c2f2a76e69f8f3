"""When a day or month without a year comes, around a day."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from newsextract import calendars
from newsextract.calendars import NoSuchDayError
from newsextract.extractors.dates.phrases import Point

FARTHEST = 8
"""So many years lie between two days of 29 February at most."""
FARTHEST_HIJRI = 3


class Occurrence(NamedTuple):
    """The year of its calendar in which a day or month falls, and its first Gregorian day."""

    year: int
    day: date


def occurrences(point: Point, reference: date) -> tuple[Occurrence | None, Occurrence | None]:
    """The last time that a day or month without a year came until the reference date, and the next time after it."""
    now = calendars.hijri_year_of(reference) if point.hijri else reference.year
    before = None
    farthest = FARTHEST_HIJRI if point.hijri else FARTHEST if (point.month, point.day) == (2, 29) else 1
    for year in range(now - farthest, now + farthest + 1):
        day = _first_day(point, year)
        if day is not None and day > reference:
            return before, Occurrence(year, day)
        if day is not None:
            before = Occurrence(year, day)
    return before, None


def is_month_of(point: Point, day: date, reference: date) -> bool:
    """Whether the month of a point that begins on a day is the one of the reference date."""
    if point.day is not None:
        return False
    if point.hijri:
        return calendars.hijri_month_of(day) == calendars.hijri_month_of(reference)
    return (day.year, day.month) == (reference.year, reference.month)


def _first_day(point: Point, year: int) -> date | None:
    if not point.hijri:
        return point.in_year(year)
    try:
        return calendars.hijri_days(year, point.month, point.day)[0]
    except NoSuchDayError:
        return None
