"""Frames: an event as one article describes it, normalised so that articles can be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from newsextract.calendars import HIJRI_YEARS, hijri_to_gregorian, hijri_year_of
from newsextract.models import Event, Record
from newsextract.reconciliation.days import Days, span
from newsextract.reconciliation.mentions import Mention
from newsextract.reconciliation.origins import passages
from newsextract.reconciliation.words import bare, key_of, skeleton, stem, tokens

NEWS_DAYS = 10
"""A happening without a printed date lies at most that many days before the article."""
LONG = 60
LASTING = frozenset({"fair", "festival", "open_days"})
"""What is held for days, even where only the first is told."""
NATIONWIDE = frozenset({"strike", "election", "ballot", "budget", "harvest"})
"""What needs no city to be one, but a country."""
COMMON_CURRENCIES = frozenset({"USD", "EUR", "XOF", "XAF"})
"""Currencies that tell no country."""
MISHAP = "mishap"
"""What «حادث» says alone: any accident."""
CALAMITY = "calamity"
"""What «كارثة» and «فاجعة» say alone: an accident or a force of nature."""
YEAR = 366


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
    return "festival" if head == "season" else head, tuple(sorted(set(map(name_word, rest))))


_VAGUER = {"crash": 1, "season": 2, MISHAP: 3, CALAMITY: 4}
"""«انقلاب قارب» is a sinking, «موسم الحج» the pilgrimage, «حادث حريق» a fire."""


def name_word(word: str) -> str:
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


def telling(shared: set[str]) -> bool:
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


def plain_name(name: str) -> str:
    """A name without article, for keys.

    >>> plain_name("المعرض الدولي للكتاب")
    'معرض-دولي-كتاب'
    """
    return "-".join(bare(word) for word in tokens(name))
