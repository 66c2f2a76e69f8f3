"""The sentence that a number stands in: the cues of figures in it, and where its clauses part.

Every question about a figure (how exact, what it counts, a part of what) asks for cues of one table near the number.
A sentence is read once, and only where numbers stand; most questions are then look-ups in short sorted lists.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, lru_cache

from newsextract.document import Document
from newsextract.lexicon import IN_FIGURES, IN_TEXT, load_tables
from newsextract.matching import Hit, Scan
from newsextract.numerals import Number
from newsextract.vocabulary import Vocabulary

RARE_CUES = frozenset({"measured_by", "money_word", "change"})
"""The tables that few numbers ask for: they are looked for only then."""

_LONGEST_FORM = 4
_ASIDES = frozenset({"حسب", "بحسب", "وفق", "وفقا", "طبقا", "حسبما", "نقلا", "استنادا", "امس", "اليوم"})
_LONGEST_ASIDE = 12
_CLAUSE_MARKS = frozenset("،,؛;:.!?؟()[]{}«»\n…")
_NO_CUES: list[Hit] = []


@cache
def _vocabulary_of(kind: str) -> Vocabulary:
    return Vocabulary([load_tables()[kind]._replace(scan=IN_TEXT)], digits=False)


class Sentence:
    """A sentence of tokens [first, last) and folded offsets [start, end); every method below takes tokens."""

    __slots__ = ("_breaks", "_cues", "_scan", "end", "first", "last", "start")

    def __init__(self, document: Document, token: int) -> None:
        scan = self._scan = document.scan
        self.first, self.last, self.start, self.end = document.sentence(token)
        self._cues = scan.hits_beside(IN_FIGURES, self.first, self.last)
        gaps = scan.gaps[self.first : self.last + 1]
        self._breaks = [i for i, gap in enumerate(gaps, self.first) if gap != " " and clause_break(scan, i)]
        self._pass_over_asides(document)

    def _pass_over_asides(self, document: Document) -> None:
        """«بلغ عدد القتلى، بحسب الوزارة، 45»: a source or a time between commas before a number parts no clause."""
        words, breaks = document.scan.words, self._breaks
        for i in range(len(breaks) - 2, -1, -1):
            first = breaks[i]
            if words[first] not in _ASIDES:
                continue
            last = breaks[min(i + 1, len(breaks) - 1)]
            if last - first <= _LONGEST_ASIDE:
                number = bisect_left(document.numbers, last, key=_first)
                reach = last + _LONGEST_FORM * bool(self.cues("qualifier", last, last + 1))
                if number < len(document.numbers) and document.numbers[number].first <= reach:
                    del breaks[i : i + 2]

    def __contains__(self, token: int) -> bool:
        return self.first <= token < self.last

    def lacks(self, kinds: frozenset[str]) -> bool:
        """Whether the sentence has no cue of these kinds, none of which is rare."""
        return kinds.isdisjoint(self._cues)

    def cues(self, kind: str, low: int, high: int) -> list[Hit]:
        """The cues of `kind` that begin at tokens [low, high), in text order."""
        cues = self._cues.get(kind)
        if cues is None:
            return self._rare_cues(kind, low, high) if kind in RARE_CUES else _NO_CUES
        first = bisect_left(cues, (low,))
        return cues[first : bisect_left(cues, (high,), first)]

    def _rare_cues(self, kind: str, low: int, high: int) -> list[Hit]:
        found = self._scan.hits_between(_vocabulary_of(kind).__getitem__, max(low, self.first), min(high, self.last))
        return found.get(kind, _NO_CUES)

    def cues_back(self, kind: str, token: int, low: int) -> list[Hit]:
        """The cues of `kind` before `token` in its clause and not before token `low`, nearest first."""
        cues = self.cues(kind, low, token)
        if not cues:
            return _NO_CUES
        low = self.clause_start(token)
        return [cue for cue in cues[::-1] if cue.first >= low and cue.last <= token]

    def cue_before(self, kind: str, token: int) -> Hit | None:
        """The shortest cue of `kind` that ends right before `token`."""
        if kind not in self._cues:
            return None
        for cue in self.cues(kind, token - _LONGEST_FORM, token)[::-1]:
            if cue.last == token:
                return cue
        return None

    def clause_start(self, token: int) -> int:
        """Where the clause begins that holds `token`, a token of the sentence."""
        before = bisect_right(self._breaks, token)
        return self._breaks[before - 1] if before else self.first

    def clause_end(self, token: int) -> int:
        """The token behind the last of the clause that holds `token`, a token of the sentence."""
        before = bisect_right(self._breaks, token)
        return self._breaks[before] if before < len(self._breaks) else self.last

    def parted(self, first: int, last: int) -> bool:
        """Whether punctuation stands before any of the tokens [first, last]."""
        breaks = self._breaks
        nearest = bisect_left(breaks, first)
        return nearest < len(breaks) and breaks[nearest] <= last


def _first(number: Number) -> int:
    return number.first


@lru_cache(maxsize=4096)
def _mark(gap: str) -> str:
    """What parts two clauses in a gap, a bracket alone as such; "" where nothing does."""
    mark = gap.strip()
    return "" if _CLAUSE_MARKS.isdisjoint(gap) else mark if mark in ("(", ")") else "،"


def clause_break(scan: Scan, token: int) -> bool:
    """Whether punctuation parts a token from the one before it; the brackets of «(345) مليون» do not."""
    mark = _mark(scan.gaps[token])
    if mark == "،" or not mark:
        return bool(mark)
    if mark == "(":
        return token == len(scan.words) or not scan.gaps[token + 1].startswith(")")
    return not (token and scan.gaps[token - 1].endswith("("))
