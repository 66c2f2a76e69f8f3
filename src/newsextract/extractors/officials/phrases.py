"""Roles and names put together: «وزير الداخلية عبد الوافي لفتيت», «نجيب الطرهوني، المدير العام للديوان»."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.extractors.officials.heads import FREE, WEAK, Head
from newsextract.extractors.officials.holders import HolderReader
from newsextract.extractors.officials.lookalikes import LookalikeReader
from newsextract.extractors.officials.names import Name
from newsextract.extractors.officials.pairs import PairReader
from newsextract.extractors.officials.roles import Role
from newsextract.extractors.officials.text import Text, is_plain
from newsextract.extractors.officials.words import is_definite, load_words, without_article
from newsextract.memory import remembered

MAX_BRIDGE = 8
MAX_ROLES = 4
CONJOINED = frozenset(("و", "وال"))


@dataclass(slots=True)
class Phrase:
    """Roles that follow one another without a break, and the name of who holds them (`None`: not named here)."""

    roles: list[Role]
    name: Name | None


class PhraseReader(LookalikeReader, HolderReader, PairReader):
    """Reads one text from role to role."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.phrases: list[Phrase] = []
        self.done = 0

    def read(self) -> list[Phrase]:
        """The phrases of the text in order."""
        for head in self.heads.values():
            if head.first < self.done:
                continue
            if head.form.manner == "pair":
                for role, name in self.read_pair(head):
                    self._add(Phrase([role], name))
            elif not self.is_no_role(head):
                phrase = self._phrase(self._role_run(head))
                self._add(phrase)
                self._add_further(phrase)
        return self.phrases

    def _add(self, phrase: Phrase) -> None:
        self.phrases.append(phrase)
        last, name = phrase.roles[-1].last, phrase.name
        self.done = max(last, name.last) if name else last

    def _add_further(self, phrase: Phrase) -> None:
        """Those who hold offices of the same head noun: «وزير الخارجية جون كيري، والطاقة إرنست مونيز»."""
        role, name = phrase.roles[-1], phrase.name
        if name is None or role.head.manner != "minister" or name.first < role.first:
            return
        while further := self.read_further(role.head, self.done):
            self._add(Phrase([further[0]], further[1]))

    def _role_run(self, head: Head) -> list[Role]:
        """The role at `head` and those that follow it directly: «الوزير المنتدب … الناطق الرسمي باسم الحكومة»."""
        roles = [self.read_role(head)]
        while len(roles) < MAX_ROLES:
            following = self.heads.get(roles[-1].last)
            if following is None or not self._goes_on(roles, following):
                break
            roles.append(self.read_role(following))
        return roles

    def _goes_on(self, roles: list[Role], following: Head) -> bool:
        """Whether the holder of some roles has the one that follows them, too."""
        role = roles[-1]
        if not is_plain(self.gaps[following.first]) or following.form.manner in ("none", "pair", "suffixed"):
            return False
        other = role.complete and not following.articled and role.head.form.category != "royal"
        if other and self._is_met(roles[0]):
            return False  # «استقبل رئيس الحكومة سفير فرنسا»
        if following.prefix not in FREE and not (following.prefix in CONJOINED and self._adds(role, following)):
            return False
        return not (self.is_only_respect(following) or self.is_no_role(following))

    def _is_met(self, role: Role) -> bool:
        """Whether a verb of meeting stands before a role."""
        return role.first > 0 and self.tokens[role.first - 1].lstrip("و") in self.words.meeting

    def _adds(self, role: Role, following: Head) -> bool:
        """Whether «و» adds a head noun to an unfinished role, or a ministry to a deputy or head of government.

        «نائب رئيس الوزراء ووزير الخارجية», not «بحضور الوزير ومدير عام الصندوق»
        """
        form = following.form
        if form.manner == "minister" and form.category == "government" and "وزراء" in self.tokens[role.last - 1]:
            return True
        others = following.prefix == "و" and role.head.definite and role.last == role.complement
        return not (role.complete or others or role.head.manner in WEAK)

    def _phrase(self, roles: list[Role]) -> Phrase:
        last = roles[-1]
        name = self.name_after(last, last.last) if _takes_name(last) else None
        direct = name is not None and is_plain(self.gaps[name.first])
        if not (name and direct and name.known):  # not «مايا مرسي وزيرة التضامن صرف الدعم»
            before = self._name_before(roles[0])
            if before and (before.known or not direct):
                return Phrase(self._with_coordinated(roles), before)
        if name:
            return Phrase(roles, name)
        if bridged := self._bridge(last):
            return Phrase([*roles[:-1], bridged[0]], bridged[1])
        return self._with_apposed(roles)

    def _with_apposed(self, roles: list[Role]) -> Phrase:
        """Roles that a comma parts from a further role and the name: «الوزير المنتدب، الناطق الرسمي، مصطفى بايتاس»."""
        token = roles[-1].last
        following = self.heads.get(token)
        if following and following.prefix in FREE and self.gaps[token].strip() == "،":
            further = self._role_run(following)
            last = further[-1]
            if further[0].head.manner not in WEAK and (name := self.name_after(last, last.last)):
                return Phrase([*roles, *further], name)
        return Phrase(roles, None)

    def _with_coordinated(self, roles: list[Role]) -> list[Role]:
        """With the offices that «و» adds behind a name: «هونغ، المؤسس والرئيس التنفيذي للشركة»."""
        while len(roles) < MAX_ROLES and (following := self._coordinated(roles[-1].last)):
            role = self.read_role(following)
            if role.head.manner in WEAK or self.name_after(role, role.last):
                break
            roles = [*roles, role]
        return roles

    def _coordinated(self, token: int) -> Head | None:
        """The role that «و», written together with it or apart, or a comma joins at `token`."""
        if token >= len(self.tokens):
            return None
        head, prefixes, gap = self.heads.get(token), CONJOINED, self.gaps[token]
        if not is_plain(gap):
            if gap.strip() != "،" or "\n" in gap:
                return None
            prefixes = FREE
        elif self.tokens[token] == "و" and is_plain(self.gaps[token + 1]):
            head, prefixes = self.heads.get(token + 1), FREE
        return head if head and head.prefix in prefixes and not self.is_no_role(head) else None

    def _name_before(self, role: Role) -> Name | None:
        """The name before a role; where the last phrase ends with it, it is that one's holder."""
        if not self.may_follow_name(role):
            return None
        previous = self.phrases[-1].name if self.phrases else None
        if previous and previous.last == role.first:
            return None if is_plain(self.gaps[role.first]) and self._meets(self.phrases[-1], role) else previous
        return self.name_before(role, self.done)

    def _meets(self, phrase: Phrase, role: Role) -> bool:
        """Whether the holder of `role` is met by that of the phrase before: «استقبل الرئيس تبون سفير عمان»."""
        first, category = phrase.roles[0], role.head.form.category
        return category == "diplomatic" and first.head.form.category != category and self._is_met(first)

    def _bridge(self, role: Role) -> tuple[Role, Name] | None:
        """A role whose complement goes on up to a plain name: «رئيسة لجنة الملاكمة التابعة للجامعة، نادية …»."""
        if role.head.manner in ("rank", "title", "place", "whole", "suffixed"):
            return None
        for token in range(role.last, min(role.last + MAX_BRIDGE, len(self.tokens))):
            if token > role.last and self.precedes_name(token):
                name = self.name_after(role, token)
                if name and name.known and name.parts > 1:
                    return self.extend_role(role, token), name
            if not is_plain(self.gaps[token]) or not self._is_bridge(token):
                return None
        return None

    def _is_bridge(self, token: int) -> bool:
        """Whether a word can stand inside a long complement: an adjective, or a noun behind a particle."""
        words, word = self.words, self.tokens[token]
        if token in self.heads:
            return False
        if self.is_city(token) or _is_of_complement(word):
            return True
        if word == "عن":  # «والنهي عن المنكر»
            return without_article("".join(self.tokens[token + 1 : token + 2])) in words.portfolio
        if word in words.stop or without_article(word) in words.news_noun:
            return word == "علي" and self.scan.raw_text(token, token + 1) == "على"
        if word.startswith(("وال", "لل", "بال")):
            described = token + 1 < len(self.tokens) and self.tokens[token + 1] in words.adjective
            return described or without_article(word[1:]) not in words.news_noun
        return is_definite(word) and self._is_described(token, word)

    def _is_described(self, token: int, word: str) -> bool:
        """Whether a definite word is an adjective by its shape or its place, or stands before a word of respect."""
        if word in self.words.adjective or word.endswith(("ي", "يه", "عه")) or self.tokens[token - 1] == "علي":
            return True
        return token + 1 < len(self.tokens) and self.tokens[token + 1] in self.words.honorific


@remembered
def _is_of_complement(word: str) -> bool:
    """Whether a word is a field, with what is attached to it or without, or a definite adjective."""
    words = load_words()
    if without_article(word) in words.field or (word[0] in "ولب" and without_article(word[1:]) in words.field):
        return True
    return is_definite(word) and word in words.adjective


def _takes_name(role: Role) -> bool:
    """Whether a name can follow: an indefinite head needs its complement first («عضو شرف» is no Sharaf)."""
    return role.head.definite or role.last > role.first + 1 or role.head.manner in WEAK
