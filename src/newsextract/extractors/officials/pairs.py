"""Two holders of one office under one head: «الرئيسان التركي رجب طيب أردوغان والأمريكي باراك أوباما»."""

from __future__ import annotations

from newsextract.extractors.officials.heads import head_form
from newsextract.extractors.officials.names import Name, NameReader, is_plain, skip_honorifics
from newsextract.extractors.officials.roles import Role, RoleReader
from newsextract.extractors.officials.words import is_definite, without_article
from newsextract.matching import Hit

MAX_FIELDS = 5
MAX_NAME_TOKENS = 10


class PairReader:
    """Reads pairs with the readers of roles and names of one text."""

    def __init__(self, roles: RoleReader, names: NameReader) -> None:
        self.scan = roles.scan
        self.words = roles.words
        self.roles = roles
        self.names = names

    def read(self, hit: Hit) -> list[tuple[Role, Name]]:
        """The two offices and their holders, nothing where the text names but one, or none.

        Both are told by their countries («المصري … والأردني …», «مصر … والأردن …»), or share one complement
        («الوزيران محمد الأعرج ومصطفى الرميد»).
        """
        fields = self._fields(hit)
        first = self._country(fields, 0)
        if (one := self._holder(first)) is None:
            return []
        head = self.scan.raw_text(hit.first, fields, hit.start - 2 * hit.prefix.endswith("ال"))
        role = self._role(hit, head, fields, first)
        if first == fields and fields > hit.last and (further := self.further(hit, one.last)):
            return [(role, one), further]
        if first > fields:
            second = self._country(one.last, 1)
            other = self._holder(second) if second > one.last else None
            return [(role, one), (self._role(hit, head, one.last, second), other)] if other else []
        other = self._joined(one.last)
        return [(role, one), (role, other)] if other else []

    def further(self, hit: Hit, token: int) -> tuple[Role, Name] | None:
        """The office and the holder at a token that share the head noun of `hit`: «وزير الطاقة … والخزانة جاك لو»."""
        scan, words, last = self.scan, self.words, token + 1
        if last >= len(scan.words) or not is_plain(scan.gaps[token]) or not scan.words[token].startswith("وال"):
            return None
        if without_article(scan.words[token][1:]) not in words.field:
            return None
        while last < len(scan.words) and scan.words[last] in words.adjective and is_definite(scan.words[last]):
            last += 1
        name = self._holder(last)
        if name is None or not name.known or name.parts < 2:
            return None
        return self._role(hit, scan.raw_text(hit.first, hit.first + 1, hit.start), token, last), name

    def _fields(self, hit: Hit) -> int:
        """The token behind what both offices are for: «وزيرا الخارجية»."""
        scan, words, token = self.scan, self.words, hit.last
        if hit.definite or is_definite(hit.entry.form):
            return token
        while token < min(hit.last + MAX_FIELDS, len(scan.words)) and is_plain(scan.gaps[token]):
            word = scan.words[token]
            field = without_article(word) in words.field or (
                word[0] == "و" and without_article(word[1:]) in words.field
            )
            if not field and not (word in words.adjective and word not in words.nationality and token > hit.last):
                break
            token += 1
        return token

    def _country(self, token: int, conjoined: int) -> int:
        """The token behind a country or its adjective at `token`, `token` itself where none stands there."""
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return token
        word = scan.words[token]
        if conjoined and word[0] != "و":
            return token
        word = word[conjoined:]
        if word in words.nationality and is_definite(word):
            return token + 1
        country = scan.hit("country", token)
        return country.last if country and country.prefix == "و"[:conjoined] else token

    def _holder(self, token: int) -> Name | None:
        scan = self.scan
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return None
        begin = skip_honorifics(scan, self.words, token)
        name = self.names.read(begin, min(begin + MAX_NAME_TOKENS, len(scan.words)), begin > token)
        return name if name and (name.known or name.parts > 1) else None

    def _joined(self, token: int) -> Name | None:
        """The second holder behind «و» alone."""
        scan = self.scan
        if token >= len(scan.words) or not is_plain(scan.gaps[token]) or scan.words[token][0] != "و":
            return None
        name = self.names.read_conjoined(token, min(token + MAX_NAME_TOKENS, len(scan.words)))
        return name if name and name.known and name.parts > 1 else None

    def _role(self, hit: Hit, head: str, first: int, last: int) -> Role:
        """The office of one holder, from the head that is printed once for both and what tells it apart."""
        form = head_form(hit.entry)
        attached = last > first and self.scan.words[first][0] == "و"
        apart = self.scan.raw_text(first, last, self.scan.starts[first] + attached) if last > first else ""
        noun, _, rest = head.partition(" ")
        told = " ".join(filter(None, (singular(noun) if form.manner == "pair" else noun, rest, apart)))
        return Role(first, last, last, True, True, form.category, "minister", hit, told)


def singular(dual: str) -> str:
    """The noun that a dual is of.

    >>> [singular(word) for word in ("الرئيسين", "وزيرا", "وزيرتي", "الملكان")]
    ['الرئيس', 'وزير', 'وزيرة', 'الملك']
    """
    stem = dual.removesuffix("ان").removesuffix("ين")
    stem = stem if stem != dual else dual[:-1]
    return stem[:-1] + "ة" if stem.endswith("ت") else stem
