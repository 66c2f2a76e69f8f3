"""The EDTF value of a point in time whose parts are known."""

from __future__ import annotations

from datetime import date, timedelta

from newsextract import calendars
from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.relative import nearest_weekday

SEASON_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
GREGORIAN_YEARS = range(1930, 2070)
"""Behind a Hijri month these are no Hijri years («رمضان 2024»)."""
SIGHTING = timedelta(days=2)
"""A Hijri day as printed lies at most so far from the computed one: months begin when the moon is seen."""


def edtf_of(point: Point) -> str | None:
    """The value of a point whose year is found; `None` without one that it needs, `NoSuchDayError` for no day."""
    if point.pattern is not None:
        if point.hijri and point.year is not None:
            first, last = (int(year) for year in point.pattern.split("/"))
            return f"{calendars.hijri_days(first)[0]}/{calendars.hijri_days(last)[1]}"
        return point.pattern
    if point.nth is not None and point.month is not None and not point.hijri and not _is_day(point):
        return calendars.nth_weekday(point.year, point.month, point.weekday or 1, point.nth)
    if point.feast and point.year is not None and point.month is not None:
        return calendars.feast(point.year, point.month, point.day or 1)
    if point.last_day and point.year is not None and point.month is not None:
        return _last_day(point)
    if point.hijri and point.month is not None and point.month > 12:
        return _season_of_hijri_year(point)
    if point.hijri:
        return _hijri(point)
    if point.month is None:
        return calendars.edtf(point.year) if point.year is not None else None
    return calendars.edtf(point.year, point.month, point.day)


def _is_day(point: Point) -> bool:
    """Whether the number behind a weekday is the day of the month rather than counts the weekday."""
    day = point.in_year(point.year) if point.day and point.year else None
    return point.day is not None and (day is None or day.isoweekday() == point.weekday)


def _last_day(point: Point) -> str:
    assert point.year is not None
    assert point.month is not None
    if point.hijri:
        return calendars.hijri_days(point.year, point.month)[1].isoformat()
    return calendars.edtf(point.year, point.month, calendars.days_in(point.year, point.month))


def _season_of_hijri_year(point: Point) -> str | None:
    """«صيف 1436هـ»: the season that begins in the days of the Hijri year."""
    month = SEASON_BEGINS.get(point.month or 0)
    if month is None or point.year is None:
        return None
    first, last = calendars.hijri_days(point.year)
    years = (y for y in range(first.year, last.year + 1) if first <= date(y, month, 1) <= last)
    year = next(years, None)
    return calendars.edtf(year, point.month) if year is not None else None


def _hijri(point: Point) -> str | None:
    year = point.year
    if year is None:
        return None
    if year in GREGORIAN_YEARS and point.month is not None:
        year = calendars.hijri_year_within(year, point.month, point.day or 1)
    if point.day is None or point.month is None:
        return calendars.hijri_edtf(year, point.month)
    day = calendars.hijri_to_gregorian(year, point.month, point.day)
    if point.weekday is not None and abs(nearest_weekday(day, point.weekday) - day) <= SIGHTING:
        day = nearest_weekday(day, point.weekday)
    return day.isoformat()
