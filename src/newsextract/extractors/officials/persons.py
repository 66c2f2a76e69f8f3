"""Mentions of one person become one entry: by name, by family name alone, by office alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from newsextract.document import Document
from newsextract.extractors.officials.names import Name, is_plain
from newsextract.extractors.officials.phrases import Phrase
from newsextract.extractors.officials.roles import NEEDS_NAME, WEAK, Role
from newsextract.extractors.officials.words import Words, without_article
from newsextract.matching import Scan
from newsextract.models import Category, Mention, Official


@dataclass
class Person:
    """One official as far as the text has been read; spans are token ranges."""

    names: list[tuple[int, int]]
    keys: tuple[str, ...]
    roles: list[list[Role]] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)


def merge(document: Document, words: Words, phrases: list[Phrase]) -> list[Official]:
    """One official a person or acting bare office, in the order of first mentions."""
    scan = document.scan
    persons: list[Person] = []
    for phrase in phrases:
        if phrase.name:
            _add_named(scan, persons, phrase.name, phrase.roles)
    named = len(persons)
    for phrase in phrases:
        if not phrase.name:
            _add_bare(scan, words, persons, phrase.roles)
    _add_family_mentions(scan, words, persons[:named])
    persons.sort(key=lambda person: min(person.mentions))
    return [_official(document, words, person) for person in persons]


def _name_key(scan: Scan, name: Name) -> tuple[str, ...]:
    return tuple(without_article(word) for word in scan.words[name.first : name.last])


def _same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: the words of one stand in the other, in order, the last shared.

    >>> _same_name(("عبد", "لطيف", "حموشي"), ("حموشي",)), _same_name(("سعيد", "علوي"), ("محمد", "علوي"))
    (True, False)
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return set(short) <= set(long)


def _add_named(scan: Scan, persons: list[Person], name: Name, roles: list[Role]) -> None:
    key = _name_key(scan, name)
    span = (name.first, name.last)
    found = next((person for person in reversed(persons) if _same_name(person.keys, key)), None)
    if found is None:
        found = Person([], key)
        persons.append(found)
    if len(key) > len(found.keys):
        found.keys = key
        found.names.insert(0, span)
    else:
        found.names.append(span)
    if roles not in found.roles:
        found.roles.append(roles)
    if span not in found.mentions:
        found.mentions.append(span)


def _role_key(scan: Scan, roles: list[Role]) -> tuple[str, ...]:
    strong = [role for role in roles if role.manner not in WEAK] or roles
    tokens = [scan.words[token] for token in range(strong[0].first, strong[-1].last)]
    tokens[0] = scan.folded.text[strong[0].start : scan.end(strong[0].first)]
    return tuple(without_article(word) for word in tokens)


def _add_bare(scan: Scan, words: Words, persons: list[Person], roles: list[Role]) -> None:
    """A mention of an office: its holder's where the article names him, else an entry of its own if it acts as one."""
    key = _role_key(scan, roles)
    span = (roles[0].first, roles[-1].last)
    holder = _holder(scan, persons, key)
    if holder:
        holder.mentions.append(span)
    elif _acts(scan, words, roles):
        persons.append(Person([], (), [roles], [span]))


def _holder(scan: Scan, persons: list[Person], key: tuple[str, ...]) -> Person | None:
    """Who holds the office: the nearest before among those whose role has its words."""
    best: Person | None = None
    for person in persons:
        for roles in person.roles:
            known = _role_key(scan, roles)
            if known[0] == key[0] and (set(key) <= set(known) or (set(known) <= set(key) and len(known) > 1)):
                best = person
    return best


def _acts(scan: Scan, words: Words, roles: list[Role]) -> bool:
    role = roles[0]
    if role.manner in NEEDS_NAME or not role.complete:
        return False
    if not role.first:
        return True
    before = scan.words[role.first - 1]
    if is_plain(scan.gaps[role.first]) and role.hit.prefix in ("", "ال", "ل", "لل"):
        stem = without_article(before[1:] if before[0] in "ولبف" and before not in words.bare_block else before)
        return before not in words.bare_block and stem not in words.bare_block
    return True


def _add_family_mentions(scan: Scan, words: Words, persons: list[Person]) -> None:
    """Later mentions by the family name alone: «وأضاف الحموشي»."""
    present = set(scan.words)
    taken = {token for person in persons for first, last in person.mentions for token in range(first, last)}
    for person in reversed(persons):
        family = person.keys[-1]
        if family in words.given or len(family) < 3:
            continue
        for form in (family, "ال" + family, "و" + family, "وال" + family):
            if form not in present:
                continue
            for token, word in enumerate(scan.words):
                if word == form and token not in taken:
                    taken.add(token)
                    person.mentions.append((token, token + 1))


def _official(document: Document, words: Words, person: Person) -> Official:
    scan = document.scan
    person.mentions.sort()
    roles = _main_role(scan, person)
    strong = [role for role in roles if role.manner not in WEAK] or roles[:1]
    first, last = strong[0], strong[-1]
    text = _role_text(document, first, last)
    name = scan.raw_text(*person.names[0]) if person.names else None
    return Official(
        name=name,
        role=text,
        organisation=_organisation(document, words, first),
        category=_category(scan, words, first),
        mentions=[_mention(document, span) for span in person.mentions],
    )


def _role_text(document: Document, first: Role, last: Role) -> str:
    """The role as printed, with its article written out where a preposition has swallowed its alif."""
    article = "ال" if first.hit.prefix.endswith("لل") else ""
    start = first.start - 2 * first.hit.prefix.endswith("ال")
    return article + document.mention(first.first, last.last, start).text


def _mention(document: Document, span: tuple[int, int]) -> Mention:
    hit = document.scan.hit("role", span[0])
    return document.mention(*span, start=document.scan.starts[span[0]] + (len(hit.prefix.rstrip("ال")) if hit else 0))


def _main_role(scan: Scan, person: Person) -> list[Role]:
    """The roles to show: real offices before titles, the fullest wording of the first."""
    strong = [roles for roles in person.roles if any(role.manner not in WEAK for role in roles)]
    if not strong:
        return person.roles[0]
    first = set(_role_key(scan, strong[0]))
    return max(
        (roles for roles in strong if first <= set(_role_key(scan, roles))),
        key=lambda roles: roles[-1].last - roles[0].first,
    )


def _organisation(document: Document, words: Words, role: Role) -> str | None:
    """The body that the complement names: «الأمن الوطني» of «المدير العام للأمن الوطني»."""
    scan = document.scan
    if role.manner in ("minister", "place", "whole", "title", "rank", "expert") or role.complement >= role.last:
        return None
    first = role.complement
    while first < role.last and scan.words[first] in words.link:
        first += 1
    if first >= role.last:
        return None
    word = scan.words[first]
    start = scan.starts[first]
    if word.startswith("لل"):
        return "ال" + document.mention(first, role.last).text[2:]
    if (word[0] in "لب" and without_article(word[1:]) in words.body) or word.startswith("بال"):
        start += 1
    return document.mention(first, role.last, start).text


def _category(scan: Scan, words: Words, role: Role) -> Category:
    category = cast(Category, role.category)
    if role.manner not in ("head", "deputy", "member"):
        return category
    for token in range(role.hit.first + (role.manner != "head" or role.hit.last > role.hit.first), role.last):
        word = scan.words[token]
        for stem in (word, without_article(word), without_article(word[1:])):
            found = words.body.get(stem)
            if found and found not in ("place", "part"):
                return cast(Category, found)
    return category
