"""Two holders of one office under one head: «الرئيسان التركي رجب طيب أردوغان والأمريكي باراك أوباما»."""

from __future__ import annotations

from dataclasses import replace

from newsextract.extractors.officials.heads import Head
from newsextract.extractors.officials.names import Name, NameReader
from newsextract.extractors.officials.roles import Role
from newsextract.extractors.officials.text import is_plain
from newsextract.extractors.officials.words import is_definite, without_article

MAX_FIELDS = 5
MAX_NAME_TOKENS = 10


class PairReader(NameReader):
    """Reads the pairs of one text."""

    def read_pair(self, head: Head) -> list[tuple[Role, Name]]:
        """The two offices and their holders, nothing where the text names but one, or none.

        Both are told by their countries («المصري … والأردني …», «مصر … والأردن …»), or share one complement
        («الوزيران محمد الأعرج ومصطفى الرميد»).
        """
        fields = self._fields(head)
        first = self._country(fields, 0)
        if (one := self._pair_holder(first)) is None:
            return []
        shared = self.scan.raw_text(head.first, fields, head.start - 2 * head.prefix.endswith("ال"))
        role = self._pair_role(head, shared, fields, first)
        if first == fields and fields > head.last and (further := self.read_further(head, one.last)):
            return [(role, one), further]
        if first > fields:
            second = self._country(one.last, 1)
            other = self._pair_holder(second) if second > one.last else None
            return [(role, one), (self._pair_role(head, shared, one.last, second), other)] if other else []
        other = self._second_holder(one.last)
        return [(role, one), (role, other)] if other else []

    def read_further(self, head: Head, token: int) -> tuple[Role, Name] | None:
        """The office and the holder at a token that share the head noun: «وزير الطاقة … والخزانة جاك لو»."""
        tokens, last = self.tokens, token + 1
        if last >= len(tokens) or not is_plain(self.gaps[token]) or not tokens[token].startswith("وال"):
            return None
        if without_article(tokens[token][1:]) not in self.words.field:
            return None
        while last < len(tokens) and tokens[last] in self.words.adjective and is_definite(tokens[last]):
            last += 1
        name = self._pair_holder(last)
        if name is None or not name.known or name.parts < 2:
            return None
        return self._pair_role(head, self.scan.raw_text(head.first, head.first + 1, head.start), token, last), name

    def _fields(self, head: Head) -> int:
        """The token behind what both offices are for: «وزيرا الخارجية»."""
        words, token = self.words, head.last
        if head.definite:
            return token
        while token < head.last + MAX_FIELDS and self.joins(token):
            word = self.tokens[token]
            field = without_article(word) in words.field or (
                word[0] == "و" and without_article(word[1:]) in words.field
            )
            if not field and not (word in words.adjective and word not in words.nationality and token > head.last):
                break
            token += 1
        return token

    def _country(self, token: int, conjoined: int) -> int:
        """The token behind a country or its adjective at `token`, `token` itself where none stands there."""
        if not self.joins(token):
            return token
        word = self.tokens[token]
        if conjoined and word[0] != "و":
            return token
        word = word[conjoined:]
        if word in self.words.nationality and is_definite(word):
            return token + 1
        country = self.scan.hit("country", token)
        return country.last if country and country.prefix == "و"[:conjoined] else token

    def _pair_holder(self, token: int) -> Name | None:
        if not self.joins(token):
            return None
        begin = self.skip_honorifics(token)
        name = self.read_name(begin, min(begin + MAX_NAME_TOKENS, len(self.tokens)), begin > token)
        return name if name and (name.known or name.parts > 1) else None

    def _second_holder(self, token: int) -> Name | None:
        """The second holder behind «و» alone."""
        if not self.joins(token) or self.tokens[token][0] != "و":
            return None
        name = self.read_conjoined_name(token, min(token + MAX_NAME_TOKENS, len(self.tokens)))
        return name if name and name.known and name.parts > 1 else None

    def _pair_role(self, head: Head, shared: str, first: int, last: int) -> Role:
        """The office of one holder, from the head that is printed once for both and what tells it apart."""
        attached = last > first and self.tokens[first][0] == "و"
        apart = self.scan.raw_text(first, last, self.starts[first] + attached) if last > first else ""
        noun, _, rest = shared.partition(" ")
        told = " ".join(filter(None, (singular(noun) if head.form.manner == "pair" else noun, rest, apart)))
        return Role(replace(head, manner="minister", definite=True), first, last, last, True, told)


def singular(dual: str) -> str:
    """The noun that a dual is of.

    >>> [singular(word) for word in ("الرئيسين", "وزيرا", "وزيرتي", "الملكان")]
    ['الرئيس', 'وزير', 'وزيرة', 'الملك']
    """
    stem = dual.removesuffix("ان").removesuffix("ين")
    stem = stem if stem != dual else dual[:-1]
    return stem[:-1] + "ة" if stem.endswith("ت") else stem
