"""Events across articles: which frames of which records are one event. Blocking keys, cannot-link, union-find."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from newsextract.calendars import HIJRI_YEARS, hijri_to_gregorian, hijri_year_of
from newsextract.models import Event, Record
from newsextract.reconciliation.days import Days, span
from newsextract.reconciliation.mentions import Mention
from newsextract.reconciliation.origins import Unions, passages
from newsextract.reconciliation.words import bare, key_of, skeleton, stem, tokens

ASSAULTS = frozenset({"attack", "blast", "shooting"})
"""What one bombing is called in turn: تفجير, هجوم, إطلاق نار."""
NEWS_DAYS = 10
"""A happening without a printed date lies at most that many days before the article."""
FRESH_DAYS = 4
"""Within so many days a city sees one fire, not two."""
SLACK = 1
"""Days by which the reports of one happening may differ, unless it lasts for `LONG`: seasons follow one another."""
LONG = 60
LASTING = frozenset({"fair", "festival", "open_days"})
"""What is held for days, even where only the first is told."""
NATIONWIDE = frozenset({"strike", "election", "ballot", "budget", "harvest"})
"""What needs no city to be one, but a country."""
COMMON_CURRENCIES = frozenset({"USD", "EUR", "XOF", "XAF"})
"""Currencies that tell no country."""
MISHAP = "mishap"
"""What «حادث» says alone: any of the `ACCIDENTS`."""
ACCIDENTS = frozenset(
    {MISHAP, "crash", "sinking", "fire", "blast", "collapse", "leak", "aircrash", "stampede", "poisoning"}
)
CALAMITY = "calamity"
"""What «كارثة» and «فاجعة» say alone: any of the `CALAMITIES`, forces of nature among them."""
CALAMITIES = ACCIDENTS | {CALAMITY, "flood", "quake", "storm"}
YEAR = 366
_MEANT_BY = {CALAMITY: CALAMITIES, MISHAP: ACCIDENTS}
CROWD = 48
"""Distinct frames under one blocking key that are compared with each other."""


class Frame(NamedTuple):
    """An event as one article describes it, normalised; equal frames are one event without further questions.

    `days` are the printed ones, `news_days` those before the article where none is printed; `day_of_year` («10-07») is
    kept of a start whose year is open. `counts` are the telling numbers of an event that neither city nor edition name.
    """

    head: str | None
    words: tuple[str, ...]
    edition: int | None
    city: str | None
    country: str | None
    days: Days | None
    news_days: Days | None
    day_of_year: str | None
    open_year: bool
    countries: tuple[str, ...]
    counts: tuple[str, ...]
    named_for_city: bool = False
    recalled: bool = False
    places: tuple[str, ...] = ()


def read_frame(event: Event, record: Record, mentions: Sequence[Mention] = ()) -> Frame:
    """The frame of an event; a city is known with its country, so that two cities of one name stay two."""
    city = next((city for city in record.cities if city.name == event.city), None)
    head, words = read_name(event.name, event.city)
    published = record.source.published or record.reference_date
    days = _days(event, head)
    if days and head == "pilgrimage":
        days = hajj(days)
    news = None
    yearly = key_of("frequency", head or "-") == "yearly"
    if days is None and published and not yearly and not _is_recalled(event, record) and (end := span(published, None)):
        news = (end[0] - NEWS_DAYS, end[1])
    start = event.start_date or event.end_date or ""
    nameless = event.city is None and event.edition is None
    common = key_of("frequency", head or "-") in ("daily", "weekly")
    return Frame(
        head,
        words,
        event.edition,
        event.city,
        city.country if city else None,
        days,
        news,
        start[5:10] if len(start) >= 10 else None,
        start.startswith("X"),
        tuple(sorted(_countries(record, event, mentions if nameless or head in NATIONWIDE else ()))),
        tuple(sorted({key for mention in mentions for key in _tells(mention)})) if nameless or common else (),
        event.city is not None and _is_the_one(event, head, record),
        _is_recalled(event, record),
        tuple(sorted(city.name for city in record.cities)) if key_of("frequency", head or "-") == "rare" else (),
    )


def _countries(record: Record, event: Event, mentions: Sequence[Mention]) -> set[str]:
    """The countries that an article tells of: its cities', its sentences' («النفط العراقي»), its money's."""
    told = {city.country for city in record.cities if city.country}
    if not mentions:
        return told
    told |= {m.currency[:2] for m in mentions if m.currency and m.currency not in COMMON_CURRENCIES}
    sentences = {figure.sentence.text for figure in record.figures if figure.event == event.id}
    words = {word for text in (event.name, *sentences) for word in tokens(text)}
    return told | {key for word in words for kind in ("country", "demonym") if (key := key_of(kind, word))}


def _is_recalled(event: Event, record: Record) -> bool:
    """Whether the article is about a later edition, or one that it tells first: the one before is no news."""
    edition = event.edition
    if edition is None:
        return False
    first = _first_told(event)
    return any(
        other.edition > edition if other.edition else other.name == event.name and _first_told(other) < first
        for other in record.events
    )


def _first_told(event: Event) -> int:
    return event.mentions[0].start if event.mentions else 0


def _is_the_one(event: Event, head: str | None, record: Record) -> bool:
    """Whether a name makes a happening the one of its city («تفجير المكلا»), in an article that tells of no second."""
    here = [other for other in record.events if other.city == event.city and read_name(other.name, None)[0] == head]
    return len(here) == 1 and set(tokens(event.city or "")) <= set(tokens(event.name))


@lru_cache(maxsize=16384)
def read_name(name: str, city: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The kind of happening that a name says, and what else tells it from others of its kind.

    >>> read_name("موسم الحج", None), read_name("المعرض الدولي للكتاب", None), read_name("فيضان زاخو", "زاخو")
    (('pilgrimage', ()), ('fair', ('كتب',)), ('flood', ()))
    """
    city_words = {stem(word) for word in tokens(city or "")}
    words = [word for word in tokens(name) if len(word) > 1 and stem(word) not in city_words]
    kinds = [kind for word in words if (kind := key_of("happening", word))]
    head = min(kinds, key=lambda kind: _VAGUER.get(kind, 0), default=None)
    rest = [word for word in words if not key_of("happening", word) and not key_of("name_boilerplate", word)]
    return "festival" if head == "season" else head, tuple(sorted(set(map(_name_word, rest))))


_VAGUER = {"crash": 1, "season": 2, MISHAP: 3, CALAMITY: 4}
"""«انقلاب قارب» is a sinking, «موسم الحج» the pilgrimage, «حادث حريق» a fire."""


def _name_word(word: str) -> str:
    """A word of a name as names are compared, ل before what a gathering is for left out: «لسينما», «سينما»."""
    if word[0] == "ل" and len(word) > 5 and word[1] != "ل":
        word = word[1:]
    return skeleton(word) if len(skeleton(word)) > 2 else stem(word)


def _tells(mention: Mention) -> Iterator[str]:
    """What articles share only where they tell of one event: numbers of two digits or more that count, passages."""
    if mention.qualifier == "exact" and mention.value and len(_digits(mention.value)) > 1:
        yield f"{mention.kind} {mention.value}"
    runs = passages(mention)
    yield from {f"passage {run}" for run in (runs[0], runs[-1])} if runs else ()


def _digits(value: object) -> str:
    return f"{value}".replace(".", "").strip("0")


def _telling(shared: set[str]) -> bool:
    """Whether what two frames share is more than one small number."""
    return len(shared) > 1 or any(
        key.startswith("passage") or len(_digits(key.rpartition(" ")[2])) > 2 for key in shared
    )


def _days(event: Event, head: str | None) -> Days | None:
    """The days of an event; a fair of which one end alone is told («انطلق في 21 يناير») lasts some time."""
    first, last = span(event.start_date, None), span(event.end_date, None)
    if last and not event.start_date:
        return last[0] - LONG, last[1]
    if first and not event.end_date and head in LASTING:
        return first[0], first[1] + LONG
    return span(event.start_date, event.end_date)


HAJJ_WEEKS = 21
"""Days before and after Arafa in which pilgrims are counted."""


def hajj(days: Days) -> Days:
    """The weeks of the one pilgrimage that a year holds, Hijri or Gregorian; other days as they are.

    >>> date.fromordinal(hajj(span("2024", "2024"))[0]).isoformat()
    '2024-05-25'
    """
    if not LONG <= days[1] - days[0] <= YEAR:
        return days
    years = range(hijri_year_of(date.fromordinal(days[0])), hijri_year_of(date.fromordinal(days[1])) + 1)
    arafa = [hijri_to_gregorian(year, 12, 9).toordinal() for year in years if year in HIJRI_YEARS]
    held = [day for day in arafa if days[0] <= day <= days[1]]
    return (held[0] - HAJJ_WEEKS, held[0] + HAJJ_WEEKS) if len(held) == 1 else days


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
    return frozenset(map(_name_word, tokens(city)))


def _heads_differ(one: Frame, other: Frame) -> bool:
    if {one.head, other.head} <= ASSAULTS:
        return False
    for vague, meant in _MEANT_BY.items():
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
    if cannot_link(one, other) or _heads_differ(one, other):
        return False
    if one.recalled != other.recalled and one.edition != other.edition and not (one.days and other.days):
        return False
    mine, theirs = set(one.words), set(other.words)
    shared, smaller = len(mine & theirs), min(len(mine), len(theirs))
    if smaller and shared < smaller and shared * 2 <= len(mine | theirs):
        return False
    counts = set(one.counts) & set(other.counts)
    if _telling(counts):
        return True
    same_city = one.city is not None and (one.city == other.city or (other.city is not None and bool(shared)))
    same_city = same_city or ((one.city is None or other.city is None) and _named_for_city(one, other))
    same_days = bool(one.days and other.days) or (one.day_of_year is not None and one.day_of_year == other.day_of_year)
    head = other.head if one.head in _MEANT_BY else one.head
    if {one.head, other.head} <= ASSAULTS and one.head != other.head:
        head = "attack"
    frequency = key_of("frequency", head or "-")
    if frequency == "unique":
        return same_days or (head == "pilgrimage" and bool(one.days or other.days))
    if frequency == "yearly":
        return _one_country(one, other) and (same_days or not (one.days and other.days))
    if head in NATIONWIDE and other.head is not None and _one_country(one, other):
        named = shared == smaller > 0 and bool(one.news_days or other.news_days)
        return named or (same_days and (smaller > 0 or _same_day(one, other)))
    if smaller and frequency != "daily":
        same_name = shared == len(mine | theirs) > 1
        told_of = shared == len(mine | theirs) and not (one.city and other.city) and _share_country(one, other)
        told_now = told_of and _fresh(one, other)
        return same_city or same_days or same_name or told_now or one.edition == other.edition is not None
    if one.head is None or other.head is None:
        return bool(smaller) and same_city
    if frequency == "each_day" or (frequency == "daily" and (one.named_for_city or other.named_for_city)):
        settled = all(frame.named_for_city or frame.days for frame in (one, other))
        return same_city and (same_days or (settled and _fresh(one, other)))
    if frequency == "rare":
        same_city = same_city or _told_together(one, other)
        lasting = head == "epidemic"
        return same_city or ((same_days or lasting or _fresh(one, other)) and _share_country(one, other))
    if head == "protest" and not (one.city and other.city):
        return same_days and _share_country(one, other)
    if bool(counts and same_days) and not (one.city and other.city) and _share_country(one, other):
        return True
    if frequency:
        return same_city and (
            (frequency == "weekly" and (same_days or _fresh(one, other))) or bool(counts and same_days)
        )
    return (same_city and (same_days or mine == theirs)) or (same_days and _share_country(one, other))


def _same_day(one: Frame, other: Frame) -> bool:
    """Whether the printed days of two frames meet without slack: two strikes of no name may follow one another."""
    return bool(one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1])


def _fresh(one: Frame, other: Frame) -> bool:
    """Whether two articles tell of the last few days."""
    ends = [(frame.days or frame.news_days or (0, 0))[1] for frame in (one, other)]
    return bool(one.news_days or other.news_days) and abs(ends[0] - ends[1]) <= FRESH_DAYS


def _share_country(one: Frame, other: Frame) -> bool:
    return bool(set(one.countries) & set(other.countries))


def _one_country(one: Frame, other: Frame) -> bool:
    """Whether nothing tells of two countries."""
    return not one.countries or not other.countries or _share_country(one, other)


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
            for vague, meant in _MEANT_BY.items():
                if frame.head in meant and frame.head != vague:
                    yield ("happening", vague, frame.city, near)
        if not frame.city:
            for country in frame.countries:
                for near in months:
                    yield ("country", frame.head, country, near)


def plain_name(name: str) -> str:
    """A name without article, for keys.

    >>> plain_name("المعرض الدولي للكتاب")
    'معرض-دولي-كتاب'
    """
    return "-".join(bare(word) for word in tokens(name))
