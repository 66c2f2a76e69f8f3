"""Whose word a figure is: the source that its sentence names, and who that is.

A source stands behind a marker («حسب بلاغ الوزارة»), as the subject of a verb of saying («وأوضح البلاغ أن», «قال رئيس
الغرفة، كمال نصر، إن»), or is the speaker before («وأضاف أن», «مشيرا إلى أن»).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from newsextract.document import Document
from newsextract.extractors.figures.quantities import Quantity
from newsextract.extractors.figures.sentences import Sentence
from newsextract.extractors.figures.source_phrases import (
    LONGEST_NAME,
    SELF,
    clause_said,
    is_office,
    is_source_noun,
    listed,
    names_a_body,
    printed_source,
    source_phrase,
    told_by,
    without_preposition,
)
from newsextract.matching import Hit, Scan

_SHORTEST = 3
_CARRY_REACH = 150
_NEAREST = 12
_CONTRASTS = frozenset({"حين", "بينما", "فيما", "مقابل", "لكن", "غير"})
_CONTRAST_REACH = 40


class Statement(NamedTuple):
    """A source named at token `first`; the phrase ends before token `last`. `source` is None for the speaker before."""

    first: int
    last: int
    by: bool
    source: str | None
    issuer: str | None
    sure: bool = False


class Sources:
    """The sources that one article names, in text order."""

    def __init__(self, document: Document) -> None:
        self._scan = document.scan
        self._speakers = sorted(
            (mention.start, mention.text, official.name)
            for official in document.officials
            if official.name
            for mention in official.mentions
        )
        self._cities = document.cities
        self._issuers: list[str] = []
        self._hits = sorted([*document.scan.of("whose"), *document.scan.of("says")])
        self._statements: list[Statement] = []
        self._starts = [hit.first for hit in self._hits]

    def of(self, quantity: Quantity, ceiling: int) -> tuple[str | None, str | None]:
        """Attribution as printed and the issuer that it stands for.

        `ceiling` is the token of the next figure. «وأضاف أن» names nobody, but has the issuer of the sentence before.
        """
        sentence = quantity.sentence
        low = bisect_left(self._starts, sentence.first)
        here = self._read_until(bisect_left(self._starts, sentence.last, low))[low:]
        if not here:
            chosen = self._headline(sentence)
        elif len(here) > 1:
            chosen = _choose(here, quantity, *_contrast(self._scan, quantity), ceiling)
        else:
            chosen = _choose(here, quantity, sentence.first, sentence.last, ceiling)
        if chosen is None:
            return None, None
        if chosen.source is None:
            speaker = self._speaker_before(low, sentence.first)
            return None, speaker.issuer if speaker else None
        return chosen.source, chosen.issuer

    def _read_until(self, count: int) -> list[Statement]:
        """The first `count` statements, each read once: what stands behind the last figure is not."""
        for hit in self._hits[len(self._statements) : count]:
            self._statements.append(self._statement(hit))
        return self._statements

    def _speaker_before(self, end: int, token: int) -> Statement | None:
        for statement in reversed(self._statements[max(0, end - _NEAREST) : end]):
            if statement.first < token - _CARRY_REACH:
                return None
            if statement.source and (statement.by or statement.sure):
                return statement
        return None

    def _statement(self, hit: Hit) -> Statement:
        by = hit.entry.kind == "whose"
        span = source_phrase(self._scan, hit) if hit.entry.key != "saying" else None
        if span is None:
            return Statement(hit.first, hit.last, by, None, None)
        first, last = span
        if speaker := self._speaker(first, last if by else clause_said(self._scan, last)):
            return Statement(hit.first, last, by, *speaker, True)
        source = printed_source(self._scan, first, last)
        if hit.entry.key == "to":
            source = without_preposition(source)
        teller = told_by(self._scan, last)
        issuer = self._issuer(*teller) if teller else self._issuer(first, last, hit.entry.key == "to")
        sure = hit.entry.key == "said" or is_source_noun(self._scan, first) or is_office(self._scan, first)
        return Statement(hit.first, last, by, source, issuer, sure)

    def _speaker(self, first: int, last: int) -> tuple[str, str] | None:
        """The official whose name the phrase holds: as printed there, and in full."""
        begin, end = self._scan.raw_span(first, last)
        i = bisect_left(self._speakers, (begin, "", ""))
        if i == len(self._speakers) or self._speakers[i][0] >= end:
            return None
        _, text, name = self._speakers[i]
        self._issuers.append(name)
        return text, name

    def _headline(self, sentence: Sentence) -> Statement | None:
        """«نقابة المعلمين: 86% شاركوا»: the source before a headline's colon."""
        scan, first, last = self._scan, sentence.first, sentence.clause_end(sentence.first)
        if last == sentence.last or last - first > LONGEST_NAME + 1 or scan.gaps[last].strip() != ":":
            return None
        if not is_source_noun(scan, first) and not is_office(scan, first):
            return None
        start = scan.raw_span(first, first + 1)[0]
        if any(mention.start == start for city in self._cities for mention in city.mentions):
            return None  # a dateline: «تل أبيب: …»
        return Statement(first, last, False, printed_source(scan, first, last), self._issuer(first, last))

    def _issuer(self, first: int, last: int, led: bool = False) -> str | None:
        """«بلاغ المديرية العامة» → «المديرية العامة», «البلاغ نفسه» → the issuer before, «المخيني» → his full name."""
        scan, head = self._scan, first
        while head < last and scan.words[head].removeprefix("ال") in listed("statement_noun"):
            head += 1
        if scan.words[head : head + 1] in (["المصدر"], ["المصادر"]) and (
            head + 1 == last or scan.words[head + 1] in SELF
        ):
            head = last
        while last > head and scan.words[last - 1] in SELF:
            last -= 1
        if head == last:
            return self._issuers[-1] if self._issuers else None
        if head > first and not any(names_a_body(scan, token) for token in range(head, last)):
            return None  # «أرقام رسمية حديثة»
        issuer = printed_source(scan, head, last)
        if (head > first or led) and scan.words[head].startswith("ل"):
            issuer = without_preposition(issuer)
        if len(issuer) < _SHORTEST:
            return None
        issuer = self._full(issuer)
        self._issuers.append(issuer)
        return issuer

    def _full(self, issuer: str) -> str:
        """The fullest form that an earlier source had: «الوزارة» → «وزارة الصحة», «المخيني» → «خلفان المخيني»."""
        bare = issuer.removeprefix("ال")
        for earlier in reversed(self._issuers):
            words = earlier.split()
            if len(words) < 2 or " " in issuer or any(word.startswith("و") for word in words[1:]):
                continue
            if words[0].removeprefix("ال") == bare or words[-1] == issuer:
                return earlier
        return issuer


def _choose(here: list[Statement], quantity: Quantity, low: int, high: int, ceiling: int) -> Statement | None:
    """The source that governs a figure: a marker of its sentence, else the verb before it, else the one behind it.

    A source between the figure and the next one (`ceiling`), or in the same half [low, high) of a contrast, goes first.
    """
    markers = [statement for statement in here if statement.by and statement.source]
    beside = [statement for statement in markers if quantity.last <= statement.first < min(ceiling, high)]
    if beside:
        return beside[0]
    inside = [statement for statement in here if low <= statement.first < high]
    if len(inside) < len(here) and any(statement.source for statement in inside):
        return _choose(inside, quantity, low, high, ceiling)
    if markers:
        behind = [statement for statement in markers if statement.first >= quantity.last]
        return behind[0] if behind else markers[-1]
    before = [statement for statement in here if statement.last <= quantity.first]
    if before:
        named = [statement for statement in before if statement.source]
        return named[-1] if named else before[-1]
    later = [statement for statement in here if statement.source and statement.first >= quantity.last]
    return later[0] if later else None


def _contrast(scan: Scan, quantity: Quantity) -> tuple[int, int]:
    """The tokens of a figure's half of «… في حين …», its sentence where nothing is contrasted."""
    low, high = quantity.sentence.first, quantity.sentence.last
    words = scan.words
    before = (t for t in range(quantity.first - 1, max(low, quantity.first - _CONTRAST_REACH), -1))
    behind = range(quantity.last, min(high, quantity.last + _CONTRAST_REACH))
    return (
        next((token for token in before if words[token] in _CONTRASTS), low),
        next((token for token in behind if words[token] in _CONTRASTS), high),
    )
