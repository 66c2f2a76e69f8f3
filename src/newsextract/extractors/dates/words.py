"""The tokens of an article as the date grammar looks at them."""

from __future__ import annotations

from functools import cache

from newsextract.lexicon import IN_TEXT, load_tables
from newsextract.matching import Hit, Scan
from newsextract.numerals import Number
from newsextract.vocabulary import Vocabulary, beginnings, readings_alone

BRACKETS = "()[]"
COMMAS = "،,"
OPENED, CLOSED = ("(", "«", '"', "“"), (")", "»", '"', "”")


_FIRST_WORDS: dict[str | frozenset[str], frozenset[str]] = {}


def first_words(kinds: str | frozenset[str]) -> frozenset[str]:
    """The words that forms of a kind, or of several, begin with: most tokens begin none, which is told at once."""
    words = _FIRST_WORDS.get(kinds)
    if words is None:
        names = (kinds,) if isinstance(kinds, str) else kinds
        words = _FIRST_WORDS[kinds] = frozenset().union(*map(beginnings, names))
    return words


@cache
def _single_words(kind: str) -> Vocabulary | None:
    """The words of a table whose forms are all single words; `None` for another."""
    table = load_tables()[kind]
    several = any(" " in form.folded for form in table.forms)
    return None if several else Vocabulary([table._replace(scan=IN_TEXT)], digits=False)


@cache
def _key_of_word(kind: str, word: str) -> str | None:
    """The key of one of the `first_words` of a table; `None` where the words behind it have a say."""
    vocabulary = _single_words(kind)
    if vocabulary is None:
        return None
    found = readings_alone(vocabulary[word])
    return found[0][4].key if found else ""


PADDING = [""] * 16
"""The positions beyond either end of a text that may be asked for; behind the end, they serve negative ones, too."""


class Words:
    """Tokens with their numbers and lexicon hits; a position a little beyond either end is an empty word and gap.

    `words[i]` is the folded token i and `gaps[i]` what stands before it, as in the scan. `numbered` are the tokens of
    numbers. `phrase` tells that the text is no article but a short phrase, read with fewer doubts.
    """

    __slots__ = ("gaps", "number_at", "numbered", "phrase", "scan", "size", "words")

    def __init__(self, scan: Scan, numbers: list[Number], phrase: bool = False) -> None:
        self.scan = scan
        self.words = scan.words + PADDING
        self.gaps = scan.gaps + PADDING
        self.size = len(scan.words)
        self.number_at = {number.first: number for number in numbers}
        self.numbered = set(self.number_at)
        for number in numbers:
            if number.last > number.first + 1:
                self.numbered.update(range(number.first + 1, number.last))
        self.phrase = phrase

    def bare(self, i: int) -> str:
        """The token without an attached «و»."""
        word = self.words[i]
        return word[1:] if len(word) > 2 and word[0] == "و" else word

    def joined(self, i: int, marks: str = "") -> bool:
        """Whether token i follows the one before with nothing but spaces and `marks` between them, on one line."""
        if not 0 < i < self.size:
            return False
        gap = self.gaps[i]
        return gap == " " or not gap.strip(" \t" + marks)

    def hit(self, kind: str, i: int) -> Hit | None:
        """The hit of a table at token i."""
        return self.scan.hit(kind, i) if self.words[i] in (_FIRST_WORDS.get(kind) or first_words(kind)) else None

    def key(self, kind: str, i: int) -> str:
        """The key of the hit of a table at token i, or an empty string."""
        word = self.words[i]
        if word not in (_FIRST_WORDS.get(kind) or first_words(kind)):
            return ""
        key = _key_of_word(kind, word)
        if key is None:
            hit = self.scan.hit(kind, i)
            key = hit.entry.key if hit else ""
        return key

    def may_begin(self, kinds: str | frozenset[str], i: int) -> bool:
        """Whether the word at token i is the first of a form of one of the kinds; a form of several may not go on."""
        return self.words[i] in (_FIRST_WORDS.get(kinds) or first_words(kinds))

    def digits(self, i: int) -> str:
        """The token if it is written in digits, else an empty string."""
        word = self.words[i]
        return word if word < ":" else ""

    def spelled(self, i: int) -> Number | None:
        """The number in words that begins at token i."""
        number = self.number_at.get(i)
        return number if number is not None and self.words[i] > ":" else None


def printed_start(hit: Hit) -> int:
    """Folded offset of a hit with its article: «بالعام» begins at «العام»; «للعام» at «عام»."""
    return hit.start - 2 if hit.prefix.endswith("ال") else hit.start
