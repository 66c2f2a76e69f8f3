"""One text as the grammars of officials see it: its tokens, the head nouns and cities among them, the word lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsextract.extractors.officials.heads import FREE, Head
from newsextract.extractors.officials.words import Words
from newsextract.matching import Scan
from newsextract.memory import remembered


def _is_plain(gap: str) -> bool:
    """Whether nothing but space of one line stands between two tokens."""
    return gap.isspace() and "\n" not in gap


is_plain = remembered(_is_plain)


@dataclass(slots=True)
class Text:
    """What all grammars of a text read: `heads` by their tokens, `cities` folded offset → the token behind."""

    scan: Scan
    words: Words
    heads: Mapping[int, Head]
    cities: Mapping[int, int]


class Reader:
    """A grammar at work on one text: `tokens` are its folded words, `gaps[i]` is what stands before token i.

    Each grammar is a class that extends those it builds on, and `PhraseReader` has them all: one object a text, all of
    whose attributes are looked up in one class, is what the interpreter reads fastest.
    """

    def __init__(self, text: Text) -> None:
        self.scan = text.scan
        self.tokens = text.scan.words
        self.gaps = text.scan.gaps
        self.starts = text.scan.starts
        self.words = text.words
        self.heads = text.heads
        self.cities = text.cities

    def is_city(self, token: int, attached: int = 0) -> bool:
        """Whether a city begins at `token`, behind `attached` letters."""
        return self.starts[token] + attached in self.cities

    def city_end(self, token: int, attached: int = 0) -> int:
        """The token behind the city that begins at `token` (behind `attached` letters), 0 where none does."""
        return self.cities.get(self.starts[token] + attached, 0)

    def joins(self, token: int) -> bool:
        """Whether a token stands at `token` that only space parts from the one before."""
        return token < len(self.tokens) and is_plain(self.gaps[token])

    def follows(self, token: int) -> bool:
        """Whether only space parts the token at `token` from one before it."""
        return token > 0 and is_plain(self.gaps[token])

    def opens_name(self, token: int) -> bool:
        """Whether a given name, a word of respect or a rank stands at `token`."""
        words = self.words
        word = self.tokens[token]
        if word in words.honorific or word == "عبد" or (word in words.evidence and word not in words.ambiguous):
            return True
        if word == "علي":
            return self.scan.raw_text(token, token + 1).endswith("ي")
        head = self.heads.get(token)
        return head is not None and head.form.weak and head.prefix in FREE

    def precedes_name(self, token: int) -> bool:
        """Whether the text stops at `token`, or a name, or what stands before one, begins there."""
        return not self.joins(token) or self.opens_name(token)
