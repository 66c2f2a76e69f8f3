"""Looking for lexicon hits near a token, at a cost that does not grow with the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from newsextract.matching import Hit, Scan

_FIRST = itemgetter(0)
CLAUSE_MARKS = frozenset("،,؛;:.!?؟()[]{}«»\n…")


def hits_in(scan: Scan, kind: str, low: int, high: int) -> Iterator[Hit]:
    """The hits of `kind` that begin at tokens [low, high), in text order."""
    hits = scan.of(kind)
    for i in range(bisect_left(hits, low, key=_FIRST), len(hits)):
        if hits[i].first >= high:
            return
        yield hits[i]


def hit_before(scan: Scan, kind: str, token: int) -> Hit | None:
    """The hit of `kind` that ends right before `token`."""
    hits = scan.of(kind)
    i = bisect_left(hits, token, key=_FIRST)
    return hits[i - 1] if i and hits[i - 1].last == token else None


def clause_break(scan: Scan, token: int) -> bool:
    """Whether punctuation parts a token from the one before it."""
    gap = scan.gaps[token]
    return gap != " " and not CLAUSE_MARKS.isdisjoint(gap)


def parted(scan: Scan, first: int, last: int) -> bool:
    """Whether punctuation stands before any of the tokens [first, last]."""
    return any(clause_break(scan, token) for token in range(first, last + 1))
