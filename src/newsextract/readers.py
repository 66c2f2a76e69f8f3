"""Articles from files and folders: formats, compression, field names; streamed, in bounded memory.

Reading has two steps, so that a job can hand the costly one to its workers: `items` splits a file into articles that
are not decoded yet, and `read` decodes one of them.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, NamedTuple

from newsextract.decoding import decode
from newsextract.document import Article
from newsextract.errors import DependencyError, InputError
from newsextract.streams import STDIN, Stream, json_values, lines, open_input, reason, text_stream, too_large, whole

MAX_BYTES = 32 << 20
FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".warc": "warc",
}
COMPRESSIONS = (".gz", ".zst")
# What crawlers, data sets and content systems call the fields of an article; the first that has a value counts.
ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid"),
    "text": ("text", "content", "maintext", "body", "article", "articlebody", "fulltext", "full_text"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "source_domain", "domain", "outlet", "newspaper", "site"),
    "published": (
        "published", "date_publish", "date", "date_extracted", "published_at", "publishedat", "publish_date",
        "date_published", "datepublished", "pubdate", "publication_date", "timestamp",
    ),
}  # fmt: skip
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Item(NamedTuple):
    """An article that is not decoded yet: the file itself where `data` is `None`, else a line or row of it.

    `name` is the id where the article brings none; `position` how far the file has been read (for a progress bar).
    """

    path: str
    name: str
    format: str
    data: bytes | Mapping[str, Any] | None = None
    line: int | None = None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """How inputs are read: the greatest size of an article, its encoding, its fields' names, one's own gazetteer."""

    max_bytes: int = MAX_BYTES
    encoding: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    gazetteer: str | None = None

    def keys(self, name: str) -> tuple[str, ...]:
        """The fields, in order of preference, that `name` is read from."""
        return _keys(self.fields, name)


@cache
def _keys(fields: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return (*(given.lower() for known, given in fields if known == name), *ALIASES[name])


def format_of(path: str) -> str | None:
    """The format that a file's name tells, without its compression.

    >>> format_of("archive/2024.jsonl.gz")
    'jsonl'
    """
    stem, suffix = os.path.splitext(path.lower())
    return FORMATS.get(os.path.splitext(stem)[1] if suffix in COMPRESSIONS else suffix)


def files(paths: Iterable[str], written: Iterable[str] = ()) -> Iterator[tuple[str, str] | InputError]:
    """Every input file with its name (the id of its article); folders in the order of their names.

    The name is the path relative to the folder given, or the path where several inputs are given, so that names differ.
    Hidden files, those of an unknown format and those that the job itself has `written` are left out of folders.
    """
    paths = list(dict.fromkeys(paths))
    own = {os.path.realpath(path) for path in written}
    names = {os.path.basename(path) for path in own}

    def is_own(path: str) -> bool:
        return (os.path.basename(path) in names or os.path.islink(path)) and os.path.realpath(path) in own

    for path in paths:
        if path == STDIN or not os.path.isdir(path):
            yield path, path
            continue
        empty = True
        for found in _walk(path):
            empty = False
            if isinstance(found, InputError):
                yield found
            elif not is_own(found):
                yield found, found if len(paths) > 1 else found.removeprefix(os.path.join(path, ""))
        if empty:
            yield InputError("the folder holds no articles", path)


def _walk(folder: str, above: frozenset[tuple[int, int]] = frozenset()) -> Iterator[str | InputError]:
    """The article files below a folder; a link back to a folder that leads here is not followed."""
    try:
        status = os.stat(folder)
        names = sorted(os.listdir(folder), key=os.fsencode)
    except OSError as error:
        yield InputError(reason(error), folder)
        return
    here = (status.st_dev, status.st_ino)
    if here in above:
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            yield from _walk(path, above | {here})
        elif format_of(name):
            yield path


def items(path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    """The articles of one file, in order; an error in the place of what cannot be read."""
    form = "jsonl" if path == STDIN else format_of(path) or "text"
    if form not in SPLITTERS:
        yield Item(path, name, form)
        return
    try:
        with open_input(path) as stream:
            yield from SPLITTERS[form](stream, path, name, options)
    except InputError as error:
        yield type(error)(error.reason, path, error.line)
    except UnicodeDecodeError as error:
        yield InputError(f"not valid {error.encoding.upper()}: name the encoding with --encoding", path)


def _json_lines(stream: Stream, path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    number = 0
    for number, line in lines(stream.bytes, options.max_bytes):
        if line is None:
            yield InputError(too_large(options.max_bytes), path, number)
        elif line.strip():
            yield Item(path, f"{name}#{number}", "fields", line.rstrip(b"\r\n"), number, stream.position)
    if not number:
        yield InputError("empty file", path)


def _json(stream: Stream, path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    """One object, an array of them, or objects one behind the other."""
    ordinal = 0
    for line, value in json_values(text_stream(stream.bytes, options.encoding), options.max_bytes):
        ordinal += 1
        if isinstance(value, dict):
            yield Item(path, f"{name}#{ordinal}", "fields", value, line, stream.position)
        else:
            yield InputError("not an object with the fields of an article", path, line)
    if not ordinal:
        yield InputError("empty file", path)


def _csv(stream: Stream, path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    text = text_stream(stream.bytes, options.encoding)
    csv.field_size_limit(options.max_bytes)

    def bounded() -> Iterator[str]:
        while line := text.readline(options.max_bytes + 1):
            if len(line) > options.max_bytes:
                raise InputError(too_large(options.max_bytes), line=rows.line_num + 2)
            yield line

    source = bounded()
    header = next(source, "")
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(source, delimiter=delimiter)
    columns = next(csv.reader([header], delimiter=delimiter), [])
    if not columns:
        yield InputError("empty file", path)
    try:
        for ordinal, row in enumerate(rows, 1):
            if row:
                fields = dict(zip(columns, row, strict=False))
                yield Item(path, f"{name}#{ordinal}", "fields", fields, rows.line_num + 1, stream.position)
    except csv.Error as error:
        yield InputError(f"not valid CSV: {error}", path, rows.line_num + 1)


def _parquet(stream: Stream, path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    """The rows of a table; only a few of them are held at a time."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise DependencyError("reading Parquet needs an extra: pip install 'newsextract[parquet]'") from None
    known = {key for kind in ALIASES for key in options.keys(kind)}
    try:
        table = ParquetFile(stream.bytes, pre_buffer=False)
        columns = [column for column in table.schema_arrow.names if column.strip().lower() in known]
        ordinal = 0
        for rows in table.iter_batches(batch_size=16, columns=columns):
            for row in rows.to_pylist():
                ordinal += 1
                yield Item(path, f"{name}#{ordinal}", "fields", row, ordinal, stream.position)
    except (ArrowException, OSError) as error:
        raise InputError(f"not valid Parquet: {str(error).splitlines()[0]}") from None


def _warc(stream: Stream, path: str, name: str, options: Options) -> Iterator[Item | InputError]:
    """The web pages of a crawl (`response`), and the texts made of them (`conversion`)."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise DependencyError("reading WARC needs an extra: pip install 'newsextract[warc]'") from None
    kinds = WarcRecordType.response | WarcRecordType.conversion
    ordinal = 0
    for record in ArchiveIterator(stream.bytes, record_types=kinds, auto_decode="all"):
        ordinal += 1
        page = record.record_type == WarcRecordType.response
        if page and not (record.is_http and "html" in (record.http_content_type or "")):
            continue
        body = record.reader.read(options.max_bytes + 1)
        if len(body) > options.max_bytes:
            yield InputError(too_large(options.max_bytes), path, ordinal)
            continue
        fields = {
            "id": (record.record_id or "").strip("<>"),
            "url": record.headers.get("WARC-Target-URI"),
            "html" if page else "text": body,
            "encoding": record.http_charset if page else None,
        }
        yield Item(path, f"{name}#{ordinal}", "page" if page else "fields", fields, ordinal, stream.position)
    if not ordinal:
        yield InputError("no web page is in it", path)


SPLITTERS = {"jsonl": _json_lines, "json": _json, "csv": _csv, "parquet": _parquet, "warc": _warc}


def read(item: Item, options: Options) -> Article:
    """Decode one article; raises `InputError` that names its file and line."""
    try:
        article = READERS[item.format](item, options)
        if not article.text.strip():
            raise InputError("no text" if item.line else "empty file")
    except InputError as error:
        raise type(error)(error.reason, item.path, item.line) from None
    return article


def loaded(item: Item, options: Options) -> Item:
    """The item with the bytes of its file, if it is one that needs no decompression; else as it is."""
    if item.data is not None or item.path == STDIN or os.path.splitext(item.path)[1].lower() in COMPRESSIONS:
        return item
    return item._replace(data=whole(item.path, options.max_bytes))


def _bytes(item: Item, options: Options) -> bytes:
    return item.data if isinstance(item.data, bytes) else whole(item.path, options.max_bytes)


def _text(item: Item, options: Options) -> Article:
    text, encoding = decode(_bytes(item, options), options.encoding)
    return Article(_valid(item.name), text, _path(item), encoding=encoding)


def _html(item: Item, options: Options) -> Article:
    from newsextract.pages import decode_page, read_page

    fields = item.data if isinstance(item.data, Mapping) else {}
    data = fields.get("html") or _bytes(item, options)
    html, encoding = decode_page(data, options.encoding or fields.get("encoding"))
    page = read_page(html, fields.get("url"))
    return Article(
        id=fields.get("id") or _valid(item.name),
        text=_valid_text(page.text),
        path=_path(item),
        published=page.published,
        title=page.title,
        url=fields.get("url"),
        publisher=page.publisher,
        encoding=encoding,
    )


def _fields(item: Item, options: Options) -> Article:
    encoding = None
    values = item.data
    if isinstance(values, bytes):
        text, encoding = decode(values, options.encoding)
        try:
            values = json.loads(text)
        except (ValueError, RecursionError):
            raise InputError("not valid JSON") from None
    if not isinstance(values, dict):
        raise InputError("not an object with the fields of an article")
    fields = {str(key).strip().lower(): value for key, value in values.items()}

    def given(name: str) -> Any:
        for key in options.keys(name):
            if (value := fields.get(key)) not in (None, ""):
                return value
        return None

    text = given("text")
    if isinstance(text, bytes):
        text, encoding = decode(text, options.encoding)
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"no text: none of {', '.join(options.keys('text'))} holds any; name it with --text-field")
    if len(text) > options.max_bytes // 4 and len(text.encode("utf-8", "replace")) > options.max_bytes:
        raise InputError(too_large(options.max_bytes))
    published, warnings = _published(given("published"))
    own = given("id")
    return Article(
        id=_valid_text(str(own)) if isinstance(own, str | int) else _valid(item.name),
        text=_valid_text(text),
        path=_path(item),
        published=published,
        title=_string(given("title")),
        url=_string(given("url")),
        publisher=_string(given("publisher")),
        encoding=encoding,
        warnings=warnings,
    )


READERS = {"text": _text, "html": _html, "page": _html, "fields": _fields}


def _published(value: Any) -> tuple[date | None, tuple[str, ...]]:
    if value is None:
        return None, ()
    day = publication_day(value)
    return (day, ()) if day else (None, (f"the publication date {str(value)[:40]!r} is not understood: left out",))


def publication_day(value: Any) -> date | None:
    """The day of a publication date in ISO 8601, RFC 2822 or seconds since 1970; `None` where it is none of them.

    >>> publication_day("Thu, 22 May 2025 16:00:00 +0000")
    datetime.date(2025, 5, 22)
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).date()
        text = str(value).strip()
        if re.match(r"\d{4}-?\d\d-?\d\d(?!\d)", text):
            return date.fromisoformat(text[: 10 if text[4] == "-" else 8])
        if re.match(r"\d{4}/\d\d?/\d\d?(?!\d)", text):
            return date(*map(int, re.findall(r"\d+", text)[:3]))
        from email.utils import parsedate_to_datetime  # takes longer to import than most articles to read

        return parsedate_to_datetime(text).date()
    except (ValueError, OverflowError, OSError):
        return None


def _string(value: Any) -> str | None:
    """A field's text; news services give a source as an object with a name."""
    if isinstance(value, dict):
        value = value.get("name")
    return _valid_text(value.strip()) or None if isinstance(value, str) else None


def _valid_text(text: str) -> str:
    """The text with lone surrogates (which JSON can spell and UTF-8 cannot) replaced, one for one."""
    return LONE_SURROGATE.sub("\ufffd", text) if LONE_SURROGATE.search(text) else text


def _valid(name: str) -> str:
    """A file name as text that UTF-8 can hold, its invalid bytes as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _path(item: Item) -> str | None:
    return None if item.path == STDIN else _valid(item.path)
