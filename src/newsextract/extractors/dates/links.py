"""What the dates of one article say of each other: back references, one day in two calendars, the years' calendar."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from newsextract import calendars
from newsextract.calendars import NoSuchDayError
from newsextract.document import Document
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.words import Words

HIJRI_COUNTRIES = {"SA"}
"""Where a year between 1343 and 1500 without an era mark is Hijri."""
PRESENT_YEARS = 5
"""So near to the Hijri year of publication a year is one, too."""
DECEMBER = 12
"""Seasons, quarters and halves have higher numbers, and days of their own have none."""
BETWEEN_CALENDARS = ("(", "/", "-", ")", ")(", "")


def link_points(document: Document, words: Words, phrases: list[Phrase], reference: date | None) -> None:
    """Let the points take from each other what they do not print."""
    points = [point for phrase in phrases for point in phrase.points()]
    _mark_hijri_years(points, document.country in HIJRI_COUNTRIES, reference)
    if [point for point in points if point.month_as or point.year_as]:
        _follow_references(points, reference if document.dateline[1] else None)
    _pair_calendars(words, phrases)


def _mark_hijri_years(points: list[Point], at_home: bool, reference: date | None) -> None:
    """«عام 1434» is a Hijri year where the article or its outlet counts so, or where it is about the present one."""
    years = [
        p for p in points if p.year is not None and p.year in calendars.HIJRI_YEARS and p.year_only() and not p.hijri
    ]
    if not years:
        return
    everywhere = at_home or any(p.hijri for p in points)
    now = calendars.hijri_year_of(reference) if reference else 0
    for point in years:
        point.hijri = everywhere or abs((point.year or 0) - now) <= PRESENT_YEARS


def _follow_references(points: list[Point], dateline: date | None) -> None:
    """«منه», «الشهر نفسه», «العام ذاته»: the month or the year of the mention before, at first of the dateline."""
    of_month = of_year = None
    if dateline is not None:
        of_month = of_year = Point(0, month=dateline.month, year=dateline.year)
    for point in points:
        if point.month_as and of_month is not None:
            _take_month(point, of_month)
        if point.year_as and point.year is None and of_year is not None:
            point.year, point.year_shift, point.year_as = of_year.year, of_year.year_shift, False
        if point.month_shift is not None or (point.month is not None and point.month <= DECEMBER):
            of_month = of_year = point
        elif point.year is not None:
            of_year = point


def _take_month(point: Point, other: Point) -> None:
    point.month, point.hijri, point.month_as = other.month, other.hijri, False
    point.month_shift, point.direction = other.month_shift, other.direction
    point.year = other.year if point.year is None else point.year
    point.year_shift = other.year_shift if point.year is None else None


def _pair_calendars(words: Words, phrases: list[Phrase]) -> None:
    """«19 ذو القعدة 1446 هـ الموافق 17 ماي»: one day in two calendars; each gives the other what it lacks."""
    for phrase, following in pairwise(phrases):
        if phrase.begin.hijri == following.begin.hijri or not _are_equivalent(words, phrase, following):
            continue
        for point, other in zip(phrase.points(), following.points(), strict=False):
            hijri, gregorian = (point, other) if point.hijri else (other, point)
            if gregorian.month is None or (gregorian.day is None) != (hijri.day is None):
                continue
            if gregorian.year is None and hijri.year is not None:
                gregorian.year = _gregorian_year(hijri, gregorian)
            hijri.equal = gregorian


def _are_equivalent(words: Words, phrase: Phrase, following: Phrase) -> bool:
    i = phrase.last
    if i == following.first:
        return words.gaps[i].strip(" ،,") in BETWEEN_CALENDARS and words.joined(i, "()/-،,")
    hit = words.hit("equivalent", i)
    if hit is None and words.words[i] not in ("اي", "م"):
        return False
    i = hit.last if hit else i + 1
    return following.first - i <= 1


def _gregorian_year(hijri: Point, gregorian: Point) -> int | None:
    """The year of a Gregorian day that a Hijri day with its year stands beside."""
    assert hijri.year is not None
    try:
        first, _ = calendars.hijri_days(hijri.year, hijri.month, hijri.day)
    except NoSuchDayError:
        return None
    month = gregorian.month or 1
    if month == 12 and first.month == 1:
        return first.year - 1
    return first.year + 1 if month == 1 and first.month == 12 else first.year
