"""The tokens of an article as the date grammar looks at them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from newsextract.lexicon import load_tables
from newsextract.matching import Hit, Scan
from newsextract.numerals import Number
from newsextract.vocabulary import first_words

BRACKETS = "()[]"
COMMAS = "،,"
OPENED, CLOSED = ("(", "«", '"', "“"), (")", "»", '"', "”")


class _FirstWords(dict[str | frozenset[str], frozenset[str]]):
    """The words that forms of a kind, or of several, begin with: most tokens begin none, which is told at once."""

    def __missing__(self, kinds: str | frozenset[str]) -> frozenset[str]:
        tables = load_tables()
        names = (kinds,) if isinstance(kinds, str) else kinds
        words = self[kinds] = frozenset().union(*(first_words(tables[kind]) for kind in names))
        return words


class _Hits(dict[str, Mapping[int, Hit]]):
    """The hits of an article by kind and by their first token, of the kinds that are looked for everywhere."""

    def __init__(self, scan: Scan) -> None:
        super().__init__()
        self.scan = scan

    def __missing__(self, kind: str) -> Mapping[int, Hit]:
        hits = self.scan.of(kind)
        found = self[kind] = {hit.first: hit for hit in hits} if hits else NO_HITS
        return found


@cache
def kinds_beside() -> frozenset[str]:
    """The kinds that are only looked up beside others."""
    return frozenset(kind for kind, table in load_tables().items() if table.beside)


NO_HITS: Mapping[int, Hit] = {}
FIRST_WORDS = _FirstWords()


class Words:
    """Tokens with their numbers and lexicon hits; a position past either end is an empty word.

    `phrase` tells that the text is no article but a short phrase, read with fewer doubts.
    """

    __slots__ = ("beside", "found", "gaps", "hits_at", "inside", "number_at", "phrase", "scan", "size", "words")

    def __init__(self, scan: Scan, numbers: Iterable[Number], phrase: bool = False) -> None:
        self.scan = scan
        self.words = scan.words
        self.gaps = scan.gaps
        self.size = len(scan.words)
        self.found = _Hits(scan)
        self.beside = kinds_beside()
        self.hits_at = scan.at
        self.number_at = {number.first: number for number in numbers}
        self.inside = {i for n in self.number_at.values() for i in range(n.first, n.last)}
        self.phrase = phrase

    def word(self, i: int) -> str:
        """The folded token, or an empty string outside the text."""
        return self.words[i] if 0 <= i < self.size else ""

    def bare(self, i: int) -> str:
        """The token without an attached «و»."""
        word = self.word(i)
        return word[1:] if len(word) > 2 and word[0] == "و" else word

    def gap(self, i: int) -> str:
        """What stands before token i (behind the last token for i = size)."""
        return self.gaps[i] if 0 <= i <= self.size else ""

    def joined(self, i: int, marks: str = "") -> bool:
        """Whether token i follows the one before with nothing but spaces and `marks` between them, on one line."""
        if not 0 < i < self.size:
            return False
        gap = self.gaps[i]
        return gap == " " or not gap.strip(" \t" + marks)

    def hit(self, kind: str, i: int) -> Hit | None:
        """The hit of a table at token i."""
        if kind not in self.beside:
            return self.found[kind].get(i)
        if 0 <= i < self.size and self.words[i] in FIRST_WORDS[kind]:
            return self.hits_at[i].get(kind)
        return None

    def hits(self, kind: str) -> Mapping[int, Hit]:
        """The hits of a table that is looked for everywhere, by their first token."""
        return self.found[kind]

    def key(self, kind: str, i: int) -> str:
        """The key of the hit of a table at token i, or an empty string."""
        hit = self.hit(kind, i)
        return hit.entry.key if hit else ""

    def may_begin(self, kinds: frozenset[str], i: int) -> bool:
        """Whether the word at token i is the first of a form of one of the kinds; a form of several may not go on."""
        return self.words[i] in FIRST_WORDS[kinds]

    def digits(self, i: int) -> str:
        """The token if it is written in digits, else an empty string."""
        word = self.words[i] if 0 <= i < self.size else ""
        return word if word < ":" else ""

    def spelled(self, i: int) -> Number | None:
        """The number in words that begins at token i."""
        number = self.number_at.get(i)
        return number if number is not None and self.words[i] > ":" else None


def printed_start(hit: Hit) -> int:
    """Folded offset of a hit with its article: «بالعام» begins at «العام»; «للعام» at «عام»."""
    return hit.start - 2 if hit.prefix.endswith("ال") else hit.start
