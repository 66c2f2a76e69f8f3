"""Looking for lexicon hits near a token, at a cost that does not grow with the article.

The tables that are asked for here are `scan = "beside"`: only the tokens near numbers are looked up in them.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsextract.matching import Hit, Scan

_LONGEST_FORM = 4
CLAUSE_MARKS = frozenset("،,؛;:.!?؟()[]{}«»\n…")


def hits_in(scan: Scan, kind: str, low: int, high: int) -> Iterator[Hit]:
    """The hits of `kind` that begin at tokens [low, high), in text order."""
    for token in range(max(low, 0), high):
        if hit := scan.at[token].get(kind):
            yield hit


def hits_back(scan: Scan, kind: str, token: int, low: int) -> Iterator[Hit]:
    """The hits of `kind` before `token` and not before token `low`, nearest first, up to where the clause begins."""
    for first in range(token - 1, max(low, 0) - 1, -1):
        if clause_break(scan, first + 1):
            return
        hit = scan.at[first].get(kind)
        if hit and hit.last <= token:
            yield hit


def hit_before(scan: Scan, kind: str, token: int) -> Hit | None:
    """The hit of `kind` that ends right before `token`."""
    for first in range(token - 1, max(token - 1 - _LONGEST_FORM, -1), -1):
        hit = scan.at[first].get(kind)
        if hit and hit.last == token:
            return hit
    return None


def clause_break(scan: Scan, token: int) -> bool:
    """Whether punctuation parts a token from the one before it; the brackets of «(345) مليون» do not."""
    gap = scan.gaps[token]
    if gap == " " or CLAUSE_MARKS.isdisjoint(gap):
        return False
    if gap.strip() == "(":
        return not scan.gaps[token + 1].startswith(")")
    return gap.strip() != ")" or not token or not scan.gaps[token - 1].endswith("(")


def parted(scan: Scan, first: int, last: int) -> bool:
    """Whether punctuation stands before any of the tokens [first, last]."""
    return any(clause_break(scan, token) for token in range(first, last + 1))
