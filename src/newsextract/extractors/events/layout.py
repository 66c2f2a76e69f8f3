"""Where the cities, dates and figures found so far stand among the tokens of the text, and the words beside them."""

from __future__ import annotations

from bisect import bisect_left

from newsextract.document import Document
from newsextract.matching import Hit
from newsextract.numerals import Number
from newsextract.vocabulary import beginnings

OPENING, CLOSING = tuple('«"“”″'), tuple('»"”“″')
"""Quotation marks; some papers turn the curly ones round."""
LONGEST_QUOTE = 7


class Layout:
    """The cities, dates and numbers of a document in token terms, in text order, and its event words.

    `cities` are without what only looks like one (the floods, not Seoul; the edition, not Al Dawrah), `dates` those
    that are days, months or years. `city_at`, `date_at` and `numbers` are by first tokens.
    """

    def __init__(self, document: Document) -> None:
        scan = document.scan
        self.document = document
        self.gaps = scan.gaps
        self.heads = scan.starting("event_head")
        self.editions = scan.starting("event_edition")
        self.references = scan.starting("event_reference")
        named = self.heads.keys() | self.editions.keys() | self.references.keys()
        self.cities = [
            city for city in document.city_spans if city.first not in named or not self._is_event_word(city.first)
        ]
        self.city_at = {city.first: city for city in self.cities}
        self.dates = [document.span(date, date.value) for date in document.dates if date.value]
        self.date_at = {date.first: date for date in self.dates}
        self.numbers = {number.first: number for number in document.numbers}
        self._number_firsts = list(self.numbers)

    def _is_event_word(self, token: int) -> bool:
        for hits in (self.heads, self.editions, self.references):
            if (hit := hits.get(token)) and hit.entry.key != "no":
                return True
        return False

    def number_before(self, token: int) -> Number | None:
        """The number that ends right before a token."""
        i = bisect_left(self._number_firsts, token)
        number = self.numbers[self._number_firsts[i - 1]] if i else None
        return number if number and number.last == token else None

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


def hits_among(document: Document, kind: str, first: int, last: int) -> list[Hit]:
    """The hits of a rarely asked kind that begin at tokens [first, last); most stretches have no word of it."""
    scan, known = document.scan, beginnings(kind)
    words = scan.words[first:last]
    if known.isdisjoint(words):
        return []
    return [hit for i, word in enumerate(words, first) if word in known and (hit := scan.hit(kind, i))]
