"""Mentions of one person become one: by name, by family name alone, by office alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property

from newsextract.extractors.officials.heads import WEAK
from newsextract.extractors.officials.names import Name
from newsextract.extractors.officials.phrases import Phrase
from newsextract.extractors.officials.roles import NEEDS_NAME, Role
from newsextract.extractors.officials.text import Text, is_plain
from newsextract.extractors.officials.words import load_words, without_article
from newsextract.memory import remembered
from newsextract.normalize import fold_letters

MAX_CANDIDATES = 40
FEW_PERSONS = 30
ATTACHED_TO_FAMILY = {"": 0, "ال": 0, "و": 1, "وال": 1}
"""What may be written together with a family name alone, with the letters of it that are no part of the mention."""
UNRELATED = 3
HEADED = (("جمهوريه",), ("دوله",), ("بلاد",), ())
"""What a president who is named by his title alone can be called later: «رئيس الجمهورية», not «رئيس الحكومة»."""

Key = tuple[str, ...]
"""The folded words of a name or a role without their articles: what spellings of one have in common."""


@dataclass(slots=True)
class Person:
    """One official as far as the text has been read.

    `name` is the fullest one and `family` its last word as printed; `offices` are the wordings of his roles; a mention
    (first, last, start) is tokens [first, last) from the folded offset `start`.
    """

    key: Key
    name: Name | None
    family: str = ""
    offices: dict[Key, list[Role]] = field(default_factory=dict)
    mentions: list[tuple[int, int, int]] = field(default_factory=list)


def merge(text: Text, phrases: list[Phrase]) -> list[Person]:
    """One person for all phrases that mean him, bare offices that act among them, in the order of first mentions."""
    register = Register(text)
    for phrase in phrases:
        if phrase.name:
            register.add_named(phrase.name, phrase.roles)
    register.add_family_mentions()
    for phrase in phrases:
        if not phrase.name:
            register.add_bare(phrase.roles)
    for person in register.persons:
        person.mentions.sort()
    return sorted(register.persons, key=lambda person: person.mentions[0])


def _same_name(a: Key, b: Key) -> bool:
    """Whether two names can be one person's: the words of the shorter all stand in the other, which begins like it.

    >>> _same_name(("عبد", "لطيف", "حموشي"), ("حموشي",)), _same_name(("سعيد", "علوي"), ("محمد", "علوي"))
    (True, False)
    >>> _same_name(("فيصل", "بن", "سلمان"), ("سلمان",)), _same_name(("فيصل", "بن", "سلمان", "سعود"), ("سلمان", "سعود"))
    (True, False)
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return short[0].replace("ا", "") == long[0].replace("ا", "") and set(short[1:]) <= set(long)


def _name_key(words: list[str]) -> Key:
    """The words of a name in one of their spellings.

    >>> _name_key(["عبد", "الله", "الداوود"]), _name_key(["عبدالله", "داود"])
    (('عبدالله', 'داود'), ('عبدالله', 'داود'))
    """
    if "عبد" in words[:-1]:
        words = " ".join(words).replace("عبد ", "عبد").split()
    return tuple(map(_name_stem, words))


@remembered
def _name_stem(word: str) -> str:
    return without_article(word).replace("وو", "و")


class Register:
    """The persons of one text, found by the words of their names and by the head nouns of their offices."""

    def __init__(self, text: Text) -> None:
        self.scan, self.words = text.scan, text.words
        self.tokens, self.gaps, self.starts = text.scan.words, text.scan.gaps, text.scan.starts
        self.persons: list[Person] = []
        self._named: set[int] = set()
        self._by_word: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_head: defaultdict[str, list[tuple[Key, Person]]] = defaultdict(list)

    def add_named(self, name: Name, roles: list[Role]) -> None:
        """A mention by name, with the roles beside it."""
        words = self.tokens[name.first : name.last]
        if name.attached:
            words[0] = words[0][name.attached :]
        key, office = _name_key(words), self._office_key(roles)
        person = self._namesake(key, roles, office)
        if person is None:
            person = Person(key, name, without_article(words[-1]))
            self.persons.append(person)
        elif len(key) > len(person.key):
            person.key, person.name, person.family = key, name, without_article(words[-1])
        for word in {key[0], key[-1]}:
            known = self._by_word[word]
            if not known or known[-1] is not person:
                known.append(person)
        self._add_offices(person, roles, office)
        mention = (name.first, name.last, self.starts[name.first] + name.attached)
        if mention not in person.mentions[-1:]:
            person.mentions.append(mention)
            self._named.update(range(name.first, name.last))

    def _namesake(self, key: Key, roles: list[Role], office: Key) -> Person | None:
        """The person mentioned last whose name `key` can be; a given name alone is his only in an office of his."""
        alone = len(key) == 1 and key[0] in self.words.given and any(role.head.manner not in WEAK for role in roles)
        for word in (key[-1], key[0]):
            for person in reversed(self._by_word.get(word, ())[-MAX_CANDIDATES:]):
                if person.key == key:
                    return person
                first = alone and key[0] == person.key[0]
                if _same_name(person.key, key) and not (first and office not in person.offices):
                    return person
        return None

    def _add_offices(self, person: Person, roles: list[Role], office: Key) -> None:
        self._add_office(person, roles, office)
        if len(roles) > 1:
            for role in offices_of(roles):
                self._add_office(person, roles, self._office_key([role]))

    def _add_office(self, person: Person, roles: list[Role], office: Key) -> None:
        if office not in person.offices:
            person.offices[office] = roles
            self._by_head[office[0]].append((office, person))

    def _office_key(self, roles: list[Role]) -> Key:
        """The words of an office, without the ranks and titles beside it."""
        offices = offices_of(roles)
        first = offices[0]
        if first.told:
            return tuple(map(_stem, fold_letters(first.told).split()))
        words = self.tokens[first.first : offices[-1].last]
        if prefix := first.head.prefix:
            words[0] = words[0][len(prefix) :]
        return tuple(map(_stem, words))

    def add_bare(self, roles: list[Role]) -> None:
        """A mention by office alone: of who holds it, else of an office that acts."""
        office = self._office_key(roles)
        person = self._holder(office, roles[0])
        if person is None and self._acts(roles[0]):
            person = Person((), None)
            self.persons.append(person)
            self._add_offices(person, roles, office)
        if person:
            person.mentions.append((roles[0].first, roles[-1].last, roles[0].head.begin))

    def _holder(self, key: Key, role: Role) -> Person | None:
        """Who holds the office of `key`: by its exact words, else by a fuller wording, else by a shorter one.

        An office that is named by its head noun alone is that of the only one who has such a head: «الرئيس أوباما» is
        «الرئيس الأمريكي».
        """
        if key[0] not in self._by_head:
            return None
        held = self._by_head[key[0]][-MAX_CANDIDATES:]
        closest, holder = UNRELATED, None
        for known, person in reversed(held):
            distance = _distance(key, known)
            if distance < closest:
                closest, holder = distance, person
            if not distance:
                break
        return holder or self._only_head(key, role, [(known, person) for known, person in held if person.name])

    def _only_head(self, key: Key, role: Role, named: list[tuple[Key, Person]]) -> Person | None:
        """The only one of those whose offices have a head noun, where he is named by it alone."""
        if len(named) != 1 or len(named[0][0]) != 1:
            return None
        fits = role.head.definite or key[0] != "رييس" or key[1:2] in HEADED
        return named[0][1] if fits or not territory_stems().isdisjoint(key) else None

    def _acts(self, role: Role) -> bool:
        """Whether a bare office stands for one person: complete, and in no construct such as «منصب وزير الداخلية»."""
        if role.head.manner in NEEDS_NAME or not role.complete:
            return False
        if not (role.first and is_plain(self.gaps[role.first])):
            return True
        before = self.tokens[role.first - 1]
        return before not in self.words.bare_block and before[1:] not in self.words.bare_block

    def add_family_mentions(self) -> None:
        """Later mentions by the family name alone: «وأضاف الحموشي», «ماكرون»."""
        words = self.words
        for person in reversed(self.persons):
            family = person.family
            if len(family) > 2 and family not in words.given and family not in words.ordinal:
                for token, attached in self._family_tokens(family):
                    self._named.add(token)
                    person.mentions.append((token, token + 1, self.starts[token] + attached))

    def _family_tokens(self, family: str) -> list[tuple[int, int]]:
        """The tokens outside known names that are a family name, with the letters of a conjunction attached to it."""
        named = self._named
        if len(self.persons) > FEW_PERSONS:
            forms = ((attached + family, letters) for attached, letters in ATTACHED_TO_FAMILY.items())
            places = ((token, letters) for form, letters in forms for token in self._places.get(form, ()))
            return [(token, letters) for token, letters in places if token not in named]
        found: dict[int, int] = {}
        text = self.scan.folded.text
        offset = text.find(family)  # much faster than to look at every token
        while offset >= 0:
            token = self.scan.token_at(offset)
            if token not in named:
                attached, _, rest = self.tokens[token].rpartition(family)
                if not rest and attached in ATTACHED_TO_FAMILY:
                    found[token] = ATTACHED_TO_FAMILY[attached]
            offset = text.find(family, offset + len(family))
        return list(found.items())

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The tokens of each word."""
        places: dict[str, list[int]] = {}
        for token, word in enumerate(self.tokens):
            places.setdefault(word, []).append(token)
        return places


def offices_of(roles: list[Role]) -> list[Role]:
    """The roles without ranks and titles, where an office stands beside them: not القاضي of «رئيس المحكمة القاضي»."""
    if len(roles) == 1:
        return roles
    strong = [role for role in roles if role.head.manner not in WEAK]
    offices = [role for role in strong if role is strong[0] or role.last > role.head.last or role.head.prefix != "ال"]
    return offices or roles[:1]


@remembered
def _stem(word: str) -> str:
    """A word of a role without what is attached: «للديوان» and «لديوان» are one."""
    stem = without_article(word)
    return stem[1:] if stem == word and len(word) > 3 and word[0] == "ل" else stem


@cache
def territory_stems() -> frozenset[str]:
    """The countries as they stand in a key."""
    return frozenset(map(_stem, load_words().territory))


def _distance(key: Key, known: Key) -> int:
    """How far the wording of an office is from a known one: 0 the same words, `UNRELATED` another office.

    >>> _distance(("رييس", "حكومه"), ("رييس", "حكومه", "سابق")), _distance(("وزير", "صحه"), ("وزير", "عدل"))
    (1, 3)
    """
    if known == key:
        return 0
    if set(key) <= set(known):
        return 1
    return 2 if len(known) > 1 and (set(known) <= set(key) or known[1:4] == key[1:4]) else UNRELATED
