"""The grammar of roles: from the head noun to the right end of its complement.

A definite head is linked to its complement by a preposition («المدير العام للأمن الوطني»), an indefinite one has it in
construct («وزير الداخلية», «رئيس مجلس إدارة شركة …»); adjectives, coordinated fields and the body or territory go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from newsextract.extractors.officials.names import NO_NAME_SHAPE, ORDINALS, is_plain
from newsextract.extractors.officials.words import Words, is_definite, without_article
from newsextract.matching import Hit, Scan

MAX_TOKENS = 16
WEAK = frozenset({"title", "rank"})
NEEDS_NAME = frozenset({"title", "rank", "member", "expert", "suffixed"})
LOCAL_BODIES = frozenset(["بلديه", "مدينه", "محافظه", "قريه", "ولايه", "اقليم", "جماعه"])
NAMED_AFTER_PERSONS = frozenset(
    ["جامعه", "مستشفي", "مركز", "مطار", "ملعب", "موسسه", "جايزه", "كليه", "مدرسه", "معهد", "متحف", "مدينه", "مجمع"]
)


class Role(NamedTuple):
    """A role at tokens [first, last).

    `complement` is the token at which its complement begins (`last` where it has none), `complete` whether the phrase
    is closed, so that it can stand for one office without a name.
    """

    first: int
    last: int
    start: int
    complement: int
    complete: bool
    category: str
    manner: str
    hit: Hit


class RoleReader:
    """Reads the roles of one text; `cities` leads from the first token of a city to the token behind it."""

    def __init__(self, scan: Scan, words: Words, cities: Mapping[int, int]) -> None:
        self.scan = scan
        self.words = words
        self.cities = cities

    def read(self, hit: Hit) -> Role:
        """The role whose head is `hit`."""
        category, _, manner = hit.entry.key.partition(".")
        form = hit.entry.form
        definite = hit.definite or is_definite(form.split()[0])
        if manner in WEAK:
            last = self._title_end(hit)
            return Role(hit.first, last, hit.start, last, False, category, manner, hit)
        opened = not definite and (" " not in form or not is_definite(form.split()[-1]))
        last, opened = self._complement(hit, opened, definite, manner)
        complete = not opened and (manner == "whole" or not definite or last > hit.last)
        if (
            definite
            and not any(self._links(token) for token in range(hit.last, last))
            and manner != "whole"
            and " " not in form
        ):
            complete = False
        complement = next((t for t in range(hit.last, last) if self.scan.words[t] not in self.words.adjective), last)
        return Role(hit.first, last, hit.start, complement, complete, category, manner, hit)

    def _completes(self, token: int) -> bool:
        """Whether a word behind a definite head tells which one it is: «الرئيس الفرنسي», «الناطق باسم …»."""
        return self._links(token) or self.scan.words[token] in self.words.nationality

    def _links(self, token: int) -> bool:
        word = self.scan.words[token]
        return word in self.words.link or word[0] in "لب"

    def _title_end(self, hit: Hit) -> int:
        """Behind the adjectives of a title: «العميد الركن», «الرئيس الفرنسي»."""
        token = hit.last
        while (
            token < len(self.scan.words)
            and is_plain(self.scan.gaps[token])
            and self.scan.words[token] in ("ركن", "الركن", "البحري", "بحري", "طيار", "الاول", "اول")
        ):
            token += 1
        return token

    def _complement(self, hit: Hit, opened: bool, definite: bool, manner: str) -> tuple[int, bool]:
        token, limit = hit.last, min(hit.first + MAX_TOKENS, len(self.scan.words))
        while token < limit:
            step = self._noun(token, hit) if opened else self._continuation(token, hit, definite, manner)
            if step is None:
                break
            token, opened = step
        return token, opened

    def _noun(self, token: int, hit: Hit) -> tuple[int, bool] | None:
        """A noun of a construct that needs a definite or proper one: the token behind it, and whether it still does."""
        scan, words = self.scan, self.words
        gap, word = scan.gaps[token], scan.words[token]
        if not is_plain(gap):
            return self._quoted(token) if _opens_quote(gap) and token > hit.last else None
        if token in self.cities:
            return self.cities[token], False
        if word in words.body or word in words.portfolio:
            return token + 1, True
        if nested := self._nested(token):
            return nested
        if is_definite(word):
            return (
                None
                if word in words.no_name and word[2:] not in words.portfolio and word[2:] not in words.body
                else (token + 1, False)
            )
        if word in words.territory or word in words.region_part:
            return token + 1, False
        if word in words.adjective and word not in words.evidence:
            return token + 1, True
        if word in words.given or word in words.particle:
            return self._patron(token) if scan.words[token - 1] in NAMED_AFTER_PERSONS else None
        if self._ends_noun(token, word):
            return None
        return token + 1, bool(NO_NAME_SHAPE.fullmatch(word)) or self._is_first_of_two(token + 1)

    def _ends_noun(self, token: int, word: str) -> bool:
        words = self.words
        if not word[0].isalpha() or word in words.honorific:
            return True
        if word in words.no_name or (word[0] in "وف" and word[1:] in words.no_name):
            return not (self.scan.words[token - 1] in LOCAL_BODIES and not is_plain(self.scan.gaps[token + 1]))
        return False

    def _is_first_of_two(self, token: int) -> bool:
        """Whether a proper noun goes on: «قطاع ظهران الجنوب» before a rank, a name or a stop."""
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return False
        word = scan.words[token]
        known = word in words.no_name or word in words.adjective or word in words.evidence
        can_go_on = is_definite(word) and not known and not word.endswith("ي") and not scan.hit("role", token)
        return can_go_on and self._precedes_name(token + 1)

    def _precedes_name(self, token: int) -> bool:
        """Whether the text stops at `token` or a name, or what stands before one, begins there."""
        scan, words = self.scan, self.words
        if token >= len(scan.words) or not is_plain(scan.gaps[token]):
            return True
        word = scan.words[token]
        if word in words.honorific or word == "عبد" or (word in words.evidence and word not in words.ambiguous):
            return True
        hit = scan.hit("role", token)
        return bool(hit and hit.entry.key.endswith(".rank"))

    def _nested(self, token: int) -> tuple[int, bool] | None:
        """A role inside the role: «نائب رئيس المجلس», «مساعد الناطق الرسمي», «جامعة الملك سعود»."""
        inner = self.scan.hit("role", token)
        if not inner or inner.prefix not in ("", "ال"):
            return None
        manner = inner.entry.key.partition(".")[2]
        if manner in WEAK:
            return self._patron(inner.last) if self.scan.words[token - 1] in NAMED_AFTER_PERSONS else None
        definite = inner.definite or is_definite(inner.entry.form.split()[-1])
        return inner.last, not definite

    def _patron(self, token: int) -> tuple[int, bool]:
        """Behind the one or two words of the person that an institution is named for: «جامعة محمد الخامس»."""
        words = self.scan.words
        token += (
            1 + (words[token] in self.words.particle and words[token] not in self.words.given)
            if token < len(words)
            else 0
        )
        if token < len(words) and words[token] in ORDINALS:
            token += 1
        return min(token, len(words)), False

    def _quoted(self, token: int) -> tuple[int, bool] | None:
        for last in range(token + 1, min(token + 7, len(self.scan.gaps))):
            if _closes_quote(self.scan.gaps[last]):
                return last, False
        return None

    def _continuation(self, token: int, hit: Hit, definite: bool, manner: str) -> tuple[int, bool] | None:
        """What goes on behind a closed complement or a definite head."""
        scan, words = self.scan, self.words
        gap, word = scan.gaps[token], scan.words[token]
        if not is_plain(gap):
            if (
                gap == "-"
                and manner in ("place", "head", "deputy")
                and scan.words[token - 1] in words.region_part | words.territory
            ):
                return token + 1, False
            return (
                self._quoted(token)
                if _opens_quote(gap) and without_article(scan.words[token - 1]) in words.body
                else None
            )
        if word in words.suffix or self._is_adjective(token, hit):
            return token + 1, False
        if word in words.region_part and scan.words[token - 1] in words.region_part:
            return token + 1, False
        if word in words.link:
            return self._linked(token, word)
        if word[0] == "و" and len(word) > 3:
            return self._joined(token, word[1:], manner)
        if word[0] in "لب" and len(word) > 3:
            return self._prefixed(token, word, hit, definite, manner)
        return None

    def _is_adjective(self, token: int, hit: Hit) -> bool:
        word = self.scan.words[token]
        return word in self.words.adjective and (
            is_definite(word) or (token == hit.last and word not in self.words.evidence)
        )

    def _linked(self, token: int, word: str) -> tuple[int, bool] | None:
        """Behind a linking word: «باسم الوزارة», «لدى الإمارات», and only before a body or a place «في المحافظة»."""
        scan, words = self.scan, self.words
        if token + 1 >= len(scan.words) or not is_plain(scan.gaps[token + 1]):
            return None
        following = scan.words[token + 1]
        if words.link[word] == "body":
            stem = without_article(following)
            if word == "مع":
                return (token + 1, True) if scan.words[token - 1].endswith("علاقات") else None
            if word == "من" or (
                stem not in words.body and token + 1 not in self.cities and following not in words.territory
            ):
                return None
            return token + 1, True
        if word.startswith(("ال", "مكلف")):
            return token + 1, False
        return token + 1, True

    def _joined(self, token: int, word: str, manner: str) -> tuple[int, bool] | None:
        """A coordinated field or adjective: «والصناعة التقليدية», «ومراقبة التراب الوطني», «والمهني»."""
        words = self.words
        if (manner in ("place", "whole") and word not in words.region_part) or self.scan.hit("role", token):
            return None
        if word in words.adjective and is_definite(word):
            return token + 1, False
        if without_article(word) in words.portfolio:
            return token + 1, not is_definite(word)
        return None

    def _prefixed(self, token: int, word: str, hit: Hit, definite: bool, manner: str) -> tuple[int, bool] | None:
        """A complement behind a written-together preposition: «للأمن الوطني», «لكرة القدم», «بمنطقة عسير»."""
        words = self.words
        contracted = word.startswith("لل")
        stem = word[2:] if contracted else word[1:]
        noun = without_article(stem)
        closed = contracted or is_definite(stem)
        if manner == "whole":
            return (token + 1, not closed) if words.body.get(noun) == "judiciary" else None
        first_link = definite and not any(self._links(t) for t in range(hit.last, token))
        if noun in words.body or noun in words.portfolio:
            if word[0] == "ب" and not (definite or noun in words.body) and manner != "expert":
                return None
            if manner in ("place", "minister") and not definite:
                return None
            return token + 1, not closed
        if noun in words.territory or stem in words.territory or noun in words.region_part:
            return (token + 1, False) if definite or word[0] == "ل" else None
        if contracted and first_link and noun not in words.no_name:
            return token + 1, False
        if (
            (hit.last < token or definite)
            and stem not in words.no_name
            and manner != "minister"
            and self._precedes_name(token + 1)
        ):
            return token + 1, False
        return None


def _opens_quote(gap: str) -> bool:
    return gap.strip() in ("«", '"', "“", "”", "'", "(«")


def _closes_quote(gap: str) -> bool:
    return gap.strip()[:1] in ("»", '"', "”", "“", "'")
