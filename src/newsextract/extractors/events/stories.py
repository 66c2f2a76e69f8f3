"""The mentions of one event brought together: series first, then their editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from newsextract.document import Document
from newsextract.extractors.events.frames import NATIONWIDE, introduced, news_day
from newsextract.extractors.events.layout import Layout
from newsextract.extractors.events.mentions import EventMention
from newsextract.extractors.events.names import stem, words_of

RELATED = (
    frozenset({"train", "traffic"}),
    frozenset({"assault", "bombing", "shooting", "blast", "massacre"}),
    frozenset({"flood", "storm", "landslide"}),
    frozenset({"fire", "blast"}),
    frozenset({"race", "marathon"}),
    frozenset({"election", "ballot"}),
)
"""Subjects that one happening may be told by in turn: an attack is a bombing, a storm brings floods."""
RELATIVES = {one: frozenset[str]().union(*(group for group in RELATED if one in group)) for one in chain(*RELATED)}
"""The subjects that each may be told by."""
CROWD = 20
"""Happenings of one kind that a mention is compared with."""
TELLING_START, TELLING_WEIGHT = 60, 3
"""Tokens at the head of a text in which the story's event is named, and how often it must come up to be that."""


_first = attrgetter("first")


@dataclass(slots=True, eq=False)
class Series:
    """What recurs, by its name, or happens, by its kind: all mentions of it, whatever the edition.

    A `gathering` is held, in editions, rather than that it happens.
    """

    genre: str
    subject: str
    gathering: bool
    core: set[str] = field(default_factory=set)
    cities: set[str] = field(default_factory=set)
    mentions: list[EventMention] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Story:
    """One event of the article, and what its mentions say together."""

    series: Series
    mentions: list[EventMention] = field(default_factory=list)
    edition: int | None = None
    city: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    organiser: str | None = None
    places: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What the text calls it; a gathering by the name of its series, whatever the edition."""
        gathering = self.series.gathering
        return _name(self.series.mentions if gathering else self.mentions, gathering)

    @property
    def only_told(self) -> bool:
        """Whether nothing but pilgrims tells of it: then it is one only if they are counted."""
        return self.series.genre == "pilgrimage" and all(m.told for m in self.mentions)

    @property
    def unsettled(self) -> bool:
        """Whether it is another happening that is only spoken of: «ملوحا بإضراب ثان»."""
        return self.mentions[0].other and self.city is None and self.start_date is None and self.end_date is None

    @property
    def tells_enough(self) -> bool:
        """Whether a gathering is worth telling although no figure measures it: an edition, or its place and days."""
        framed = self.edition is not None or (self.city is not None and self.start_date is not None)
        return framed and self.series.gathering


def tell_stories(document: Document, layout: Layout, mentions: list[EventMention]) -> tuple[list[Story], Story | None]:
    """One story an event, in the order in which the text comes to them, and the one that the article is about."""
    reference = document.reference.isoformat() if document.reference else None
    stories: list[Story] = []
    for series in _gather(mentions, document, layout):
        told = _editions(series, reference, document) if series.gathering else _happenings(series, reference)
        for story in told:
            placed = [m for m in story.mentions if m.city]
            story.city = min(placed, key=attrgetter("reference")).city if placed else _named_city(document, series)
            _settle_dates(story)
        stories += told
    if len(stories) > 1:
        stories.sort(key=lambda story: story.mentions[0].first)
    main = _main_story(document, stories)
    if main is not None and main.series.subject not in NATIONWIDE:
        main.city = main.city or _scene(document, layout)
        if not main.series.gathering and not main.start_date and not main.end_date:
            main.start_date = main.end_date = news_day(document, layout, TELLING_START)
    return stories, main


def _main_story(document: Document, stories: list[Story]) -> Story | None:
    """The event that the article is about: named in its headline or its first lines, and again later."""
    best: tuple[int, Story] | None = None
    for story in stories:
        weight = _weight(document, story)
        if weight >= TELLING_WEIGHT and (best is None or weight > best[0]):
            best = weight, story
    return best[1] if best else None


def _weight(document: Document, story: Story) -> int:
    if not leads(document, story.mentions[0].first):
        return 0
    own = [m for m in story.mentions if not m.compared and not m.deed and m.turn not in (-1, 1)]
    if not own or not leads(document, own[0].first):
        return 0
    in_title = document.scan.starts[own[0].first] < document.headline[1]
    at_start = own[0].first < TELLING_START
    framed = bool(story.city) + bool(story.start_date) + bool(story.edition)
    return len(own) + 3 * in_title + 2 * at_start + framed


def leads(document: Document, token: int) -> bool:
    """Whether a token stands in the headline or the first lines of a text."""
    return token < TELLING_START or document.scan.starts[token] < document.headline[1]


def _scene(document: Document, layout: Layout) -> str | None:
    """The city of an event that none stands beside: the first told as a place, the headline's, or the only one."""
    leading = [city for city in layout.cities if city.first < TELLING_START]
    titled = [city for city in leading if city.start < document.headline[1]]
    placed = [city for city in leading if introduced(document, layout, city)]
    if placed or titled:
        return (placed or titled)[0].value
    alone = layout.cities if len(document.cities) == 1 else []
    words = document.scan.words
    left = any(city.first and words[city.first - 1] in ("من", "الي") for city in alone)
    return document.cities[0].name if alone and not left else None


def _named_city(document: Document, series: Series) -> str | None:
    """The city that a gathering is named for: «معرض القاهرة للكتاب»."""
    if not (series.gathering and series.cities):
        return None
    known = {city.name for city in document.cities}
    return next((m.city for m in series.mentions if m.city in known and m.city in m.name), None)


# -- series ----------------------------------------------------------------------------------------------------------


def _gather(mentions: list[EventMention], document: Document, layout: Layout) -> list[Series]:
    """Named mentions make the series; what refers back joins the nearest one before, else the first one behind."""
    several = len([mention for mention in mentions if mention.core]) > 1
    places = _place_words(document, layout) if several else set()
    series: list[Series] = []
    homes: list[Series | None] = []
    for mention in mentions:
        home = None
        if mention.genre and not mention.reference:
            home = _told_by(series, mention, places) or _begin(series, mention)
            _join(home, mention)
        homes.append(home)
    for i, mention in enumerate(mentions):
        if homes[i] is None:
            home = _referred_by(mention, chain(reversed(homes[:i]), homes[i + 1 :]))
            if home is None and mention.subject:
                home = _begin(series, mention)
            if home is not None:
                home.mentions.append(mention)
                homes[i] = home
    for one in series:
        one.mentions.sort(key=_first)
    return _without_flights(series)


def _without_flights(series: list[Series]) -> list[Series]:
    """The series without the displacement that another happening brought about."""
    stayed = [one for one in series if one.subject != "displacement"]
    return series if len(stayed) == len(series) or all(one.gathering for one in stayed) else stayed


def _told_by(series: list[Series], mention: EventMention, places: set[str]) -> Series | None:
    """The last series that a named mention tells of."""
    for one in reversed(series):
        if _same(one, mention, places):
            return one
    return None


def _referred_by(mention: EventMention, near: Iterable[Series | None]) -> Series | None:
    """The first of the series near a noun that it can refer to."""
    for one in near:
        if one is not None and _refers(mention, one):
            return one
    return None


def _place_words(document: Document, layout: Layout) -> set[str]:
    """The words of the cities, which tell no event of a series from another."""
    words = document.scan.words
    return {stem(word) for city in layout.cities for word in words[city.first : city.last]}


def _begin(series: list[Series], mention: EventMention) -> Series:
    series.append(Series(mention.genre, mention.subject, mention.gathering))
    return series[-1]


def _join(series: Series, mention: EventMention) -> None:
    """Let a named mention tell of a series."""
    series.core |= mention.core
    if mention.city:
        series.cities.add(mention.city)
    if series.subject == "any":
        series.genre, series.subject = mention.genre, mention.subject
    series.mentions.append(mention)


def _same(series: Series, mention: EventMention, places: set[str]) -> bool:
    """Whether a named mention tells of the series."""
    if not _related(series.subject, mention.subject):
        return False
    if series.genre != mention.genre and (series.gathering or mention.gathering):
        return False
    if mention.city and series.cities and mention.city not in series.cities and (mention.core or not mention.gathering):
        return series.subject == "opendays"
    if mention.core == series.core or not (mention.core and series.core):
        return True
    mine, theirs = mention.core - places, series.core - places
    return mine <= theirs or theirs <= mine


def _related(one: str, other: str) -> bool:
    """Whether one event can be told by both subjects."""
    return one == other or one == "any" or other == "any" or other in RELATIVES.get(one, ())


def _refers(mention: EventMention, series: Series) -> bool:
    """Whether a noun that refers back can mean the series: «الصالون», «التظاهرة», «الحادث», «الدورة»."""
    genre = mention.genre
    if genre in ("", "gathering"):
        return series.gathering
    if genre == "happening" or mention.subject == "any":
        return not series.gathering and series.genre != "vote"
    if genre == "any" or (series.subject == "any" and not series.gathering and not mention.gathering):
        return True
    if mention.gathering:
        return genre == series.genre and (mention.subject == series.subject or genre == "sport")
    return genre == series.genre and (not mention.subject or _related(mention.subject, series.subject))


def _name(mentions: list[EventMention], gathering: bool) -> str:
    """The name printed most often among the full ones, then the longest, then the one that carries the frame."""
    named = [m for m in mentions if m.name and not m.reference]
    specific = [m for m in named if m.subject != "any"]
    full = [m for m in specific if m.core] or [m for m in specific if not m.told] or specific or named
    if len({m.name for m in full}) == 1:
        return full[0].name
    if not full:
        name = next((m.name for m in mentions if m.name), "")
        return name if gathering else name.removeprefix("ال")
    counts = Counter(m.name for m in full)

    def rank(m: EventMention) -> tuple[int, int, bool, int]:
        held = sum(count for name, count in counts.items() if name in m.name)
        return held, len(m.name.split()), bool(m.dates or m.city), -m.first

    return max(full, key=rank).name


# -- editions and happenings -----------------------------------------------------------------------------------------


def _editions(series: Series, reference: str | None, document: Document) -> list[Story]:
    """The editions of a series: told by number, by year, or relative to the one that the article is about."""
    current = _current_edition(series, reference, document)
    year = _current_year(series, current, reference)
    editions = {(start or end or "")[:4]: m.edition for m in series.mentions if m.edition for start, end in m.dates}
    stories: dict[int | str, Story] = {}
    for mention in series.mentions:
        key = _edition_key(mention, current, year, editions)
        if key == "previous" and year and series.genre == "pilgrimage":
            key = str(int(year[:4]) - 1)
        story = stories.get(key)
        if story is None:
            story = stories[key] = Story(series)
        story.mentions.append(mention)
        if isinstance(key, int):
            story.edition = key
        elif series.genre == "economy" and mention.year and not mention.dates:
            mention.dates.append((mention.year.partition("/")[0], mention.year.rpartition("/")[2]))
        elif key[:1].isdigit() and not mention.dates:
            mention.dates.append((key.partition("/")[0], key.rpartition("/")[2]))
    return list(stories.values())


def _edition_key(mention: EventMention, current: int | None, year: str | None, editions: dict[str, int]) -> int | str:
    if mention.edition:
        return mention.edition
    if mention.turn in (-1, 1):
        return current + mention.turn if current else "previous" if mention.turn < 0 else "next"
    if mention.year and year and mention.year[:4] != year:
        return editions.get(mention.year[:4], mention.year)
    if year and mention.dates and all((start or end or year)[:4] not in (year, "XXXX") for start, end in mention.dates):
        return (mention.dates[0][0] or mention.dates[0][1] or "")[:4]
    return current or "now"


def _current_edition(series: Series, reference: str | None, document: Document) -> int | None:
    """The highest edition that does not lie ahead and is not brought in for comparison; else the first told.

    A text that opens with the coming edition («تنطلق الجمعة الدورة التاسعة») is about that one, whatever it recalls.

    A text that tells of one without its number, and then of the coming one («ستقام الدورة الـ 57»),
    is about the one before.
    """
    numbered = [m for m in series.mentions if m.edition]
    if not numbered:
        return None
    past = [m.edition for m in numbered if m.edition and m.turn == -1]
    told = [m for m in numbered if not m.compared and m.turn != -1]
    held = [m.edition for m in told if m.edition and not _ahead(m, reference, document)]
    if told and told[0] is series.mentions[0] and told[0].edition and max(held, default=0) < told[0].edition:
        return told[0].edition
    if held or not told or not told[0].edition:
        return max(held, default=max(past) + 1 if past else None)
    unnumbered = not series.mentions[0].labelled and _is_coming(told[0], document)
    begin = document.sentence(told[0].first).first
    named = any(begin <= m.first for m in series.mentions if m.first < told[0].first)
    return told[0].edition - 1 if unnumbered and not named else told[0].edition  # not «أعلن المهرجان أن الدورة ستقام»


def _ahead(mention: EventMention, reference: str | None, document: Document) -> bool:
    """Whether an edition lies ahead: by its words or by its days."""
    later = bool(reference) and any(start and start[:10] > (reference or "") for start, _ in mention.dates)
    return later or _is_coming(mention, document)


def _is_coming(mention: EventMention, document: Document) -> bool:
    """Whether an edition is told as one to come: «الدورة المقبلة», «ستقام الدورة الـ 57»."""
    words = document.scan.words
    near = words[max(mention.first - 4, 0) : mention.first] + words[mention.last : mention.last + 3]
    future = (word.startswith(("ست", "سي")) and word not in words_of("event_not_future") for word in near)
    return mention.turn == 1 or any(future)


def _current_year(series: Series, current: int | None, reference: str | None) -> str | None:
    """The year of the edition that the article is about, as far as its days or the reference date tell."""
    for mention in series.mentions:
        if mention.edition == current and not mention.year and mention.turn not in (-1, 1) and not mention.compared:
            for start, end in mention.dates:
                if (day := start or end) and len(day) >= 10 and day[0].isdigit():
                    return day[:4]
    years = [m.year[:4] for m in series.mentions if m.year and not m.compared]
    if years and reference and max(years) < reference[:4] and not series.mentions[0].labelled:
        return reference[:4]  # «احتضنت شنقيط المهرجان. ونظمت نسخة 2022 في تيشيت»
    return max(years) if years else reference[:4] if reference else None


def _happenings(series: Series, reference: str | None) -> list[Story]:
    """The happenings of one kind, kept apart by place and day; one of an earlier year is not the day's news."""
    stories: list[Story] = []
    for mention in series.mentions:
        story = _told_again(stories, mention, reference)
        if story is None:
            story = Story(series)
            stories.append(story)
        elif mention.reference and not _agrees(story, mention):
            mention.dates, mention.city = [], None
        story.mentions.append(mention)
        if mention.city:
            story.places.add(mention.city)
        if mention.dates:
            story.days |= _days(mention)
    return stories


def _told_again(stories: list[Story], mention: EventMention, reference: str | None) -> Story | None:
    """The last of the happenings that a mention can tell of."""
    past = _is_long_past(mention, reference)
    for story in reversed(stories[-CROWD:]):
        recent = not past or story.days or story.mentions[0].reference
        if recent and (mention.reference or _agrees(story, mention)):
            return story
    return None


def _days(mention: EventMention) -> set[str]:
    return {day for pair in mention.dates for day in pair if day}


def _is_long_past(mention: EventMention, reference: str | None) -> bool:
    """Whether all days of a mention were long before the day of the article."""
    if not mention.dates or reference is None:
        return False
    years = {day[:4] for day in _days(mention)}
    return bool(years) and all(year.isdigit() and int(year) + 1 < int(reference[:4]) for year in years)


def _agrees(story: Story, mention: EventMention) -> bool:
    if mention.recalled and not mention.core <= {word for m in story.mentions for word in m.core}:
        return False
    if mention.other or (mention.city and story.places and mention.city not in story.places):
        return False
    if not story.days or not mention.dates:
        return True
    mine = _days(mention)
    if not mine or mine & story.days:
        return True
    return any(one.startswith(other) or other.startswith(one) for one in sorted(story.days)[:CROWD] for other in mine)


def _settle_dates(story: Story) -> None:
    """The days of an event: a full range, else its first and last day told apart, else a day.

    What is told first stands; a later date only refines it («سنة 2025», then «17 ماي 2025»).
    """
    pairs: list[tuple[str | None, str | None]] = []
    for mention in story.mentions:
        pairs += mention.dates
    if not pairs:
        return
    ranges = [pair for pair in pairs if pair[0] and pair[1] and pair[0] != pair[1]]
    starts = [start for start, end in pairs if start and not end]
    ends = [end for start, end in pairs if end and not start]
    days = [start for start, end in pairs if start and start == end]
    if ranges:
        story.start_date, story.end_date = max(ranges, key=lambda pair: len(pair[0] or ""))
    elif starts or ends:
        story.start_date, story.end_date = next(iter(starts), None), next(iter(ends), None)
    elif days:
        fine = next((day for day in days if len(day) > len(days[0]) and day.startswith(days[0])), days[0])
        story.start_date = story.end_date = fine
