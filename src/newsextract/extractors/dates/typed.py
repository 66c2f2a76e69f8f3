"""What only a typed phrase says: distances from the reference date («قبل يومين»), feasts, «بداية شهر 3»."""

from __future__ import annotations

from newsextract.extractors.dates import years
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.words import Words

UNITS = {"day_noun": "day", "week_noun": "week", "month_noun": "month", "year_noun": "year", "phrase_year": "year"}
LAST = 9
"""In a key: the last weekday of its month."""
FARTHEST = 900
"""A distance is at most so many days, weeks, months or years."""
PAST = {"الماضيه", "الاخيره", "المنصرمه", "السابقه", "الفايته"}
COMING = {"القادمه", "المقبله", "التاليه"}
DAYS = "الايام"
FEW = {"بضعه": 3, "بضع": 3, "عده": 3}


def read_typed(words: Words, i: int) -> Point | None:
    """A distance, a feast or a counted day from token i."""
    if hit := words.hit("phrase_day", i):
        return Point(i, hit.last, hit.start, shift=int(hit.entry.key))
    return _distance(words, i) or _holiday(words, i) or _edge_of_month(words, i) or _bare_day(words, i)


def read_stretch(words: Words, i: int) -> Phrase | None:
    """A stretch up to or from the reference date: «آخر 3 سنوات», «الأشهر الثلاثة القادمة»."""
    last_of = words.words[i] == "اخر"
    number = words.number_at.get(i + 1)
    noun = (number.last if number else i + 2) if last_of else i
    unit, last, definite = _unit(words, noun)
    if unit is None or definite == last_of:
        return None
    if not last_of:
        number = words.number_at.get(last)
        behind = number.last if number else last + (words.words[last] in ("القليله", "القلايل"))
        if behind == last or words.words[behind] not in PAST | COMING:
            return None
        last = behind
    count = int(number.value) if number else 3
    ahead = words.words[last] in COMING
    if count > FARTHEST or (last_of and number is None):
        return None
    last += not last_of
    away = Point(i, last, words.scan.starts[i], away=((1 if ahead else -1) * count, UNITS[unit]))
    near = Point(i, last, words.scan.starts[i], shift=int(ahead))
    begin, end = (near, away) if ahead else (away, near)
    return Phrase(i, last, words.scan.starts[i], begin, end)


def _unit(words: Words, i: int) -> tuple[str | None, int, bool]:
    """The unit that the noun at token i counts, the token behind it, and whether it is definite."""
    if words.words[i] == DAYS:
        return "day_noun", i + 1, True
    kind = next((kind for kind in UNITS if words.hit(kind, i)), None)
    hit = words.hit(kind, i) if kind else None
    return (kind, hit.last, hit.definite) if hit else (None, i, False)


def _distance(words: Words, i: int) -> Point | None:
    """«قبل 10 أيام», «بعد شهرين يوم الخميس»."""
    if words.hit("relative_day", i):
        return None
    sign = {"قبل": -1, "بعد": 1}.get(words.words[i], 0)
    if not sign:
        return None
    number = words.number_at.get(i + 1)
    j = number.last if number else i + 1 + (words.words[i + 1] in FEW)
    unit = next((kind for kind in UNITS if words.hit(kind, j)), None)
    if unit is None:
        return None
    hit = words.hit(unit, j)
    assert hit is not None
    count = int(number.value) if number else FEW.get(words.words[i + 1], 2 if hit.entry.key == "two" else 1)
    if hit.definite or (number is None and hit.entry.key == "many" and words.words[i + 1] not in FEW):
        return None
    if count > FARTHEST:
        return None
    point = Point(i, hit.last, words.scan.starts[i], away=(sign * count, UNITS[unit]))
    k = hit.last + (words.words[hit.last] == "يوم")
    if weekday := words.hit("weekday", k):
        point.weekday, point.last = int(weekday.entry.key), weekday.last
    return point


def _edge_of_month(words: Words, i: int) -> Point | None:
    """«بداية شهر 3», «نص شهر مارس»: its first day, its middle."""
    day = 15 if words.words[i] == "نص" else {"begin": 1, "middle": 15}.get(words.key("edge", i))
    noun = words.hit("month_noun", i + 1)
    if day == 1 and words.words[i] == "بدايه" and (hijri := words.hit("hijri_month", noun.last if noun else i + 1)):
        point = Point(i, hijri.last, words.scan.starts[i], day=1, hijri=True)
        point.month = int(hijri.entry.key[:2])
        years.read_placing(words, point, hijri.last)
        years.read_dependent_year(words, point)
        return point
    if day is None or noun is None or noun.definite:
        return None
    month = words.hit("month", noun.last)
    number = words.number_at.get(noun.last)
    if month is None and (number is None or number.value not in range(1, 13)):
        return None
    point = Point(i, noun.last + 1, words.scan.starts[i], day=day)
    point.month = int(month.entry.key[:2]) if month else int(number.value) if number else None
    point.last = month.last if month else number.last if number else point.last
    years.read_dependent_year(words, point)
    return point


def _holiday(words: Words, i: int) -> Point | None:
    """«عيد الأضحى 2013», «يوم الأب»: the day of an observance in a year."""
    hit = words.hit("holiday", i)
    if hit is None:
        return None
    calendar, (month, day, *nth) = hit.entry.key[0], map(int, hit.entry.key[1:].split("-"))
    point = Point(i, hit.last, hit.start, month=month)
    if calendar == "n":
        point.weekday, point.nth = day, -1 if nth[0] == LAST else nth[0]
    else:
        point.day = day
    years.read_dependent_year(words, point)
    point.feast = calendar == "h"
    return point


def _bare_day(words: Words, i: int) -> Point | None:
    """«عدت في 27», «يوم الجمعة 15» at the end of the phrase: a day of the month that its reference date is in."""
    j = i + (words.key("day_noun", i) == "one")
    weekday = words.hit("weekday", j)
    j = weekday.last if weekday else j
    day = words.digits(j)
    if not day or j + 1 != words.size or not 1 <= int(day) <= 31 or not words.joined(j):
        return None
    if weekday is None and words.words[j - 1] not in ("في", "يوم"):
        return None
    point = Point(i, j + 1, words.scan.starts[i], day=int(day), month_shift=0)
    point.weekday = int(weekday.entry.key) if weekday else None
    return point
