"""Jobs: many articles in, one record a line out, in input order, whatever happens on the way."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from os.path import basename

from newsextract.errors import InputError, NewsextractError
from newsextract.models import Record
from newsextract.pipeline import parse
from newsextract.readers import Article, Item, Options, files, items, read


def extract(article: Article, today: date | None = None) -> Record:
    """The record of a decoded article; a failure of the extractors becomes an `InputError` that names the article."""
    try:
        record = parse(
            article.text,
            article.published,
            today=today,
            id=article.id,
            title=article.title,
            url=article.url,
            publisher=article.publisher,
            path=article.path,
            encoding=article.encoding,
        )
    except NewsextractError:
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        bug = f"please report this bug: {error!r} in {where.name}, line {where.lineno} of {basename(where.filename)}"
        raise InputError(bug, article.id) from error
    if article.warnings:
        record = record.model_copy(update={"warnings": [*article.warnings, *record.warnings]})
    return record


@dataclass(frozen=True, slots=True)
class Job:
    """What a job does with every input."""

    options: Options
    today: date | None = None

    def run(self, item: Item) -> Record:
        """Read one article and extract its record; every failure is an `InputError` that names the input."""
        return extract(read(item, self.options), self.today)


def inputs(paths: Iterable[str], options: Options, written: Iterable[str] = ()) -> Iterator[Item | InputError]:
    """The articles of all files, in order; an error in the place of what cannot be read."""
    for found in files(paths, written):
        if isinstance(found, InputError):
            yield found
        else:
            yield from items(*found, options)
