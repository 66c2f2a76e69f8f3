"""Jobs: many articles in, one record a line out, in the order of the inputs, whatever happens on the way."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter

from newsextract import __version__
from newsextract.document import Article
from newsextract.errors import InputError, NewsextractError
from newsextract.models import Record
from newsextract.pipeline import parse_all
from newsextract.readers import Item, Options, files, items, loaded, read
from newsextract.writers import Entry, Plain, Store, with_id

# What a worker gets at once: enough to make its way there cheap, little enough to share the work evenly.
CHUNK_BYTES, CHUNK_ITEMS = 1 << 17, 64


def extract(article: Article, today: date, gazetteer: str | None = None) -> Record:
    """The record of a decoded article; a failure of the extractors becomes an `InputError` that names the article."""
    try:
        return parse_all([article], today, gazetteer)[0]
    except NewsextractError:
        raise
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        place = f"line {where.lineno} of {os.path.basename(where.filename)}"
        raise InputError(f"please report this bug: {error!r} in {place}", article.id) from error


_ALLOCATIONS_BEFORE_COLLECTING = 400_000  # more than the words of many articles make
# One of each that an article may name, so that every table is read.
_WARM_UP = (
    "افتتح وزير الثقافة أحمد بن سالم بمدينة تونس يوم الجمعة 5 ماي 2023 معرض الكتاب، وقال المدير إنه جذب 300 زائر."
)


def warm_up(today: date, gazetteer: str | None = None) -> None:
    """Build the lexicon before the first article, out of sight of the garbage collector: it would only walk through it.

    That is a tenth of the start, and in worker processes the memory that they share. From then on the collector looks
    rarely: extraction leaves no cycles behind, and a fifth of its time went into looking for them.
    """
    gc.disable()
    try:
        extract(Article("-", _WARM_UP), today, gazetteer)
        gc.freeze()
        gc.set_threshold(_ALLOCATIONS_BEFORE_COLLECTING)
    finally:
        gc.enable()


class Done(NamedTuple):
    """An article's record as a line of JSON; `own` is its id, `bytes` the size of its text in UTF-8."""

    sha256: str
    own: str
    line: bytes
    bytes: int


class Failed(NamedTuple):
    """Why an input has no record."""

    sha256: str
    reason: str


class Kept(NamedTuple):
    """An input whose record an earlier run has written."""

    item: Item
    entry: Entry


Task = Item | InputError | Kept
Result = Done | Failed


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with every input, in this process or another."""

    options: Options
    today: date

    @property
    def settings(self) -> dict[str, object]:
        """All that a record depends on beside its input, for the ledger."""
        gazetteer = self.options.gazetteer
        cities = hashlib.sha256(Path(gazetteer).read_bytes()).hexdigest() if gazetteer else None
        return {"version": __version__, "today": self.today.isoformat(), **asdict(self.options), "gazetteer": cities}

    def __call__(self, items: list[Item]) -> list[Result]:
        """Do them all; failures are results. Of long articles only a few are in memory at once."""
        results: list[Result] = []
        begun: list[tuple[Item, Article | Failed]] = []
        held = 0
        for item in items:
            begun.append(self._begin(item))
            held += len(article.text) if isinstance(article := begun[-1][1], Article) else 0
            if held >= CHUNK_BYTES:
                results += self._finish(begun)
                begun, held = [], 0
        return results + self._finish(begun)

    def _begin(self, item: Item) -> tuple[Item, Article | Failed]:
        try:
            item = loaded(item, self.options)
            return item, read(item, self.options)
        except InputError as error:
            return item, Failed(fingerprint(item), error.reason)

    def _finish(self, begun: list[tuple[Item, Article | Failed]]) -> list[Result]:
        articles = [article for _, article in begun if isinstance(article, Article)]
        try:
            records = iter(parse_all(articles, self.today, self.options.gazetteer))
        except Exception:  # one of them fails: which, and why, comes out one by one
            return [self._alone(item, article) if isinstance(article, Article) else article for item, article in begun]
        return [
            _done(item, article, next(records)) if isinstance(article, Article) else article for item, article in begun
        ]

    def _alone(self, item: Item, article: Article) -> Result:
        try:
            return _done(item, article, extract(article, self.today, self.options.gazetteer))
        except InputError as error:
            return Failed(fingerprint(item), error.reason)


_to_json = TypeAdapter(Record).dump_json


def _done(item: Item, article: Article, record: Record) -> Done:
    size = len(article.text.encode("utf-8", "replace"))
    return Done(fingerprint(item), article.id, _to_json(record) + b"\n", size)


def died(item: Item) -> Failed:
    """What becomes of an input that ends its worker's process each time."""
    return Failed(
        fingerprint(item),
        "the process that read it was killed twice: the article may need more memory than there is",
    )


def fingerprint(item: Item) -> str:
    """SHA-256 of an input's place and bytes; the place of a line is its file, so that lines may move within it."""
    digest = hashlib.sha256(item.path.encode("utf-8", "surrogateescape") + b"\0")
    if isinstance(item.data, bytes):
        digest.update(item.data)
    elif item.data is not None:
        digest.update(json.dumps(item.data, sort_keys=True, default=repr).encode())
    else:
        try:
            with open(item.path, "rb") as file:
                while piece := file.read(1 << 20):
                    digest.update(piece)
        except OSError:
            digest.update(b"unreadable")
    return digest.hexdigest()


def inputs(paths: Iterable[str], options: Options, written: Iterable[str] = ()) -> Iterator[Item | InputError]:
    """The articles of all files, in order; an error in the place of what cannot be read."""
    for found in files(paths, written):
        if isinstance(found, InputError):
            yield found
        else:
            yield from items(*found, options)


def chunks(tasks: Iterable[Task], count: int = CHUNK_ITEMS, size: int = CHUNK_BYTES) -> Iterator[list[Task]]:
    """The tasks in lists of at most `count`, and of hardly more than `size` bytes."""
    chunk: list[Task] = []
    held = 0
    for task in tasks:
        chunk.append(task)
        held += _size(task) if isinstance(task, Item) else 0
        if len(chunk) >= count or held >= size:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _size(item: Item) -> int:
    """How much an item holds, or for a file might hold, which is read later."""
    if item.data is None:
        return CHUNK_BYTES // CHUNK_ITEMS
    if isinstance(item.data, bytes):
        return len(item.data)
    return sum(len(value) for value in item.data.values() if isinstance(value, str | bytes))


@dataclass
class Summary:
    """What a job has done so far."""

    done: int = 0
    failed: int = 0
    skipped: int = 0
    bytes: int = 0


class UniqueIds:
    """Ids that are given once: one that has been given already gets a number («a», «a#2»)."""

    def __init__(self) -> None:
        # Eight bytes of a digest each: the ids themselves would fill the memory.
        self._given: set[int] = set()
        self._repeated: dict[int, int] = {}

    def __call__(self, own: str) -> str:
        """The id, made unique."""
        unique, first = own, hash64(own)
        digest, count = first, self._repeated.get(first, 1)
        while digest in self._given:
            count += 1
            unique = f"{own}#{count}"
            digest = hash64(unique)
        if count > 1:
            self._repeated[first] = count
        self._given.add(digest)
        return unique


def hash64(text: str) -> int:
    """Eight bytes that stand for a text, the same in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big")


def _ignore(*_: object) -> None:
    """Nobody listens."""


def run(
    paths: Iterable[str],
    work: Work,
    output: Store | Plain,
    *,
    processes: int = 1,
    written: Iterable[str] = (),
    failed: Callable[[InputError], None] = _ignore,
    progress: Callable[[Summary, Item | None], None] = _ignore,
) -> Summary:
    """Do all inputs and write their records in order; `failed` hears of each that cannot be done, in order too.

    `processes` may be 0 for one a core. What `failed` raises ends the job; the output then stays partial.
    """
    tasks = _tasks(inputs(paths, work.options, written), output)
    given: deque[list[Task]] = deque()
    book = Book(output, failed)
    with closing(_results(_to_do(chunks(tasks), given), work, processes)) as done:
        for results in done:
            chunk = given.popleft()
            try:
                book.enter(chunk, results)
            finally:
                output.flush()
            progress(book.summary, _place(chunk[-1]))
    return book.summary


def _tasks(source: Iterable[Item | InputError], output: Store | Plain) -> Iterator[Task]:
    for task in source:
        if isinstance(task, InputError) or isinstance(output, Plain) or not output.resumed:
            yield task
        else:
            entry = output.known(fingerprint(task), task.name)
            yield task if entry is None else Kept(task._replace(data=None), entry)


def _to_do(chunks: Iterable[list[Task]], given: deque[list[Task]]) -> Iterator[list[Item]]:
    """What there is to do in each chunk; `given` keeps the chunks until their results are there."""
    for chunk in chunks:
        given.append(chunk)
        yield [task for task in chunk if isinstance(task, Item)]


def _results(to_do: Iterator[list[Item]], work: Work, processes: int) -> Generator[list[Result], None, None]:
    warm_up(work.today, work.options.gazetteer)  # here once: worker processes inherit it
    processes = processes or os.cpu_count() or 1
    if processes == 1:
        yield from map(work, to_do)
        return
    from newsextract.workers import in_order

    yield from in_order(work, to_do, processes, died)


def _place(task: Task) -> Item | None:
    """How far a job is that has done a task."""
    return task.item if isinstance(task, Kept) else None if isinstance(task, InputError) else task


class Book:
    """Enters results into the output, under ids of their own, and counts them."""

    def __init__(self, output: Store | Plain, failed: Callable[[InputError], None]) -> None:
        self.summary = Summary()
        self._output, self._failed, self._unique = output, failed, UniqueIds()

    def enter(self, chunk: list[Task], results: list[Result]) -> None:
        """Enter a chunk's tasks in their order; `results` are those of its items."""
        following = iter(results)
        for task in chunk:
            if isinstance(task, Kept):
                self._keep(task.entry)
            elif isinstance(task, InputError):
                self._fail(task)
            elif isinstance(result := next(following), Done):
                self._write(task, result)
            else:
                self._output.fail(result.sha256, task.name)
                self._fail(InputError(result.reason, task.path, task.line))

    def _write(self, item: Item, done: Done) -> None:
        self.summary.done += 1
        self.summary.bytes += done.bytes
        id = self._unique(done.own)  # noqa: A001 - the name that the record has for it
        line = done.line if id == done.own else with_id(done.line, done.own, id)
        self._output.write(done.sha256, id, done.own, done.own == item.name, line)

    def _keep(self, entry: Entry) -> None:
        self.summary.skipped += 1
        self._output.keep(entry, self._unique(entry.own))

    def _fail(self, error: InputError) -> None:
        self.summary.failed += 1
        self._failed(error)
