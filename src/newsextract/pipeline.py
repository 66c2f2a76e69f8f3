"""An article in, a record out: the order of the extractors, and the Python API for one text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from newsextract.document import Article, Document
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
def _vocabulary(gazetteer: Gazetteer) -> Vocabulary:
    return Vocabulary((table for table in load_tables().values() if table.scan), gazetteer)


def vocabulary(gazetteer: Gazetteer | None = None) -> Vocabulary:
    """The words of every lexicon and of a gazetteer (`None`: ours), built once a process."""
    return _vocabulary(gazetteer or default_gazetteer())


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
    article = Article(id, text, path, published, title, url, publisher, encoding)
    return parse_all([article], today, gazetteer)[0]


def parse_all(articles: Sequence[Article], today: date, gazetteer: str | Path | None = None) -> list[Record]:
    """Read several articles, stage by stage, for the same records as one by one.

    A stage's code and tables then stay in the processor's caches, which makes some dozens of articles a third faster.
    """
    places = _own_gazetteer(gazetteer) if gazetteer else default_gazetteer()
    documents = [_document(article, today, places) for article in articles]
    for document in documents:
        document.numbers = read_numbers(document.scan)
    for document in documents:
        document.dates = extract_dates(document)
    for document in documents:
        document.cities = extract_cities(document)
    for document in documents:
        document.officials = extract_officials(document)
    for document in documents:
        document.figures = extract_figures(document)
    for document in documents:
        document.events, document.figures = extract_events(document)
    return [_record(article, document) for article, document in zip(articles, documents, strict=True)]


def _document(article: Article, today: date, places: Gazetteer) -> Document:
    folded = article_text(fold(article.text))
    return Document(
        scan=Scan(folded, vocabulary(places)),
        today=today,
        reference=article.published,
        country=outlet_country(article.publisher, article.url),
        headline=headline(folded),
        gazetteer=places,
    )


def _record(article: Article, document: Document) -> Record:
    title = article.title
    if title is None and document.headline[1]:
        title = article.text[slice(*document.scan.folded.raw_span(*document.headline))]
    return Record(
        id=article.id,
        source=Source(
            path=article.path,
            url=article.url,
            publisher=article.publisher,
            title=title,
            published=article.published.isoformat() if article.published else None,
            encoding=article.encoding,
            sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        ),
        reference_date=document.reference.isoformat() if document.reference else None,
        dates=document.dates,
        cities=document.cities,
        figures=document.figures,
        officials=document.officials,
        events=document.events,
        warnings=[*article.warnings, *document.warnings],
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
