"""One article on its way through the extractors: its scan, what is known about it, and what was found so far."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import add
from typing import NamedTuple

from newsextract.gazetteer import Gazetteer, default_gazetteer
from newsextract.matching import Scan
from newsextract.models import City, Date, Event, Figure, Mention, Official, unvalidated
from newsextract.numerals import Number
from newsextract.sentences import Sentences, SentenceSpan

_new_mention = unvalidated(Mention)


class Span(NamedTuple):
    """What stands at tokens [first, last) from the folded offset `start` on: the name of a city, a date's EDTF."""

    first: int
    last: int
    start: int
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """A decoded article and what its source says about it."""

    id: str
    text: str
    path: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    encoding: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass
class Document:
    """What the extractors share; the pipeline fills the lists in the order of the fields.

    `reference` is the day that relative dates count from (`None`: unknown), `today` the day of the run, after which an
    inferred date does not lie. `country` is where the outlet is, ISO 3166-1 alpha-2, where its address or the input
    tells. `headline` is the folded span of the headline, empty where the text has none; `dateline` are the tokens
    [first, last) of the article's own dateline, which hold nothing that the article says.
    """

    scan: Scan
    today: date
    reference: date | None = None
    country: str | None = None
    headline: tuple[int, int] = (0, 0)
    dateline: tuple[int, int] = (0, 0)
    gazetteer: Gazetteer = field(default_factory=default_gazetteer)
    numbers: list[Number] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    cities: list[City] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.scan)

    def sentence(self, token: int) -> SentenceSpan:
        """The sentence of a token."""
        return self._sentences.at(token)

    @cached_property
    def city_spans(self) -> list[Span]:
        """The mentions of cities among the tokens, in text order."""
        return sorted(self.span(mention, city.name) for city in self.cities for mention in city.mentions)

    def tokens(self, mention: Mention) -> tuple[int, int]:
        """The tokens [first, last) that a mention lies on."""
        first, last, _ = self._place(mention)
        return first, last

    def span(self, mention: Mention, value: str) -> Span:
        """A mention among the tokens."""
        return Span(*self._place(mention), value)

    def _place(self, mention: Mention) -> tuple[int, int, int]:
        """The tokens [first, last) of a mention, and the folded offset at which it begins."""
        starts, start, end = self.scan.starts, mention.start, mention.end - 1
        if self.scan.folded.at:
            start, end = self.folded_span(start, end)
        first = bisect_right(starts, start) - 1
        last = first + 1  # few tokens: quicker counted than searched for
        while last < len(starts) and starts[last] <= end:
            last += 1
        return first, last, start

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """The folded offsets of two raw ones."""
        breaks, shift = self._raw_breaks, self.scan.folded.shift
        i = bisect_right(breaks, start)
        j = i if i == len(breaks) or end < breaks[i] else bisect_right(breaks, end, i)
        return start - shift[i - 1] if i else start, end - shift[j - 1] if j else end

    @cached_property
    def _raw_breaks(self) -> list[int]:
        folded = self.scan.folded
        return list(map(add, folded.at, folded.shift))

    def mention(self, first: int, last: int, start: int | None = None) -> Mention:
        """The printed words of tokens [first, last), from the folded offset `start` where a prefix is left out."""
        begin, end = self.scan.raw_span(first, last, start)
        return _new_mention(text=self.scan.folded.raw[begin:end], start=begin, end=end)
