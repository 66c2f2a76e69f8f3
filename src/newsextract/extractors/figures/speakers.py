"""Who a source is by its own words, and how it is printed."""

from __future__ import annotations

from newsextract.extractors.figures.source_words import ISSUED, SELF, listed, names_a_body
from newsextract.matching import Scan

_OPENING = {"»": "«", "”": "“", ")": "("}
_THE_SOURCE = frozenset({"المصدر", "المصادر"})
_SOURCES = frozenset({"مصدر", "مصادر"})
_LATEST = frozenset({"اخر", "احدث", "بعض", "عده"})
_BEFORE_STATEMENTS = _LATEST | {"نفس", "ذات"}
_EPITHETS = frozenset({"اخري", "اخر", "جديد", "جديده", "حديث", "حديثه", "سابق", "سابقه", "سنوي", "سنويه"})
_SHORTEST = 3


def without_preposition(source: str) -> str:
    """«لوزارة الصحة» → «وزارة الصحة», «للمرصد» → «المرصد»."""
    return "ال" + source[2:] if source.startswith("لل") else source.removeprefix("ل")


def printed_source(scan: Scan, first: int, last: int) -> str:
    """The printed words, with the quotation mark that closes one opened inside."""
    text, mark = scan.raw_text(first, last), scan.gaps[last][:1]
    if mark == '"':
        return text + mark if text.count(mark) % 2 else text
    return text + mark if mark in _OPENING and text.count(_OPENING[mark]) > text.count(mark) else text


def speaker_in(scan: Scan, first: int, last: int) -> int:
    """The token at which the speaker begins behind what the phrase calls the statement: «بلاغ المديرية العامة»."""
    words, head, statements = scan.words, first, listed("statement_noun")
    while head < last and words[head] in _BEFORE_STATEMENTS:
        head += 1
    noun = words[head].removeprefix("ال") if head < last else ""
    if noun not in statements and noun not in _SOURCES:
        return first  # «نفس المدير»
    while head < last and words[head].removeprefix("ال") in statements:
        head += 1
    issued = (i + 1 for i in range(head, min(head + 3, last - 1)) if words[i] in ISSUED and words[i + 1] == "عن")
    return next((i + 1 for i in issued), head)


def who_speaks(scan: Scan, first: int, last: int, led: bool = False, attached: int = 0) -> str | None:
    """Who a source is by its own words: «بلاغ المديرية العامة» → «المديرية العامة»; "" where they only point back.

    `led` tells that «ل» may lead to it («وفقا لوزارة الصحة»), `attached` letters before it are no part of it.
    """
    words, head = scan.words, speaker_in(scan, first, last)
    if head < last and words[head] in _THE_SOURCE and (head + 1 == last or words[head + 1] in SELF):
        return ""
    while last > head and words[last - 1] in SELF:
        last -= 1
    if head == last:
        return None if words[first] in _LATEST else ""
    if head > first and words[head - 1].startswith("ال") and words[head].startswith("ال"):
        return None  # «التقرير السابق»
    if head > first and words[head] in _EPITHETS:
        return None
    if head > first and not any(names_a_body(scan, token) for token in range(head, last)):
        return None  # «أرقام رسمية حديثة»
    issuer = printed_source(scan, head, last)[0 if head > first else attached :]
    if (head > first or led) and words[head].startswith("ل"):
        issuer = without_preposition(issuer)
    return issuer if len(issuer) >= _SHORTEST else None
