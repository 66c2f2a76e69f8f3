"""The periods that are named by years: «صيف 2024», «الربع الأول من 2024», «التسعينيات», «القرن العشرين»."""

from __future__ import annotations

from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import Words, printed_start
from newsextract.extractors.dates.years import LAST, read_dependent_year, read_direction
from newsextract.matching import Hit

THE_YEAR = {"العام", "السنه"}
AGES = {"عمره", "عمرها", "العمر", "عمرهم", "عمري", "درجه", "مييويه"}
"""Behind «الأربعينيات من» these make it an age or a temperature."""


def read_period(words: Words, i: int) -> Point | None:
    """A season, quarter, half, decade or century from token i."""
    if not words.may_begin(_PERIODS, i):
        return None
    for kind, reader in _READERS.items():
        if (hit := words.hit(kind, i)) and (point := reader(words, hit)):
            return point
    return None


def _season(words: Words, hit: Hit) -> Point | None:
    point = Point(hit.first, hit.last, printed_start(hit), month=int(hit.entry.key))
    if direction := read_direction(words, hit.last):
        if not hit.definite:
            return None
        point.direction, point.last = direction, hit.last + 1
        return point
    if words.gaps[point.last].strip():
        return None
    read_dependent_year(words, point)
    return point if point.year is not None or point.year_shift is not None else None


def _year_part(words: Words, hit: Hit) -> Point | None:
    """A quarter or half: «الربع الأول من 2024», «النصف الثاني من السنة الجارية», «الربع الأخير من 2019»."""
    base = int(hit.entry.key)
    count = 4 if base == 33 else 2
    j = hit.last
    number = words.number_at.get(j) if words.joined(j) else None
    if words.joined(j) and words.words[j] in LAST:
        index, j = count, j + 1
    elif number and number.value in range(1, count + 1):
        index, j = int(number.value), number.last
    else:
        return None
    point = Point(hit.first, j, printed_start(hit), month=base + index - 1)
    read_dependent_year(words, point)
    if point.last == j and words.words[j] == "من" and words.words[j + 1] in THE_YEAR and words.joined(j + 1):
        point.year_shift, point.last = 0, j + 2
    return point if point.year is not None or point.year_shift is not None or point.year_as else None


def _decade(words: Words, hit: Hit) -> Point | None:
    """«التسعينيات» (of the last century unless another is named); not «في الأربعينيات من عمره»."""
    j = hit.last + 1 if words.words[hit.last] == "من" else hit.last
    point = Point(hit.first, hit.last, printed_start(hit))
    named = words.hit("century_noun", j)
    century = _century(words, named) if named and words.joined(j) else None
    if century is not None and century.pattern:
        point.pattern, point.last = f"{century.pattern[:2]}{hit.entry.key[0]}X", century.last
        return point
    listed = words.hit("decade", hit.last) if words.joined(hit.last) else None
    if listed is not None and listed.prefix == "و" and (following := _decade(words, listed)) and following.pattern:
        point.pattern = f"{following.pattern[:2]}{hit.entry.key[0]}X"
        return point
    if not (hit.definite or words.phrase) or words.words[j] in AGES:
        return None
    point.pattern = f"19{hit.entry.key[0]}X"
    return point


def _century(words: Words, hit: Hit) -> Point | None:
    """«القرن العشرين», «القرن الـ19», «القرن الماضي»."""
    j = hit.last
    if not hit.definite or not words.joined(j):
        return None
    point = Point(hit.first, j, printed_start(hit))
    if direction := read_direction(words, j):
        if words.words[j] in ("الاخير", "المنتهي"):
            return None
        number, point.last = {"past": 20, "now": 21, "ahead": 22}[direction], j + 1
    else:
        if words.words[j] == "ال":
            j += 1
        found = words.number_at.get(j)
        if found is None or found.value not in range(1, 23):
            return None
        number, point.last = int(found.value), found.last
    era = words.hit("era", point.last) if words.joined(point.last) else None
    if era:
        point.last = era.last
        if era.entry.key != "gregorian":
            return None
    point.pattern = f"{number - 1:02d}XX"
    return point


_READERS = {"season": _season, "year_part": _year_part, "decade": _decade, "century_noun": _century}
_PERIODS = frozenset(_READERS)
