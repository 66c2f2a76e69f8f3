"""The name of who holds an office: behind its role, in apposition to it, or before it."""

from __future__ import annotations

from newsextract.extractors.officials.heads import FREE, WEAK
from newsextract.extractors.officials.names import Name, NameReader
from newsextract.extractors.officials.roles import Role
from newsextract.extractors.officials.shapes import may_open_name
from newsextract.extractors.officials.text import is_plain
from newsextract.extractors.officials.words import is_definite, without_article

MAX_NAME_TOKENS = 10
MAX_ENCLOSED = 4
CONTENT_PARTICLES = frozenset(("ان", "بان", "انه", "انها", "بانه", "بانها"))
"""What begins the reported words: «أن», «إن», «بأن», «أنه»."""
CLOSING_MARKS = frozenset(("»", "”", '"'))
# What may stand between a role and its name, and between a name and its role.
BEFORE_NAME = CLOSING_MARKS | {"،", ",", "(", "-", "–", ":", "«", "“", "»،", '"،', "”،"}
BEFORE_ROLE = frozenset(("،", ",", "(", "-", "–", "»،", '"،', ")"))
BEHIND_HONORIFIC = frozenset(("", ".", "/", "\\", "«", '"', "("))


class HolderReader(NameReader):
    """Reads the names beside the roles of one text."""

    def name_after(self, role: Role, token: int) -> Name | None:
        """The name behind a role, directly or in apposition: «رئيس الغرفة، الحسين أوبلا، إن»."""
        if token >= len(self.tokens):
            return None
        if self.tokens[token] == "في":
            token = self._behind_place(token)
        gap, mark = self.gaps[token], ""
        if not is_plain(gap):
            mark = gap.strip()
            if mark not in BEFORE_NAME or "\n" in gap:
                return None
        begin = self.skip_honorifics(token)
        if begin > token and (begin == len(self.tokens) or self.gaps[begin].strip() not in BEHIND_HONORIFIC):
            return None
        name = self.read_name(begin, min(begin + MAX_NAME_TOKENS, len(self.tokens)), begin > token)
        honoured = begin > token or role.head.manner == "rank"
        if name and self._is_convincing(name, role, "" if mark in CLOSING_MARKS else mark, honoured):
            return name
        return self._enclosed_name(begin) if mark == "،" else None

    def _behind_place(self, token: int) -> int:
        """Behind a short adverbial before the comma of an apposition: «مدير المتحف في الهفوف، عبدالمحسن الملحم»."""
        words = self.words
        if is_plain(self.gaps[token]):
            for last in range(token + 2, min(token + 4, len(self.tokens))):
                word = self.tokens[last]
                if self.gaps[last].strip() == "،" and (word in words.evidence or word in words.honorific):
                    return last
        return token

    def _enclosed_name(self, first: int) -> Name | None:
        """Two to four words between commas before «أن» are a name that no list need know.

        «وقال عميد بلدية بنغازي، الصقر بوجواري، إن»
        """
        last = first + 1
        while last < min(first + MAX_ENCLOSED + 1, len(self.tokens)) and is_plain(self.gaps[last]):
            last += 1
        if not 2 <= last - first <= MAX_ENCLOSED or last == len(self.tokens) or self.gaps[last].strip() != "،":
            return None
        if self.tokens[last] not in CONTENT_PARTICLES or any(map(self._is_ordinary, range(first, last))):
            return None
        return Name(first, last, last - first, 0)

    def _is_ordinary(self, token: int) -> bool:
        words, word = self.words, self.tokens[token]
        listed = word in words.stop or word in words.adjective or without_article(word) in words.field
        return listed or token in self.heads

    def _is_convincing(self, name: Name, role: Role, mark: str, honoured: bool) -> bool:
        """Whether the words at a place where a name can stand, behind the punctuation `mark`, are one."""
        words, manner = self.words, role.head.manner
        opening = self.tokens[name.first]
        known = opening in words.evidence or (opening in words.particle and name.known > 0)
        if not known and self._is_doubtful(name, role, honoured):
            return False
        if not (name.known or mark or honoured) and self._is_prefixed_noun(name):
            return False
        if mark in ("«", '"', "“") and not name.known and is_plain(self.gaps[name.last]):
            return False  # «الوزير "جانب الصواب حين"»
        if name.parts == 1 and manner == "rank":
            return not mark and opening in words.evidence and opening not in words.given
        if name.parts == 1 and opening in words.particle and honoured:
            return self._stops(name, role)  # «الشيخ ولد الداه»
        if name.parts == 1:
            is_family = opening.endswith("ي") and is_definite(opening) and manner not in WEAK
            return not mark and (known or (is_family and (honoured or self._stops(name, role))))
        if mark == ":":
            return known and self._stops(name, role)
        if name.known:
            return not mark or known or name.parts > 2 or self._stops(name, role)
        return honoured or self._stops(name, role)

    def _stops(self, name: Name, role: Role) -> bool:
        """Whether nothing of a name follows a name, or a role where one is not awaited."""
        return self.is_stop(name.last) or (name.parts == 2 and role.complete and name.last in self.heads)

    def _is_doubtful(self, name: Name, role: Role, honoured: bool) -> bool:
        """Whether a name that no list opens is more likely none: behind a title, behind «نظيره», a city."""
        manner = role.head.manner
        if manner in WEAK:
            if role.head.form.text in ("فريق", "الفريق"):  # a general, or more often a team
                return True
            if not name.known and (name.parts == 1 or not self._stops(name, role)):
                return True
        rival = manner == "suffixed" and not honoured  # «نظيره غازي عنتاب»
        return rival or self.is_city(name.first)

    def _is_prefixed_noun(self, name: Name) -> bool:
        """Whether what looks like an unlisted name is a noun behind a preposition.

        «وزيرة الثقافة بسحب الفيلم», «المتحدث باسم المسعفين لفرانس برس», «أمير قطر لطهران»; not «بنسون كيبوي».
        """
        opening = self.tokens[name.first]
        if opening[0] not in "بل" or len(opening) < 4:
            return False
        short = opening[0] == "ل" or len(opening) < 5 or name.parts == 1
        return short or is_definite(self.tokens[name.first + 1]) or self.is_city(name.first, 1)

    def name_before(self, role: Role, done: int) -> Name | None:
        """The name from token `done` on that ends at a role.

        «محمد الطيار، الخبير الأمني», «عبدالله العليان مدير فرع وزارة العمل»
        """
        if not self.can_end_name(role.first):
            return None
        words, tokens, limit = self.words, self.tokens, role.first
        apposed, first = not is_plain(self.gaps[limit]), limit - 1
        least = max(done, limit - MAX_NAME_TOKENS)
        while first > least and is_plain(self.gaps[first]):
            first -= 1
        for begin in range(first, limit):
            opening = tokens[begin]
            if not may_open_name(opening) or opening in words.rank_part:
                continue  # «اللواء أركان حرب محمد رأفت، مدير»
            if opening[0] == "و" and (opening[1:] in words.evidence or opening[1:] in words.particle):
                name = self.read_conjoined_name(begin, limit)
                if name and name.last == limit and name.parts > 1 and name.known:
                    return name
            if opening in words.evidence or opening in words.particle:
                name = self._with_first(begin, first, limit) or self.read_name(begin, limit)
                if name and name.last == limit and name.known and (name.parts > 1 or self._is_sole(name, apposed)):
                    return name
        return self._unlisted_before(limit, done, apposed)

    def may_follow_name(self, role: Role) -> bool:
        """Whether a name can stand before a role: directly or with a comma between."""
        head, gap = role.head, self.gaps[role.first]
        if head.manner in WEAK or head.prefix not in FREE:
            return False
        return is_plain(gap) or (gap.strip() in BEFORE_ROLE and "\n" not in gap)

    def _is_sole(self, name: Name, apposed: bool) -> bool:
        """Whether one word alone is the name: «وقال صالح، رئيس الجمعية»."""
        return apposed and name.first > 0 and self._says(name.first - 1)

    def _says(self, token: int) -> bool:
        word = self.tokens[token]
        return word in self.words.saying or word[1:] in self.words.saying

    def _with_first(self, particle: int, first: int, limit: int) -> Name | None:
        """The name whose unlisted first part stands before a particle or behind a verb of saying.

        «هاشل بن سعد الغافري», «قال هونج ليو سيفيرت، مستشار»
        """
        if particle == first:
            return None
        said = particle > first + 1 and self.tokens[particle - 2] in self.words.saying
        if not said and self.tokens[particle] not in ("بن", "ولد", "بنت", "ابن"):
            return None
        name = self.read_name(particle - 1, limit)
        return name if name and name.last == limit else None

    def _unlisted_before(self, limit: int, done: int, apposed: bool) -> Name | None:
        """A name of two or three words that no list knows: «قال دانيال روسالا، مؤسس»."""
        for parts in (3, 2):
            first = limit - parts
            if first >= done and self._can_open(first, parts, apposed):
                name = self.read_name(first, limit)
                whole = name and (name.last, name.parts) == (limit, parts)
                if name and whole and (apposed or name.known or self.follows(first)):
                    return name
        return None

    def _can_open(self, token: int, parts: int, apposed: bool) -> bool:
        """Whether what stands before an unlisted name lets a name begin: a verb of saying, a stop, a title."""
        if self.is_city(token):
            return False
        if not self.follows(token):
            return parts == 2
        before = self.tokens[token - 1]
        if before in self.words.honorific or self._says(token - 1):
            return True
        return apposed and parts == 2 and without_article(before) not in self.words.field
