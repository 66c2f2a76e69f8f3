"""An article in, a record out: the order of the extractors, and the Python API for one text."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path

from newsextract.document import Document
from newsextract.extractors.cities import extract_cities
from newsextract.extractors.dates import extract_dates
from newsextract.extractors.events import extract_events
from newsextract.extractors.figures import extract_figures
from newsextract.extractors.officials import extract_officials
from newsextract.gazetteer import Gazetteer, default_gazetteer, load_gazetteer
from newsextract.lexicon import load_tables
from newsextract.matching import Scan
from newsextract.models import DateMention, NumberMention, Record, Source
from newsextract.normalize import fold
from newsextract.numerals import read_numbers
from newsextract.outlets import outlet_country
from newsextract.segment import article_text, headline
from newsextract.vocabulary import Vocabulary


@cache
def vocabulary(gazetteer: Gazetteer | None = None) -> Vocabulary:
    """The words of every lexicon and of a gazetteer (`None`: ours), built once a process."""
    return Vocabulary((table for table in load_tables().values() if table.scanned), [gazetteer or default_gazetteer()])


_own_gazetteer = cache(load_gazetteer)


def parse(
    text: str,
    published: date | str | None = None,
    *,
    today: date | str | None = None,
    id: str = "-",  # noqa: A002 - the name that the record has for it
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    path: str | None = None,
    encoding: str | None = None,
    gazetteer: str | Path | None = None,
) -> Record:
    """Read one article.

    `published` (a date or ISO 8601 text) is the day that relative dates count from; `today` the day after which no
    inferred date lies, by default the day of the run. `gazetteer` is a table of cities to use in place of ours. The
    offsets of the record count code points of `text`. Raises `DataError` where the gazetteer is wrong.
    """
    published = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    today = date.fromisoformat(today) if isinstance(today, str) else today or date.today()
    places = _own_gazetteer(gazetteer) if gazetteer else None
    folded = article_text(fold(text))
    title_start, title_end = headline(folded)
    if title is None and title_end:
        title = text[slice(*folded.raw_span(title_start, title_end))]
    document = Document(
        scan=Scan(folded, vocabulary(places)),
        today=today,
        reference=published,
        published=published,
        publisher=publisher,
        url=url,
        country=outlet_country(publisher, url),
        title_end=title_end,
        gazetteer=places or default_gazetteer(),
    )
    document.numbers = read_numbers(document.scan)
    document.dates = extract_dates(document)
    document.cities = extract_cities(document)
    document.officials = extract_officials(document)
    document.figures = extract_figures(document)
    document.events, document.figures = extract_events(document)
    return Record(
        id=id,
        source=Source(
            path=path,
            url=url,
            publisher=publisher,
            title=title,
            published=published.isoformat() if published else None,
            encoding=encoding,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
        reference_date=document.reference.isoformat() if document.reference else None,
        dates=document.dates,
        cities=document.cities,
        figures=document.figures,
        officials=document.officials,
        events=document.events,
        warnings=document.warnings,
    )


def find_numbers(text: str) -> list[NumberMention]:
    """Every number of a text, ordinals and bare numbers included.

    >>> [(n.text, n.value) for n in find_numbers("حضر 25 زائرا")]
    [('25', 25)]
    """
    scan = Scan(fold(text), vocabulary())
    mentions = []
    for number in read_numbers(scan, lenient=True):
        start, end = scan.folded.raw_span(number.start, number.end)
        mentions.append(
            NumberMention(text=text[start:end], start=start, end=end, value=number.value, ordinal=number.ordinal)
        )
    return mentions


def find_dates(text: str, reference: date | str | None = None, today: date | str | None = None) -> list[DateMention]:
    """The dates of a phrase as a person types it; `parse` reads an article's, which reports of what has been.

    What counts from a day counts from `reference` (a date or ISO 8601 text); `today` is the day after which no
    inferred date lies, by default the day of the run.

    >>> [(d.text, d.value) for d in find_dates("من 26 شتنبر إلى 30 شتنبر 2018")]
    [('من 26 شتنبر إلى 30 شتنبر 2018', '2018-09-26/2018-09-30')]
    """
    reference = date.fromisoformat(reference[:10]) if isinstance(reference, str) else reference
    today = date.fromisoformat(today) if isinstance(today, str) else today or date.today()
    document = Document(scan=Scan(fold(text), vocabulary()), today=today, reference=reference)
    document.numbers = read_numbers(document.scan)
    return extract_dates(document, phrase=True)
