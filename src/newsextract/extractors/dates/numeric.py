"""Dates in figures: 17/05/2025, 2025-05-17, ٧ / ١١ / ١٤٣٦هـ, 17.05.2025, 5/2025, 2018/2019."""

from __future__ import annotations

from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import Words

SEPARATORS = frozenset("/-.\\")
ADDRESS_MARKS = ("/", "_", "=", ".", "-", "")
"""What stands before a number inside an address of the web («archive.ph/2024.04.06»)."""
HIJRI_YEARS = range(1300, 1500)
"""A year of a date in figures that can only be Hijri: no paper prints Gregorian days of those years in figures."""
YEARS = range(1800, 2201)


def separator(words: Words, i: int) -> str:
    """The mark between two numbers of a date before token i, or an empty string."""
    gap = words.gaps[i]
    if gap == " ":
        return ""
    mark = gap.strip(" \t")
    if mark not in SEPARATORS or not words.digits(i) or not words.digits(i - 1):
        return ""
    return "" if mark == "." and gap != "." else mark


def chain(words: Words, i: int) -> int:
    """How many numbers stand in a row from token i, joined by one separator without a break (at most five)."""
    length = 1
    mark = separator(words, i + 1)
    while mark and length < 5 and separator(words, i + length) == mark:
        length += 1
    return length


def labelled(words: Words, i: int, kinds: tuple[str, ...] = ("label", "law")) -> bool:
    """Whether the number at token i is the name of a law, a file or a telephone."""
    gap = words.gaps[i]
    if words.key("number_label", i - 1) in kinds and words.joined(i, "(:"):
        return True
    if gap == " ":
        return False
    if gap[-1:] in ADDRESS_MARKS and words.words[i - 1].isascii() and not words.digits(i - 1) and i > 0:
        return True
    if gap == ":" and words.digits(i - 1):
        return True
    mark = separator(words, i)
    return bool(mark) and not gap.startswith(" ") and separator(words, i + 1) in ("", mark)


def read_numeric(words: Words, i: int) -> Point | None:
    """A day, or a month and a year, written in figures from token i.

    The order is told by the four digits of the year and by what a month can be: day first, else month first.
    """
    if not separator(words, i + 1) or labelled(words, i):
        return None
    count = chain(words, i)
    # «2025-05-17 - 16:00» and «17/05/2025 - 21/05/2025»: a spaced dash begins something else.
    if count > 3 and separator(words, i + 3) == "-" and words.gaps[i + 3] != "-":
        count = 3
    if count == 3:
        return _day(words, i)
    if count == 2:
        return _month(words, i)
    return None


def _day(words: Words, i: int) -> Point | None:
    texts = [words.words[i + k] for k in range(3)]
    sizes = [len(text) for text in texts]
    a, b, c = map(int, texts)
    if sizes[0] == 4 and max(sizes[1:]) <= 2:
        year, month, day = a, b, c
        if month > 12 >= day:
            month, day = day, month
    elif sizes[2] == 4 and max(sizes[:2]) <= 2:
        year, month, day = c, b, a
        if month > 12 >= day:
            month, day = day, month
    elif sizes == [2, 2, 2] and "/" in words.gaps[i + 1] and 1 <= a <= 31 and 1 <= b <= 12:
        year, month, day = (2000 if c < 50 else 1900) + c, b, a
    else:
        return None
    if year not in YEARS and year not in HIJRI_YEARS and words.key("era", i + 3) != "hijri" and year != 0:
        return None
    return _finish(words, Point(i, i + 3, year=year, month=month, day=day))


def _month(words: Words, i: int) -> Point | None:
    texts = words.words[i], words.words[i + 1]
    if words.gaps[i + 1].strip() not in ("/", "-"):
        return None
    month, year = texts if len(texts[1]) == 4 else texts[::-1]
    if len(month) > 2 or len(year) != 4 or not 1 <= int(month) <= 12:
        return None
    if int(year) not in range(1900, 2100) and int(year) not in HIJRI_YEARS:
        return None
    return _finish(words, Point(i, i + 2, year=int(year), month=int(month)))


def _finish(words: Words, point: Point) -> Point:
    point.start = words.scan.starts[point.first]
    point.numeric = True
    era = words.hit("era", point.last) if words.joined(point.last, "()") else None
    if era:
        point.last = era.last
    point.hijri = (era is not None and era.entry.key == "hijri") or (era is None and point.year in HIJRI_YEARS)
    return point


def read_day_and_month(words: Words, i: int) -> Point | None:
    """A day and a month without a year, «15/6»; the caller knows that a date stands here."""
    if chain(words, i) != 2 or words.gaps[i + 1].strip() not in ("/", "-", "."):
        return None
    day, month = int(words.words[i]), int(words.words[i + 1])
    if day <= 12 < month:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Point(i, i + 2, words.scan.starts[i], month=month, day=day, numeric=True)
