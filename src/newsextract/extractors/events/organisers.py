"""Who holds an event: the body that a phrase of organising names, else the one that issues its figures."""

from __future__ import annotations

from collections import Counter
from functools import cache

from newsextract.document import Document
from newsextract.extractors.events.names import is_adjective, words_of
from newsextract.extractors.events.stories import Story
from newsextract.lexicon import load_tables

REACH = 25
"""Tokens between a mention and the phrase that names its organiser."""
LONGEST_BODY = 10
OWN_ISSUERS = frozenset({"fair", "meeting", "campaign"})
"""Genres whose figures their organiser gives out; those of a pilgrimage come from elsewhere."""


@cache
def _bodies() -> frozenset[str]:
    return frozenset(form.folded for form in load_tables()["office_body"].forms if " " not in form.folded)


def name_organisers(document: Document, stories: list[Story], owners: list[Story | None]) -> None:
    """Give every gathering the body that holds it, as far as the text tells.

    «المعرض الذي تنظمه وزارة الثقافة», «من تنظيم غرفة التجارة», «نظم … من طرف جمعية الأمل»; a body that issues the
    figures of the event and bears its name («المديرية العامة للأمن الوطني») holds it too.
    """
    held = [story for story in stories if story.series.gathering]
    if not held:
        return
    for hit in document.scan.of("event_organiser"):
        end = body_end(document, hit.last)
        story = _held_near(document, hit.first, hit.last, held) if end else None
        if story is not None and end and story.organiser is None:
            story.organiser = document.mention(hit.last, end).text
    issuers: dict[int, Counter[str]] = {}
    for figure, owner in zip(document.figures, owners, strict=True):
        if owner is not None and figure.issuer and owner.series.genre in OWN_ISSUERS and _is_body(figure.issuer):
            issuers.setdefault(id(owner.series), Counter())[figure.issuer] += 1
    for story in held:
        if story.organiser is None:
            shared = next((s.organiser for s in held if s.series is story.series and s.organiser), None)
            counted = issuers.get(id(story.series))
            story.organiser = shared or (counted.most_common(1)[0][0] if counted else None)


def _is_body(name: str) -> bool:
    from newsextract.normalize import fold

    words = fold(name).text.split()
    return words[0].removeprefix("ال") in _bodies() and words_of("event_onlooker").isdisjoint(words)


def _held_near(document: Document, first: int, last: int, held: list[Story]) -> Story | None:
    """The gathering that a phrase of organising speaks of: the last one before it in the sentence, else the next."""
    sentence = document.sentence(first)
    near = [(m.first, story) for story in held for m in story.mentions if sentence.first <= m.first < sentence.last]
    before = [(at, story) for at, story in near if first - REACH <= at < first]
    after = [(at, story) for at, story in near if last <= at <= last + REACH]
    return max(before, key=lambda pair: pair[0])[1] if before else min(after, key=lambda p: p[0])[1] if after else None


def body_end(document: Document, first: int) -> int | None:
    """The token behind the name of the body that begins at a token; `None` where none does.

    A body is its noun with adjectives, genitive and ل: «المديرية العامة للأمن الوطني», «غرفة الصناعة والتجارة».
    """
    words, gaps = document.scan.words, document.scan.gaps
    if first >= len(words) or words[first].removeprefix("ال") not in _bodies() or gaps[first].strip():
        return None
    definite = words[first].startswith("ال")
    governed = not definite
    last = first + 1
    while last < min(len(words), first + LONGEST_BODY) and not gaps[last].strip(" \t"):
        word = words[last]
        if word in words_of("event_stop") or word[0].isdigit():
            break
        if word.startswith("ال"):
            if not (governed or is_adjective(word)):
                break
            governed = False
        elif word.startswith("لل") or (word.startswith("وال") and not definite):
            governed = False
        elif governed and _leads_on(words, gaps, last):
            pass
        elif not (word[0] == "ل" and len(word) > 3 and _leads_on(words, gaps, last)):
            break
        else:
            governed = True
        last += 1
    return last if last > first + 1 else None


def _leads_on(words: list[str], gaps: list[str], token: int) -> bool:
    """Whether a noun in construct is followed by its definite genitive."""
    return token + 1 < len(words) and not gaps[token + 1].strip() and words[token + 1].startswith("ال")
