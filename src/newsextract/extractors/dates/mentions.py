"""From phrases whose years are found to the mentions of the record, with warnings of what cannot be."""

from __future__ import annotations

from newsextract import calendars
from newsextract.calendars import NoSuchDayError
from newsextract.document import Document
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.values import edtf_of
from newsextract.extractors.dates.words import Words
from newsextract.models import Date, unvalidated

_new_date = unvalidated(Date)

PAIRS = (("(", ")"), ("«", "»"), ('"', '"'))
WEEKDAYS = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def mention_of(document: Document, words: Words, phrase: Phrase) -> Date | None:
    """The mention of a phrase; `None` where nothing places it. An impossible date has no value and a warning."""
    warnings = []
    try:
        value = _value(phrase)
    except NoSuchDayError as error:
        value = None
        warnings.append(f"{error}; the date is left without a value")
    else:
        if value is None and not _stands(phrase):
            return None
        contradictions = filter(None, map(_contradiction, phrase.points()))
        warnings += [f"{contradiction}; kept as printed" for contradiction in contradictions]
    start, end = _span(words, phrase)
    text = words.scan.folded.raw[start:end]
    if warnings:
        document.warnings += [f"«{text}» at {start}: {warning}" for warning in warnings]
    sources, hijri = list(phrase.begin.sources), phrase.begin.hijri
    if phrase.end is not None:
        sources += [source for source in phrase.end.sources if source not in sources]
        hijri = hijri or phrase.end.hijri
    return _new_date(
        text=text,
        start=start,
        end=end,
        value=value,
        calendar="hijri" if hijri else "gregorian",
        inferred_from=sources,
    )


def _stands(phrase: Phrase) -> bool:
    """Whether a mention is one though nothing places it: a Hijri day whose year is unknown."""
    return phrase.begin.hijri and phrase.begin.day is not None and phrase.begin.month is not None


def _span(words: Words, phrase: Phrase) -> tuple[int, int]:
    """Raw offsets, with the bracket that closes one opened inside («اليوم (الخميس)»)."""
    folded, last = words.scan.folded, phrase.last
    end = words.scan.end(last - 1)
    joints = last - phrase.first - 1
    if joints and words.gaps[phrase.first + 1 : last].count(" ") < joints:
        end = _behind_bracket(folded.text, phrase.start, end)
    if not folded.at:  # nothing was folded away
        return phrase.start, end
    start, end = folded.raw_span(phrase.start, end)
    return start, end + folded.raw.startswith("ـ", end)


def _behind_bracket(text: str, start: int, end: int) -> int:
    """The folded offset behind the bracket that closes one opened inside."""
    inside = text[start:end]
    for opening, closing in PAIRS:
        count = inside.count(opening)
        if count and (count % 2 if opening == closing else count > inside.count(closing)):
            behind = text.find(closing, end, end + 2)
            end = behind + 1 if behind >= 0 and not text[end:behind].strip() else end
    return end


def _value(phrase: Phrase) -> str | None:
    begin = edtf_of(_surest(phrase.begin))
    if phrase.end is None:
        return f"{begin.split('/')[0]}/.." if phrase.open and begin else begin
    end = edtf_of(_surest(phrase.end))
    if begin is None or end is None:
        return None
    first, last = begin.split("/")[0], end.split("/")[-1]
    if first == last:
        return first
    if not calendars.ordered(first, last):
        if phrase.begin.year_only() and phrase.end.year_only() and phrase.begin.numeric:
            return f"{last}/{first}"
        raise NoSuchDayError("the range ends before it begins")
    return f"{first}/{last}"


def _surest(point: Point) -> Point:
    """The point, or its printed equivalent in the Gregorian calendar, which is surer than the computed one."""
    equal = point.equal
    return equal if equal is not None and equal.month is not None and point.pattern is None else point


def _contradiction(point: Point) -> str:
    """What to warn of where a printed weekday contradicts the printed date."""
    if point.weekday is None or point.hijri or not point.day or not point.month or point.year is None or point.nth:
        return ""
    day = point.in_year(point.year)
    if not day or day.isoweekday() == point.weekday:
        return ""
    return f"{day} is a {WEEKDAYS[day.isoweekday()]}, not a {WEEKDAYS[point.weekday]}"
