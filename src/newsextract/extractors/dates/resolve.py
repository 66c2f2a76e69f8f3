"""From what phrases print to values: days that count from the day of publication, missing years, weekdays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from newsextract import calendars
from newsextract.document import Document
from newsextract.extractors.dates.links import link_points
from newsextract.extractors.dates.mentions import mention_of
from newsextract.extractors.dates.missing import MissingYears
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.relative import relative_day
from newsextract.extractors.dates.words import Words
from newsextract.models import Date

REFERENCE_YEARS = range(1000, 9000)
"""Around a day of publication outside these years the calendars end."""


def resolve_phrases(document: Document, words: Words, phrases: list[Phrase], current: bool = False) -> list[Date]:
    """The mentions of an article, in order, without those that nothing places.

    `current`: nothing but a date is typed; without a word that places it, it is of the reference year or to come.
    """
    reference = document.reference
    if reference is not None and reference.year not in REFERENCE_YEARS:
        reference = None
    link_points(document, words, phrases, reference)
    resolver = _Resolver(document, words, phrases, reference, current)
    for phrase in phrases:
        resolver.place(phrase)
    return [mention for phrase in phrases if (mention := mention_of(document, words, phrase))]


@dataclass(eq=False)
class _Resolver:
    """Gives the points of one article their days and years."""

    document: Document
    words: Words
    phrases: list[Phrase]
    reference: date | None
    current: bool

    @cached_property
    def missing(self) -> MissingYears:
        """What finds years; most articles print all that their dates need."""
        return MissingYears(self.document, self.words, self.phrases, self.reference, self.current)

    def _find_year(self, point: Point, phrase: Phrase) -> None:
        if point.year is not None:
            point.sources = point.sources or ("printed",)
        elif point.month is not None and point.pattern is None:
            self.missing.find(point, phrase)

    def place(self, phrase: Phrase) -> None:
        """Find the year of a phrase; the ends of a range have one year, or two that follow."""
        begin, end = phrase.begin, phrase.end
        if begin.weekday is not None and begin.weekday_only() and self._is_weekly(phrase):
            return
        self._shift(begin)
        if end is None:
            self._from_reference(begin)
            self._find_year(begin, phrase)
        else:
            self._shift(end)
            self._place_ends(phrase, begin, end)

    def _place_ends(self, phrase: Phrase, begin: Point, end: Point) -> None:
        """Find the years of both ends of a range; one that is a weekday alone counts from the other."""
        if end.weekday_only() and begin.hijri == end.hijri and begin.weekday_only():
            self._weekdays(begin, end)
            return
        if end.weekday_only() and begin.hijri == end.hijri and begin.month is not None:
            self._find_year(begin, phrase)
            self._end_on_weekday(begin, end)
            return
        for point in (begin, end):
            self._from_reference(point)
        if begin.hijri == end.hijri and begin.year is None and end.year is None:
            self._place_range(phrase, begin, end)
        for point in (begin, end):
            self._find_year(point, phrase)

    def _is_weekly(self, phrase: Phrase) -> bool:
        """«كل يوم خميس», «من الأحد إلى الخميس من كل أسبوع»: no day of its own."""
        words = self.words
        behind = phrase.last + (words.words[phrase.last] == "من")
        if words.words[behind] == "كل" and words.key("week_noun", behind + 1):
            return True
        return words.words[phrase.first - 1] in ("كل", "وكل")

    def _place_range(self, phrase: Phrase, begin: Point, end: Point) -> None:
        """Date the end of a range that something fixes; the other is of the same year, or of the one beside it."""
        if not begin.month or not end.month:
            return
        fixed = begin.weekday is None and (end.weekday is not None or self.missing.same_day(end, phrase) is not None)
        lead, other = (end, begin) if fixed else (begin, end)
        self._find_year(lead, phrase)
        if lead.year is not None and other.year is None:
            turn = begin.month > end.month
            other.year = lead.year + (turn if other is end else -turn)
            other.sources = lead.sources

    def _shift(self, point: Point) -> None:
        """Resolve what counts months or years from the reference date."""
        if point.month_shift is not None:
            self._shift_month(point, point.month_shift)
        if point.year_shift is None or point.year is not None:
            return
        if self.reference is not None:
            now = calendars.hijri_year_of(self.reference) if point.hijri else self.reference.year
            point.year = now + point.year_shift
            point.because("reference")
        elif point.year_shift == 0 and point.month is not None:
            point.year = self.missing.article_year(point)
            if point.year is not None:
                point.because("article")

    def _shift_month(self, point: Point, shift: int) -> None:
        """«الشهر الجاري» is Hijri where the mention before was."""
        reference = self.reference
        if reference is not None:
            year, month = reference.year, reference.month
            if point.hijri:
                year, month = calendars.hijri_month_of(reference)
            point.year, point.month = calendars.add_months(year, month, shift)
            point.because("reference")
        elif shift == 0 and point.day is not None and (known := self.missing.only_month()):
            point.year, point.month = known
            point.because("article")

    def _from_reference(self, point: Point) -> None:
        """Give a point without any date the day that it counts from the reference date."""
        if self.reference is None or point.pattern or point.day or point.month or point.year is not None:
            return
        day = relative_day(point, self.reference, self.current)
        if day is None:
            return
        point.year, point.month, point.day = day.year, day.month, day.day
        if point.shift is None:
            point.because("weekday")
        point.because("reference")

    def _weekdays(self, begin: Point, end: Point) -> None:
        """«السبت والأحد»: two weekdays that follow; the second is placed, the first lies before it."""
        if self.reference is None:
            return
        last = relative_day(end, self.reference, self.current)
        if last is None:
            return
        first = last - timedelta(days=((end.weekday or 0) - (begin.weekday or 0)) % 7)
        for point, day in ((begin, first), (end, last)):
            point.year, point.month, point.day = day.year, day.month, day.day
            point.because("weekday", "reference")

    def _end_on_weekday(self, begin: Point, end: Point) -> None:
        """«من الأربعاء 11 شتنبر 2024 إلى الاثنين»: the first such weekday behind the beginning."""
        first = begin.in_year(begin.year or 1) if begin.day and not begin.hijri else None
        if first is None or end.weekday is None:
            return
        day = first + timedelta(days=(end.weekday - first.isoweekday()) % 7)
        end.year, end.month, end.day = day.year, day.month, day.day
        end.because("weekday")
