"""Mentions of one person become one entry: by name, by family name alone, by office alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import compress, count
from typing import cast

from newsextract.document import Document
from newsextract.extractors.officials.heads import WEAK
from newsextract.extractors.officials.names import Name, is_plain
from newsextract.extractors.officials.phrases import Phrase
from newsextract.extractors.officials.roles import NEEDS_NAME, Role
from newsextract.extractors.officials.words import REMEMBERED_WORDS, Words, load_words, without_article
from newsextract.matching import Hit, Scan
from newsextract.models import Category, Official
from newsextract.normalize import fold_letters

MAX_CANDIDATES = 40
UNRELATED = 3
HEADED = (("جمهوريه",), ("دوله",), ("بلاد",), ())
"""What a president who is named by his title alone can be called later: «رئيس الجمهورية», not «رئيس الحكومة»."""

Key = tuple[str, ...]
"""The folded words of a name or a role without their articles: what spellings of one have in common."""


@dataclass
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


def merge(document: Document, words: Words, phrases: list[Phrase]) -> list[Official]:
    """One official a person or acting bare office, in the order of first mentions."""
    register = Register(document.scan, words)
    for phrase in phrases:
        if phrase.name:
            register.add_named(phrase.name, phrase.roles)
    register.add_family_mentions()
    for phrase in phrases:
        if not phrase.name:
            register.add_bare(phrase.roles)
    persons = sorted(register.persons, key=lambda person: min(person.mentions))
    return [_official(document, words, person) for person in persons]


def _same_name(a: Key, b: Key) -> bool:
    """Whether two names can be one person's: the words of the shorter all stand in the other, which begins like it.

    >>> _same_name(("عبد", "لطيف", "حموشي"), ("حموشي",)), _same_name(("سعيد", "علوي"), ("محمد", "علوي"))
    (True, False)
    >>> _same_name(("فيصل", "بن", "سلمان"), ("سلمان",)), _same_name(("فيصل", "بن", "سلمان", "سعود"), ("سلمان", "سعود"))
    (True, False)
    """
    short, long = sorted((a, b), key=len)
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
    return tuple(without_article(word).replace("وو", "و") for word in words)


class Register:
    """The persons of one text, found by the words of their names and by the head nouns of their offices."""

    def __init__(self, scan: Scan, words: Words) -> None:
        self.scan = scan
        self.words = words
        self.persons: list[Person] = []
        self._territory = territory_stems()
        self._by_word: dict[str, list[Person]] = {}
        self._by_head: dict[str, list[tuple[Key, Person]]] = {}

    def add_named(self, name: Name, roles: list[Role]) -> None:
        """A mention by name, with the roles beside it."""
        words = self.scan.words[name.first : name.last]
        words[0] = words[0][name.attached :]
        key, family = _name_key(words), without_article(words[-1])
        person = self._namesake(key, roles)
        if person is None:
            person = Person(key, name, family)
            self.persons.append(person)
        elif len(key) > len(person.key):
            person.key, person.name, person.family = key, name, family
        for word in {key[0], key[-1]}:
            known = self._by_word.setdefault(word, [])
            if person not in known[-1:]:
                known.append(person)
        self._add_offices(person, roles)
        mention = (name.first, name.last, self.scan.starts[name.first] + name.attached)
        if mention not in person.mentions[-1:]:
            person.mentions.append(mention)

    def _namesake(self, key: Key, roles: list[Role]) -> Person | None:
        """The person mentioned last whose name `key` can be; a given name alone is his only in an office of his."""
        alone = len(key) == 1 and key[0] in self.words.given and any(role.manner not in WEAK for role in roles)
        for word in (key[-1], key[0]):
            for person in reversed(self._by_word.get(word, [])[-MAX_CANDIDATES:]):
                if person.key == key:
                    return person
                first = alone and key[0] == person.key[0]
                if _same_name(person.key, key) and not (first and _role_key(self.scan, roles) not in person.offices):
                    return person
        return None

    def _add_offices(self, person: Person, roles: list[Role]) -> None:
        runs = [roles] if len(roles) == 1 else [roles, *([role] for role in offices_of(roles))]
        for run in runs:
            key = _role_key(self.scan, run)
            if key not in person.offices:
                person.offices[key] = roles
                self._by_head.setdefault(key[0], []).append((key, person))

    def add_bare(self, roles: list[Role]) -> None:
        """A mention of an office: its holder's where the article names him, else an entry of its own if it acts."""
        key = _role_key(self.scan, roles)
        person = self._holder(key, roles[0])
        if person is None and _acts(self.scan, self.words, roles):
            person = Person((), None)
            self.persons.append(person)
            self._add_offices(person, roles)
        if person:
            person.mentions.append((roles[0].first, roles[-1].last, _start(roles[0].hit)))

    def _holder(self, key: Key, role: Role) -> Person | None:
        """Who holds the office of `key`: by its exact words, else by a fuller wording, else by a shorter one.

        An office that is named by its head noun alone is that of the only one who has such a head: «الرئيس أوباما» is
        «الرئيس الأمريكي».
        """
        held = self._by_head.get(key[0], [])[-MAX_CANDIDATES:]
        ranked = [(_distance(key, known), -order, person) for order, (known, person) in enumerate(held)]
        closest = min((entry for entry in ranked if entry[0] < UNRELATED), key=lambda entry: entry[:2], default=None)
        if closest:
            return closest[2]
        named = [known for known in held if known[1].name]
        headed = len(named) == 1 and len(named[0][0]) == 1
        fits = role.definite or key[0] != "رييس" or key[1:2] in HEADED or not self._territory.isdisjoint(key)
        return named[0][1] if headed and fits else None

    def add_family_mentions(self) -> None:
        """Later mentions by the family name alone: «وأضاف الحموشي», «ماكرون»."""
        forms: dict[str, tuple[Person, int]] = {}
        for person in reversed(self.persons):
            family = person.family
            if len(family) > 2 and family not in self.words.given and family not in self.words.ordinal:
                for article in ("", "ال"):
                    forms.setdefault(article + family, (person, 0))
                    forms.setdefault("و" + article + family, (person, 1))
        if not forms:
            return
        scan = self.scan
        taken = {token for person in self.persons for first, last, _ in person.mentions for token in range(first, last)}
        for token in compress(count(), map(forms.__contains__, scan.words)):
            if token not in taken:
                person, attached = forms[scan.words[token]]
                person.mentions.append((token, token + 1, scan.starts[token] + attached))


def offices_of(roles: list[Role]) -> list[Role]:
    """The roles without ranks and titles, where an office stands beside them: not القاضي of «رئيس المحكمة القاضي»."""
    if len(roles) == 1:
        return roles
    strong = [role for role in roles if role.manner not in WEAK]
    offices = [role for role in strong if role is strong[0] or role.last > role.hit.last or role.hit.prefix != "ال"]
    return offices or roles[:1]


def _role_key(scan: Scan, roles: list[Role]) -> Key:
    strong = offices_of(roles)
    if strong[0].told:
        return tuple(map(_stem, fold_letters(strong[0].told).split()))
    words = scan.words[strong[0].first : strong[-1].last]
    words[0] = words[0][len(strong[0].hit.prefix) :]
    return tuple(map(_stem, words))


@lru_cache(maxsize=REMEMBERED_WORDS)
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


def _acts(scan: Scan, words: Words, roles: list[Role]) -> bool:
    """Whether a bare office stands for one person: complete, and in no construct such as «منصب وزير الداخلية»."""
    role = roles[0]
    if role.manner in NEEDS_NAME or not role.complete:
        return False
    if not role.first or not is_plain(scan.gaps[role.first]):
        return True
    before = scan.words[role.first - 1]
    return before not in words.bare_block and before[1:] not in words.bare_block


def _official(document: Document, words: Words, person: Person) -> Official:
    scan = document.scan
    person.mentions.sort()
    roles = offices_of(_main_office(person))
    return Official(
        name=_name_text(scan, person.name) if person.name else None,
        role=_role_text(scan, roles),
        organisation=_organisation(scan, words, roles[0]),
        category="other" if _leads_club(document, words, roles[0]) else _category(scan, words, roles[0]),
        mentions=[document.mention(*mention) for mention in person.mentions],
    )


def _name_text(scan: Scan, name: Name) -> str:
    return scan.raw_text(name.first, name.last, scan.starts[name.first] + name.attached)


def _main_office(person: Person) -> list[Role]:
    """The roles to show: a real office before a title, the fullest wording of the first."""
    if len(person.offices) == 1:
        return next(iter(person.offices.values()))
    strong = [(key, roles) for key, roles in person.offices.items() if any(role.manner not in WEAK for role in roles)]
    if not strong:
        return next(iter(person.offices.values()))
    strong = [(key, roles) for key, roles in strong if len(key) > 1] or strong
    first = set(strong[0][0])
    return max((office for office in strong if first <= set(office[0])), key=lambda office: len(office[0]))[1]


def _start(hit: Hit) -> int:
    """Folded offset of a role's head, with its article, without what else is attached."""
    return hit.start - 2 * hit.prefix.endswith("ال")


def _role_text(scan: Scan, roles: list[Role]) -> str:
    """The role as printed, with its article written out where a preposition has swallowed its alif."""
    if roles[0].told:
        return roles[0].told
    hit = roles[0].hit
    article = "ال" if hit.prefix.endswith("لل") else ""
    return article + _printed(scan, roles[0].first, roles[-1].last, _start(hit))


def _printed(scan: Scan, first: int, last: int, start: int | None = None) -> str:
    """The printed words of tokens [first, last), with the quotation mark that closes them: «حركة "النهضة"»."""
    begin, end = scan.raw_span(first, last, start)
    text, closing = scan.folded.raw[begin:end], scan.folded.raw[end : end + 1]
    if not closing or closing not in '»”"':
        return text
    opened = sum(map(text.count, "«“")) > sum(map(text.count, "»”")) or text.count('"') % 2
    return text + closing if opened else text


def _organisation(scan: Scan, words: Words, role: Role) -> str | None:
    """The body that the complement names: «الأمن الوطني» of «المدير العام للأمن الوطني».

    A deputy's is that of the office that he stands for: «مجلس النواب» of «نائب رئيس مجلس النواب».
    """
    if role.manner not in ("head", "deputy", "member", "suffixed"):
        return None
    first, last = role.complement, role.last
    while last > first and scan.words[last - 1] in words.suffix:
        last -= 1
    first += first < last and scan.words[first] == "عن"
    if first >= last:
        return None
    if superior := scan.hit("role", first):
        if superior.entry.key.startswith("royal."):
            return None
        first = next((token for token in range(first + 1, last) if _is_body(scan, words, token)), first)
    if words.body.get(without_article(scan.words[first])) == "international":
        last = next((token for token in range(first + 1, last) if scan.words[token] == "في"), last)
    text = _printed(scan, first, last)
    word = scan.words[first]
    if role.category == "business" and word.startswith("لل") and without_article(word) in words.portfolio:
        return None  # «نائب الرئيس التنفيذي للعمليات»
    if word.startswith("لل"):
        described = first + 1 < role.last and scan.words[first + 1] in words.adjective
        if word[1:] not in words.field:
            return "ال" + text[2:]
        return "ال" + text[1:] if described else text[1:]
    linked = without_article(word[1:]) in words.field or word.startswith("بال") or (role.definite and word[0] == "ل")
    attached = word[0] in "لب" and linked and word not in words.territory
    return text[attached:]


def _is_body(scan: Scan, words: Words, token: int) -> bool:
    word = scan.words[token]
    return (without_article(word[1:]) if word.startswith("ل") else without_article(word)) in words.body


def _leads_club(document: Document, words: Words, role: Role) -> bool:
    """Whether a president of no body but a city is that of its club: «رئيس برشلونة», «رئيس أتلتيكو مدريد»."""
    scan, first = document.scan, role.hit.last
    if role.hit.entry.form not in ("رييس", "رييسه") or role.definite or not first < role.last <= first + 3:
        return False
    for word in scan.words[first : role.last]:
        bare = without_article(word)
        if bare in words.adjective or bare in words.field or bare in words.territory or word in words.link:
            return False
    return any(city.last == role.last for city in document.city_spans)


def _category(scan: Scan, words: Words, role: Role) -> Category:
    """The category of the body that the role names, else that of its head.

    A body of any field («مديرية», «إدارة») leaves the word to what follows: «مديرية الدفاع المدني» is security.
    """
    found: str | None = None
    if role.category in ("government", "other", "business", "military") and role.manner in ("head", "deputy", "member"):
        business = role.category == "business"
        for token in range(role.hit.last if business else role.hit.first + 1, role.last):
            word = scan.words[token]
            if scan.words[token - 1] in words.territory and word in words.adjective:
                continue  # «ألمانيا الفيدرالية»
            for stem in (word, without_article(word), without_article(word[1:])):
                if stem in words.body:
                    break
            else:
                continue
            category = words.body[stem]
            if stem == "جامعه" and scan.words[token + 1 : token + 2] in (["الدول"], ["العربيه"]):
                category = "international"
            if business and category in ("international", "military"):
                continue  # «الرئيس التنفيذي للمجموعة», «للعمليات»
            if stem == "عمليات" and role.hit.entry.form.startswith("مدير"):
                continue  # «مدير العمليات في المطار»
            if word == "مجلس" and scan.words[token + 1 : token + 2] == ["اداره"]:
                continue
            if category not in ("place", "part"):
                found = category
                if found != "government" or stem in words.ministry:
                    break
    if role.category == "military" and found != "security":
        return "military"
    return cast(Category, found or role.category)
