"""Roles and names put together: «وزير الداخلية عبد الوافي لفتيت», «نجيب الطرهوني، المدير العام للديوان»."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.document import Document
from newsextract.extractors.officials.names import Name, is_plain, read_name, skip_honorifics
from newsextract.extractors.officials.roles import Role, RoleReader
from newsextract.extractors.officials.words import Words, is_definite, without_article
from newsextract.matching import Hit, Scan

MAX_NAME_TOKENS = 10
# What may stand between a role and its name in apposition.
APPOSITION = ("،", ",", "(", "-", "–", ":", "«", '"')
SAYING_PARTICLES = frozenset(("ان", "بان", "انه", "انها", "علي", "خلال", "في"))


class Phrase(NamedTuple):
    """Roles that follow one another without a break, and the name of who holds them (`None`: not named here)."""

    roles: list[Role]
    name: Name | None


def read_phrases(document: Document, words: Words) -> list[Phrase]:
    """The phrases of a text in order."""
    scan = document.scan
    reader = RoleReader(scan, words, _city_ends(document))
    phrases: list[Phrase] = []
    done = 0
    for hit in scan.of("role"):
        if hit.first < done or _is_misread(scan, hit) or _names_a_place(scan, words, hit):
            continue
        roles = _role_run(scan, reader, hit)
        first, last = roles[0].first, roles[-1].last
        name = _name_after(scan, words, roles)
        if name is None or (not is_plain(scan.gaps[name.first]) and first > done):
            name = _name_before(scan, words, roles, done, phrases) or name
        phrases.append(Phrase(roles, name))
        done = max(last, name.last if name else 0)
    return phrases


def _city_ends(document: Document) -> dict[int, int]:
    scan = document.scan
    ends: dict[int, int] = {}
    for city in document.cities:
        for mention in city.mentions:
            if not scan.folded.at:
                first, last = scan.token_at(mention.start), scan.token_at(mention.end - 1) + 1
                if scan.starts[first] == mention.start:
                    ends[first] = last
    return ends


def _is_misread(scan: Scan, hit: Hit) -> bool:
    """Whether folding made a role of another word: «وإلى» is no «والي», «أمام» no «إمام»."""
    printed = scan.raw_text(hit.first, hit.first + 1)
    if hit.entry.form == "والي":
        return "إ" in printed or printed.endswith("ى")
    return hit.entry.form == "امام" and "إ" not in printed


def _names_a_place(scan: Scan, words: Words, hit: Hit) -> bool:
    """Whether the title belongs to the name of an institution or to a family name: «ملعب الأمير فهد», «أيت القاضي»."""
    if not hit.first or not is_plain(scan.gaps[hit.first]):
        return False
    before = scan.words[hit.first - 1]
    manner = hit.entry.key.partition(".")[2]
    if manner == "title" and (
        before in words.namesake or without_article(before) in words.namesake or before[1:] in words.namesake
    ):
        return True
    return hit.definite and " " not in hit.entry.form and (before in words.particle and before not in words.given)


def _role_run(scan: Scan, reader: RoleReader, hit: Hit) -> list[Role]:
    """The role at `hit` and those that follow it directly: «الوزير المنتدب … الناطق الرسمي باسم الحكومة»."""
    roles = [reader.read(hit)]
    while len(roles) < 4:
        token = roles[-1].last
        following = scan.hit("role", token)
        if not following or following.prefix not in ("", "ال") or not is_plain(scan.gaps[token]):
            break
        if not (following.definite or is_definite(following.entry.form)) and following.entry.key.endswith("member"):
            break
        roles.append(reader.read(following))
    return roles


def _name_after(scan: Scan, words: Words, roles: list[Role]) -> Name | None:
    """The name behind the roles, directly or in apposition: «رئيس الغرفة، الحسين أوبلا، إن»."""
    token = roles[-1].last
    if token >= len(scan.words):
        return None
    token = _behind_place(scan, words, token)
    gap = scan.gaps[token]
    stripped = gap.strip()
    apposed = bool(stripped)
    if apposed and (stripped not in APPOSITION or "\n" in gap):
        return None
    begin = skip_honorifics(scan, words, token)
    if begin >= len(scan.words) or (begin == token and not apposed and "\n" in gap):
        return None
    if (
        begin > token
        and not is_plain(scan.gaps[begin])
        and scan.gaps[begin].strip() not in (".", "/", "\\", "«", '"', "(")
    ):
        return None
    name = read_name(scan, words, begin, min(begin + MAX_NAME_TOKENS, len(scan.words)))
    return name if name and _is_convincing(scan, words, name, apposed, begin > token) else None


def _behind_place(scan: Scan, words: Words, token: int) -> int:
    """Behind a short adverbial before the comma of an apposition: «مدير المتحف في الهفوف، عبدالمحسن الملحم»."""
    if scan.words[token] == "في" and is_plain(scan.gaps[token]):
        for last in range(token + 2, min(token + 4, len(scan.words))):
            if scan.gaps[last].strip() == "،" and scan.words[last] in words.evidence | words.honorific:
                return last
    return token


def _is_convincing(scan: Scan, words: Words, name: Name, apposed: bool, honoured: bool) -> bool:
    """Whether the words at a place where a name can stand are one."""
    first_word = scan.words[name.first]
    ends = name.last == len(scan.words)
    stops = ends or not is_plain(scan.gaps[name.last]) or scan.words[name.last] in SAYING_PARTICLES
    if name.parts == 1:
        if apposed:
            return False
        known = first_word in words.evidence
        return (known or (is_definite(first_word) and first_word.endswith("ي"))) and (stops or known or honoured)
    if name.known:
        return not apposed or stops or first_word in words.evidence or name.parts > 2
    return stops or honoured


def _name_before(scan: Scan, words: Words, roles: list[Role], done: int, phrases: list[Phrase]) -> Name | None:
    """The name before the roles: «محمد الطيار، الخبير الأمني», «عبدالله العليان مدير فرع وزارة العمل»."""
    role = roles[0]
    gap = scan.gaps[role.first]
    apposed = gap.strip() in ("،", ",", "(", "-", "–", "،«", "»،")
    if role.hit.prefix not in ("", "ال") or not (apposed or is_plain(gap)) or "\n" in gap:
        return None
    previous = phrases[-1].name if phrases else None
    if previous and previous.last == role.first:
        return previous
    for first in range(max(done, role.first - MAX_NAME_TOKENS), role.first - 1):
        if any(not is_plain(scan.gaps[t]) for t in range(first + 1, role.first)):
            continue
        if scan.words[first] not in words.evidence and scan.words[first] not in words.particle:
            continue
        name = read_name(scan, words, first, role.first)
        if name and name.last == role.first and name.parts > 1 and name.known:
            return name
    return _unlisted_before(scan, words, role, done) if apposed else None


def _unlisted_before(scan: Scan, words: Words, role: Role, done: int) -> Name | None:
    """A name of two words that no list knows, behind a verb of saying: «قال دانيال روسالا، مؤسس»."""
    first = role.first - 2
    if first <= done or not is_plain(scan.gaps[first + 1]):
        return None
    before = scan.words[first - 1]
    if before not in words.honorific and before not in words.no_name:
        return None
    name = read_name(scan, words, first, role.first)
    return name if name and name.last == role.first and name.parts == 2 else None
