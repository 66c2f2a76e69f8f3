"""Events across articles: which frames of which records are one event. Blocking keys, cannot-link, union-find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from newsextract.models import Event, Record
from newsextract.reconciliation.days import Days, span
from newsextract.reconciliation.origins import Unions
from newsextract.reconciliation.words import bare, key_of, skeleton, stem, tokens

NEWS_DAYS = 10
"""A happening without a printed date lies at most that many days before the article."""
SLACK = 1
"""Days by which the reports of one happening may differ."""
NATIONWIDE = frozenset({"strike", "election"})
"""Happenings that need no city to be one."""
CROWD = 48
"""Distinct frames under one blocking key that are compared with each other."""


class Frame(NamedTuple):
    """An event as one article describes it, normalised; equal frames are one event without further questions."""

    head: str | None
    words: tuple[str, ...]
    edition: int | None
    city: str | None
    country: str | None
    days: Days | None
    news_days: Days | None
    countries: tuple[str, ...]


def read_frame(event: Event, record: Record) -> Frame:
    """The frame of an event; a city is known with its country, so that two cities of one name stay two."""
    city = next((city for city in record.cities if city.name == event.city), None)
    city_words = {stem(word) for word in tokens(event.city or "")}
    head, words = None, []
    for word in tokens(event.name):
        kind = key_of("happening", word)
        if kind and head is None:
            head = kind
        elif not key_of("name_boilerplate", word) and stem(word) not in city_words and len(word) > 1 and not kind:
            words.append(skeleton(word) if len(skeleton(word)) > 2 else stem(word))
    published = record.source.published or record.reference_date
    days = span(event.start_date, event.end_date)
    news = None
    if days is None and published and (end := span(published, None)):
        news = (end[0] - NEWS_DAYS, end[1])
    countries = tuple(sorted({city.country for city in record.cities if city.country}))
    country = city.country if city else None
    return Frame(head, tuple(sorted(set(words))), event.edition, event.city, country, days, news, countries)


def cannot_link(one: Frame, other: Frame) -> bool:
    """Whether two frames are two events: other edition, other city, disjoint dates.

    «ماراثون صور» in Oman and «ماراثون صور» in Lebanon differ in country.
    """
    return (
        _differ(one.edition, other.edition)
        or _differ(one.city, other.city)
        or _differ(one.country, other.country)
        or not _days_meet(one, other)
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _days_meet(one: Frame, other: Frame) -> bool:
    mine, theirs = one.days or one.news_days, other.days or other.news_days
    if one.edition is not None and one.edition == other.edition and not (one.days and other.days):
        return True
    return mine is None or theirs is None or (mine[0] <= theirs[1] + SLACK and theirs[0] <= mine[1] + SLACK)


def may_link(one: Frame, other: Frame) -> bool:
    """Whether names and circumstances speak for one event, and nothing against it."""
    if cannot_link(one, other) or _differ(one.head, other.head):
        return False
    mine, theirs = set(one.words), set(other.words)
    shared = len(mine & theirs)
    smaller, larger = sorted([len(mine), len(theirs)])
    same_city = one.city is not None and one.city == other.city
    same_days = bool(one.days and other.days)
    if shared:
        alike = shared == smaller or shared * 2 > len(mine | theirs)
        return alike and (same_city or same_days or one.edition == other.edition is not None or shared == larger > 1)
    if smaller or one.head is None or other.head is None:
        return not smaller and same_city and one.head is not None and one.head == other.head and not larger > 1
    if larger == 0:
        return (same_city or _same_land(one, other)) and (same_days or bool(one.news_days or other.news_days))
    near = same_city or (same_days and _share_country(one, other)) or _same_land(one, other)
    return near and one.head == other.head


def _same_land(one: Frame, other: Frame) -> bool:
    """Whether two happenings that concern a whole country, told without a city, share one: a strike, an election."""
    nationwide = one.head in NATIONWIDE and one.city is None and other.city is None
    return nationwide and bool(set(one.countries) & set(other.countries))


def _share_country(one: Frame, other: Frame) -> bool:
    return not one.countries or not other.countries or bool(set(one.countries) & set(other.countries))


def join(frames: Sequence[Frame]) -> list[int]:
    """The event behind each frame, as the index of its first frame in sorted order; linear in the number of frames."""
    distinct = sorted(set(frames), key=str)
    index = {frame: number for number, frame in enumerate(distinct)}
    unions = Unions(len(distinct))
    members = {number: [number] for number in range(len(distinct))}
    for one, other in _pairs(distinct):
        _merge(one, other, distinct, unions, members)
    return [unions.find(index[frame]) for frame in frames]


def _merge(one: int, other: int, frames: Sequence[Frame], unions: Unions, members: dict[int, list[int]]) -> None:
    """Make two frames one event, unless two of its frames would be two events."""
    one, other = sorted((unions.find(one), unions.find(other)))
    if one == other:
        return
    if any(cannot_link(frames[mine], frames[theirs]) for mine in members[one] for theirs in members[other]):
        return
    unions.union(one, other)
    members[one] += members.pop(other)


def _pairs(frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """Links, the best founded first; a frame that fits two events that cannot be one is linked to neither."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, frame in enumerate(frames):
        for key in _blocking_keys(frame):
            blocks[key].append(number)
    links: set[tuple[int, int]] = set()
    for block in blocks.values():
        for one, other in combinations(block, 2) if len(block) <= CROWD else pairwise(block):
            if (one, other) not in links and may_link(frames[one], frames[other]):
                links.add((one, other))
    near: dict[int, set[int]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    torn = {number for number, others in near.items() if _torn(frames, number, others)}
    kept = [link for link in links if not torn & set(link)]
    return iter(sorted(kept, key=lambda link: (-_firmness(frames[link[0]], frames[link[1]]), link)))


def _torn(frames: Sequence[Frame], number: int, others: set[int]) -> bool:
    """Whether a frame fits several events about equally; the firmer tie is kept."""
    firmness = {other: _firmness(frames[number], frames[other]) for other in others}
    best = [other for other in others if firmness[other] == max(firmness.values())]
    return any(cannot_link(frames[one], frames[other]) for one, other in combinations(sorted(best)[:CROWD], 2))


def _firmness(one: Frame, other: Frame) -> int:
    """How many parts of two frames bear each other out."""
    return (
        2 * (one.edition is not None and one.edition == other.edition)
        + (one.city is not None and one.city == other.city)
        + 2 * bool(one.days and other.days)
        + len(set(one.words) & set(other.words))
    )


def _blocking_keys(frame: Frame) -> Iterator[tuple[object, ...]]:
    month = (frame.days or frame.news_days or (0, 0))[0] // 30
    for word in frame.words or (frame.head,):
        if frame.edition is not None:
            yield ("edition", word, frame.edition)
        if frame.city:
            yield ("city", word, frame.city)
        for near in (month, month + 1):
            yield ("month", word, near)
    if frame.head:
        for near in (month, month + 1):
            yield ("happening", frame.head, frame.city, near)
        if not frame.city:
            for country in frame.countries:
                for near in (month, month + 1):
                    yield ("country", frame.head, country, near)


def plain_name(name: str) -> str:
    """A name without article, for keys.

    >>> plain_name("المعرض الدولي للكتاب")
    'معرض-دولي-كتاب'
    """
    return "-".join(bare(word) for word in tokens(name))
