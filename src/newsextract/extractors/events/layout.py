"""Where the cities, dates and figures found so far stand among the tokens of the text, and the words beside them."""

from __future__ import annotations

from functools import cache, cached_property

from newsextract.document import Document, Span
from newsextract.lexicon import load_tables
from newsextract.matching import Hit
from newsextract.numerals import Number
from newsextract.vocabulary import first_words

OPENING, CLOSING = tuple('«"“”″'), tuple('»"”“″')
"""Quotation marks; some papers turn the curly ones round."""
LONGEST_QUOTE = 7
EVENT_WORDS = frozenset({"event_head", "event_reference", "event_edition"})


class Layout:
    """The cities and dates of a document in token terms, in text order, made when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.gaps = document.scan.gaps
        self.heads = document.scan.starting("event_head")
        self.editions = document.scan.starting("event_edition")

    @cached_property
    def cities(self) -> list[Span]:
        """The cities, without what only looks like one: the floods, not Seoul; the edition, not Al Dawrah."""
        scan, cities = self.document.scan, self.document.city_spans
        hits = (hit for kind in EVENT_WORDS for hit in scan.of(kind)) if cities else ()
        event_words = {hit.first for hit in hits if hit.entry.key != "no"}
        return [city for city in cities if city.first not in event_words]

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
        gaps = self.gaps
        if not gaps[i].endswith(OPENING):
            return None
        for j in range(i + 1, min(i + LONGEST_QUOTE + 1, len(gaps))):
            if gaps[j] == " ":
                continue
            line, broken, _ = gaps[j].partition("\n")
            if any(mark in line for mark in CLOSING):
                return j
            if broken or "،" in line:
                return None
        return None


@cache
def _beginnings(kind: str) -> frozenset[str]:
    """The words that a form of `kind` begins with, in every spelling."""
    return first_words(load_tables()[kind])


def hits_among(document: Document, kind: str, first: int, last: int) -> list[Hit]:
    """The hits of a rarely asked kind that begin at tokens [first, last); most stretches have no word of it."""
    scan, beginnings = document.scan, _beginnings(kind)
    words = scan.words[first:last]
    if beginnings.isdisjoint(words):
        return []
    return [hit for i, word in enumerate(words, first) if word in beginnings and (hit := scan.hit(kind, i))]
