"""The counted noun of a number: which word it is, and what kind of figure it makes."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from newsextract.extractors.figures.noun_kinds import ARTICLES, PERSONS, kind_in_context, known_kinds
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.normalize import INVISIBLE, MARKS
from newsextract.numerals import Number

CASES = frozenset({"deaths", "injured", "missing", "displaced"})
"""Kinds that a bare «حالة» takes from the word behind it."""
_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")
_JOINED_ARTICLES = tuple(article for article in ARTICLES if article != "ال")
# Sound plurals are persons' (مترشحين), the broken plural of the pattern فعالين is not (قوانين).
_SOUND_PLURAL = re.compile(r"(?!..ا.ين$)\w{3,}(?:ين|ون)$")
_PLURAL = re.compile(r"(?:\w\w+(?:ات|ين|ون|اء)|ا\w\wا\w|\w\wو\w|\w\wا\w|\w\wا\w\w|\w\wا\wي\w|\w{3,}ي)$")
# Words that no table knows and that are likely something else than a counted noun: with a proclitic (بالمدينة), verbs
# (يواجه، كتبت، اعتقلوا، ستقلع), with a pronoun (قيمتها), adverbs (غيابيا).
_NO_NOUN = re.compile(r"[وبلي]|س[يت]|كا|ت(?!\w\wي\w$|\w+(?:ات|ا|ه|ين)$)|\w+(?:(?<!ا)ت|وا|يا|ها|هم|هن|هما)$")
_UNPRINTED = re.compile(f"[{MARKS}{INVISIBLE}]+")
_PARTED_ARTICLES = frozenset({"ال", "وال", "بال", "لل", "كال"})
_CLOSING = ' \t)"»”“]'
# Kinds that the word behind the noun can change.
_TOLD_BEHIND = frozenset({"measure", "case", "duration", None})
_OF_A_STAY = frozenset({"مبيت", "سياحيه", "فندقيه"})
# «هكتار واحد», «موظفان اثنان»: the number words that stand behind their noun.
_ADJECTIVES = frozenset({"واحد", "احده", "حدا", "احدا", "اثنان", "ثنان", "ثنين", "نتان", "نتين"})
_PARTITIVES = frozenset({"صغار", "كبار", "ابرز", "اهم", "افضل", "خيره", "مختلف", "عموم", "جميع"})
_ONE_FAMILY = frozenset({"عايله", "اسره"})
_SQUARED = frozenset({"مربع", "مربعا", "مربعه", "مكعب", "مكعبا", "مكعبه"})
_LENGTHS = ("متر", "امتار", "كلم", "كيلومتر", "ميل", "اميال", "قدم", "كم", "سم", "كيلو", "سنتيمتر")


class Counted(NamedTuple):
    """A counted noun at tokens [first, last) and folded offsets [start, end); `key` holds a currency's codes.

    `kind` is that of the noun's table, `money`, `percent`, or `None` where no table knows the noun.
    """

    first: int
    last: int
    start: int
    end: int
    kind: str | None
    key: str = ""


@cache
def _uncounted() -> frozenset[str]:
    return load_tables()["uncounted"].words


def printed(scan: Scan, counted: Counted) -> str:
    """The noun as printed, without diacritics and tatweel."""
    begin, end = scan.folded.raw_span(counted.start, counted.end)
    text = scan.folded.raw[begin:end]
    return _plain(text) if scan.folded.at else text  # in many articles the fold drops nothing


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return _UNPRINTED.sub("", text)


def lead(scan: Scan, token: int) -> int:
    """The token that a number begins at, an article parted from its digits included: «الـ 40»."""
    return token - 1 if token and scan.words[token - 1] in _PARTED_ARTICLES else token


def counted_noun(scan: Scan, number: Number, limit: int) -> Counted | None:
    """The noun that `number` counts, before token `limit`: behind it, or before «الخمسة» and «واحد»."""
    before = _before(scan, number) if _follows_its_noun(scan, number) else None
    behind = before or _behind(scan, number, limit)
    return behind or (_before(scan, number) if number.definite and not number.vague else None)


def _follows_its_noun(scan: Scan, number: Number) -> bool:
    """«هكتار واحد», «موظفان اثنان»."""
    if scan.words[number.first][-4:] not in _ADJECTIVES or not number.first:
        return False
    return number.value == 1 or scan.words[number.first - 1].endswith(("ان", "ين"))


def _behind(scan: Scan, number: Number, limit: int) -> Counted | None:
    i = number.last
    if i >= limit or ((gap := scan.gaps[i]) != " " and ("\n" in gap or gap.strip(_CLOSING))):
        return None
    word = scan.words[i]
    if word == "من":
        return _behind_of(scan, i + 1, limit, number.vague)
    if word in _uncounted():
        return None
    if word == "م" and scan.words[i + 1 : i + 2] in (["2"], ["3"]) and not scan.gaps[i + 1]:
        return Counted(i, i + 2, scan.starts[i], scan.end(i + 1), "measure")  # «120 م2»
    found = known_kinds()[word]
    if found:
        return _noun(scan, i, i, found)
    if word.startswith(_JOINED_ARTICLES) or word[0] in "0123456789":
        return None
    if word.startswith("ال"):
        if not number.vague and not number.fraction:
            return None
        found = known_kinds()[word[2:]] or (("people", "") if _SOUND_PLURAL.match(word) else None)
        return _noun(scan, i, i, found, 2)
    if word.isascii() or len(word) < 3 or _NO_NOUN.match(word) or word in load_tables()["given_name"].words:
        return None
    return _noun(scan, i, i, ("people", "") if _SOUND_PLURAL.match(word) and word[0] not in "فك" else None)


def _behind_of(scan: Scan, i: int, limit: int, vague: bool) -> Counted | None:
    """«48 ألفا من صغار الفلاحين», «1500 من هيئات المجتمع المدني»: the plural behind من."""
    if i + 1 < limit and scan.words[i] in _PARTITIVES and scan.words[i + 1].startswith("ال"):
        i += 1
    if i >= limit or scan.gaps[i].strip():
        return None
    word = scan.words[i]
    article = 2 if word.startswith("ال") else 0
    bare = word[article:]
    if not known_kinds()[bare] and not article:
        owned = bare.removesuffix(next((p for p in _PRONOUNS if bare.endswith(p)), ""))
        if known_kinds()[owned]:
            return _part(scan, i, "", bare.removeprefix(owned))
    found = known_kinds()[bare]
    if bare in _ONE_FAMILY:
        return None  # «سبعة من عائلة واحدة»
    if bare in _uncounted() or (not (vague and found) and not (_PLURAL.match(bare) or (found and found[0] in PERSONS))):
        return None
    found = found or (("people", "") if _SOUND_PLURAL.match(bare) else None)
    return _noun(scan, i, i, found, article)


def _noun(scan: Scan, first: int, head: int, found: tuple[str, str] | None, article: int = 0) -> Counted:
    last = head + 1
    kind, key = found or (None, "")
    following = ""
    if kind in _TOLD_BEHIND and last < len(scan.words) and not scan.gaps[last].strip():
        following = scan.words[last]
    if kind == "measure" and following in _SQUARED and scan.words[head].startswith(_LENGTHS):
        last += 1
    elif kind == "case":
        told = kind_in_context(following) if following else None
        kind = told if told in CASES and not following.startswith(ARTICLES) else "case"
    elif kind == "duration" and following in _OF_A_STAY:
        kind = "count"
    elif kind == "person" and key:
        key = ""
    elif kind is None and _is_pair(scan.words[head], following):
        kind = "people"
    return Counted(first, last, scan.starts[first] + article, scan.end(last - 1), kind, key)


def _is_pair(word: str, following: str) -> bool:
    """«85 نحالا ونحالة»: only persons come in both genders."""
    return following == "و" + word.removesuffix("ا") + "ه"


def _before(scan: Scan, number: Number) -> Counted | None:
    """«المدن القديمة الأربع», «محاورها الخمسة», «هكتار واحد»: the noun that the number follows."""
    i = lead(scan, number.first) - 1
    if i < 0 or scan.gaps[i + 1].strip(" \t(«") or scan.words[i] in _uncounted():
        return None
    return _before_definite(scan, i) if number.definite else _before_adjective(scan, number, i)


def _before_definite(scan: Scan, token: int) -> Counted | None:
    """The noun of «الأربعة» before it: past an adjective, past what it owns."""
    adjacent = token > 0 and not scan.gaps[token].strip()
    if adjacent and _is_adjective(scan, token):
        token -= 1
    elif adjacent and _is_owner(scan, token):
        return _part(scan, token - 1, _proclitic(scan.words[token - 1]), "")
    word = scan.words[token]
    if not _definite(word):
        return None
    prefix = next((p for p in ARTICLES if word.startswith(p)), "")
    return _part(scan, token, prefix, "" if prefix else next((p for p in _PRONOUNS if word.endswith(p)), ""))


def _before_adjective(scan: Scan, number: Number, token: int) -> Counted | None:
    """The noun of «واحد» and «اثنان» before it."""
    word = scan.words[token]
    if word in _SQUARED and token and scan.words[token - 1].startswith(_LENGTHS):  # «متر مكعب واحد»
        token -= 1
        word = scan.words[token]
    if number.start > scan.starts[number.first] or word.startswith(ARTICLES):
        return None
    prefix = _proclitic(word)
    bare = word.removeprefix(prefix)
    if not known_kinds()[bare] and _NO_NOUN.match(bare):
        return None
    if number.value == 1 and bare in load_tables()["oneness"].words:
        return None
    return _part(scan, token, prefix, "")


def _part(scan: Scan, token: int, prefix: str, suffix: str) -> Counted | None:
    """The word at a token without what is attached to it."""
    bare = scan.words[token].removeprefix(prefix).removesuffix(suffix)
    if len(bare) < 2:
        return None
    kind, key = known_kinds()[bare] or (None, "")
    start = scan.starts[token] + len(prefix)
    return Counted(token, token + 1, start, start + len(bare), kind, key if kind == "money" else "")


def _proclitic(word: str) -> str:
    """The letter that stands before a noun that a table knows: «بقطعة»."""
    return word[0] if not known_kinds()[word] and word[0] in "وبلفك" and known_kinds()[word[1:]] else ""


def _is_adjective(scan: Scan, token: int) -> bool:
    """«المدن القديمة الأربع»: a definite word that no table knows, behind another definite one."""
    word = scan.words[token]
    if not _definite(word) or not _definite(scan.words[token - 1]):
        return False
    kind = kind_in_context(word)
    return kind is None or (kind == "person" and word.endswith(("يه", "ي")))


def _is_owner(scan: Scan, token: int) -> bool:
    """«حراس المرمى الأربعة»: a definite singular behind a plural, which the number agrees with."""
    word, head = scan.words[token], scan.words[token - 1]
    singular = word.endswith("ي") or not _PLURAL.match(word[2:])
    if not word.startswith("ال") or len(word) < 6 or not singular or _definite(head):
        return False
    return kind_in_context(head) is not None and bool(_PLURAL.match(head))


def _definite(word: str) -> bool:
    return word.startswith(ARTICLES) or (len(word) > 4 and word.endswith(_PRONOUNS[:-1]))
