"""Figures as intervals: what a claim asserts, what its rounding allows, what several have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import inf

from newsextract.reconciliation.words import tokens

Number = int | float
Interval = tuple[Number, Number]
"""Closed; an open end is infinite."""

_SCALES = {
    **dict.fromkeys(["مايه", "مئه", "ميه", "مييه", "ميات", "مات"], 100),
    **dict.fromkeys(["الف", "الفا", "الفين", "الفان", "الفي", "الاف"], 1_000),
    **dict.fromkeys(["مليون", "مليونا", "مليونين", "مليونان", "مليوني", "ملايين"], 1_000_000),
    **dict.fromkeys(["مليار", "مليارا", "مليارين", "مليارات", "بليون"], 1_000_000_000),
    **dict.fromkeys(["تريليون", "ترليون"], 1_000_000_000_000),
}


def interval(lower: Number | None, upper: Number | None) -> Interval:
    """The closed interval of a claim's bounds.

    >>> interval(50, None)
    (50, inf)
    """
    return (-inf if lower is None else lower, inf if upper is None else upper)


@lru_cache(maxsize=16384)
def granule(text: str, value: Number, continuous: bool) -> Number:
    """The unit that an exact figure is rounded to, as its print shows; 0 for things counted one by one.

    >>> granule("2.4 مليون", 2_400_000, False), granule("168 ألف", 168_000, False), granule("97412", 97412, False)
    (100000, 1000, 0)
    >>> granule("31,5", 31.5, True)
    0.1
    """
    if value != int(value):
        return 10.0 ** -len(str(float(value)).partition(".")[2])
    words = tokens(text)
    scale = _SCALES.get(words[-1].removeprefix("و"), 1) if words else 1
    if scale == 1 and value % 1_000 == 0 and all(word.isdigit() for word in words):
        scale = 10**5 if value >= 10**6 else 1_000
    step = 1
    while step < scale and step * 10 <= value / 4 and int(value) % (step * 10) == 0:
        step *= 10
    return step if step > 1 or continuous else 0


def rounded(bounds: Interval, step: Number) -> Interval:
    """An exact value with half its rounding unit on either side."""
    return (bounds[0] - step / 2, bounds[1] + step / 2) if step else bounds


def intersect(intervals: Iterable[Interval]) -> Interval | None:
    """The common part, `None` where there is none.

    >>> intersect([(15000, inf), (14850, 18150)])
    (15000, 18150)
    """
    low, high = -inf, inf
    for lower, upper in intervals:
        low = lower if lower > low else low
        high = upper if upper < high else high
    return (low, high) if low <= high else None


def common(claims: Iterable[tuple[Interval, Number]]) -> Interval | None:
    """The interval that satisfies every (interval, rounding unit), `None` where none does.

    Rounding is called upon only where the printed values have no common point; a finer value that lies inside the
    rounding of the coarser ones stands as it is:

    >>> common([((2_400_000, 2_400_000), 100_000), ((2_412_000, 2_412_000), 1000)])
    (2412000, 2412000)
    """
    claims = list(claims)
    strict = intersect([bounds for bounds, _ in claims])
    if strict or not any(step for _, step in claims):
        return strict
    finest = min(step for _, step in claims)
    return intersect([rounded(bounds, step if step > finest else 0) for bounds, step in claims])
