"""Links: whether the frames of two articles may be, or cannot be, one event."""

from __future__ import annotations

from functools import lru_cache

from newsextract.reconciliation.frames import CALAMITY, LONG, MISHAP, NATIONWIDE, Frame, name_word, telling
from newsextract.reconciliation.words import key_of, tokens

ASSAULTS = frozenset({"attack", "blast", "shooting"})
"""What one bombing is called in turn: تفجير, هجوم, إطلاق نار."""
ACCIDENTS = frozenset(
    {MISHAP, "crash", "sinking", "fire", "blast", "collapse", "leak", "aircrash", "stampede", "poisoning"}
)
CALAMITIES = ACCIDENTS | {CALAMITY, "flood", "quake", "storm"}
MEANT_BY = {CALAMITY: CALAMITIES, MISHAP: ACCIDENTS}
"""What a vague word may mean."""
FRESH_DAYS = 4
"""Within so many days a city sees one fire, not two."""
SLACK = 1
"""Days by which the reports of one happening may differ, unless it lasts for `LONG`: seasons follow one another."""


def cannot_link(one: Frame, other: Frame) -> bool:
    """Whether two frames are two events: other edition, other city, disjoint dates.

    «ماراثون صور» in Oman and «ماراثون صور» in Lebanon differ in country.
    """
    return (
        _differ(one.edition, other.edition)
        or (_differ(one.city, other.city) and not _named_for_city(one, other) and not _told_together(one, other))
        or _differ(one.country, other.country)
        or not _days_meet(one, other)
        or ((one.open_year or other.open_year) and _differ(one.day_of_year, other.day_of_year))
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _named_for_city(one: Frame, other: Frame) -> bool:
    """Whether the city of one frame stands in the other's name: مهرجان بابل is held in الحلة."""
    return any(
        frame.city is not None and _city_words(frame.city) <= set(named.words)
        for frame, named in ((one, other), (other, one))
    )


def _told_together(one: Frame, other: Frame) -> bool:
    """Whether two articles of a flood or an earthquake both tell of both towns, each named for another."""
    return {one.city, other.city} <= set(one.places) & set(other.places)


@lru_cache(maxsize=16384)
def _city_words(city: str) -> frozenset[str]:
    return frozenset(map(name_word, tokens(city)))


def _heads_differ(one: Frame, other: Frame) -> bool:
    if {one.head, other.head} <= ASSAULTS:
        return False
    for vague, meant in MEANT_BY.items():
        if vague in (one.head, other.head):
            return not {one.head, other.head} <= meant | {None}
    return _differ(one.head, other.head)


def _days_meet(one: Frame, other: Frame) -> bool:
    mine, theirs = one.days or one.news_days, other.days or other.news_days
    if mine is None or theirs is None:
        return True
    if one.edition is not None and one.edition == other.edition:
        return not (one.days and other.days) or max(mine[0], theirs[0]) - min(mine[1], theirs[1]) <= LONG
    slack = SLACK if max(mine[1] - mine[0], theirs[1] - theirs[0]) < LONG else 0
    return mine[0] <= theirs[1] + slack and theirs[0] <= mine[1] + slack


def may_link(one: Frame, other: Frame) -> bool:
    """Whether names and circumstances speak for one event, and nothing against it."""
    if cannot_link(one, other) or _heads_differ(one, other) or _is_recalled_beside(one, other):
        return False
    pair = _Pair(one, other)
    return not pair.names_disagree() and (telling(pair.counts) or pair.is_one())


def _is_recalled_beside(one: Frame, other: Frame) -> bool:
    """Whether one article tells of the edition before, and no days settle which one that is."""
    return one.recalled != other.recalled and one.edition != other.edition and not (one.days and other.days)


class _Pair:
    """Two frames that nothing holds apart, and what they have in common."""

    def __init__(self, one: Frame, other: Frame) -> None:
        mine, theirs = set(one.words), set(other.words)
        self.one, self.other = one, other
        self.words, self.shared, self.smaller = len(mine | theirs), len(mine & theirs), min(len(mine), len(theirs))
        self.counts = set(one.counts) & set(other.counts)
        self.both_cities = one.city is not None and other.city is not None
        self.same_city = (self.both_cities and (one.city == other.city or self.shared > 0)) or (
            not self.both_cities and _named_for_city(one, other)
        )
        self.same_days = bool(one.days and other.days) or (
            one.day_of_year is not None and one.day_of_year == other.day_of_year
        )
        self.share_country = bool(set(one.countries) & set(other.countries))
        self.one_country = not one.countries or not other.countries or self.share_country
        self.head = other.head if one.head in MEANT_BY else one.head
        if {one.head, other.head} <= ASSAULTS and one.head != other.head:
            self.head = "attack"
        self.frequency = key_of("frequency", self.head or "-")

    def names_disagree(self) -> bool:
        """Whether neither name holds the other, and they have no more than half of their words in common."""
        return 0 < self.smaller > self.shared and self.shared * 2 <= self.words

    def is_one(self) -> bool:
        """Whether enough is in common, by how often such an event is to be had and whether it bears a name."""
        one, other = self.one, self.other
        if self.frequency == "unique":
            return self.same_days or (self.head == "pilgrimage" and bool(one.days or other.days))
        if self.frequency == "yearly":
            return self.one_country and (self.same_days or not (one.days and other.days))
        if self.head in NATIONWIDE and other.head is not None and self.one_country:
            return self._is_one_nationwide()
        if self.smaller and self.frequency != "daily":
            return self._is_one_by_name()
        if one.head is None or other.head is None:
            return bool(self.smaller) and self.same_city
        return self._is_one_without_name()

    def _is_one_nationwide(self) -> bool:
        if self.shared == self.smaller > 0 and (self.one.news_days or self.other.news_days):
            return True
        return self.same_days and (self.smaller > 0 or _same_day(self.one, self.other))

    def _is_one_by_name(self) -> bool:
        if self.same_city or self.same_days or self.one.edition == self.other.edition is not None:
            return True
        same_name = self.shared == self.words
        told_now = not self.both_cities and self.share_country and _fresh(self.one, self.other)
        return same_name and (self.words > 1 or told_now)

    def _is_one_without_name(self) -> bool:
        one, other = self.one, self.other
        named_for_city = one.named_for_city or other.named_for_city
        if self.frequency == "each_day" or (self.frequency == "daily" and named_for_city):
            settled = all(frame.named_for_city or frame.days for frame in (one, other))
            return self.same_city and (self.same_days or (settled and _fresh(one, other)))
        if self.frequency == "rare":
            near = self.same_days or self.head == "epidemic" or _fresh(one, other)
            return self.same_city or _told_together(one, other) or (near and self.share_country)
        if self.head == "protest" and not self.both_cities:
            return self.same_days and self.share_country
        same_count = bool(self.counts) and self.same_days
        if same_count and not self.both_cities and self.share_country:
            return True
        if self.frequency:
            week = self.frequency == "weekly" and (self.same_days or _fresh(one, other))
            return self.same_city and (week or same_count)
        same_name = self.shared == self.words
        return (self.same_city and (self.same_days or same_name)) or (self.same_days and self.share_country)


def _same_day(one: Frame, other: Frame) -> bool:
    """Whether the printed days of two frames meet without slack: two strikes of no name may follow one another."""
    return bool(one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1])


def _fresh(one: Frame, other: Frame) -> bool:
    """Whether two articles tell of the last few days."""
    ends = [(frame.days or frame.news_days or (0, 0))[1] for frame in (one, other)]
    return bool(one.news_days or other.news_days) and abs(ends[0] - ends[1]) <= FRESH_DAYS
