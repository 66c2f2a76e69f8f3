"""Events that no head noun names: by a quoted title, by the casualties that an article leads with."""

from __future__ import annotations

from newsextract.document import Document
from newsextract.extractors.events.layout import Layout
from newsextract.extractors.events.mentions import EventMention, Reader
from newsextract.extractors.events.names import words_of

LEAD = 60
"""Tokens at the head of a text in which its event is named or its victims are counted."""
CASUALTIES = frozenset({"deaths", "injured", "missing"})


def titled_gathering(document: Document, reader: Reader) -> EventMention | None:
    """«خريف صلالة 2025»: the first quotation at the head of an article that counts visitors."""
    if "visitors" not in [figure.kind for figure in document.figures]:
        return None
    scan = document.scan
    for i in range(min(LEAD, len(scan.words))):
        if scan.gaps[i] == " ":
            continue
        last = reader.layout.quote_end(i)
        if not last or not 2 <= last - i <= 6 or (i and _names_another(scan.words[i - 1])):
            continue
        year = scan.words[last - 1] if scan.words[last - 1].isdigit() and len(scan.words[last - 1]) == 4 else None
        mention = reader.quoted(i, last - bool(year))
        mention.year, mention.last = year, last
        return mention
    return None


def casualties(document: Document, layout: Layout) -> EventMention | None:
    """The happening of an article that leads with its victims and names no cause: «مقتل 3 أشخاص في …»."""
    scan = document.scan
    figure = next((figure for figure in document.figures if figure.kind in CASUALTIES), None)
    first, last = document.tokens(figure) if figure else (LEAD, LEAD)
    if first >= LEAD:
        return None
    if disease := _disease(document, first):
        return disease
    if last < len(scan.words) and not layout.gap(last):
        last += 1
    return EventMention(first, last, scan.starts[first], "accident", "any", "حادث", told=True)


def _names_another(before: str) -> bool:
    """Whether the word before a quotation tells that it names no gathering: «ملعب "النور"», «إذاعة "الأمل"»."""
    bare = before.removeprefix("ب").removeprefix("ال")
    return before in ("ل", "قال", "مثل") or bare in words_of("event_quoted_other")


def _disease(document: Document, token: int) -> EventMention | None:
    """The epidemic that the sentence of a figure counts the cases of: «86 إصابة بفيروس كورونا»."""
    scan = document.scan
    first, last = document.sentence(token)[:2]
    for i in range(first, last):
        if scan.words[i].removeprefix("ب").removeprefix("ال") in words_of("event_disease"):
            name = document.mention(i, i + 1).text.removeprefix("ب").removeprefix("ال")
            return EventMention(i, i + 1, scan.starts[i], "disaster", "epidemic", name, told=True)
    return None
