"""Looking for lexicon hits near a token, at a cost that does not grow with the article."""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.matching import Hit, Scan

_LONGEST_FORM = 4
CLAUSE_MARKS = frozenset("،,؛;:.!?؟()[]{}«»\n…")


def hits_in(scan: Scan, kind: str, low: int, high: int) -> Iterator[Hit]:
    """The hits of `kind` that begin at tokens [low, high), in text order."""
    for token in range(max(low, 0), high):
        if hit := scan.hit(kind, token):
            yield hit


def hit_before(scan: Scan, kind: str, token: int) -> Hit | None:
    """The hit of `kind` that ends right before `token`."""
    for first in range(token - 1, max(token - 1 - _LONGEST_FORM, -1), -1):
        hit = scan.hit(kind, first)
        if hit and hit.last == token:
            return hit
    return None


def clause_break(scan: Scan, token: int) -> bool:
    """Whether punctuation parts a token from the one before it."""
    gap = scan.gaps[token]
    return gap != " " and not CLAUSE_MARKS.isdisjoint(gap)


def parted(scan: Scan, first: int, last: int) -> bool:
    """Whether punctuation stands before any of the tokens [first, last]."""
    return any(clause_break(scan, token) for token in range(first, last + 1))
