"""Days and months.

«السبت 17 مايو 2025», «اليوم الاثنين (22 يناير)», «الخامس عشر من شهر ماي الجاري», «أمس», «الشهر الماضي».
"""

from __future__ import annotations

from newsextract.extractors.dates import numeric, typed, years
from newsextract.extractors.dates.heads import HEAD, read_head
from newsextract.extractors.dates.months import FEMININE, day_number, read_month, read_month_of, relative_month
from newsextract.extractors.dates.periods import read_period
from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import BRACKETS, COMMAS, Words, printed_start
from newsextract.matching import Hit

LAST = years.LAST | {"اخر"}
RANKED = {"اخر", "اليوم"}
DATED = frozenset(("month", "hijri_month", "month_noun", "day_word"))
BEHIND_HEAD = DATED | {"equivalent"}


def read_point(words: Words, i: int) -> Point | None:
    """The day, month, year or other period that token i begins."""
    word = words.words[i]
    if word < ":":
        return _read_digits(words, i)
    if words.may_begin("year_noun", i):
        return years.read_year_phrase(words, i)
    head, spelled = words.may_begin(HEAD, i), i in words.number_at
    if (head or spelled or word in RANKED) and _has_rank(words, i) and (point := read_nth(words, i)):
        return point
    if words.phrase and (point := typed.read_typed(words, i)):
        return point
    if head or spelled or word == "ال" or words.may_begin(DATED, i):
        point = Point(i, i, words.scan.starts[i])
        if head:
            read_head(words, point)
        j = point.head = point.last
        if _may_be_dated(words, j) and ((head and _read_equivalent(words, point)) or _read_date(words, point)):
            return point
        if point.weekday is not None or point.shift is not None:
            return point
    return read_period(words, i) or relative_month(words, i)


def _may_be_dated(words: Words, j: int) -> bool:
    """Whether token j can begin a day or a month, or say that one is the same."""
    word = words.words[j]
    return word < ":" or j in words.number_at or words.may_begin(BEHIND_HEAD, j) or word == "ال"


def _read_digits(words: Words, i: int) -> Point | None:
    """The date that digits begin: a year, else a day and what follows it."""
    if len(words.words[i]) != 4 or numeric.separator(words, i + 1):
        if words.phrase and (typed_point := typed.read_typed(words, i)):
            return typed_point
        point = Point(i, i, words.scan.starts[i], i)
        if _read_date(words, point):
            return point
    return years.read_bare_year(words, i)


def _has_rank(words: Words, i: int) -> bool:
    """Whether a number or «آخر» stands at a word or behind it, as every counted day has one."""
    texts = words.words
    return i in words.number_at or i + 1 in words.number_at or texts[i] in LAST or texts[i + 1] in LAST


def read_nth(words: Words, i: int) -> Point | None:
    """«آخر اثنين من شهر مارس», «الأحد الأول من أكتوبر», «ثالث يوم من شهر ماي»: a day counted within its month."""
    before = words.hit("weekday", i)
    today = before is None and words.words[i] == "اليوم"
    nth, j = _rank(words, before.last if before else i + today)
    if nth == 0 or (before and not words.joined(before.last)):
        return None
    weekday, j = (before, j) if before or today else _counted_day(words, j)
    if j == 0:
        return None
    point = Point(i, j, printed_start(before) if before else words.scan.starts[i], nth=nth, head=j)
    point.weekday = int(weekday.entry.key) if weekday else None
    if not read_month_of(words, point, j):
        if not words.phrase or words.joined(j):
            return None
        point.month_shift = 0
    if weekday is None:
        point.nth, point.day, point.last_day = None, (nth if nth > 0 else None), nth < 0
    elif before and nth > 0 and not words.words[before.last].endswith(FEMININE):
        # «الأربعاء الخامس من ماي» is Wednesday the fifth, where the fifth is one.
        point.day = nth
    return point


def _counted_day(words: Words, j: int) -> tuple[Hit | None, int]:
    """«يوم», «اثنين», «يوم أحد» behind its rank, and the token behind it; 0 where none stands there."""
    day = words.key("day_noun", j) == "one" and words.words[j] in ("يوم", "ايام")
    j += day
    weekday = (words.hit("bare_weekday", j) or words.hit("weekday", j)) if words.joined(j) else None
    return weekday, weekday.last if weekday else j if day else 0


def _rank(words: Words, j: int) -> tuple[int, int]:
    """«أول», «الثالث», «آخر», «الأخير» at token j: the rank (-1: last, 0: none) and the token behind it."""
    if words.words[j] in LAST:
        return -1, j + 1
    number = words.number_at.get(j)
    if number and number.ordinal and 1 <= number.value <= 5:
        return int(number.value), number.last
    return 0, j


def _read_equivalent(words: Words, point: Point) -> bool:
    """«الخميس الموافق 14 شباط»: the date that says the day of the head again."""
    hit = words.hit("equivalent", point.last)
    if hit is None or point.last <= max(point.first, point.start_token):
        return False
    if not words.joined(point.last, COMMAS + BRACKETS):
        return False
    behind = point.last
    point.last = hit.last
    if words.words[point.last] in ("ل", "يوم", "ليوم", "تاريخ", "لتاريخ"):
        point.last += 1
    if _read_date(words, point):
        return True
    point.last = behind
    return False


def _read_date(words: Words, point: Point) -> bool:
    """Take a day and month, a month, or a bare day into the point, if `point.last` may begin one."""
    j = point.last
    if j > point.first and not words.joined(j, COMMAS + BRACKETS + "-/"):
        return False
    head = j > max(point.first, point.start_token)
    if words.words[j] == "ال":
        j += 1
        if not words.joined(j, BRACKETS):
            return False
    if words.gaps[j + 1] != " ":
        found = numeric.read_numeric(words, j)
        if found is None and (point.noun or point.weekday is not None or words.phrase):
            found = numeric.read_day_and_month(words, j)
        if found is not None:
            _adopt(point, found, head)
            years.read_dependent_year(words, point) if point.year is None else None
            return True
    return _read_day(words, point, j, head) or read_month(words, point, j, head)


def _adopt(point: Point, found: Point, head: bool) -> None:
    point.year, point.month, point.day, point.hijri = found.year, found.month, found.day, found.hijri
    point.last, point.numeric = found.last, True
    if not head:
        point.start = found.start


def _start_of_word(words: Words, j: int) -> int:
    """The folded offset of a day in words, behind what is written together with it."""
    hit = words.hit("day_word", j)
    number = words.number_at.get(j)
    return hit.start if hit else number.start if number else words.scan.starts[j]


def _read_day(words: Words, point: Point, j: int, head: bool) -> bool:
    found = day_number(words, j)
    if found is None:
        return False
    day, behind = found
    if not head:
        point.start = words.scan.starts[j] if words.digits(j) else _start_of_word(words, j)
    if read_month_of(words, point, behind):
        point.day, point.last_day = (None, True) if day == 0 else (day, False)
        return True
    if day == 0 or (head and (point.shift is not None or words.words[j][0] == "و")):
        return False
    point.day, point.last = day, behind
    return True
