"""The entry of a person in the record: name, office, organisation and category as the text prints them."""

from __future__ import annotations

from typing import cast

from newsextract.extractors.officials.heads import WEAK
from newsextract.extractors.officials.persons import Person, offices_of
from newsextract.extractors.officials.roles import Role
from newsextract.extractors.officials.text import Text
from newsextract.extractors.officials.words import named_body, without_article
from newsextract.models import Category, Mention, Official, unvalidated

_new_official, _new_mention = unvalidated(Official), unvalidated(Mention)

CLUB_NAME = 3
"""How many words the name of a club has at most."""
LEADING = frozenset(("head", "deputy", "member"))
BY_BODY = frozenset(("government", "other", "business", "military"))
"""The categories of heads that the body decides."""


class EntryWriter:
    """Writes the entries of one document."""

    def __init__(self, text: Text) -> None:
        self.scan, self.words = text.scan, text.words
        self.tokens, self.starts = text.scan.words, text.scan.starts
        self.heads, self.cities = text.heads, text.cities

    def write(self, persons: list[Person]) -> list[Official]:
        """The entries of the persons."""
        return [self._entry(person) for person in persons]

    def _entry(self, person: Person) -> Official:
        """What the record says of a person."""
        roles = offices_of(_main_office(person))
        mentions = [self._mention(*mention) for mention in person.mentions]
        name, printed = person.name, None
        if name:
            place = (name.first, name.last, self.starts[name.first] + name.attached)
            printed = mentions[person.mentions.index(place)].text
        return _new_official(
            name=printed,
            role=self._role(roles),
            organisation=self._organisation(roles[0]),
            category=cast(Category, "other" if self._leads_club(roles[0]) else self._category(roles[0])),
            mentions=mentions,
        )

    def _mention(self, first: int, last: int, start: int) -> Mention:
        """The printed words of tokens [first, last) from the folded offset `start` on."""
        begin, end = self.scan.raw_span(first, last, start)
        return _new_mention(text=self.scan.folded.raw[begin:end], start=begin, end=end)

    def _role(self, roles: list[Role]) -> str:
        """The role as printed, with its article written out where a preposition has swallowed its alif."""
        if roles[0].told:
            return roles[0].told
        head = roles[0].head
        article = "ال" if head.prefix.endswith("لل") else ""
        return article + self._printed(roles[0].first, roles[-1].last, head.begin)

    def _printed(self, first: int, last: int, start: int) -> str:
        """The printed words of tokens [first, last), with the quotation mark that closes them: «حركة "النهضة"»."""
        raw = self.scan.folded.raw
        begin, end = self.scan.raw_span(first, last, start)
        text, closing = raw[begin:end], raw[end : end + 1]
        if not closing or closing not in '»”"':
            return text
        opened = sum(map(text.count, "«“")) > sum(map(text.count, "»”")) or text.count('"') % 2
        return text + closing if opened else text

    def _organisation(self, role: Role) -> str | None:
        """The body that the complement names: «الأمن الوطني» of «المدير العام للأمن الوطني».

        A deputy's is that of the office that he stands for: «مجلس النواب» of «نائب رئيس مجلس النواب».
        """
        if role.head.manner not in LEADING and role.head.manner != "suffixed":
            return None
        tokens, first, last = self.tokens, role.complement, role.last
        while last > first and tokens[last - 1] in self.words.suffix:
            last -= 1
        first += first < last and tokens[first] == "عن"
        if first >= last:
            return None
        if superior := self.heads.get(first):
            if superior.form.category == "royal":
                return None
            first = next((token for token in range(first + 1, last) if self._is_body(token)), first)
        if self.words.body.get(without_article(tokens[first])) == "international" and "في" in tokens[first + 1 : last]:
            last = tokens.index("في", first + 1)
        return self._without_preposition(role, self._printed(first, last, self.starts[first]), first)

    def _is_body(self, token: int) -> bool:
        return without_article(self.tokens[token].removeprefix("ل")) in self.words.body

    def _without_preposition(self, role: Role, text: str, first: int) -> str | None:
        """The printed body at token `first` without the preposition that links it to its head noun."""
        words, word = self.words, self.tokens[first]
        if word[0] not in "لب":
            return text
        if word.startswith("لل"):
            if role.head.form.category == "business" and without_article(word) in words.portfolio:
                return None  # «نائب الرئيس التنفيذي للعمليات»
            if word[1:] not in words.field:
                return "ال" + text[2:]
            described = first + 1 < role.last and self.tokens[first + 1] in words.adjective
            return "ال" + text[1:] if described else text[1:]
        linked = without_article(word[1:]) in words.field or word.startswith("بال")
        attached = linked or (role.head.definite and word[0] == "ل")
        return text[1:] if attached and word not in words.territory else text

    def _leads_club(self, role: Role) -> bool:
        """Whether a president of no body but a city is that of its club: «رئيس برشلونة», «رئيس أتلتيكو مدريد»."""
        head = role.head
        if head.definite or head.form.text not in ("رييس", "رييسه") or not 0 < role.last - head.last <= CLUB_NAME:
            return False
        words = self.words
        for word in self.tokens[head.last : role.last]:
            bare = without_article(word)
            if bare in words.adjective or bare in words.field or bare in words.territory or word in words.link:
                return False
        return role.last in self.cities.values()

    def _category(self, role: Role) -> str:
        """The category of the body that the role names, else that of its head noun."""
        category, manner = role.head.form.category, role.head.manner
        found = self._body_category(role) if category in BY_BODY and manner in LEADING else None
        if category == "military" and found != "security":
            return "military"
        return found or category

    def _body_category(self, role: Role) -> str | None:
        """The category of the first body that tells one; a ministry's is looked for behind any other's.

        A body of any field («مديرية», «إدارة») leaves the word to what follows: «مديرية الدفاع المدني» is security.
        """
        words, tokens, form = self.words, self.tokens, role.head.form
        business, found = form.category == "business", None
        for token in range(role.head.last if business else role.head.first + 1, role.last):
            word = tokens[token]
            if not (body := named_body(word)) or (word in words.adjective and tokens[token - 1] in words.territory):
                continue  # «ألمانيا الفيدرالية»
            category, following = words.body[body], tokens[token + 1 : token + 2]
            if body == "جامعه" and following in (["الدول"], ["العربيه"]):
                category = "international"
            if business and category in ("international", "military"):
                continue  # «الرئيس التنفيذي للمجموعة», «للعمليات»
            if (body == "عمليات" and form.text.startswith("مدير")) or (word == "مجلس" and following == ["اداره"]):
                continue  # «مدير العمليات في المطار»
            if category not in ("place", "part"):
                found = category
                if found != "government" or body in words.ministry:
                    break
        return found


def _main_office(person: Person) -> list[Role]:
    """The roles to show: a real office before a title, the fullest wording of the first."""
    if len(person.offices) == 1:
        return next(iter(person.offices.values()))
    offices = list(person.offices.items())
    strong = [(key, roles) for key, roles in offices if any(role.head.manner not in WEAK for role in roles)]
    strong = [(key, roles) for key, roles in strong if len(key) > 1] or strong or offices[:1]
    first = set(strong[0][0])
    return max((office for office in strong if first <= set(office[0])), key=lambda office: len(office[0]))[1]
