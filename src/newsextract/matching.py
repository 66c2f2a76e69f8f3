"""One pass over the folded text finds every word of every lexicon.

`scan` cuts the text into tokens (a run of letters or of digits) and looks each up, once, in a dictionary that
remembers what a word can be: the forms that begin with it, bare or behind the proclitics that are written together
with it (و ف, ب ل ك, ال لل). News repeats its words, so nearly every token costs one look-up; only a word that begins
a form is looked at closer. Extractors then work around the hits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import NamedTuple

from newsextract.lexicon import ACCUSATIVE, ARTICLE, CONJUNCTION, PREPOSITION, Table
from newsextract.normalize import FoldedText

TOKEN = re.compile(r"([0-9]+|[^\W\d_]+)")
# What may stand between the words of one form.
_JOINT = re.compile(r"[ \t\r\n\-]*")
_REMEMBERED_WORDS = 500_000

_CONJUNCTIONS = {"": 0, "و": CONJUNCTION, "ف": CONJUNCTION}
_PREPOSITIONS = {"": 0, "ب": PREPOSITION, "ك": PREPOSITION, "ل": PREPOSITION}
_ARTICLES = {"": 0, "ال": ARTICLE}
# In the order in which readings are tried; ل with the article is written لل.
_PREFIXES = [
    ((c + p + a).replace("لال", "لل"), c_bit | p_bit | a_bit)
    for p, p_bit in _PREPOSITIONS.items()
    for a, a_bit in _ARTICLES.items()
    for c, c_bit in _CONJUNCTIONS.items()
]
_PREFIX_INITIALS = frozenset("وفبلكا")


class Entry(NamedTuple):
    """A form of the lexicon: the kind of its table, its key, and the form as folded."""

    kind: str
    key: str
    form: str
    attachments: int


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


class Node:
    """A step of the word trie: the entries that end here and the words that lead on."""

    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.following: dict[str, Node] = {}


class Candidate(NamedTuple):
    """A way to read a word: behind `prefix`, with `attached` bits, as the word that leads to `node`."""

    prefix: str
    attached: int
    node: Node


Lookup = Callable[[str], Node | None]
"""Gives the node of a form's first folded word: lets a big table build its nodes when they are first met."""


class Vocabulary(dict[str, tuple[Candidate, ...]]):
    """What each word can be; a word is analysed when it is first met."""

    def __init__(self, tables: Iterable[Table], lookups: Iterable[Lookup] = ()) -> None:
        super().__init__()
        self._root: dict[str, Node] = {}
        self._lookups = tuple(lookups)
        for table in tables:
            for form in table.forms:
                add_form(self._root, form.folded.split(), Entry(table.kind, form.key, form.folded, table.attachments))

    def __missing__(self, word: str) -> tuple[Candidate, ...]:
        if len(self) > _REMEMBERED_WORDS:
            self.clear()
        found = self[word] = tuple(self._analyse(word))
        return found

    def _analyse(self, word: str) -> Iterable[Candidate]:
        prefixes = _PREFIXES if word[0] in _PREFIX_INITIALS else _PREFIXES[:1]
        for prefix, attached in prefixes:
            rest = word[len(prefix) :]
            if not word.startswith(prefix) or len(rest) < 2 <= len(word):
                continue
            for node in self._nodes(rest):
                yield Candidate(prefix, attached, node)
            if prefix.endswith("لل"):  # a form that includes its article: للقاهرة is ل + القاهرة
                for node in self._nodes("ال" + rest):
                    yield Candidate(prefix, attached & ~ARTICLE, node)
            if rest.endswith("ا"):
                for node in self._nodes(rest[:-1]):
                    yield Candidate(prefix, attached | ACCUSATIVE, node)

    def _nodes(self, word: str) -> Iterable[Node]:
        if word in self._root:
            yield self._root[word]
        for lookup in self._lookups:
            if node := lookup(word):
                yield node


def add_form(root: dict[str, Node], words: list[str], entry: Entry) -> None:
    """Enter a form of one or more folded words into a trie."""
    node = root.setdefault(words[0], Node())
    for word in words[1:]:
        node = node.following.setdefault(word, Node())
    node.entries.append(entry)


class Scan:
    """A folded text as tokens, with every lexicon hit.

    `words[i]` is the folded token i, `starts[i]` its folded offset, `gaps[i]` what stands before it (`gaps[len(words)]`
    is what stands behind the last). `hits[kind]` are the hits of one kind in text order, none inside another;
    `at.get(i, ())` are all hits that begin at token i.
    """

    __slots__ = ("at", "folded", "gaps", "hits", "starts", "words")

    def __init__(self, folded: FoldedText, vocabulary: Vocabulary) -> None:
        self.folded = folded
        pieces = TOKEN.split(folded.text)
        self.words = pieces[1::2]
        self.gaps = pieces[::2]
        self.starts = list(accumulate(map(len, pieces)))[:-1:2]
        self.hits: dict[str, list[Hit]] = {}
        self.at: dict[int, list[Hit]] = {}
        for i, candidates in enumerate(map(vocabulary.__getitem__, self.words)):
            if candidates:
                self._collect(i, candidates)

    def _collect(self, first: int, candidates: tuple[Candidate, ...]) -> None:
        """Keep the longest hit of each kind at a token, the one with the shortest prefix among equals."""
        best: dict[str, Hit] = {}
        for prefix, attached, node in candidates:
            reached: Node | None = node
            last = first + 1
            while reached:
                for entry in reached.entries:
                    if attached & ~entry.attachments:
                        continue
                    known = best.get(entry.kind)
                    if known is None or (last, -len(prefix)) > (known.last, -len(known.prefix)):
                        best[entry.kind] = Hit(first, last, self.starts[first] + len(prefix), prefix, entry)
                if not reached.following or last == len(self.words) or not _JOINT.fullmatch(self.gaps[last]):
                    break
                reached = reached.following.get(self.words[last])
                last += 1
        for kind, hit in best.items():
            hits = self.hits.setdefault(kind, [])
            if not hits or hits[-1].last <= first:
                hits.append(hit)
                self.at.setdefault(first, []).append(hit)

    def of(self, kind: str) -> list[Hit]:
        """The hits of one kind, in text order."""
        return self.hits.get(kind, [])

    def hit(self, kind: str, token: int) -> Hit | None:
        """The hit of `kind` that begins at `token`, if any."""
        return next((hit for hit in self.at.get(token, ()) if hit.entry.kind == kind), None)

    def end(self, token: int) -> int:
        """Folded offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def raw_span(self, first: int, last: int, start: int | None = None) -> tuple[int, int]:
        """Raw offsets of tokens [first, last), from the folded offset `start` where a prefix is left out."""
        return self.folded.raw_span(self.starts[first] if start is None else start, self.end(last - 1))

    def raw_text(self, first: int, last: int) -> str:
        """The printed text of tokens [first, last), punctuation between them included."""
        begin, end = self.raw_span(first, last)
        return self.folded.raw[begin:end]

    def token_at(self, offset: int) -> int:
        """The last token that begins at or before a folded offset; -1 before the first."""
        return bisect_right(self.starts, offset) - 1


def scan(folded: FoldedText, vocabulary: Vocabulary) -> Scan:
    """Tokenise a folded text and find every form of `vocabulary` in it."""
    return Scan(folded, vocabulary)
