"""One pass over the folded text finds every word of every lexicon.

`Scan` cuts the text into tokens (a run of letters or of digits) and looks each up, once, in a vocabulary; only a word
that begins a form is looked at closer. Extractors then work around the hits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate, compress, count, islice, repeat
from typing import Any, NamedTuple

from newsextract.lexicon import BESIDE
from newsextract.normalize import FoldedText
from newsextract.vocabulary import DIGITS, Analysis, Candidate, Entry, Node, Reading, Vocabulary, read_entries

# A run of letters or of digits. Arabic letters and what mostly stands behind and between words come first: a set is ten
# times as fast to match as the class of all letters, which any other word is left to.
TOKEN = re.compile(r"(?![ .،:])([ء-ي]++(?=[ -@\n،])|[0-9]++|[^\W\d_]++)")
# What may stand between the words of one form.
_JOINT = re.compile(r"[ \t\r\n\-]*")


class Hit(NamedTuple):
    """An entry found at tokens [first, last); `start` is the folded offset behind `prefix`."""

    first: int
    last: int
    start: int
    prefix: str
    entry: Entry

    @property
    def definite(self) -> bool:
        """Whether the article is written before the form (a form that includes it is its own matter)."""
        return self.prefix.endswith(("ال", "لل"))


NO_HITS: Mapping[str, Hit] = {}
_new_hit = tuple.__new__


def longest_readings(
    words: list[str], gaps: list[str], first: int, alone: tuple[Reading, ...], leading: tuple[Candidate, ...]
) -> tuple[Reading, ...]:
    """The longest reading of each kind at a token: what it is alone, or in the forms that the next word leads on."""
    best = {reading[0]: reading for reading in alone}
    for prefix, attached, node in leading:
        reached: Node | None = node
        last = first + 1
        while reached and (gaps[last] == " " or _JOINT.fullmatch(gaps[last])):
            last += 1
            read_entries(best, reached, last - first, prefix, attached)
            reached = reached.following.get(words[last]) if last < len(words) else None
    return tuple(best.values())


def readings_at(words: list[str], gaps: list[str], token: int, found: str | Analysis | None) -> tuple[Reading, ...]:
    """The longest reading of each kind at a token, by what a vocabulary has for its word."""
    if not isinstance(found, tuple):
        return ()
    _, readings, following = found
    if following and token + 1 < len(words) and (leading := following.get(words[token + 1])):
        return longest_readings(words, gaps, token, readings, leading)
    return readings


class HitsAt(dict[int, Mapping[str, Hit]]):
    """The hits that begin at each token, by kind, those of the tables `beside` included; none outside the text.

    A token's are put together when it is first asked for. The scan itself is not kept: in a circle of references it
    would outlive its article.
    """

    def __init__(self, scan: Scan, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._words, self._gaps, self._starts = scan.words, scan.gaps, scan.starts
        self._vocabulary, self._beside, self._hidden = vocabulary, vocabulary.beside[BESIDE], scan.hidden

    def __missing__(self, token: int) -> Mapping[str, Hit]:
        if not 0 <= token < len(self._words):
            return NO_HITS
        words, gaps, start = self._words, self._gaps, self._starts[token]
        found, beside = self._vocabulary[words[token]], self._beside.get(words[token])
        if isinstance(found, str) and beside is None:
            self[token] = NO_HITS
            return NO_HITS
        readings = readings_at(words, gaps, token, found) + readings_at(words, gaps, token, beside)
        hits = {
            kind: _new_hit(Hit, (token, token + length, start + offset, prefix, entry))
            for kind, length, prefix, offset, entry in readings
        }
        for kind in self._hidden.get(token, ()):
            del hits[kind]
        self[token] = hits
        return hits


class Scan:
    """A folded text as tokens, with every lexicon hit.

    `words[i]` is the folded token i, `starts[i]` its folded offset, `gaps[i]` what stands before it (`gaps[len(words)]`
    is what stands behind the last). `of(kind)` are the hits of one kind in text order, none inside another;
    `at[i]` are all hits that begin at token i, by kind.
    """

    def __init__(self, folded: FoldedText, vocabulary: Vocabulary) -> None:
        self.folded = folded
        pieces = TOKEN.split(folded.text)
        printed = pieces[1::2]
        found: list[Any] = list(map(vocabulary.__getitem__, printed))
        self.words: list[str] = found
        self.gaps = pieces[::2]
        self.starts = list(islice(accumulate(map(len, pieces)), 0, len(pieces) - 1, 2))
        self.hits: defaultdict[str, list[Hit]] = defaultdict(list)
        self.hidden: defaultdict[int, list[str]] = defaultdict(list)
        self._vocabulary = vocabulary
        self._starting: dict[str, dict[int, Hit]] = {}
        self._collect(printed, found)

    def _collect(self, printed: list[str], found: list[Any]) -> None:
        """Enter the hits of every token that begins a form, unless one of their kind goes on until behind it.

        `found` is what the vocabulary has for the printed words; an analysis in it makes room for its word.
        """
        starts, kinds = self.starts, self.hits
        covered = 0
        printed.append("")
        for i in compress(count(), map(isinstance, found, repeat(tuple))):
            found[i], readings, following = found[i]
            if following and (behind := printed[i + 1]) in following:
                readings = longest_readings(printed, self.gaps, i, readings, following[behind])
                covered = max([covered, *(i + reading[1] for reading in readings)])
            for kind, length, prefix, offset, entry in readings:
                hits = kinds[kind]
                if i < covered and hits and hits[-1].last > i:
                    self.hidden[i].append(kind)
                else:
                    hits.append(_new_hit(Hit, (i, i + length, starts[i] + offset, prefix, entry)))

    def hits_beside(self, scan: str, first: int, last: int) -> dict[str, list[Hit]]:
        """The hits at tokens [first, last) of the tables that are looked for only there, as in `hits_between`."""
        return self.hits_between(self._vocabulary.beside[scan].get, first, last)

    def hits_between(
        self, look_up: Callable[[str], str | Analysis | None], first: int, last: int
    ) -> dict[str, list[Hit]]:
        """The hits of other tables that begin at tokens [first, last), by kind, overlapping ones included.

        `look_up` gives what a word can be in those tables.
        """
        words, gaps, starts = self.words, self.gaps, self.starts
        hits: dict[str, list[Hit]] = {}
        for i, found in enumerate(map(look_up, words[first:last]), first):
            if isinstance(found, tuple):
                for kind, length, prefix, offset, entry in readings_at(words, gaps, i, found):
                    hits.setdefault(kind, []).append(_new_hit(Hit, (i, i + length, starts[i] + offset, prefix, entry)))
        return hits

    @cached_property
    def at(self) -> HitsAt:
        """The hits that begin at each token."""
        return HitsAt(self, self._vocabulary)

    @cached_property
    def digits(self) -> list[int]:
        """The tokens that are written in digits, which sort before letters."""
        return [hit.first for hit in self.of(DIGITS)]

    def of(self, kind: str) -> list[Hit]:
        """The hits of one kind, in text order."""
        hits = self.hits.get(kind)
        if hits is None and kind in self._vocabulary.kinds_beside:
            hits = self.hits[kind]
            for token in range(len(self.words)):
                if (hit := self.hit(kind, token)) and (not hits or hits[-1].last <= token):
                    hits.append(hit)
        return hits or []

    def starting(self, kind: str) -> Mapping[int, Hit]:
        """The hits of one kind by the token at which they begin."""
        hits = self._starting.get(kind)
        if hits is None:
            hits = self._starting[kind] = {hit.first: hit for hit in self.of(kind)}
        return hits

    def hit(self, kind: str, token: int) -> Hit | None:
        """The hit of `kind` that begins at `token`, if any."""
        if kind in self._vocabulary.kinds_beside:
            return self.at[token].get(kind)
        return (self._starting.get(kind) or self.starting(kind)).get(token)

    def end(self, token: int) -> int:
        """Folded offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def raw_span(self, first: int, last: int, start: int | None = None) -> tuple[int, int]:
        """Raw offsets of tokens [first, last), from the folded offset `start` where a prefix is left out."""
        end = self.starts[last - 1] + len(self.words[last - 1])
        return self.folded.raw_span(self.starts[first] if start is None else start, end)

    def raw_text(self, first: int, last: int, start: int | None = None) -> str:
        """The printed text of tokens [first, last), punctuation between them included; `start` as in `raw_span`."""
        begin, end = self.raw_span(first, last, start)
        return self.folded.raw[begin:end]

    def token_at(self, offset: int) -> int:
        """The last token that begins at or before a folded offset; -1 before the first."""
        return bisect_right(self.starts, offset) - 1
