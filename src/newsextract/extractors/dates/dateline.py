"""The article's own dateline.

«الخميس 22 ماي 2025 - 16:00» under the headline, or «تونس، 14 فيفري 2025 - …» before the lead.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from newsextract.extractors.dates.phrases import Phrase
from newsextract.extractors.dates.words import Words
from newsextract.lexicon import load_tables

TOP_LINES = 15
DELAY = timedelta(days=3)
"""A page may be put up so long after its dateline."""
LEAD_WORDS = 4
BYLINE_WORDS = 8
AGENCY_WORDS = 6
FARTHEST_LEAD = 400
DASHES = ("-", "–", "—", "/")


class Dateline(NamedTuple):
    """The day that a dateline says (`None`: one that does not exist) and its tokens [first, last)."""

    day: date | None
    first: int
    last: int


def find_dateline(words: Words, phrases: list[Phrase], published: date | None) -> Dateline | None:
    """The article's dateline, near a known day of publication."""
    text = words.scan.folded.text
    for phrase in phrases:
        if not _is_full_day(phrase) or not _agrees(phrase, published):
            continue
        line_start = text.rfind("\n", 0, phrase.start) + 1
        if text.count("\n", 0, line_start) > TOP_LINES or line_start > 4000:
            return None
        line_end = text.find("\n", phrase.start)
        line_end = len(text) if line_end < 0 else line_end
        inside = [p for p in phrases if line_start <= p.start < line_end]
        first, last = words.scan.token_at(line_start - 1) + 1, words.scan.token_at(line_end - 1) + 1
        if last - first < words.size and _own_line(words, inside, first, last):
            days = (_day(p) for p in inside if _is_full_day(p))
            return Dateline(next((day for day in days if day), None), first, last)
        if _opens_lead(words, phrase, first):
            return Dateline(_day(phrase), phrase.first, phrase.last)
    return None


def find_lead(words: Words, phrase: Phrase, published: date) -> bool:
    """«الكويت - 16 مايو (كونا) --»: whether a day without a year opens the lead on a known day of publication."""
    point = phrase.begin
    if phrase.end or point.year or point.hijri or not point.day or not point.month or phrase.start > FARTHEST_LEAD:
        return False
    day = point.in_year(published.year)
    text = words.scan.folded.text
    first = words.scan.token_at(text.rfind("\n", 0, phrase.start)) + 1
    return (
        day is not None and abs(day - published) <= DELAY and first < phrase.first and _opens_lead(words, phrase, first)
    )


def _is_full_day(phrase: Phrase) -> bool:
    point = phrase.begin
    return point.year is not None and point.day is not None and point.month is not None and phrase.end is None


def _agrees(phrase: Phrase, published: date | None) -> bool:
    day = _day(phrase)
    return published is None or day is None or abs(day - published) <= DELAY


def _day(phrase: Phrase) -> date | None:
    point = phrase.begin
    if point.hijri:
        return None
    try:
        return date(point.year or 0, point.month or 0, point.day or 0)
    except ValueError:
        return None


def _own_line(words: Words, phrases: list[Phrase], first: int, last: int) -> bool:
    """A line of dates, clock times and words of the page, at most behind a byline that a dash or bar ends."""
    tables = load_tables()
    furniture, agencies = tables["dateline_word"].words, tables["agency"].words
    byline = words.words[first : phrases[0].first]
    ends = [*(phrase.first for phrase in phrases[1:]), last]
    behind = {w for phrase, end in zip(phrases, ends, strict=True) for w in words.words[phrase.last : end]}
    strange = {w for w in behind - furniture if w > ":"}
    if not strange and all(w < ":" or w in furniture for w in byline):
        return True
    before = words.gaps[phrases[0].first].strip()
    marked = before[-1:] in ("-", "|", "/", ":") or (strange and len(byline) <= LEAD_WORDS)
    return bool(len(byline) <= BYLINE_WORDS and marked and strange <= agencies)


def _opens_lead(words: Words, phrase: Phrase, first: int) -> bool:
    """«الرباط، 22 ماي 2025 - …», «الرباط / 19 يونيو 2018 / ومع / …»: a place and a day before a dash or slash."""
    places = phrase.first - first
    mark = _mark_behind(words, phrase.last)
    return places <= LEAD_WORDS and phrase.last < words.size and (mark in DASHES or (places > 0 and mark == ":"))


def _mark_behind(words: Words, i: int) -> str:
    """The first mark behind token i that is no bracket, where only agencies stand before it («(واس) - …»)."""
    agencies = load_tables()["agency"].words
    end = i + AGENCY_WORDS
    while i < end:
        gap = words.gaps[i]
        if "(" in gap:
            i = next((k for k in range(i + 1, end) if ")" in words.gaps[k]), end)
            gap = words.gaps[i]
        if mark := gap.strip(" ()[]،\n"):
            return mark[0]
        word = words.words[i]
        if word not in agencies and (len(word) > 1 or word.isdigit()):
            break
        i += 1
    return ""
