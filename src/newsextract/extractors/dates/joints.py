"""What joins two points of a range or a list: «من … إلى», «و», «-», and whether the second belongs to the first."""

from __future__ import annotations

from functools import cache
from string import whitespace

from newsextract.extractors.dates.phrases import Point
from newsextract.extractors.dates.words import BRACKETS, COMMAS, Words, first_words

FROM = {"من", "بين", "مابين"}
BETWEEN = {"بين", "مابين"}
NIGHT = {"ليل", "ليله", "بليله", "لليله"}
JOINT_MARKS = COMMAS + BRACKETS + whitespace + "-/"
"""Any other mark ends a range or a list."""
AT_JOINTS = "واحل"
"""What the words between two dates begin with: و، أو، إلى، حتى، لغاية."""
LISTED = frozenset((
    "weekday", "relative_day", "day_noun", "day_word", "month", "hijri_month", "month_noun", "year_noun", "season",
    "year_part", "decade", "century_noun",
))  # fmt: skip
"""What a date can begin with behind «و»."""


@cache
def openings() -> frozenset[str]:
    """The words that can open a range."""
    plain = FROM | {"ما"}
    return first_words("starting").union(plain, ["و" + word for word in plain])


def opening_of(words: Words, i: int) -> tuple[str, int, int]:
    """The words before a range: its kind, the token behind them, the folded offset of the first."""
    start = words.scan.starts[i]
    hit = words.hit("starting", i)
    if hit:
        return "open", _skip_edges(words, hit.last), hit.start
    word = words.bare(i)
    start += len(words.words[i]) - len(word)
    if word == "ما" and words.words[i + 1] == "بين":
        i, word = i + 1, "بين"
    if word not in FROM:
        return "", i, start
    j = i + 1
    if word in BETWEEN and words.words[j] == "من":
        j += 1
    return ("between" if word in BETWEEN else "from"), _skip_edges(words, j), start


def _skip_edges(words: Words, j: int) -> int:
    """Pass «مطلع», «نهاية», «مساء»: the value of a date leaves them aside."""
    skipped = 0
    while skipped < 3 and words.key("edge", j) and words.joined(j):
        j += 1
        skipped += 1
    return j


def joint_of(words: Words, point: Point) -> tuple[str, int]:
    """How the next point is joined, «list» or «range», and where it begins."""
    j = point.last
    if j >= words.size:
        return "", j
    gap, word = words.gaps[j], words.words[j]
    if gap == " ":
        joins = word[0] in AT_JOINTS and (word == "الي" or not word.startswith("ال"))
        if not joins and (point.weekday is None or not words.hit("weekday", j)):
            return "", j
    elif gap.strip(JOINT_MARKS):
        return "", j
    until = words.hit("until", j) if word[0] in AT_JOINTS else None
    if until and words.joined(j, COMMAS + BRACKETS):
        if until.entry.form == "ل":
            return "", j
        return "range", _skip_edges(words, until.last)
    gap = gap.strip()
    if not gap.strip(BRACKETS + " "):
        return _joint_word(words, point, j)
    if gap == "-" or (gap == "/" and (point.bare_day() or point.weekday_only() or point.year_only())):
        return "range", j
    if gap in ("،", ",") and (point.bare_day() or point.weekday_only()):
        return "list", j + (word == "و")
    return "", j


def _joint_word(words: Words, point: Point, j: int) -> tuple[str, int]:
    """The joint where no mark stands between: «و», «أو», two weekdays of one night."""
    word = words.words[j]
    if word in ("و", "او", "وال") and (words.joined(j + 1) or words.gaps[j + 1] == ""):
        return ("or" if word == "او" else "list"), j + 1
    if point.weekday_only() and words.hit("weekday", j) and words.bare(point.first - 1) in NIGHT:
        return "range", j
    if word[0] == "و" and words.key("edge", j):
        return "list", _skip_edges(words, j)
    if word[0] == "و" and (words.spelled(j) or words.may_begin(LISTED, j)):
        return "list", j
    return "", j


def belongs(point: Point, joint: str, following: Point, opening: str) -> bool:
    """Whether a point can be the next of its sequence; the same day in the other calendar is none of its range."""
    if joint in ("list", "or"):
        between = opening == "between" and joint == "list" and point.hijri == following.hijri
        return _goes_on(point, following) or (between and _alike(point, following))
    if (point.year_only() or following.year_only()) and not (point.year_only() and following.year_only()):
        return False
    if following.month_as and point.month is not None:
        following.month, following.hijri, following.month_as = point.month, point.hijri, False
    return point.bare_day() or following.bare_day() or point.hijri == following.hijri


def _alike(point: Point, following: Point) -> bool:
    """Whether two points print a day or a month and a year each («بين تشرين الأول 2019 وآب 2020»)."""
    dated = all(p.year is not None and p.month is not None and p.month <= 12 for p in (point, following))
    return dated and (point.day is None) == (following.day is None)


def _goes_on(point: Point, following: Point) -> bool:
    """Whether a list joined by «و» goes on: its parts take something from each other."""
    if following.empty() and not following.month_as:
        return False
    if point.bare_day() or point.weekday_only():
        return following.day is not None or following.weekday is not None
    if point.year_only():
        return following.year_only() and following.year is not None and point.year is not None
    if point.month is not None and point.month <= 12:
        if following.month is not None and following.month <= 12:
            return point.year is None or following.year is None
        return following.month_as or (following.weekday is not None and following.day is not None)
    return False
