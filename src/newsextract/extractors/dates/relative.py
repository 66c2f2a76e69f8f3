"""Days that count from the day of publication: «أمس», «غدا الأربعاء», «الاثنين الماضي», «قبل يومين»."""

from __future__ import annotations

from datetime import date, timedelta

from newsextract import calendars
from newsextract.extractors.dates.phrases import Point


def relative_day(point: Point, reference: date, current: bool = False) -> date | None:
    """The day of a point that prints no date; `None` where it does not count from the reference date.

    `current` places a bare weekday ahead, as one who types it means it.
    """
    if point.away is not None:
        return _away(point, reference, *point.away)
    if point.shift is not None:
        return _shifted(point, reference + timedelta(days=point.shift))
    if point.weekday is not None:
        return _weekday(point.weekday, point, reference, current)
    return None


def nearest_weekday(day: date, weekday: int) -> date:
    """The day of a weekday (1 Monday to 7) that is nearest to a day.

    >>> nearest_weekday(date(2025, 5, 22), 3)
    datetime.date(2025, 5, 21)
    """
    return day - timedelta(days=(day.isoweekday() - weekday + 3) % 7 - 3)


def _shifted(point: Point, day: date) -> date:
    # The weekday is surer than the day of publication: a copy is often put up a day later.
    return day if point.weekday is None else nearest_weekday(day, point.weekday)


def _weekday(weekday: int, point: Point, reference: date, current: bool) -> date:
    if point.weeks is not None:
        monday = reference - timedelta(days=reference.weekday())
        return monday + timedelta(days=7 * point.weeks + weekday - 1)
    behind = (reference.isoweekday() - weekday) % 7
    further = 7 * (point.steps - 1)
    if point.direction == "ahead" or (current and not point.direction):
        return reference + timedelta(days=further + ((7 - behind) if behind or point.direction else 0))
    return reference - timedelta(days=further + (behind or (7 if point.direction == "past" else 0)))


def _away(point: Point, reference: date, count: int, unit: str) -> date:
    if unit in ("day", "week"):
        day = reference + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        year, month = calendars.add_months(reference.year, reference.month, count * (12 if unit == "year" else 1))
        day = date(year, month, min(reference.day, calendars.days_in(year, month)))
    if point.weekday is not None:
        day += timedelta(days=point.weekday - day.isoweekday())
    return day
