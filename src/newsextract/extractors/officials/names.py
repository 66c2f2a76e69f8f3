"""The grammar of personal names: where a name begins and, which is harder, where it ends.

A name is a run of up to six parts. A part is a word, or a particle with the word that it needs (عبد العزيز, بن سلمان,
آل مكتوم, فان دايك). No list decides: a word that no list knows can be part of a name unless it has the shape of a verb
or of a verbal noun. Lists only say what surely is a name (evidence) and what surely is none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsextract.extractors.officials.words import Words, is_definite
from newsextract.matching import Scan

MAX_PARTS = 6
ORDINALS = frozenset(["الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "العاشر"])

# Shapes that verbs, verbal nouns and inflected nouns have and names seldom.
NO_NAME_SHAPE = re.compile(
    r"ت..ي.|ت.ا..|ت...|است\w+|ان..ا.|ا.ت.ا.|ا..ا."  # تفعيل, تفاعل, تفعل, استفعال, انفعال, افتعال, إفعال
    r"|[سي]ت\w+|س[يتن]\w{3,}|[ين]\w{3}"  # يتفعل, سيفعل, يفعل
    r"|\w{3,}(?:ات|ون|ها|هم|هما|نا|تين|يين|يه)"  # plurals, possessives, ـية
    r"|[وفبل]ال\w+|لل\w+"
)


class Name(NamedTuple):
    """A personal name at tokens [first, last); `parts` it has, `known` of which a list or a particle vouches for."""

    first: int
    last: int
    parts: int
    known: int


def is_plain(gap: str) -> bool:
    """Whether nothing but space of one line stands between two tokens."""
    return gap == " " or (gap.isspace() and "\n" not in gap)


def skip_honorifics(scan: Scan, words: Words, token: int) -> int:
    """The token behind words of respect and ranks: «معالي الدكتور», «العميد الركن», «صاحب السمو الملكي»."""
    start = token
    while token < len(scan.words) and (token == start or scan.gaps[token].strip() in ("", ".", "/", ". ", "\\")):
        if scan.words[token] in words.honorific:
            token += 1
        elif (
            (hit := scan.hit("role", token))
            and hit.entry.key.endswith((".rank", ".title"))
            and "\n" not in scan.gaps[token]
        ):
            token = hit.last
        else:
            break
    return token


def read_name(scan: Scan, words: Words, token: int, limit: int | None = None) -> Name | None:
    """The name that begins at `token` and ends before `limit`, if one does."""
    limit = len(scan.words) if limit is None else limit
    first, parts, known, closed = token, 0, 0, False
    while token < limit and parts < MAX_PARTS and (token == first or is_plain(scan.gaps[token])):
        word = scan.words[token]
        if width := _particle(scan, words, token, limit, parts):
            known += 1
            closed = False
        elif not _is_part(scan, words, token, parts, known, closed):
            break
        else:
            width = 1
            known += word in words.evidence or (parts > 0 and is_definite(word) and word.endswith("ي"))
            closed = is_definite(word) and word not in words.given
        token += width
        parts += 1
    return Name(first, token, parts, known) if parts else None


def _particle(scan: Scan, words: Words, token: int, limit: int, parts: int) -> int:
    """Width of a part that begins with a particle, 0 where none does."""
    word = scan.words[token]
    place = "first" if word == "ال" and scan.raw_text(token, token + 1) != "ال" else words.particle.get(word)
    if not place or (place == "inner" and not parts) or token + 1 >= limit or not is_plain(scan.gaps[token + 1]):
        return 0
    following = scan.words[token + 1]
    if following in words.tail:
        return 2
    if word in words.given:  # سعد الدين, but سعد alone is a name as well
        return 0
    if (
        following in words.no_name
        and following not in words.evidence
        and not (word == "عبد" and is_definite(following))
    ):
        return 0
    if following in words.particle:
        return 1 + (_particle(scan, words, token + 1, limit, 1) or 1)
    if word == "عبد" and not is_definite(following) and following not in ("ربه", "رب", "الله"):
        return 1
    return 2


def _is_part(scan: Scan, words: Words, token: int, parts: int, known: int, closed: bool) -> bool:
    word = scan.words[token]
    if word == "علي" and scan.raw_text(token, token + 1).endswith("ى"):
        return False
    if word in words.ambiguous:
        return not parts and _goes_on(scan, words, token + 1)
    if word in words.evidence:
        return True
    if word in words.no_name or word in words.honorific or not word[0].isalpha() or len(word) < 2:
        return False
    if word[0] in "وفلب" and word[1:] in words.no_name:
        return False
    if scan.hit("role", token) and word not in ("قايد", "قائد"):
        return False
    if is_definite(word):
        return _is_family(words, word, parts, closed)
    return not closed and _is_unlisted_part(words, word, parts, known)


def _goes_on(scan: Scan, words: Words, token: int) -> bool:
    """Whether a word that can be a name or something else («صباح», «كرم») is followed by a name."""
    if token >= len(scan.words) or not is_plain(scan.gaps[token]):
        return False
    word = scan.words[token]
    return word not in words.no_name and (word in words.evidence or word in words.particle or is_definite(word))


def _is_family(words: Words, word: str, parts: int, closed: bool) -> bool:
    """Whether a definite word can be a family name: «الطرهوني», and behind a given name «البار», «الخوالدة»."""
    if word in ORDINALS:
        return parts > 0
    if word in words.no_family or (word in words.adjective and parts == 0):
        return False
    if word.endswith("ي"):
        return parts > 0 or word not in words.adjective
    return (
        parts > 0
        and not closed
        and word not in words.adjective
        and not word.endswith(("ات", "ين"))
        and word[2:] not in words.portfolio
        and word[2:] not in words.body
    )


def _is_unlisted_part(words: Words, word: str, parts: int, known: int) -> bool:
    if NO_NAME_SHAPE.fullmatch(word) or word in words.body or word in words.portfolio or word in words.territory:
        return False
    if word[0] == "و" and len(word) > 4:
        return False
    return parts < 2 or (parts < 4 and known < parts)
