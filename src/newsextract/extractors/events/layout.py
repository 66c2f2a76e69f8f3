"""Where the cities, dates and figures found so far stand among the tokens of the text."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from newsextract.document import Document
from newsextract.models import Mention

OPENING, CLOSING = '«"“”″', '»"”“″'
"""Quotation marks; some papers turn the curly ones round."""
LONGEST_QUOTE = 7
EVENT_WORDS = frozenset({"event_head", "event_reference", "event_edition"})


class Span(NamedTuple):
    """What stands at tokens [first, last): the name of a city, the EDTF value of a date."""

    first: int
    last: int
    start: int
    value: str


class Layout:
    """The cities and dates of a document in token terms, in text order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        folded = document.scan.folded
        self._breaks = [at + shift for at, shift in zip(folded.at, folded.shift, strict=True)]
        self._shifts = folded.shift
        cities = sorted(self._span(m, city.name) for city in document.cities for m in city.mentions)
        self.cities = [city for city in cities if not self._is_event_word(city.first)]
        self.dates = [self._span(date, date.value) for date in document.dates if date.value]
        self.city_at = {city.first: city for city in self.cities}
        self.numbers = {number.first: number for number in document.numbers}
        self.number_ends = {number.last: number for number in document.numbers}
        self.date_at = {date.first: date for date in self.dates}

    def gap(self, i: int) -> str:
        """What stands before a token, blanks aside; a line break is no blank."""
        return self.document.scan.gaps[i].strip(" \t")

    def quote_end(self, i: int) -> int | None:
        """The token behind the quotation that opens before token i."""
        scan = self.document.scan
        if not scan.gaps[i].endswith(tuple(OPENING)):
            return None
        for j in range(i + 1, min(i + LONGEST_QUOTE, len(scan.words)) + 1):
            line, broken, _ = scan.gaps[j].partition("\n")
            if any(mark in line for mark in CLOSING):
                return j
            if broken or "،" in line:
                return None
        return None

    def folded_offset(self, raw: int) -> int:
        """The folded offset of a raw one."""
        i = bisect_right(self._breaks, raw)
        return raw - self._shifts[i - 1] if i else raw

    def tokens(self, mention: Mention) -> tuple[int, int]:
        """The tokens [first, last) that a mention lies on."""
        scan = self.document.scan
        first = scan.token_at(self.folded_offset(mention.start))
        return first, scan.token_at(self.folded_offset(mention.end - 1)) + 1

    def _is_event_word(self, token: int) -> bool:
        """Whether a token that looks like a city is the floods, not Seoul, or the edition, not Al Dawrah."""
        hits = self.document.scan.at[token].values()
        return any(hit.entry.kind in EVENT_WORDS and hit.entry.key != "no" for hit in hits)

    def _span(self, mention: Mention, value: str) -> Span:
        first, last = self.tokens(mention)
        return Span(first, last, self.folded_offset(mention.start), value)
