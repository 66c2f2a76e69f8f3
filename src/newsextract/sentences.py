"""The sentences of a scanned text: they end in the gaps between its tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import compress, count
from typing import NamedTuple

from newsextract.matching import Scan
from newsextract.memory import remembered

LONGEST_SENTENCE = 4000
"""Folded characters; twice what the longest sentences of real articles have."""
# The marks that close a sentence, with what closes a quotation or bracket, before white space; or a line break.
_END = re.compile(r"(?<![.!?؟؛…])[.!?؟؛…]++[»\"”')\]]*+(?=\s)|\n\s*")


@remembered
def sentence_break(gap: str) -> tuple[int, int] | None:
    """Where in a gap a sentence ends and where the next begins; `None` where it parts no sentences.

    >>> sentence_break(".» (")
    (2, 3)
    >>> sentence_break(".")  # «2.4»
    """
    ends = [match.end() for match in _END.finditer(gap)]
    return (len(gap[: ends[0]].rstrip()), len(gap) - len(gap[ends[-1] :].lstrip())) if ends else None


class SentenceSpan(NamedTuple):
    """A sentence of tokens [first, last) and folded offsets [start, end), without the white space around it."""

    first: int
    last: int
    start: int
    end: int


class Sentences:
    """The sentences of a text."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        # An edge is a token at which a sentence may begin, and the end of the text.
        edges = {0, *compress(count(), map(sentence_break, scan.gaps)), len(scan.words)}
        self._edges = sorted(edges)
        self._spans: dict[int, SentenceSpan] = {}

    def at(self, token: int) -> SentenceSpan:
        """The sentence of a token.

        >>> from newsextract.normalize import fold
        >>> from newsextract.vocabulary import Vocabulary
        >>> Sentences(Scan(fold("اختتم المعرض. حضر 2.4 مليون زائر"), Vocabulary(()))).at(4)
        SentenceSpan(first=2, last=7, start=14, end=32)
        """
        edges = self._edges
        i = bisect_right(edges, token)
        first = edges[i - 1]
        if first not in self._spans:
            spans = _pieces(self._scan, first, edges[i])
            self._spans.update((span.first, span) for span in spans)
            edges[i:i] = [span.first for span in spans[1:]]
            first = edges[bisect_right(edges, token) - 1]
        return self._spans[first]


def _pieces(scan: Scan, first: int, last: int) -> list[SentenceSpan]:
    """The sentence of tokens [first, last), in pieces where it is too long.

    Every figure carries its sentence, and the record of a text without full stops may not outgrow it.
    """
    before, behind = scan.gaps[first], scan.gaps[last]
    start, end = scan.starts[first] - len(before), scan.end(last - 1)
    start += (sentence_break(before) or (0, len(before) - len(before.lstrip())))[1]
    end += (sentence_break(behind) or (len(behind.rstrip()), 0))[0]
    pieces = []
    while end - start > LONGEST_SENTENCE and (cut := _pause(scan, start + LONGEST_SENTENCE, last)):
        closing, _, opening = scan.gaps[cut].partition(" ")
        pieces.append(SentenceSpan(first, cut, start, scan.end(cut - 1) + len(closing)))
        first, start = cut, scan.starts[cut] - len(opening.lstrip())
    return [*pieces, SentenceSpan(first, last, start, end)]


def _pause(scan: Scan, least: int, last: int) -> int:
    """The token to cut a long sentence at, from an offset on: behind a comma, else a blank; 0 for none."""
    first = bisect_left(scan.starts, least)
    near = range(first, min(bisect_left(scan.starts, least + LONGEST_SENTENCE), last))
    commas = (token for token in near if "، " in scan.gaps[token])
    return next(commas, 0) or next((token for token in range(first, last) if " " in scan.gaps[token]), 0)
