"""Dates of an article, of every calendar and habit of the Arabic press, as EDTF.

`triggers` tell where one may stand. `days` read a point in time with `heads`, `months`, `numeric`, `years` and
`periods`; `sequences` and `joints` make ranges and lists of them, which are `phrases`; `dateline` finds the day of
publication. `resolve` gives what was read its value: with `links` between the dates of an article, `missing` years,
their place `around` the day of publication by the `outlook` of their sentence, and `mentions` of the record.
"""

from __future__ import annotations

from newsextract.document import Document
from newsextract.extractors.dates.dateline import find_dateline, find_lead
from newsextract.extractors.dates.phrases import Phrase
from newsextract.extractors.dates.resolve import resolve_phrases
from newsextract.extractors.dates.sequences import read_phrases
from newsextract.extractors.dates.triggers import BRIDGES, may_begin, run_start, triggers
from newsextract.extractors.dates.words import Words
from newsextract.models import Date


def extract_dates(document: Document, phrase: bool = False) -> list[Date]:
    """The dates of an article, in text order; sets `document.dateline`, and from it an unknown `reference`.

    `phrase` tells that the text is no article but a phrase as a person types it, in which distances («قبل يومين») and
    feasts are dates too. Where nothing but a date is typed, it is of the reference year and a weekday is the coming
    one, while an article reports of what has been.
    """
    words = Words(document.scan, document.numbers, phrase and document.reference is not None)
    phrases = _read(words)
    if not phrases:
        return []
    if not phrase:
        if dateline := find_dateline(words, phrases, document.reference):
            document.dateline = (dateline.first, dateline.last)
            document.reference = document.reference or dateline.day
            phrases = [found for found in phrases if not dateline.first <= found.first < dateline.last]
        elif document.reference and find_lead(words, phrases[0], document.reference):
            document.dateline = (phrases[0].first, phrases[0].last)
            del phrases[0]
        phrases = _without_doubtful(phrases)
    return resolve_phrases(document, words, phrases, current=phrase and _nothing_else(words, phrases))


def _without_doubtful(phrases: list[Phrase]) -> list[Phrase]:
    """Leave out the words that are months only where the article speaks of the same month elsewhere."""
    if not [phrase for phrase in phrases if phrase.begin.doubtful]:
        return phrases
    sure = {point.name for phrase in phrases for point in phrase.points() if not point.doubtful}
    return [phrase for phrase in phrases if not phrase.begin.doubtful or phrase.begin.name in sure]


def _read(words: Words) -> list[Phrase]:
    """All date phrases, read from the words that can trigger one; names of places are none."""
    phrases: list[Phrase] = []
    done = 0
    for trigger in triggers(words):
        if trigger < done:
            continue
        i = run_start(words, trigger, done)
        while i <= trigger:
            if (i == trigger or may_begin(words, i)) and (found := read_phrases(words, i)):
                phrases += found
                i = found[-1].last
            else:
                i += 1
        done = i
    return [phrase for phrase in phrases if not phrase.name]


def _nothing_else(words: Words, phrases: list[Phrase]) -> bool:
    """Whether the text is nothing but dates, and the prepositions before them."""
    inside = {i for phrase in phrases for i in range(phrase.first, phrase.last)}
    return all(i in inside or word in BRIDGES or words.key("edge", i) for i, word in enumerate(words.scan.words))
