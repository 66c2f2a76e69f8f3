"""The year of a day or month by the day of publication: the nearest not after it, or ahead where the text says so."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property

from newsextract.document import Document
from newsextract.extractors.dates.occurrences import Occurrence, is_month_of, occurrences
from newsextract.extractors.dates.outlook import Outlook
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.values import SEASON_BEGINS
from newsextract.extractors.dates.words import Words

PASSED = timedelta(days=120)
"""What passed so short a time ago is not meant for next year."""
SOON = timedelta(days=75)
"""A programme of days to come goes on within so many days; so long before, a vote is known for its day."""


class ByReference:
    """Dates one article's days and months without a year by its day of publication.

    `current`: nothing but a date is typed; without a word that places it, it is of the reference year.
    """

    def __init__(
        self, document: Document, words: Words, phrases: list[Phrase], reference: date, current: bool = False
    ) -> None:
        self.words = words
        self.reference = reference
        self.current = current
        self.document = document
        self.phrases = phrases
        self.undated = [(p, phrase) for phrase in phrases for p in phrase.points() if p.month and p.year is None]
        self.last_ahead: date | None = None
        self.days_ahead: set[tuple[bool, int | None, int | None]] | None = None

    @cached_property
    def outlook(self) -> Outlook:
        """What the sentences of the article say of the side of their dates."""
        return Outlook(self.document, self.words, self.phrases)

    @cached_property
    def phrase_to(self) -> dict[int, Phrase]:
        """The phrases by the tokens behind them."""
        return {phrase.last: phrase for phrase in self.phrases}

    @cached_property
    def phrase_from(self) -> dict[int, Phrase]:
        """The phrases by their first tokens."""
        return {phrase.first: phrase for phrase in self.phrases}

    def year(self, point: Point, phrase: Phrase) -> int | None:
        """The year of a Gregorian day, month or season; `None` for a day that belongs to no year."""
        if self._names_event(phrase) or self._comes_yearly(point, phrase):
            return None
        point.because("reference")
        if point.month is not None and point.month > 12:
            return self._season_year(point)
        if point.direction == "now" or (self.current and not point.direction):
            return self.reference.year
        return self.year_around(point, phrase) or self.reference.year

    def year_around(self, point: Point, phrase: Phrase) -> int | None:
        """The year of a day or month before the reference date, or after it where the text says so."""
        before, after = occurrences(point, self.reference)
        if point.direction == "ahead" or (not point.direction and self._lies_ahead(point, phrase, before, after)):
            self.last_ahead = after.day if after else None
            return after.year + point.steps - 1 if after else None
        if before is None:
            return None
        again = point.direction == "past" and is_month_of(point, before.day, self.reference)
        return before.year - again - (point.steps - 1)

    def _lies_ahead(self, point: Point, phrase: Phrase, before: Occurrence | None, after: Occurrence | None) -> bool:
        """Whether the text says that a date is to come: by its own words, by the same day elsewhere, by a series."""
        reference = self.reference
        if after is None:
            return False
        passed = (reference - before.day) if before else timedelta.max
        nearer = after.day - reference < passed
        side = self.outlook.side(phrase)
        sure = passed > PASSED and id(phrase) in self.outlook.told_beside
        if side == "past" or not (nearer or sure or after.day.year == reference.year):
            return False
        if side == "ahead" or (side == "near" and nearer) or (side == "soon" and after.day - reference <= SOON):
            return True
        return self._same_day_ahead(point) or self._goes_on(after.day)

    def _same_day_ahead(self, point: Point) -> bool:
        """Whether the article says of the same day and month elsewhere that it is to come."""
        if self.days_ahead is None:
            self.days_ahead = {
                (known.hijri, known.month, day)
                for known, phrase in self.undated
                for day in (known.day, None)
                if known.direction == "ahead" or (not known.direction and self.outlook.side(phrase) == "ahead")
            }
        return (point.hijri, point.month, point.day) in self.days_ahead

    def _goes_on(self, day: date) -> bool:
        """Whether a programme of days to come goes on with a day."""
        return self.last_ahead is not None and self.last_ahead <= day <= self.last_ahead + SOON

    def _season_year(self, point: Point) -> int:
        """The year of «الصيف الماضي», «الشتاء المقبل»: a season is past when its last month is."""
        reference = self.reference
        first = SEASON_BEGINS.get(point.month or 0, 1)
        if point.direction == "ahead":
            return reference.year + (first <= reference.month)
        return reference.year - (point.direction == "past" and first + 2 >= reference.month)

    def _names_event(self, phrase: Phrase) -> bool:
        """«ثورة 25 يناير», «ثورتي 25 يناير و30 يونيو»: an event that is called by its day."""
        words = self.words
        before = phrase.first - 1
        if words.words[before] == "و" and (listed := self.phrase_to.get(before)):
            before = listed.first - 1
        return bool(words.key("undated_event", before))

    def _comes_yearly(self, point: Point, phrase: Phrase) -> bool:
        """«الـ 28 من يوليو من كل عام»: a day of no year."""
        words = self.words
        listed = self.phrase_from.get(phrase.last)  # «يونيو ويوليو من كل عام»
        last = listed.last if listed else phrase.last
        i = last + (words.words[last] == "من")
        yearly = words.words[i] == "كل" and words.hit("year_noun", i + 1) is not None
        turns = phrase.end is not None and (phrase.begin.month or 0) > (phrase.end.month or 0)
        return yearly and point.month is not None and not turns
