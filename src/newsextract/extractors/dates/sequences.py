"""Points that belong together: ranges («من 17 إلى 21 ماي»), lists («3 و7 و9 ماي»).

Their parts take from each other what they do not print.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from newsextract.extractors.dates import typed
from newsextract.extractors.dates.days import read_point
from newsextract.extractors.dates.joints import belongs, joint_of, opening_of, openings
from newsextract.extractors.dates.phrases import Phrase, Point
from newsextract.extractors.dates.words import BRACKETS, Words
from newsextract.numerals import Number

LONGEST = 40
"""Most points of one sequence: a month has no more days."""


def read_phrases(words: Words, i: int) -> list[Phrase]:
    """The mentions that begin at token i: one, or those of a list; empty where none begins."""
    if words.phrase and (stretch := typed.read_stretch(words, i)):
        return [stretch]
    opening, j, start = "", i, 0
    if words.words[i] in openings():
        opening, j, start = opening_of(words, i)
    elif (number := words.number_at.get(i)) and _is_epithet(words, i, number):
        return []
    points, joints = _sequence(words, j, opening)
    if len(points) == 1 and not opening and points[0].stands_alone():
        return _alone(words, points[0])
    _settle(points, joints)
    if not points or (len(points) == 1 and _only_same(points[0])):
        return []
    if opening == "between" and len(points) == 2 and joints == ["list"]:
        joints = ["range"]
    _pair_weekdays(points, joints)
    _share(points, joints)
    phrases = _group(points, joints)
    phrases[0].name = _names_a_place(words, phrases[0])
    return phrases if _take_opening(words, phrases[0], opening, i, start) else []


def _take_opening(words: Words, phrase: Phrase, opening: str, i: int, start: int) -> bool:
    """Let a range begin with its «من», «بين», «ابتداء من»; tell whether the phrase stands: «بين» needs a range."""
    ranged = phrase.end is not None and not (opening == "from" and _is_night(words, phrase))
    if opening == "open" or (opening and ranged):
        phrase.first, phrase.start = i, start
        phrase.open = opening == "open" and phrase.end is None
        return True
    return opening != "between"


def _alone(words: Words, point: Point) -> list[Phrase]:
    """The mention of a point that stands in no range and no list."""
    phrase = Phrase(point.first, point.last, point.start, point)
    if point.day is not None:
        phrase.name = _names_a_place(words, phrase)
    elif _only_same(point):
        return []
    return [phrase]


def _is_night(words: Words, phrase: Phrase) -> bool:
    """«متأخر من ليل الاثنين/الثلاثاء»: two weekdays around a night, which «من» does not open."""
    return phrase.begin.weekday_only() and words.hit("until", phrase.begin.last) is None


def _names_a_place(words: Words, phrase: Phrase) -> bool:
    point = phrase.begin
    if point.day is None or point.month is None or point.year is not None or point.weekday or phrase.end is not None:
        return False
    return words.key("not_a_weekday", point.first - 1) == "place" and words.joined(point.first)


def _is_epithet(words: Words, i: int, number: Number) -> bool:
    """«الفصل التشريعي الثامن عشر، يوم الأربعاء»: an ordinal that belongs to the noun before it and opens no list."""
    if not number.ordinal or not number.definite or words.digits(i) or not words.joined(i):
        return False
    return words.gaps[number.last].strip() != "" and words.words[i - 1].startswith("ال") and not words.scan.at[i - 1]


def _only_same(point: Point) -> bool:
    """«الشهر نفسه», «العام ذاته» say no more than the mention before."""
    return point.day is None and (point.month_as or (point.year_as and point.month is None))


def _sequence(words: Words, j: int, opening: str) -> tuple[list[Point], list[str]]:
    """The points that follow each other from token j on, and what joins each to the next."""
    joints: list[str] = []
    point = None if opening and not words.joined(j, BRACKETS) else read_point(words, j)
    if point is None:
        return [], joints
    points = [point]
    while not point.doubtful and len(points) < LONGEST:
        joint, j = joint_of(words, point)
        following = read_point(words, j) if joint and j < words.size else None
        if following is None or following.doubtful or not belongs(point, joint, following, "" if joints else opening):
            break
        points.append(following)
        joints.append(joint)
        point = following
    return points, joints


def _settle(points: list[Point], joints: list[str]) -> None:
    """Drop what no neighbour makes a date: a trailing bare number, a day behind a weekday that counts something."""
    while points:
        last = points[-1]
        settled = len(points) > 1 and points[-2].month is not None and last.weekday is not None
        if last.bare_day() and last.weekday is not None and not settled:
            _undo_day(last)
        if not last.empty() and (not last.bare_day() or settled or last.weekday is not None or last.shift is not None):
            break
        if last.month_as:
            break
        points.pop()
        if joints:
            joints.pop()


def _undo_day(point: Point) -> None:
    """Give back a number behind a weekday («السبت 17 شخصا»)."""
    point.day = None
    point.last = point.head


def _pair_weekdays(points: list[Point], joints: list[str]) -> None:
    """«السبت والأحد 17 و18 ماي»: as many weekdays as days, one for each."""
    count = 0
    while count < len(points) and points[count].weekday_only() and points[count].month is None:
        count += 1
    # The last weekday is read with the first day.
    if count == 0 or count >= len(points) or points[count].weekday is None or points[count].day is None:
        return
    days = points[count:]
    if len(days) != count + 1 or any(day.weekday is not None for day in days[1:]):
        return
    weekdays = [point.weekday for point in points[: count + 1]]
    first = points[0]
    days[0] = replace(days[0], first=first.first, start=first.start, noun=first.noun)
    for day, weekday in zip(days, weekdays, strict=True):
        day.weekday = weekday
    del joints[:count]
    points[:] = days


def _share(points: list[Point], joints: list[str]) -> None:
    """Let each point take the month and the year that a neighbour prints."""
    for i in range(len(points) - 2, -1, -1):
        _take_from(points[i], points[i + 1], later=True, range_=joints[i] == "range")
    for i in range(1, len(points)):
        _take_from(points[i], points[i - 1], later=False, range_=joints[i - 1] == "range")


def _take_from(point: Point, other: Point, later: bool, range_: bool) -> None:
    if point.bare_day() and (other.month is not None or other.month_shift is not None or other.month_as):
        if other.month is not None and other.month > 12:
            return
        point.month, point.month_shift, point.month_as = other.month, other.month_shift, other.month_as
        point.hijri, point.direction = other.hijri, other.direction
        point.year, point.year_shift, point.year_as = other.year, other.year_shift, other.year_as
        return
    if point.year_only() and other.year_only() and (other.year or 0) < 0 < (point.year or 0):
        point.year = 1 - (point.year or 0)
    if point.month is None or point.month > 12 or point.hijri != other.hijri or other.month is None:
        return
    if point.year is None and point.year_shift is None and not point.year_as and (point.direction == "" or range_):
        turn = 0
        if range_ and other.month <= 12 and point.month != other.month and (point.month > other.month) == later:
            turn = -1 if later else 1
        if other.year is not None:
            point.year = other.year + turn
        elif other.year_shift is not None:
            point.year_shift = other.year_shift + turn
        if other.direction and not point.direction and later:
            point.direction = other.direction


def _group(points: list[Point], joints: list[str]) -> list[Phrase]:
    """Mentions of a sequence: each range, each run of consecutive days, each other point."""
    phrases: list[Phrase] = []
    i = 0
    while i < len(points):
        end = i
        if i < len(joints) and joints[i] == "range":
            while end < len(joints) and joints[end] == "range":
                end += 1
        else:
            while end < len(joints) and joints[end] == "list" and _next_day(points[end], points[end + 1]):
                end += 1
        begin, last = points[i], points[end]
        phrases.append(Phrase(begin.first, last.last, begin.start, begin, last if end > i else None))
        i = end + 1
    return phrases


def _next_day(point: Point, following: Point) -> bool:
    """Whether one listed day is the day behind another."""
    if point.weekday_only() and following.weekday_only():
        return (following.weekday or 0) % 7 == ((point.weekday or 0) + 1) % 7
    if point.day is None or following.day is None or point.hijri != following.hijri:
        return False
    if point.month == following.month and point.month_shift == following.month_shift and point.year == following.year:
        return following.day == point.day + 1
    if point.month is None or following.month is None or point.hijri or following.day != 1 or point.month > 12:
        return False
    try:
        day = date(point.year or 2001, point.month, point.day)
    except ValueError:
        return False
    return date.fromordinal(day.toordinal() + 1).month == following.month
