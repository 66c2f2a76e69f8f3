"""Months, the day numbers before and behind them, and what stands behind a month.

«17 ماي», «الخامس عشر من شهر ماي الجاري», «ديسمبر/كانون الأول 2024», «الشهر الماضي».
"""

from __future__ import annotations

from newsextract.extractors.dates import years
from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import BRACKETS, CLOSED, COMMAS, OPENED, Words, printed_start
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

MONTH_CUES = {
    "في", "منذ", "خلال", "بحلول", "قبل", "بعد", "حتي", "من", "الي", "شهر", "طيله", "طوال", "غايه", "بين",
}  # fmt: skip
FEMININE = ("ه", "اولي")
DAY_MARKS = BRACKETS + "-."
PARTS = {"الثلث", "الشطر", "الجزء", "القسم", "العقد", "الجانب"}


def day_number(words: Words, j: int) -> tuple[int, int] | None:
    """A day of a month at token j, in digits or words, and the token behind it; 0 is the last day («سلخ»)."""
    text = words.digits(j)
    if text:
        return (int(text), j + 1) if len(text) <= 2 else None
    if hit := words.hit("day_word", j):
        return (0 if hit.entry.key == "last" else int(hit.entry.key)), hit.last
    number = words.number_at.get(j)
    if number is None or number.value not in range(1, 32) or not isinstance(number.value, int):
        return None
    if number.ordinal and number.definite and words.joined(j) and _is_part(words, j - 1):
        return None
    # «للمرة الثالثة هذا الشهر»: a day is masculine.
    return None if number.ordinal and words.words[j].endswith(FEMININE) else (number.value, number.last)


def _is_part(words: Words, i: int) -> bool:
    """Whether an ordinal behind token i counts weeks or parts of a month («الأسبوع الأول من أكتوبر»)."""
    part = words.hit("week_noun", i) or words.hit("year_part", i)
    return words.words[i].lstrip("بل") in PARTS or (part is not None and part.definite)


def read_month_of(words: Words, point: Point, j: int) -> bool:
    """The month behind a day: «ماي», «من شهر ماي», «من الشهر الجاري», «منه», «الجاري»."""
    if words.words[j] == "منه" and words.joined(j):
        point.month_as, point.last = True, j + 1
        return True
    k = j
    if (words.words[j] == "من" or (words.phrase and words.words[j] == "في")) and words.joined(j, BRACKETS):
        k = j + 1
    if k == j and not words.joined(j, DAY_MARKS + "/"):
        return False
    if k > j and not words.joined(k):
        return False
    if _take_month(words, point, k, day=True):
        return True
    if month := relative_month(words, k):
        point.month_shift, point.month_as, point.last = month.month_shift, month.month_as, month.last
        return True
    if words.words[k] == "الجاري" and words.joined(k):
        point.month_shift, point.last = 0, k + 1
        return True
    return False


def _take_month(words: Words, point: Point, k: int, day: bool) -> bool:
    """A month's name (in one convention or two), or its number behind «شهر», and the year behind it."""
    noun = words.hit("month_noun", k)
    if noun is not None:
        if noun.definite:
            return False
        k = noun.last
        if not words.joined(k, BRACKETS):
            return False
    hit = words.hit("month", k) or words.hit("hijri_month", k)
    if hit is None:
        number = words.number_at.get(k) if noun and noun.entry.key == "one" else None
        if number is None or number.value not in range(1, 13) or not (words.phrase or words.digits(k)):
            return False
        if words.joined(k + 1) and not words.phrase and not words.digits(k + 1) and words.words[k + 1] not in ("من",):
            return False
        point.month, point.last = int(number.value), number.last
    else:
        if hit.prefix not in ("", "ل", "ب") and (noun or day):
            return False
        if day and not noun and not _month_with_day(words, hit, k):
            return False
        point.month, point.last = int(hit.entry.key[:2]), hit.last
        point.hijri, point.name = hit.entry.kind == "hijri_month", hit.entry.form
        _second_name(words, point)
    _read_month_tail(words, point)
    return True


def _month_with_day(words: Words, hit: Hit, k: int) -> bool:
    """Whether a word behind a number is a month: «2 صفر» may be a score, «اب» must be «آب» as printed."""
    if hit.entry.form == "صفر":
        return bool(words.digits(hit.last)) or words.words[k - 1] == "من"
    return True


def _second_name(words: Words, point: Point) -> None:
    """The name in another convention: «ديسمبر/كانون الأول», «مايو (أيار)», «يناير كانون الثاني»."""
    second = words.hit("hijri_month" if point.hijri else "month", point.last)
    if second is None or not words.joined(point.last, "/-\\()"):
        return
    # «نوفمبر/تشرين الأول»: a slip of the second name does not make it another month.
    slip = words.gaps[point.last] == "/"
    if (slip or int(second.entry.key[:2]) == point.month) and not second.prefix:
        point.last = second.last


def _read_month_tail(words: Words, point: Point) -> None:
    """The year behind a month, or what places it: «2025», «الماضي», «الجاري», «من السنة الجارية»."""
    years.read_placing(words, point, point.last, BRACKETS)
    behind = point.last
    years.read_dependent_year(words, point)
    if not point.direction and point.year is not None and years.read_direction(words, point.last):
        point.last += 1
    elif not point.direction and point.year is None and point.last > behind:
        years.read_placing(words, point, point.last)


def read_month(words: Words, point: Point, j: int, head: bool) -> bool:
    """A month without a day."""
    if head and point.noun != "one":
        return False
    if head and (point.weekday is not None or point.shift is not None):
        return False
    noun = words.hit("month_noun", j)
    hit = words.hit("month", j) or words.hit("hijri_month", j)
    begins = noun or hit
    if begins is None or not _take_month(words, point, j, day=False):
        return False
    if not head:
        point.start = printed_start(begins)
    if hit is not None and not is_month(words, hit, point):
        if hit.entry.key.endswith("name") or hit.entry.form == "اب" or hit.prefix[-1:] == "ك":
            point.month = None
            return False
        if not point.hijri:
            point.month = None
            return False
        point.doubtful = True
    _day_behind_month(words, point)
    return True


def is_month(words: Words, hit: Hit, point: Point) -> bool:
    """Whether a month's name without a day is that month and not another word or a name."""
    if words.scan.words[hit.first].endswith("اب") and hit.entry.form == "اب":
        printed = words.scan.raw_text(hit.first, hit.last)
        if "آ" not in printed and not point.year:
            return False
    if hit.prefix and hit.prefix[-1:] in ("ك",):
        return False
    opened, closed = words.gaps[hit.first].rstrip(), words.gaps[hit.last].lstrip()
    named = opened[-1:] in OPENED and closed[:1] in CLOSED and point.last == hit.last
    if named and words.words[hit.first - 1] not in load_tables()["delivery"].words:
        return False
    if hit.entry.kind == "month" and len(hit.entry.key) == 2:
        return True
    if point.year is not None or point.year_shift is not None or point.direction or point.last > hit.last:
        return True
    before = words.words[hit.first - 1]
    if words.phrase:
        return True
    if hit.entry.kind == "hijri_month" and len(hit.entry.key) == 2:
        return True
    if before in MONTH_CUES or words.key("edge", hit.first - 1):
        return words.joined(hit.first) and not (
            hit.entry.form in ("اب", "محرم", "صفر") and before in ("من", "مع", "عن")
        )
    if hit.prefix == "و" and words.hit("hijri_month", hit.first - 1):
        return True
    return bool(words.hit("month", hit.first - 1)) or before in load_tables()["delivery"].words


def _day_behind_month(words: Words, point: Point) -> None:
    """«شباط 13», «مايو تسعة وعشرين»: the day behind its month, where nothing is counted behind it."""
    if point.year is not None or point.direction or point.year_shift is not None or not words.joined(point.last):
        return
    found = day_number(words, point.last)
    if found is None or not 1 <= found[0] <= 31:
        return
    day, behind = found
    dated = words.joined(behind, COMMAS) and len(words.digits(behind)) == 4
    alone = words.phrase and (not words.joined(behind, "/.-") or words.words[behind] in ("الي", "حتي"))
    if not dated and not alone:
        return
    point.day, point.last = day, behind
    years.read_dependent_year(words, point)


def relative_month(words: Words, i: int) -> Point | None:
    """«الشهر الماضي», «هذا الشهر», «نفس الشهر», «الشهر نفسه»."""
    j = i + 1 if words.words[i] in ("هذا", "نفس", "ذات") and words.joined(i + 1) else i
    noun = words.hit("month_noun", j)
    if noun is None or not noun.definite or noun.entry.key != "one":
        return None
    point = Point(j, noun.last, printed_start(noun))
    before = words.words[j - 1]
    if before in ("نفس", "ذات") or (words.joined(noun.last) and words.words[noun.last] in years.SAME):
        point.month_as = True
        point.last += words.words[noun.last] in years.SAME
        return point
    if years.read_placing(words, point, noun.last):
        point.month_shift = years.SHIFTS[point.direction] * point.steps
        return point
    if before.lstrip("ولب") == "هذا":
        point.month_shift = 0
        return point
    return None
