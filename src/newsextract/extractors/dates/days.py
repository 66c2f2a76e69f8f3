"""Days and months.

«السبت 17 مايو 2025», «اليوم الاثنين (22 يناير)», «الخامس عشر من شهر ماي الجاري», «أمس», «الشهر الماضي».
"""

from __future__ import annotations

from newsextract.extractors.dates import numeric, periods, typed
from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import BRACKETS, COMMAS, Words, printed_start
from newsextract.lexicon import load_tables
from newsextract.matching import Hit

MONTH_CUES = {
    "في", "منذ", "خلال", "بحلول", "قبل", "بعد", "حتي", "من", "الي", "شهر", "طيله", "طوال", "غايه", "بين",
}  # fmt: skip
AHEAD_CUES = {"تسليم", "لتسليم", "تسليمات", "عقود"}
FEMININE = ("ه", "اولي")
PAIRS = (
    "شخصين",
    "لاعبين",
    "طرفين",
    "رجلين",
    "شقيقين",
    "فريقين",
    "مرشحين",
    "هدفين",
    "بلدين",
    "اخوين",
)
"""Behind these «الاثنين» is «the two»."""
DAY_MARKS = BRACKETS + "-."
PARTS = {"الثلث", "الشطر", "الجزء", "القسم", "العقد", "الجانب"}
ROAD = "طريق"
NAME_LINKS = {"بن", "ابن", "بنت", "ابو", "ابي", "ال", "عبد"}
RANKED = {"اخر", "اليوم"}
HEAD = {"day_noun", "relative_day", "weekday", "bare_weekday"}
DATED = {"month", "hijri_month", "month_noun", "day_word"}
OPENED, CLOSED = ("(", "«", '"', "“"), (")", "»", '"', "”")
QUOTES = '»«"“”'
WEEK = {"الاسبوع", "للاسبوع"}


def read_point(words: Words, i: int) -> Point | None:
    """The day, month, year or other period that token i begins."""
    word = words.words[i]
    kinds = words.hits_at[i].keys()
    counted = word < ":" or i in words.number_at
    if (counted or "weekday" in kinds or word in RANKED) and (point := read_nth(words, i)):
        return point
    if words.phrase and (point := typed.read_typed(words, i)):
        return point
    point = Point(first=i, last=i, start=words.scan.starts[i])
    if kinds & HEAD:
        _read_head(words, point)
    point.head = point.last
    dated = point.last > max(i, point.start_token) and _read_equivalent(words, point)
    if not dated and (point.last > i or counted or word == "ال" or kinds & DATED):
        dated = _read_date(words, point)
    if not dated:
        if point.weekday is not None or point.shift is not None:
            return point
        return periods.read_year(words, i) or periods.read_period(words, i) or _relative_month(words, i)
    return point


def read_nth(words: Words, i: int) -> Point | None:
    """«آخر اثنين من شهر مارس», «الأحد الأول من أكتوبر», «ثالث يوم من شهر ماي»: a day counted within its month."""
    weekday = words.hit("weekday", i)
    j = weekday.last if weekday else i
    today = weekday is None and words.word(i) == "اليوم"
    nth, j = _rank(words, j + today)
    if nth == 0 or (weekday and not words.joined(weekday.last)):
        return None
    start = printed_start(weekday) if weekday else words.scan.starts[i]
    point = Point(first=i, start=start, nth=nth)
    day = today
    if weekday is None and not today:
        if day := words.key("day_noun", j) == "one" and words.word(j) in ("يوم", "ايام"):
            j += 1
        weekday = (words.hit("bare_weekday", j) or words.hit("weekday", j)) if words.joined(j) else None
        if weekday is None and not day:
            return None
        j = weekday.last if weekday else j
    point.weekday, point.last, point.head = int(weekday.entry.key) if weekday else None, j, j
    if not _read_month_of(words, point, j):
        if not words.phrase or words.joined(j):
            return None
        point.month_shift = 0
    if weekday is None:
        point.nth, point.day, point.last_day = None, (nth if nth > 0 else None), nth < 0
    elif words.hit("weekday", i) is weekday and nth > 0 and not words.word(weekday.last).endswith(FEMININE):
        # «الأربعاء الخامس من ماي» is Wednesday the fifth, where the fifth is one.
        point.day = nth
    return point


def _rank(words: Words, j: int) -> tuple[int, int]:
    """«أول», «الثالث», «آخر», «الأخير» at token j: the rank (-1: last, 0: none) and the token behind it."""
    if words.word(j) in ("اخر", "الاخير", "الاخيره"):
        return -1, j + 1
    number = words.number_at.get(j)
    if number and number.ordinal and number.value in range(1, 6):
        return int(number.value), number.last
    return 0, j


# --- The head of a date: «يوم أمس الأحد» ------------------------------------------------------------------------------


def _read_head(words: Words, point: Point) -> None:
    """Take «يوم», a relative word and a weekday, in the orders that the press writes, into the point."""
    i = point.first
    noun = False
    begin = i
    while words.joined(point.last, COMMAS + BRACKETS) or point.last == i:
        j = point.last
        if j > i and words.gap(j).strip() and point.weekday is None and point.shift is None:
            return
        if not noun and (hit := words.hit("day_noun", j)) and (j == i or words.joined(j)):
            noun, point.noun = True, "one" if hit.entry.key == "cue" else hit.entry.key
        elif point.shift is None and (hit := words.hit("relative_day", j)) and is_relative_day(words, hit, noun):
            point.shift = int(hit.entry.key)
        elif point.weekday is None and (hit := _weekday(words, j, noun)):
            point.weekday = int(hit.entry.key)
        else:
            return
        if j == begin:
            point.start = printed_start(hit)
        point.last = hit.last
        if hit.entry.key == "cue":
            begin = point.start_token = hit.last
        if point.weekday is not None and hit.entry.kind.endswith("weekday"):
            _read_placement(words, point)


def _read_placement(words: Words, point: Point) -> None:
    """«الماضي», «المقبل», «من الأسبوع الماضي» behind a weekday."""
    if periods.read_placing(words, point, point.last):
        return
    j = point.last + 1 if words.word(point.last) == "من" else point.last
    if words.joined(j) and words.word(j) in WEEK and (direction := periods.read_direction(words, j + 1)):
        point.weeks, point.last = periods.SHIFTS[direction], j + 2


def _weekday(words: Words, j: int, noun: bool) -> Hit | None:
    hit = words.hit("weekday", j)
    if hit is None:
        return words.hit("bare_weekday", j) if words.phrase or (noun and words.word(j - 1) == "يوم") else None
    if noun:
        return hit
    before = words.word(j - 1)
    if words.joined(j, BRACKETS) and words.key("not_a_weekday", j - 1):
        return None
    if words.joined(hit.last) and words.key("weekday_epithet", hit.last):
        return None
    if words.word(hit.last) == "في" and words.word(hit.last + 1).startswith("الما"):
        return None
    if hit.entry.key == "1" and words.joined(j) and before.endswith(PAIRS):
        return None
    return None if _is_surname(words, j) or _is_town(words, j) else hit


def _is_surname(words: Words, j: int) -> bool:
    """«قال المدرب محمد الخميس»: a weekday behind one given name, not behind two («محمود عباس الخميس»)."""
    names = load_tables()["given_name"].words
    name = words.word(j - 1)
    if name not in names or name.startswith("ال") or words.key("edge", j - 1) or words.hit("city", j - 1):
        return False
    if not words.joined(j) or periods.read_direction(words, j + 1):
        return False
    if words.joined(j + 1) and words.digits(j + 1):
        return False
    return not (words.joined(j - 1) and (words.word(j - 2) in names or words.word(j - 2) in NAME_LINKS))


def _is_town(words: Words, j: int) -> bool:
    """«طريق بيشة - الخميس»: the far end of a road."""
    return words.gap(j).strip() == "-" and ROAD in (words.word(j - 2), words.word(j - 3))


def is_relative_day(words: Words, hit: Hit, noun: bool) -> bool:
    """Whether a word as «اليوم», «أمس», «غد» counts from the day of publication here."""
    before, after = words.word(hit.first - 1), hit.last
    form = hit.entry.form
    adjacent = words.joined(hit.first, "\"«“”'")
    if form == "اليوم":
        paper = adjacent and "paper" in (words.key("not_a_paper", hit.first - k) for k in (1, 2))
        if paper or hit.prefix not in ("", "و", "ل", "ف") or (adjacent and words.key("not_a_paper", hit.first - 1)):
            return words.phrase and before == "هذا"
        if words.joined(after) and (words.key("not_today", after) or words.word(after) == "ال"):
            return False
        number = words.number_at.get(after) if words.joined(after) else None
        return not (number and number.ordinal and number.definite) and not _in_a_name(words, hit.first)
    if form in ("غد", "الغد"):
        if noun or words.phrase or words.hit("weekday", after):
            return True
        return words.joined(hit.first) and (bool(words.key("edge", hit.first - 1)) or before in ("من", "حتي"))
    if form == "الامس" and not noun and not hit.prefix.endswith("ب"):
        return False
    if form in ("امس", "الامس"):
        return not (words.joined(after) and words.word(after) in ("القريب", "البعيد"))
    return True


def _in_a_name(words: Words, i: int) -> bool:
    """Whether «اليوم» ends a name («بردى اليوم») or a byline («عين اليوم - بكين»), or says «a day» («في اليوم»)."""
    if words.word(i - 1) == "في" and words.joined(i) and not words.hit("weekday", i + 1):
        return True
    if words.gap(i)[-1:] in OPENED and words.gap(i + 1)[:1] in CLOSED and not words.hit("weekday", i - 1):
        return True
    quoted = words.gap(i + 1)[:1] in QUOTES and not words.joined(i + 1)
    if quoted and any(set(QUOTES) & set(words.gap(k)) for k in (i - 1, i - 2)):
        return True
    lead = any("\n" in words.gap(k) or k <= 0 for k in (i - 1, i - 2))
    return lead and words.joined(i) and words.gap(i + 1).strip() == "-"


def _read_equivalent(words: Words, point: Point) -> bool:
    """«الخميس الموافق 14 شباط»: the date that says the day of the head again."""
    hit = words.hit("equivalent", point.last) if words.joined(point.last, COMMAS + BRACKETS) else None
    if hit is None:
        return False
    behind = point.last
    point.last = hit.last
    if words.word(point.last) in ("ل", "يوم", "ليوم", "تاريخ", "لتاريخ"):
        point.last += 1
    if _read_date(words, point):
        return True
    point.last = behind
    return False


# --- The date: «17 ماي 2025» ------------------------------------------------------------------------------------------


def _read_date(words: Words, point: Point) -> bool:
    """Take a day and month, a month, or a bare day at `point.last` into the point."""
    j = point.last
    head = j > max(point.first, point.start_token)
    if j > point.first and not words.joined(j, COMMAS + BRACKETS + "-/"):
        return False
    if words.word(j) == "ال" and words.joined(j + 1, BRACKETS):
        j += 1
    found = numeric.read_numeric(words, j)
    if found is None and (point.noun or point.weekday is not None or words.phrase):
        found = numeric.read_day_and_month(words, j)
    if found is not None:
        _adopt(point, found, head)
        periods.read_dependent_year(words, point) if point.year is None else None
        return True
    return _read_day(words, point, j, head) or _read_month(words, point, j, head)


def _adopt(point: Point, found: Point, head: bool) -> None:
    point.year, point.month, point.day, point.hijri = found.year, found.month, found.day, found.hijri
    point.last, point.numeric = found.last, True
    if not head:
        point.start = found.start


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
    return None if number.ordinal and words.word(j).endswith(FEMININE) else (number.value, number.last)


def _is_part(words: Words, i: int) -> bool:
    """Whether an ordinal behind token i counts weeks or parts of a month («الأسبوع الأول من أكتوبر»)."""
    part = words.hit("week_noun", i) or words.hit("year_part", i)
    return words.word(i).lstrip("بل") in PARTS or (part is not None and part.definite)


def _read_day(words: Words, point: Point, j: int, head: bool) -> bool:
    found = day_number(words, j)
    if found is None:
        return False
    day, behind = found
    if not head:
        hit = words.hit("day_word", j)
        number = words.spelled(j)
        point.start = hit.start if hit else number.start if number else words.scan.starts[j]
    if _read_month_of(words, point, behind):
        point.day, point.last_day = (None, True) if day == 0 else (day, False)
        return True
    if day == 0 or (head and (point.shift is not None or words.words[j][0] == "و")):
        return False
    point.day, point.last = day, behind
    return True


def _read_month_of(words: Words, point: Point, j: int) -> bool:
    """The month behind a day: «ماي», «من شهر ماي», «من الشهر الجاري», «منه», «الجاري»."""
    if words.word(j) == "منه" and words.joined(j):
        point.month_as, point.last = True, j + 1
        return True
    k = j
    if (words.word(j) == "من" or (words.phrase and words.word(j) == "في")) and words.joined(j, BRACKETS):
        k = j + 1
    if k == j and not words.joined(j, DAY_MARKS + "/"):
        return False
    if k > j and not words.joined(k):
        return False
    if _take_month(words, point, k, day=True):
        return True
    if month := _relative_month(words, k):
        point.month_shift, point.month_as, point.last = month.month_shift, month.month_as, month.last
        return True
    if words.word(k) == "الجاري" and words.joined(k):
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
        number = words.number_at.get(k) if noun else None
        if number is None or number.value not in range(1, 13) or not (words.phrase or words.digits(k)):
            return False
        if words.joined(k + 1) and not words.phrase and not words.digits(k + 1) and words.word(k + 1) not in ("من",):
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
        return bool(words.digits(hit.last)) or words.word(k - 1) == "من"
    return True


def _second_name(words: Words, point: Point) -> None:
    """The name in another convention: «ديسمبر/كانون الأول», «مايو (أيار)», «يناير كانون الثاني»."""
    if not words.joined(point.last, "/-\\()"):
        return
    second = words.hit("hijri_month" if point.hijri else "month", point.last)
    # «نوفمبر/تشرين الأول»: a slip of the second name does not make it another month.
    slip = words.gap(point.last) == "/"
    if second and (slip or int(second.entry.key[:2]) == point.month) and not second.prefix:
        point.last = second.last


def _read_month_tail(words: Words, point: Point) -> None:
    """The year behind a month, or what places it: «2025», «الماضي», «الجاري», «من السنة الجارية»."""
    periods.read_placing(words, point, point.last, BRACKETS)
    periods.read_dependent_year(words, point)
    if not point.direction and point.year is not None and periods.read_direction(words, point.last):
        point.last += 1
    elif not point.direction and point.year is None:
        periods.read_placing(words, point, point.last)


def _read_month(words: Words, point: Point, j: int, head: bool) -> bool:
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
    opened, closed = words.gap(hit.first).rstrip(), words.gap(hit.last).lstrip()
    named = opened[-1:] in OPENED and closed[:1] in CLOSED and point.last == hit.last
    if named and words.word(hit.first - 1) not in AHEAD_CUES:
        return False
    if hit.entry.kind == "month" and len(hit.entry.key) == 2:
        return True
    if point.year is not None or point.year_shift is not None or point.direction or point.last > hit.last:
        return True
    before = words.word(hit.first - 1)
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
    return bool(words.hit("month", hit.first - 1)) or before in AHEAD_CUES


def _day_behind_month(words: Words, point: Point) -> None:
    """«شباط 13», «مايو تسعة وعشرين»: the day behind its month, where nothing is counted behind it."""
    if point.year is not None or point.direction or point.year_shift is not None or not words.joined(point.last):
        return
    found = day_number(words, point.last)
    if found is None or not 1 <= found[0] <= 31:
        return
    day, behind = found
    dated = words.joined(behind, COMMAS) and len(words.digits(behind)) == 4
    alone = words.phrase and (not words.joined(behind, "/.-") or words.word(behind) in ("الي", "حتي"))
    if not dated and not alone:
        return
    point.day, point.last = day, behind
    periods.read_dependent_year(words, point)


def _relative_month(words: Words, i: int) -> Point | None:
    """«الشهر الماضي», «هذا الشهر», «نفس الشهر», «الشهر نفسه»."""
    j = i + 1 if words.word(i) in ("هذا", "نفس", "ذات") and words.joined(i + 1) else i
    noun = words.hit("month_noun", j)
    if noun is None or not noun.definite or noun.entry.key != "one":
        return None
    point = Point(first=j, last=noun.last, start=printed_start(noun))
    before = words.word(j - 1)
    if before in ("نفس", "ذات") or (words.joined(noun.last) and words.word(noun.last) in periods.SAME):
        point.month_as = True
        point.last += words.word(noun.last) in periods.SAME
        return point
    if periods.read_placing(words, point, noun.last):
        point.month_shift = periods.SHIFTS[point.direction] * point.steps
        return point
    if before.lstrip("ولب") == "هذا":
        point.month_shift = 0
        return point
    return None
