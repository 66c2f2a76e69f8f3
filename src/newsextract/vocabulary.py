"""What each word of a text can be: the forms of the lexicon that begin with it, bare or behind attached prefixes.

A `Vocabulary` is a dictionary that analyses a word when it is first met and remembers the answer; news repeats its
words, so nearly every token costs one look-up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Protocol

from newsextract.lexicon import (
    ACCUSATIVE,
    ARTICLE,
    BESIDE,
    CONJUNCTION,
    IN_TEXT,
    PREPOSITION,
    SCANS,
    Table,
    load_tables,
)

_REMEMBERED_WORDS = 500_000

_CONJUNCTIONS = {"": 0, "و": CONJUNCTION, "ف": CONJUNCTION}
_PREPOSITIONS = {"": 0, "ب": PREPOSITION, "ك": PREPOSITION, "ل": PREPOSITION}
_ARTICLES = {"": 0, "ال": ARTICLE}
# ل with the article is written لل.
_PREFIXES = {
    (c + p + a).replace("لال", "لل"): c_bit | p_bit | a_bit
    for p, p_bit in _PREPOSITIONS.items()
    for a, a_bit in _ARTICLES.items()
    for c, c_bit in _CONJUNCTIONS.items()
}
_LONGEST_PREFIX = 4
_PREFIX_LETTERS = "وفبكلا"


@lru_cache(4096)
def _prefixes(letters: str) -> list[tuple[str, int, int, bool]]:
    """The prefixes, shortest first, that these letters begin with, with lengths, bits, and whether they end in لل."""
    prefixes = [letters[:length] for length in range(len(letters) + 1)]
    return [(p, len(p), _PREFIXES[p], p.endswith("لل")) for p in prefixes if p in _PREFIXES]


def first_words(table: Table) -> frozenset[str]:
    """The first words of a table's forms in every spelling that they may have, with what is written together with them.

    A quick look at a word tells by them that no form of the table begins there.
    """
    prefixes = [prefix for prefix, attached in _PREFIXES.items() if not attached & ~table.attachments]
    firsts = {form.folded.partition(" ")[0] for form in table.forms}
    spelled = {prefix + word for word in firsts for prefix in prefixes}
    if table.attachments & PREPOSITION:  # للقاهرة is ل + القاهرة
        contracted = [prefix for prefix in _PREFIXES if prefix.endswith("لل")]
        spelled |= {prefix + word[2:] for word in firsts if word.startswith("ال") for prefix in contracted}
    if table.attachments & ACCUSATIVE:
        spelled |= {word + "ا" for word in spelled}
    return frozenset(spelled)


@cache
def beginnings(kind: str) -> frozenset[str]:
    """The `first_words` of the table of a kind."""
    return first_words(load_tables()[kind])


def last_words(table: Table) -> frozenset[str]:
    """Words among which is the last of every form of a table, however spelled.

    A quick look at a word tells by them that no form of the table ends there.
    """
    return first_words(table).union(form.folded.rpartition(" ")[2] for form in table.forms)


@dataclass(slots=True, eq=False)
class Entry:
    """A form of the lexicon: the kind of its table, its key, and the form as folded; it is equal to itself alone."""

    kind: str
    key: str
    form: str
    attachments: int


class Node:
    """A step of the word trie: the entries that end here and the words that lead on."""

    __slots__ = ("entries", "following")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.following: dict[str, Node] = {}


class Source(Protocol):
    """A big table that makes its nodes when they are first met."""

    attachments: int
    """What may be attached to its forms."""

    @property
    def first_words(self) -> Collection[str]:
        """The folded words that its forms begin with."""

    def lookup(self, word: str) -> Node | None:
        """The node of a form's first word."""


Reading = tuple[str, int, str, int, Entry]
"""A way to read words: the kind, how many words, the prefix and its length, the entry (a plain tuple, for speed)."""


Candidate = tuple[str, int, Node]
"""A way to read a word: the prefix, the bits of what is attached, the node that the word leads to (plain, too)."""


Analysis = tuple[str, tuple[Reading, ...], Mapping[str, tuple[Candidate, ...]]]
"""A word, what it can be alone, and the ways to read it together with each word that leads on (plain, too)."""


def readings_alone(found: str | Analysis) -> tuple[Reading, ...]:
    """What a word can be alone, by what a vocabulary has for it."""
    return () if isinstance(found, str) else found[1]


DIGITS = "digits"
"""The kind of the words that are written in digits; no table lists them."""
_IN_DIGITS: Reading = DIGITS, 1, "", 0, Entry(DIGITS, "", "", 0)


def _core(word: str) -> str:
    """A word without the letters that may be attached to one: a form has the same core whatever is attached to it."""
    return word.lstrip(_PREFIX_LETTERS).rstrip("ا")


class Forms:
    """The forms of tables and of a big source, by their words."""

    def __init__(self, tables: Iterable[Table], source: Source | None = None) -> None:
        self._root: dict[str, Node] = {}
        self._source = source
        for table in tables:
            for form in table.forms:
                add_form(self._root, form.folded.split(), Entry(table.kind, form.key, form.folded, table.attachments))
        self._first_words = frozenset(self._root).union(source.first_words if source else ())
        self.cores = frozenset(map(_core, self._first_words))

    def analyse(self, word: str) -> Analysis | None:
        """What a word can be, `None` if it begins no form, as all do whose core is not in `cores`."""
        letters = len(word) - len(word.lstrip(_PREFIX_LETTERS))
        alone: dict[str, Reading] = {}
        following: dict[str, tuple[Candidate, ...]] = {}
        for prefix, attached, first in self._partings(word, letters):
            for node in self._nodes(first, attached):
                if node.entries:
                    read_entries(alone, node, 1, prefix, attached)
                for behind, reached in node.following.items():
                    following[behind] = (*following.get(behind, ()), (prefix, attached, reached))
        return (word, tuple(alone.values()), following) if alone or following else None

    def _partings(self, word: str, letters: int) -> list[tuple[str, int, str]]:
        """The ways to part a word, which begins with so many letters of prefixes, into prefix and first word of a form.

        With the bits of what is attached; the shortest prefix comes first.
        """
        known, accusative = self._first_words, word[-1:] == "ا"
        partings = []
        for prefix, length, attached, contracted in _prefixes(word[: min(letters, _LONGEST_PREFIX)]):
            rest = word[length:]
            if length and len(rest) < 2:
                break
            if rest in known:
                partings.append((prefix, attached, rest))
            if contracted and "ال" + rest in known:  # a form that includes its article: للقاهرة is ل + القاهرة
                partings.append((prefix, attached & ~ARTICLE, "ال" + rest))
            if accusative and rest[:-1] in known:
                partings.append((prefix, attached | ACCUSATIVE, rest[:-1]))
        return partings

    def _nodes(self, word: str, attached: int) -> list[Node]:
        """The nodes of a first word, those of the source if this may be attached to it."""
        node, source = self._root.get(word), self._source
        nodes = [node] if node else []
        if source and not attached & ~source.attachments and (node := source.lookup(word)):
            nodes.append(node)
        return nodes


class WordsBeside(dict[str, Analysis]):
    """What words can be in tables that are not looked for in all of a text; only those that begin a form are held.

    The vocabulary of the text tells it every word once. So it stays small, and a look at it costs little.
    """

    def __init__(self, tables: Iterable[Table]) -> None:
        super().__init__()
        self.forms = Forms(tables)

    def learn(self, word: str) -> None:
        """Enter a word, if it begins a form."""
        if found := self.forms.analyse(word):
            self[word] = found


class Vocabulary(dict[str, str | Analysis]):
    """What each word can be, the word itself where it begins no form; a word is analysed when it is first met.

    A text that keeps the words found here in place of its own shares them with all others: they then stay in the
    processor's caches, and every other table finds them by identity. The tables that are not looked for in all of a
    text are `beside`, by where they are. `digits` tells whether words in digits are known.
    """

    def __init__(self, tables: Iterable[Table], source: Source | None = None, *, digits: bool = True) -> None:
        super().__init__()
        by_scan: dict[str, list[Table]] = {scan: [] for scan in SCANS}
        for table in tables:
            by_scan[table.scan].append(table)
        self._digits = digits
        self._forms = Forms(by_scan.pop(IN_TEXT), source)
        self.kinds_beside = frozenset(table.kind for table in by_scan[BESIDE])
        self.beside = {scan: WordsBeside(tables) for scan, tables in by_scan.items()}
        self._cores = self._forms.cores.union(*(beside.forms.cores for beside in self.beside.values()))

    def __missing__(self, word: str) -> str | Analysis:
        if len(self) > _REMEMBERED_WORDS:
            self.clear()
        found = None
        if _core(word) in self._cores:  # nearly every word that begins no form is told by this one look
            found = self._forms.analyse(word)
            for beside in self.beside.values():
                beside.learn(word)
        if self._digits and word.isdecimal():
            _, alone, following = found or (word, (), {})
            found = word, (*alone, _IN_DIGITS), following
        known = self[word] = found or word
        return known


def add_form(root: dict[str, Node], words: list[str], entry: Entry) -> None:
    """Enter a form of one or more folded words into a trie."""
    *before, last = words
    for word in before:
        root = _step(root, word).following
    _step(root, last).entries.append(entry)


def _step(nodes: dict[str, Node], word: str) -> Node:
    node = nodes.get(word)
    if node is None:
        node = nodes[word] = Node()
    return node


def read_entries(best: dict[str, Reading], node: Node, words: int, prefix: str, attached: int) -> None:
    """Enter what ends at a node, unless its kind has a longer reading, or one with a shorter prefix."""
    for entry in node.entries:
        known = best.get(entry.kind)
        if not attached & ~entry.attachments and (known is None or (words, -len(prefix)) > (known[1], -known[3])):
            best[entry.kind] = entry.kind, words, prefix, len(prefix), entry
