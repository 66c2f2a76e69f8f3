"""Joining: which frames of all records are one event. Blocking keys, links, union-find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from newsextract.reconciliation.frames import NATIONWIDE, Frame
from newsextract.reconciliation.links import ASSAULTS, MEANT_BY, cannot_link, may_link
from newsextract.reconciliation.origins import Unions
from newsextract.reconciliation.words import key_of

CROWD = 48
"""Distinct frames under one blocking key that are compared with each other."""


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
        + bool((one.days or one.news_days) and (other.days or other.news_days))
        + len(set(one.words) & set(other.words))
    )


def _blocking_keys(frame: Frame) -> Iterator[tuple[object, ...]]:
    months = sorted({day // 30 + near for day in frame.days or frame.news_days or (0,) for near in (0, 1)})
    for word in frame.words or (frame.head,):
        if frame.edition is not None:
            yield ("edition", word, frame.edition)
        if frame.city:
            yield ("city", word, frame.city)
        for near in months:
            yield ("month", word, near)
    days = frame.days or frame.news_days
    if key_of("frequency", frame.head or "-") == "yearly":
        yield ("yearly", frame.head)
    if days and key_of("frequency", frame.head or "-") == "unique":
        for year in range(days[0] // 365, days[1] // 365 + 1):
            yield ("unique", frame.head, year)
    for count in frame.counts:
        yield ("count", frame.head, count)
    for place in frame.places:
        for near in months:
            yield ("happening", frame.head, place, near)
    if frame.head:
        for near in months:
            yield ("happening", frame.head, frame.city, near)
            if frame.head in NATIONWIDE:
                yield ("happening", frame.head, None, near)
            if frame.head in ASSAULTS:
                yield ("happening", "assault", frame.city, near)
            for vague, meant in MEANT_BY.items():
                if frame.head in meant and frame.head != vague:
                    yield ("happening", vague, frame.city, near)
        if not frame.city:
            for country in frame.countries:
                for near in months:
                    yield ("country", frame.head, country, near)
