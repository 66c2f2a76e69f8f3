"""Where the cities, dates and figures found so far stand among the tokens of the text."""

from __future__ import annotations

from functools import cached_property

from newsextract.document import Document, Span
from newsextract.numerals import Number

OPENING, CLOSING = '«"“”″', '»"”“″'
"""Quotation marks; some papers turn the curly ones round."""
LONGEST_QUOTE = 7
EVENT_WORDS = frozenset({"event_head", "event_reference", "event_edition"})


class Layout:
    """The cities and dates of a document in token terms, in text order, made when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.gaps = document.scan.gaps

    @cached_property
    def cities(self) -> list[Span]:
        """The cities, without what only looks like one."""
        return [city for city in self.document.city_spans if not self._is_event_word(city.first)]

    @cached_property
    def dates(self) -> list[Span]:
        """The dates that are days, months or years."""
        document = self.document
        return [document.span(date, date.value) for date in document.dates if date.value]

    @cached_property
    def city_at(self) -> dict[int, Span]:
        """The cities by their first tokens."""
        return {city.first: city for city in self.cities}

    @cached_property
    def date_at(self) -> dict[int, Span]:
        """The dates by their first tokens."""
        return {date.first: date for date in self.dates}

    @cached_property
    def numbers(self) -> dict[int, Number]:
        """The numbers by their first tokens."""
        return {number.first: number for number in self.document.numbers}

    @cached_property
    def number_ends(self) -> dict[int, Number]:
        """The numbers by the tokens behind them."""
        return {number.last: number for number in self.document.numbers}

    def gap(self, i: int) -> str:
        """What stands before a token, blanks aside; a line break is no blank."""
        gap = self.gaps[i]
        return "" if gap == " " else gap.strip(" \t")

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

    def _is_event_word(self, token: int) -> bool:
        """Whether a token that looks like a city is the floods, not Seoul, or the edition, not Al Dawrah."""
        scan = self.document.scan
        return any((hit := scan.hit(kind, token)) and hit.entry.key != "no" for kind in EVENT_WORDS)
