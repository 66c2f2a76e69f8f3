"""Dates of an article, of every calendar and habit of the Arabic press, as EDTF.

`phrases` are what is read. `days` read one point in time with `heads`, `months`, `numeric`, `years` and `periods`;
`sequences` join points to ranges and lists; `dateline` finds the day of publication. `resolve` gives what was read its
value: with `links` between the dates of an article, `missing` years, their place `around` the day of publication by the
`outlook` of their sentence, and `mentions` of the record.
"""

from __future__ import annotations

from collections.abc import Iterable

from newsextract.document import Document
from newsextract.extractors.dates import numeric
from newsextract.extractors.dates.dateline import find_dateline, find_lead
from newsextract.extractors.dates.phrases import Phrase
from newsextract.extractors.dates.resolve import resolve_phrases
from newsextract.extractors.dates.sequences import BETWEEN, FROM, read_phrases
from newsextract.extractors.dates.words import Words
from newsextract.models import Date

TRIGGERS = (
    "month", "hijri_month", "weekday", "relative_day", "year_noun", "month_noun", "season", "year_part", "decade",
    "century_noun", "same_month",
)  # fmt: skip
OPENINGS = FROM | {"ما", "اخر", "ال", "هذا", "قبل", "بعد", "نص"}
BRIDGES = FROM | {"ما", "و", "ال", "وال", "الي", "حتي", "غايه", "شهر", "او", "في", "هذا", "هذه", "نفس", "ذات"}
LONGEST_RUN = 120
"""How many tokens before a trigger a date may begin."""


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
    if not any(phrase.begin.doubtful for phrase in phrases):
        return phrases
    sure = {point.name for phrase in phrases for point in phrase.points if not point.doubtful}
    return [phrase for phrase in phrases if not phrase.begin.doubtful or phrase.begin.name in sure]


def _read(words: Words) -> list[Phrase]:
    """All date phrases, read from the words that can trigger one."""
    phrases: list[Phrase] = []
    done = 0
    for trigger in _triggers(words):
        if trigger < done:
            continue
        i = _run_start(words, trigger, done)
        while i <= trigger:
            found = read_phrases(words, i) if _may_begin(words, i) else None
            if found:
                phrases += [phrase for phrase in found if not phrase.name]
                done = i = found[-1].last
                if i > trigger:
                    break
            else:
                i += 1
        done = max(done, i)
    return phrases


def _nothing_else(words: Words, phrases: list[Phrase]) -> bool:
    """Whether the text is nothing but dates, and the prepositions before them."""
    inside = {i for phrase in phrases for i in range(phrase.first, phrase.last)}
    return all(i in inside or word in BRIDGES or words.key("edge", i) for i, word in enumerate(words.words))


def _triggers(words: Words) -> Iterable[int]:
    """The tokens that may be part of a date, in order: hits of the date tables, years, and numbers in a row."""
    if words.phrase:
        return range(words.size)
    tokens = {hit.first for kind in TRIGGERS for hit in words.scan.of(kind)}
    tokens.update(i for i in words.scan.digits if _may_be_date(words, i))
    return sorted(tokens)


def _may_be_date(words: Words, i: int) -> bool:
    """Whether digits may be a year or begin a date in figures («2.4» is a decimal)."""
    mark = numeric.separator(words, i + 1)
    if mark == ".":
        return numeric.separator(words, i + 2) == "."
    return bool(mark) or len(words.words[i]) == 4


def _may_begin(words: Words, i: int) -> bool:
    """Whether a mention can begin at token i: a quick look before the grammar's."""
    word = words.words[i]
    if words.phrase or word < ":" or i in words.number_at or word in OPENINGS or words.bare(i) in OPENINGS:
        return True
    return not _BEGINNING.isdisjoint(words.hits_at[i])


def _run_start(words: Words, trigger: int, done: int) -> int:
    """The first token of the run of dates and their connectives that the trigger stands in."""
    i = trigger
    while i > max(done, trigger - LONGEST_RUN) and _leads(words, i - 1) and "\n" not in words.gap(i):
        i -= 1
    return i


def _leads(words: Words, i: int) -> bool:
    """Whether a token can stand in a date before its trigger."""
    word = words.words[i]
    if word[0].isdigit() or word in BRIDGES or i in words.inside or words.bare(i) in BETWEEN:
        return True
    return not _LEADING.isdisjoint(words.hits_at[i])


_BEGINNING = frozenset(TRIGGERS) | {"day_noun", "day_word", "starting", "bare_weekday"}
_LEADING = frozenset(TRIGGERS) | {
    "day_noun", "day_word", "starting", "until", "edge", "direction", "equivalent", "bare_weekday", "year_epithet",
    "week_noun",
}  # fmt: skip
