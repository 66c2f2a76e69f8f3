"""One pass over the folded text finds every word of every lexicon.

`Scan` cuts the text into tokens (a run of letters or of digits) and looks each up, once, in a dictionary that
remembers what a word can be: the forms that begin with it, bare or behind the proclitics that are written together
with it (و ف, ب ل ك, ال لل). News repeats its words, so nearly every token costs one look-up; only a word that begins
a form is looked at closer. Extractors then work around the hits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, count
from typing import Any, NamedTuple, Protocol

from newsextract.lexicon import ACCUSATIVE, ARTICLE, CONJUNCTION, PREPOSITION, Table
from newsextract.normalize import FoldedText

# Arabic letters first: most words have no others, and the set is ten times as fast to match as the class.
TOKEN = re.compile(r"([ء-ي]++(?![^\W\d_])|[0-9]+|[^\W\d_]+)")
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


@lru_cache(4096)
def _prefixes(beginning: str) -> list[tuple[str, int, int]]:
    """The prefixes, their lengths and bits, of words with these first two letters."""
    return [(p, len(p), attached) for p, attached in _PREFIXES if beginning.startswith(p[:2])]


def first_words(table: Table) -> frozenset[str]:
    """The first words of a table's forms in every spelling that they may have, with what is written together with them.

    A quick look at a word tells by them that no form of the table begins there.
    """
    prefixes = [prefix for prefix, attached in _PREFIXES if not attached & ~table.attachments]
    firsts = {form.folded.partition(" ")[0] for form in table.forms}
    spelled = {prefix + word for word in firsts for prefix in prefixes}
    if table.attachments & PREPOSITION:  # للقاهرة is ل + القاهرة
        contracted = [prefix for prefix, _ in _PREFIXES if prefix.endswith("لل")]
        spelled |= {prefix + word[2:] for word in firsts if word.startswith("ال") for prefix in contracted}
    if table.attachments & ACCUSATIVE:
        spelled |= {word + "ا" for word in spelled}
    return frozenset(spelled)


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


NO_HITS: Mapping[str, Hit] = {}
_new_hit = tuple.__new__


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


class Source(Protocol):
    """A big table that makes its nodes when they are first met."""

    @property
    def first_words(self) -> Collection[str]:
        """The folded words that its forms begin with."""

    def lookup(self, word: str) -> Node | None:
        """The node of a form's first word."""


Reading = tuple[str, int, str, int, Entry]
"""A way to read words: the kind, how many words, the prefix and its length, the entry (a plain tuple, for speed)."""


Analysis = tuple[tuple[Reading, ...], Mapping[str, tuple[Candidate, ...]]]
"""What a word can be alone, and the ways to read it together with each word that leads on (a plain tuple, too)."""


class Vocabulary(dict[str, Analysis | None]):
    """What each word can be, `None` where it is in no form; a word is analysed when it is first met.

    The tables that are only consulted beside other hits make a vocabulary of their own, `beside`.
    """

    def __init__(self, tables: Iterable[Table], sources: Iterable[Source] = ()) -> None:
        super().__init__()
        self._root: dict[str, Node] = {}
        self._sources = tuple(sources)
        tables = list(tables)
        beside = [table for table in tables if table.beside]
        self.kinds_beside = frozenset(table.kind for table in beside)
        self.beside = Vocabulary([table._replace(beside=False) for table in beside]) if beside else None
        for table in tables:
            for form in () if table.beside else table.forms:
                add_form(self._root, form.folded.split(), Entry(table.kind, form.key, form.folded, table.attachments))
        self._first_words = frozenset(self._root).union(*[source.first_words for source in self._sources])

    def __missing__(self, word: str) -> Analysis | None:
        if len(self) > _REMEMBERED_WORDS:
            self.clear()
        candidates = [
            Candidate(prefix, attached, node)
            for prefix, attached, bare in self._partings(word)
            for node in self._nodes(bare)
        ]
        found = self[word] = self._analysis(candidates) if candidates else None
        return found

    def _partings(self, word: str) -> list[tuple[str, int, str]]:
        """The ways to part a word into prefix and first word of a form, with the bits of what is attached."""
        known, partings = self._first_words, []
        for prefix, length, attached in _prefixes(word[:2]):
            if length > 2 and not word.startswith(prefix):
                continue
            rest = word[length:]
            if len(rest) < 2 and length:
                continue
            if rest in known:
                partings.append((prefix, attached, rest))
            if attached & ARTICLE and prefix.endswith("لل") and "ال" + rest in known:
                # A form that includes its article: للقاهرة is ل + القاهرة.
                partings.append((prefix, attached & ~ARTICLE, "ال" + rest))
            if rest[-1:] == "ا" and rest[:-1] in known:
                partings.append((prefix, attached | ACCUSATIVE, rest[:-1]))
        return partings

    def _nodes(self, word: str) -> list[Node]:
        node = self._root.get(word)
        nodes = [node] if node else []
        nodes += [node for source in self._sources if (node := source.lookup(word))]
        return nodes

    def _analysis(self, candidates: list[Candidate]) -> Analysis:
        alone: dict[str, Reading] = {}
        following: dict[str, tuple[Candidate, ...]] = {}
        for prefix, attached, node in candidates:
            read_entries(alone, node, 1, prefix, attached)
            for word, reached in node.following.items():
                following[word] = (*following.get(word, ()), Candidate(prefix, attached, reached))
        return tuple(alone.values()), following


def add_form(root: dict[str, Node], words: list[str], entry: Entry) -> None:
    """Enter a form of one or more folded words into a trie."""
    node = root.setdefault(words[0], Node())
    for word in words[1:]:
        node = node.following.setdefault(word, Node())
    node.entries.append(entry)


def read_entries(best: dict[str, Reading], node: Node, words: int, prefix: str, attached: int) -> None:
    """Enter what ends at a node, unless its kind has a longer reading, or one with a shorter prefix."""
    for entry in node.entries:
        known = best.get(entry.kind)
        if not attached & ~entry.attachments and (known is None or (words, -len(prefix)) > (known[1], -known[3])):
            best[entry.kind] = entry.kind, words, prefix, len(prefix), entry


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


class HitsAt(dict[int, Mapping[str, Hit]]):
    """The hits that begin at each token, by kind, those of the tables `beside` included; none outside the text.

    A token's are put together when it is first asked for.
    """

    def __init__(self, scan: Scan, beside: Vocabulary) -> None:
        super().__init__()
        self._scan, self._words, self._found, self._beside = scan, scan.words, scan.found, beside

    def __missing__(self, token: int) -> Mapping[str, Hit]:
        if not 0 <= token < len(self._words):
            return NO_HITS
        found, beside = self._found[token], self._beside[self._words[token]]
        if found is beside is None:
            self[token] = NO_HITS
            return NO_HITS
        hits: dict[str, Hit] = {}
        if found:
            self._scan.read(token, found, hits)
            for kind in self._scan.hidden.get(token, ()):
                del hits[kind]
        if beside:
            self._scan.read(token, beside, hits)
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
        self.words = pieces[1::2]
        self.gaps = pieces[::2]
        self.starts = list(accumulate(map(len, pieces)))[:-1:2]
        self.found = list(map(vocabulary.__getitem__, self.words))
        self.hits: defaultdict[str, list[Hit]] = defaultdict(list)
        self.hidden: defaultdict[int, list[str]] = defaultdict(list)
        self._vocabulary = vocabulary
        self._starting: dict[str, dict[int, Hit]] = {}
        self._collect(self.found)

    def _collect(self, found: list[Any]) -> None:
        """Enter the hits of every token that begins a form, unless one of their kind goes on until behind it."""
        starts, kinds = self.starts, self.hits
        covered = 0
        for i, (readings, following), behind in compress(zip(count(), found, chain(self.words[1:], ("",))), found):
            if following and behind in following:
                readings = longest_readings(self.words, self.gaps, i, readings, following[behind])
                covered = max([covered, *(i + reading[1] for reading in readings)])
            for kind, length, prefix, offset, entry in readings:
                hits = kinds[kind]
                if i < covered and hits and hits[-1].last > i:
                    self.hidden[i].append(kind)
                else:
                    hits.append(_new_hit(Hit, (i, i + length, starts[i] + offset, prefix, entry)))

    def read(self, token: int, found: Analysis, hits: dict[str, Hit]) -> None:
        """Add what an analysis of a token gives there to the hits by kind."""
        readings, following = found
        if following and token + 1 < len(self.words) and (leading := following.get(self.words[token + 1])):
            readings = longest_readings(self.words, self.gaps, token, readings, leading)
        start = self.starts[token]
        for kind, length, prefix, offset, entry in readings:
            hits[kind] = _new_hit(Hit, (token, token + length, start + offset, prefix, entry))

    def hits_between(self, vocabulary: Vocabulary, first: int, last: int) -> dict[str, list[Hit]]:
        """The hits of another vocabulary that begin at tokens [first, last), by kind, overlapping ones included."""
        words, starts = self.words, self.starts
        hits: dict[str, list[Hit]] = {}
        found: list[Any] = list(map(vocabulary.__getitem__, words[first:last]))
        for i, (readings, following) in compress(zip(count(first), found), found):
            if following and i + 1 < len(words) and (leading := following.get(words[i + 1])):
                readings = longest_readings(words, self.gaps, i, readings, leading)
            for kind, length, prefix, offset, entry in readings:
                hits.setdefault(kind, []).append(_new_hit(Hit, (i, i + length, starts[i] + offset, prefix, entry)))
        return hits

    @cached_property
    def at(self) -> HitsAt:
        """The hits that begin at each token."""
        beside = self._vocabulary.beside
        return HitsAt(self, Vocabulary(()) if beside is None else beside)

    @cached_property
    def digits(self) -> list[int]:
        """The tokens that are written in digits, which sort before letters."""
        return [token for token, word in enumerate(self.words) if word < ":"]

    def of(self, kind: str) -> list[Hit]:
        """The hits of one kind, in text order."""
        if kind in self._vocabulary.kinds_beside and kind not in self.hits:
            hits = self.hits[kind]
            for token in range(len(self.words)):
                if (hit := self.hit(kind, token)) and (not hits or hits[-1].last <= token):
                    hits.append(hit)
        return self.hits.get(kind, [])

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
        return self.starting(kind).get(token)

    def end(self, token: int) -> int:
        """Folded offset behind a token."""
        return self.starts[token] + len(self.words[token])

    def raw_span(self, first: int, last: int, start: int | None = None) -> tuple[int, int]:
        """Raw offsets of tokens [first, last), from the folded offset `start` where a prefix is left out."""
        return self.folded.raw_span(self.starts[first] if start is None else start, self.end(last - 1))

    def raw_text(self, first: int, last: int, start: int | None = None) -> str:
        """The printed text of tokens [first, last), punctuation between them included; `start` as in `raw_span`."""
        begin, end = self.raw_span(first, last, start)
        return self.folded.raw[begin:end]

    def token_at(self, offset: int) -> int:
        """The last token that begins at or before a folded offset; -1 before the first."""
        return bisect_right(self.starts, offset) - 1
