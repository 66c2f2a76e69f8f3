"""Extraction of events, and of which event every figure measures.

Four steps, a module each: `mentions` reads the names and editions that the text prints, `frames` the place and the
days around each, `stories` brings the mentions of one event together, `binding` settles which event a figure measures.
`organisers` tells who holds it.
"""

from __future__ import annotations

from itertools import chain

from newsextract.document import Document
from newsextract.extractors.events.binding import BACKGROUND, MATCHES, TOPIC_REACH, bind, can_measure
from newsextract.extractors.events.frames import frame
from newsextract.extractors.events.layout import Layout
from newsextract.extractors.events.mentions import GENRES, EventMention, Reader
from newsextract.extractors.events.names import GATHERINGS
from newsextract.extractors.events.organisers import name_organisers
from newsextract.extractors.events.stories import Story, leads, tell_stories
from newsextract.extractors.events.unnamed import LEAD, casualties, titled_gathering
from newsextract.models import Event, Figure, Mention, unvalidated

__all__ = ["extract_events"]

_new_event, _new_figure = unvalidated(Event), unvalidated(Figure)

QUOTES = {"»": "«", "”": "“", '"': '"'}
"""Opening quotation marks by those that close."""


def extract_events(document: Document) -> tuple[list[Event], list[Figure]]:
    """The events of an article in text order, and its figures with the event that each measures."""
    if not _may_tell(document):
        return [], document.figures
    layout = Layout(document)
    mentions = _mentions(document, layout)
    subjects = {m.subject for m in mentions if m.names_one}
    if not subjects:
        return [], document.figures
    measurable = can_measure(subjects, document.figures) and _may_be_measured(document, mentions)
    if not (measurable or _may_be_set_apart(document, mentions)):
        return [], document.figures
    frame(document, layout, mentions)
    if not (measurable or any(m.framed for m in mentions)):
        return [], document.figures
    stories, main = tell_stories(document, layout, mentions)
    owners = bind(document, stories, main)
    name_organisers(document, stories, owners)
    measured = set(owners)
    kept = [story for story in stories if story in measured or story.tells_enough]
    ids = {story: f"e{number}" for number, story in enumerate(kept, 1)}
    figures = [
        figure if owner is None else _new_figure(**{**vars(figure), "event": ids[owner]})
        for figure, owner in zip(document.figures, owners, strict=True)
    ]
    return [_event(document, story, number) for story, number in ids.items()], figures


def _may_tell(document: Document) -> bool:
    """Whether the words of a text can name an event that its figures measure, or a gathering that is worth telling."""
    scan = document.scan
    genres: set[str] = set()
    subjects: set[str] = set()
    for key in {hit.entry.key for hit in chain(scan.of("event_head"), scan.of("event_deed"))}:
        if key != "no":
            genre, subject, *_ = key.split(".")
            genres.add(genre)
            subjects.add(subject)
    if can_measure(subjects, document.figures):
        return True
    editions = scan.of("event_edition")
    if not editions and genres.isdisjoint(GATHERINGS):
        return False
    if document.cities and (document.dates or document.numbers):
        return True
    return bool(editions and document.numbers) or any(number.ordinal for number in document.numbers)


def _may_be_measured(document: Document, mentions: list[EventMention]) -> bool:
    """Whether a figure may measure an event: the text leads with one, or names one where a figure can be its."""
    if leads(document, mentions[0].first):
        return True
    folded, starts = document.scan.folded, document.scan.starts
    sentences = {figure.sentence.start for figure in document.figures}
    for mention in mentions:
        opens_paragraph = "\n" in folded.text[starts[mention.first - TOPIC_REACH] : starts[mention.first]]
        if opens_paragraph or mention.genre == "protest":
            return True
        if folded.raw_offset(document.sentence(mention.first).start) in sentences:
            return True
    return False


def _may_be_set_apart(document: Document, mentions: list[EventMention]) -> bool:
    """Whether a gathering can have what makes it worth telling without figures: an edition, or its place and days."""
    if not any(m.gathering and m.names_one for m in mentions):
        return False
    dated = bool(document.cities) and (bool(document.dates) or any(m.year for m in mentions))
    return dated or any(m.edition for m in mentions)


def _mentions(document: Document, layout: Layout) -> list[EventMention]:
    """The event mentions of a text; where none is named, what its headline or its victims tell."""
    reader = Reader(document, layout)
    mentions = reader.read_all()
    if not document.figures or _opens_with_event(document, mentions):
        return mentions
    titled = titled_gathering(document, reader)
    if titled:
        reader = Reader(document, layout)
        reader.seasons = True
        mentions = [m for m in reader.read_all() if m.first >= titled.last or m.last <= titled.first]
    fallback = titled or casualties(document, layout)
    return sorted([*mentions, fallback], key=lambda m: m.first) if fallback else mentions


def _opens_with_event(document: Document, mentions: list[EventMention]) -> bool:
    """Whether one of the first mentions can be what the article is about: a match only in the headline, a war never."""
    for mention in mentions:
        if mention.first >= LEAD:
            return False
        if mention.genre in GENRES and mention.subject not in BACKGROUND:
            return True
        if mention.subject in MATCHES and document.scan.starts[mention.first] < document.headline[1]:
            return True
    return False


def _event(document: Document, story: Story, number: str) -> Event:
    return _new_event(
        id=number,
        name=story.name,
        edition=story.edition,
        city=story.city,
        start_date=story.start_date,
        end_date=story.end_date,
        organiser=story.organiser,
        mentions=[_mention(document, m) for m in story.mentions],
    )


def _mention(document: Document, mention: EventMention) -> Mention:
    """The printed words, with the quotation mark that closes the name."""
    printed = document.mention(mention.first, mention.last, mention.start)
    closing = document.scan.folded.raw[printed.end : printed.end + 1]
    opening = QUOTES.get(closing)
    if opening is None or printed.text.count(opening) <= printed.text.count(closing) * (closing != opening):
        return printed
    return Mention(text=printed.text + closing, start=printed.start, end=printed.end + 1)
