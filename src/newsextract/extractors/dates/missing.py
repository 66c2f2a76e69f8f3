"""Years that are not printed.

They are looked for, in this order, in a neighbouring date of the same sentence, elsewhere in the article for the same
day and month, by the weekday, and by the day of publication.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cached_property

from newsextract import calendars
from newsextract.document import Document
from newsextract.extractors.dates.around import ByReference
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.words import Words

COMPARISONS = {"مقارنه", "مقابل", "بالمقارنه", "نفس", "نظيره", "نظيرتها"}
WEEKDAY_YEARS = 28
"""After so many years weekdays and days of the month meet again in the same order."""
RECENT = 10
"""A weekday is not dated by a year that the article prints as long past («من مواليد 1962»)."""
NEAR = timedelta(days=200)
WHEN = {"حين", "حينما", "عندما", "حيث", "لما"}
"""Behind a year these begin what happened in it («تعود إلى 1988 حين أقيمت بين 13 و27 مارس»)."""
EDITION_WORDS = 5
"""How far behind its year the days of an edition may stand."""


class MissingYears:
    """Finds the years of one article's dates that print none."""

    def __init__(
        self, document: Document, words: Words, phrases: list[Phrase], reference: date | None, current: bool
    ) -> None:
        self.document = document
        self.words = words
        self.phrases = phrases
        self.reference = reference
        self.by_reference = ByReference(document, words, phrases, reference, current) if reference else None
        self.years: set[int] = set()
        self.days: dict[tuple[int | None, int | None], set[int]] = defaultdict(set)
        for phrase in phrases:
            for point in phrase.points():
                self._note(point)
        self.rules = _RULES_OF_CURRENT if current else _RULES

    @cached_property
    def position(self) -> dict[int, int]:
        """Where in the article each phrase stands among them."""
        return {id(phrase): i for i, phrase in enumerate(self.phrases)}

    def _note(self, point: Point) -> None:
        """Remember a year that the article prints, and for which day and month."""
        if point.year is None or point.hijri or (point.sources and "printed" not in point.sources):
            return
        self.years.add(point.year)
        if point.month is not None and point.month <= 12 and point.pattern is None:
            self.days[point.month, point.day].add(point.year)
            self.days[point.month, None].add(point.year)

    def find(self, point: Point, phrase: Phrase) -> None:
        """Give a point without a year one, if something settles it."""
        if point.hijri:
            self._find_hijri(point, phrase)
            return
        for rule in self.rules:
            point.year = rule(self, point, phrase)
            if point.year is not None:
                return

    def _fits(self, point: Point, year: int) -> bool:
        """Whether a year makes the point a day that its weekday and its direction allow."""
        day = point.in_year(year)
        if day is None or (point.weekday is not None and point.day and day.isoweekday() != point.weekday):
            return False
        if self.reference is None or not point.direction:
            return True
        month = (day.year, day.month) if point.day is None else day
        now = (self.reference.year, self.reference.month) if point.day is None else self.reference
        if point.direction == "now":
            return day.year == self.reference.year
        return month <= now if point.direction == "past" else month >= now  # type: ignore[operator]

    def _beside(self, point: Point, _phrase: Phrase) -> int | None:
        """«اليوم الاثنين (22 يناير)»: the year of the day that the relative word says."""
        if point.shift is None or self.reference is None or point.day is None:
            return None
        said = self.reference + timedelta(days=point.shift)
        days = [day for year in (said.year - 1, said.year, said.year + 1) if (day := point.in_year(year))]
        if not days:
            return None
        point.because("reference")
        return min(days, key=lambda day: abs(day - said)).year

    def _by_direction(self, point: Point, phrase: Phrase) -> int | None:
        """«الماضي», «الجاري», «المقبل» count from a known reference date, whatever else is printed."""
        return self._by_reference(point, phrase) if point.direction and point.weekday is None else None

    def _neighbour(self, point: Point, phrase: Phrase) -> int | None:
        """The year that a neighbouring date of the same sentence prints."""
        at = self.position[id(phrase)]
        for other in (*self.phrases[at + 1 : at + 2], *self.phrases[max(at - 1, 0) : at]):
            beside = other.begin
            if beside.year is None or beside.hijri or "printed" not in (beside.sources or ("printed",)):
                continue
            if beside.year_only():
                near = self._ranges_from(other, phrase) or self._dates_edition(other, phrase)
            else:
                near = self._lends_year(other, phrase, point)
            if near and self._fits(point, beside.year):
                point.because("printed")
                return beside.year
        return None

    def _lends_year(self, other: Phrase, phrase: Phrase, point: Point) -> bool:
        """Whether a date that prints its year stands beside another of its sentence, which it is not compared with."""
        beside = other.begin
        if not beside.month or beside.month > 12 or beside.numeric or (beside.day is None) != (point.day is None):
            return False
        sentence = self.document.sentence(phrase.first)
        if (beside.month, beside.day) == (point.month, point.day) or not sentence.first <= other.first < sentence.last:
            return False
        between = self.words.words[min(phrase.last, other.last) : max(phrase.first, other.first)]
        if COMPARISONS.intersection(between):
            return False
        return other.first < phrase.first or not self._passed(point, phrase, beside.year or 0)

    def _passed(self, point: Point, phrase: Phrase, year: int) -> bool:
        """«يبدأ في 8 ماي، وجرى السابق في 10 ماي 2021»: whether a date to come would lie behind in a year."""
        day = point.in_year(year)
        if self.by_reference is None or self.reference is None or day is None or day > self.reference:
            return False
        return self.by_reference.outlook.side(phrase) == "ahead"

    def _dates_edition(self, other: Phrase, phrase: Phrase) -> bool:
        """«كانت نسخة 2021 قد أقيمت من 30 نوفمبر إلى 18 ديسمبر»: whether a year names what a date behind it dates."""
        words = self.words
        if not 0 <= phrase.first - other.last <= EDITION_WORDS:
            return False
        behind = range(other.last, phrase.first)
        if any(words.gaps[i] != " " or words.words[i][0] == "و" for i in behind) or words.gaps[phrase.first] != " ":
            return False
        if words.words[other.last] in WHEN:
            return True
        before = other.first - 1
        return bool(words.key("year_event", before)) or words.key("year_cue", before) == "name"

    def _ranges_from(self, other: Phrase, phrase: Phrase) -> bool:
        """«منذ مطلع العام 2024 وحتى الأول من ديسمبر»: whether a range leads from a year to the date."""
        words = self.words
        until = words.hit("until", other.last)
        while until is not None and until.last < phrase.first and words.key("edge", until.last):
            until = until._replace(last=until.last + 1)
        return until is not None and until.last == phrase.first and self.words.joined(other.last)

    def same_day(self, point: Point, _phrase: Phrase) -> int | None:
        """The one year that the article prints elsewhere for the same day and month."""
        if point.day is None and self.reference is not None:
            return None
        years = {year for year in self.days.get((point.month, point.day), ()) if self._fits(point, year)}
        if len(years) != 1:
            return None
        point.because("article")
        return next(iter(years))

    def _by_weekday(self, point: Point, _phrase: Phrase) -> int | None:
        """The year that makes the day its printed weekday: one that the article prints, else the most recent."""
        if point.weekday is None or point.day is None:
            return None
        limit = self.reference or self.document.today
        printed = [year for year in sorted(self.years, reverse=True) if year <= limit.year + 1]
        printed = [year for year in printed if year >= printed[0] - RECENT]
        year = next((year for year in printed if self._fits(point, year)), None)
        if year is not None:
            point.because("weekday", "article")
        else:
            years = self._weekday_years(point, limit)
            year = next((year for year in years if self._fits(point, year)), None)
            if year is not None:
                point.because("weekday")
                if self.reference:
                    point.because("reference")
        if year is not None:
            self.days[point.month, point.day].add(year)
            self.days[point.month, None].add(year)
        return year

    def _weekday_years(self, point: Point, limit: date) -> Iterator[int]:
        """The years that a weekday may choose from, the likeliest first."""
        if point.direction == "ahead":
            years = range(limit.year, limit.year + WEEKDAY_YEARS)
            yield from (year for year in years if (point.in_year(year) or limit) >= limit)
            return
        passed = (point.in_year(limit.year) or limit) <= limit
        recent = limit.year - (not passed)
        yield recent
        if self.reference is not None:
            # A paper announces a day of the next months rather than recalls one of a decade ago.
            near = range(limit.year, limit.year + 2)
            yield from (year for year in near if limit < (point.in_year(year) or limit) <= limit + NEAR)
        yield from range(recent - 1, limit.year - WEEKDAY_YEARS, -1)

    def _by_reference(self, point: Point, phrase: Phrase) -> int | None:
        return self.by_reference.year(point, phrase) if self.by_reference else None

    def _current(self, point: Point, _phrase: Phrase) -> int | None:
        """«الجاري» without a reference date: the year that the rest of the article fixes."""
        if point.direction != "now" or self.reference is not None:
            return None
        year = self.article_year(point)
        if year is not None:
            point.because("article")
        return year

    def article_year(self, point: Point) -> int | None:
        """The year of the dates that the article prints or that weekdays fix: of the same month, else the latest."""
        self._fix_weekdays()
        years = self.days.get((point.month, None)) or {y for found in self.days.values() for y in found}
        past = [year for year in years if year <= self.document.today.year]
        return max(past, default=None)

    def only_month(self) -> tuple[int, int] | None:
        """The year and month of the article's days, if they are all of one."""
        months = {(year, month or 1) for (month, day), years in self.days.items() if day for year in years}
        return months.pop() if len(months) == 1 else None

    def _fix_weekdays(self) -> None:
        """Let weekdays fix their years before a «الجاري» asks for them."""
        for phrase in self.phrases:
            for point in phrase.points():
                if point.year is None and point.weekday and point.day and point.month and not point.hijri:
                    self._by_weekday(point, phrase)

    def _find_hijri(self, point: Point, phrase: Phrase) -> None:
        """The Hijri year: of the article's own Hijri dates, else by the reference date."""
        if point.equal is not None and point.equal.year is not None:
            return
        if self.by_reference is None or self.reference is None:
            years = {p.year for known in self.phrases for p in known.points() if p.hijri and p.year is not None}
            if len(years) == 1:
                point.year = years.pop()
                point.because("article")
            return
        point.because("reference")
        if point.direction == "now" or (self.by_reference.current and not point.direction):
            point.year = calendars.hijri_year_of(self.reference)
        else:
            point.year = self.by_reference.year_around(point, phrase)


Rule = Callable[[MissingYears, Point, Phrase], int | None]
"""A way to find a missing year; it notes in the point what it was found from."""
_RULES: tuple[Rule, ...] = (
    MissingYears._beside,
    MissingYears._by_direction,
    MissingYears._neighbour,
    MissingYears.same_day,
    MissingYears._by_weekday,
    MissingYears._by_reference,
    MissingYears._current,
)
_RULES_OF_CURRENT: tuple[Rule, ...] = (
    MissingYears._beside,
    MissingYears._by_reference,
    MissingYears._neighbour,
    MissingYears.same_day,
    MissingYears._by_weekday,
)
