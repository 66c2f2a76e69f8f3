"""The words that a phrase naming a source begins with, holds and ends at."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newsextract.extractors.figures.noun_kinds import kind_of_noun
from newsextract.extractors.figures.sentences import clause_break
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.memory import remembered

SELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "عينها", "المذكور", "المذكوره", "اعلاه"})
CLAUSE = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
THAT = CLAUSE | {"الي", "علي", "عن", "قايلا", "قايله", "ل", "ب"}
PREPOSITIONS = frozenset({"في", "من", "مع", "عبر", "خلال", "لدي", "لها", "له", "لهم", "بعد", "قبل", "الي", "علي", "عن"})
_IN_CHARGE = ("المكلف", "مكلف", "المختص", "المعني")
_MEDIA = frozenset({"في", "عبر", "خلال"})
_OPENED = frozenset({"«", "“", '"'})
_CLOSED = frozenset({"»", "”", "″", '"'})
_LONGEST_QUOTED_NAME = 7
_QUOTATION = frozenset({"«", "»", "“", "”", '"'})
_ADJECTIVES = ("ي", "يه", "ين", "يون")
ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره", "صدر", "صدرت"})


@cache
def listed(kind: str) -> frozenset[str]:
    """The words of a table."""
    return load_tables()[kind].words


@cache
def _ends() -> frozenset[str]:
    """The words that end a phrase that has begun."""
    media = {"ل" + medium for medium in listed("source_medium")}
    told = {"ب" + word for word in listed("source_end") if len(word) > 3}  # «أفادت الوزارة بارتفاع عدد»
    return listed("source_end") | listed("told_by") | media | told | THAT | {"و"}


@remembered
def _goes_on(word: str) -> bool:
    """Whether a word goes on a phrase behind any other: it is no end, no verb and no way to speak."""
    verbal = word[0] == "ي" or word[-1] == "ت"
    return not (verbal or word.isascii() or word in _ends() or word in _MEDIA)


@cache
def source_nouns() -> frozenset[str]:
    """Nouns that are sources in any build, with the article and without."""
    nouns = listed("statement_noun") | listed("source_noun")
    return nouns | {"ال" + noun for noun in nouns}


@cache
def bodies() -> frozenset[str]:
    """Nouns of bodies: «وزارة», «مديرية»."""
    return frozenset(form.folded for form in load_tables()["office_body"].forms)


@cache
def speaking_bodies() -> frozenset[str]:
    """Those who speak for themselves: «رويترز», «المنظمون»."""
    return listed("source_body") | {"ال" + group for group in listed("speaking_group")}


@cache
def _no_beginnings() -> frozenset[str]:
    """The words that begin no source: «في», «أن», «أمس», «بأمس»."""
    ends = listed("source_end")
    return PREPOSITIONS | THAT | ends | {"ب" + word for word in ends}


@cache
def _asides() -> frozenset[str]:
    return (PREPOSITIONS - THAT) | listed("source_end")


@cache
def _offices() -> frozenset[str]:
    return bodies() | speaking_bodies()


class Phrase(NamedTuple):
    """The tokens [first, last) that name a source; what it says begins at token `opens`, if that is told.

    `attached` letters before the first word are no part of it («فالنقابة تتحدث»).
    """

    first: int
    last: int
    opens: int | None = None
    attached: int = 0


def begins_otherwise(word: str) -> bool:
    """Whether a word begins no source: «في», «أمس», «بأكثر»."""
    return word in _no_beginnings()


def is_aside(word: str) -> bool:
    """Whether a word leads from a source to what it says: «في تصريح», «أمس»."""
    return word in _asides()


def opens_clause(scan: Scan, token: int) -> bool:
    """Whether what is said begins at a token: «أن», «إلى أن», a colon."""
    words, gap = scan.words, scan.gaps[token]
    if words[token] in CLAUSE or (token + 1 < len(words) and words[token + 1] in CLAUSE):
        return True
    return gap != " " and (":" in gap or opens_speech(scan, token))


def opens_speech(scan: Scan, token: int) -> bool:
    """Whether a quotation begins at a token that is too long for a name: «وأضاف العرابي "عدت بعد خمس سنوات…"»."""
    if scan.gaps[token][-1:] not in _OPENED:
        return False
    behind = scan.gaps[token + 1 : token + 1 + _LONGEST_QUOTED_NAME]
    return len(behind) == _LONGEST_QUOTED_NAME and all(_CLOSED.isdisjoint(gap) for gap in behind)


def is_source_noun(scan: Scan, token: int) -> bool:
    """Whether a word is a source in any build: «بلاغ», «المصدر», «صحيفة»."""
    return scan.words[token] in source_nouns()


def names_a_body(scan: Scan, token: int) -> bool:
    """Whether a word behind «بيان» can be of whose it is: definite, led by «ل», an office."""
    word = scan.words[token]
    return word.startswith(("ال", "ل")) or is_office(scan, token) or kind_of_noun(word) is not None


def is_office(scan: Scan, token: int) -> bool:
    """Whether a word names an office or a body: «وزير», «وزارة»."""
    return scan.words[token] in _offices() or scan.hit("role", token) is not None


def breaks(scan: Scan, token: int) -> bool:
    """Whether punctuation ends a phrase: quotation marks do not («صحيفة «الرأي العام»»)."""
    gap = scan.gaps[token]
    return gap != " " and clause_break(scan, token) and gap.strip() not in _QUOTATION


def without_honorific(scan: Scan, first: int) -> int:
    """The token behind an honorific at `first`."""
    return first + 1 if scan.words[first] in listed("honorific") else first


def segment_end(scan: Scan, first: int, limit: int) -> int:
    """The token behind the last that can belong to the phrase that begins at `first`."""
    words, gaps, ends = scan.words, scan.gaps, _ends()
    word = words[first]
    if word in THAT or word < ":":
        return first
    for token in range(first + 1, limit):
        before, word = word, words[token]
        if gaps[token] == " " and _goes_on(word) and before not in SELF:
            continue
        if word in ends or before in SELF or word.isascii():
            if word == "عن" and before in ISSUED:
                continue  # «بيان صادر عن الوزارة»
            if word[0] == "ب" and before.startswith(_IN_CHARGE):
                continue  # «الشركة المكلفة بتنظيم المعرض»
            return token
        if gaps[token] != " ":
            if breaks(scan, token) or opens_speech(scan, token):
                return token
        elif (word[0] == "ي" or word[-1] == "ت") and _is_verb(word, before):
            return token  # «حسب مصادر أمنية يقاتل نحو مائة», but «صحيفة يديعوت»
        if word in _MEDIA and _is_medium(scan, token):
            return token
    return limit


def _is_verb(word: str, before: str) -> bool:
    """Whether a word in ي or ت is likely a verb («يقاتل», «انتشلت»), no name (يوسف) and no adjective (يمنية)."""
    if before in source_nouns() or before in bodies() or word in listed("given_name"):
        return False
    if word[0] == "ي":
        return len(word) > 3 and not word.endswith(_ADJECTIVES)
    return len(word) > 4 and word[-2] not in "اوي" and not word.startswith("ال")


def _is_medium(scan: Scan, token: int) -> bool:
    """«في بيان», «خلال تصريح»: how the source spoke."""
    if token + 1 == len(scan.words):
        return False
    return scan.words[token + 1] in listed("source_occasion") or is_source_noun(scan, token + 1)
