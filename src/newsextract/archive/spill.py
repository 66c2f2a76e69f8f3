"""Reconciling an archive that memory does not hold: worker processes digest it, DuckDB sorts it by event on disk.

1. Workers read records and write what each tells of an event to a file of their own, and its frame to an index.
2. The distinct frames are joined into events; they are all that is kept in memory.
3. DuckDB sorts the index by event, and workers fetch the tellings of an event and reduce them.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeVar

from newsextract.archive.reading import Line, collision, read_record
from newsextract.archive.selection import Outcome, Selection
from newsextract.errors import InputError, NewsextractError
from newsextract.reconciliation.engine import Telling, read_tellings, reduce_event
from newsextract.reconciliation.frames import Frame
from newsextract.reconciliation.joining import join

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 500
"""Records, or events, that a worker takes at a time."""
MEMORY = "256MB"
"""What DuckDB may keep in memory before it spills."""

T = TypeVar("T")
R = TypeVar("R")


class Place(NamedTuple):
    """Where a telling stands: the worker that wrote it, the byte offset in its file, the bytes of the line."""

    worker: int
    offset: int
    length: int


class Digest(NamedTuple):
    """What a worker found in a chunk of lines, beside what it wrote to its files."""

    frames: dict[int, Frame]
    errors: list[InputError]


def reconcile_large(
    lines: Iterable[Line], complain: Callable[[InputError], None], selection: Selection, jobs: int | None = None
) -> Iterator[Outcome]:
    """Reconcile the records of lines through files on disk; memory holds the distinct frames alone."""
    with (
        tempfile.TemporaryDirectory(prefix="newsextract-") as folder,
        ProcessPoolExecutor(jobs or os.cpu_count()) as pool,
    ):
        frames: dict[int, Frame] = {}
        for digest in _map(pool, _digest, ((folder, chunk) for chunk in _chunks(enumerate(lines)))):
            frames |= digest.frames
            for error in digest.errors:
                complain(error)
        if not frames:
            return
        _write_events(frames, folder)
        del frames
        with _named_failures(), _database(folder) as database:
            for error in _collisions(database):
                complain(error)
            batches = ((folder, batch, selection) for batch in _chunks(_events(database)))
            for outcomes in _map(pool, _reduce, batches):
                yield from outcomes


@contextmanager
def _named_failures() -> Iterator[None]:
    """What DuckDB may run out of, as an error that says what to do."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        raise NewsextractError(
            f"sorting the archive in {tempfile.gettempdir()} failed ({reason}): free space there, or set TMPDIR"
        ) from None


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    source = iter(items)
    return iter(lambda: list(islice(source, CHUNK)), [])


def _map(pool: ProcessPoolExecutor, function: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """Results in the order of the items, few of which are under way at a time."""
    under_way: deque[Future[R]] = deque()
    for item in items:
        under_way.append(pool.submit(function, item))
        if len(under_way) > 6:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def _digest(task: tuple[str, list[tuple[int, Line]]]) -> Digest:
    """Read a chunk of lines; write its tellings and the places of its records to the files of this process."""
    folder, chunk = task
    digest = Digest({}, [])
    gc.disable()
    stem = os.path.join(folder, str(os.getpid()))
    with (
        open(stem + ".tellings", "ab") as tellings,
        open(stem + ".index", "ab") as index,
        open(stem + ".records", "ab") as records,
    ):
        offset = tellings.tell()
        for number, line in chunk:
            try:
                record = read_record(line)
            except InputError as error:
                digest.errors.append(InputError(error.reason, error.path, error.line))
                continue
            content = _hash(line.data or b"")
            place = json.dumps([record.id, line.path, line.number])
            records.write(
                f"{number}\t{_hash(record.id.encode('utf-8', 'surrogatepass'))}\t{content}\t{place}\n".encode()
            )
            for frame, telling in read_tellings(record):
                key = _hash(repr(frame).encode("utf-8", "surrogatepass"))
                digest.frames[key] = frame
                length = tellings.write(pickle.dumps(telling))
                index.write(f"{number}\t{key}\t{os.getpid()}\t{offset}\t{length}\n".encode())
                offset += length
    return digest


def _write_events(frames: dict[int, Frame], folder: str) -> None:
    """Join the frames into events, and write the event of each."""
    keys = sorted(frames)
    with open(os.path.join(folder, "frames"), "w", encoding="ascii") as file:
        for key, number in zip(keys, join([frames[key] for key in keys]), strict=True):
            file.write(f"{key}\t{number}\n")


def _database(folder: str) -> DuckDBPyConnection:
    """The files of the workers as tables, each record once."""
    import duckdb

    database = duckdb.connect(os.path.join(folder, "archive.duckdb"))
    spill = os.path.join(folder, "spill").replace("'", "''")
    database.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{spill}'; SET threads = 2")
    database.execute("SET preserve_insertion_order = false")
    for name, files, columns in [
        ("records", "*.records", {"number": "BIGINT", "id": "BIGINT", "content": "BIGINT", "place": "VARCHAR"}),
        ("tellings", "*.index", dict.fromkeys(["number", "frame", "worker", "start", "length"], "BIGINT")),
        ("frames", "frames", {"frame": "BIGINT", "event": "BIGINT"}),
    ]:
        source = str(Path(folder, files)).replace("'", "''")
        database.execute(
            f"CREATE TABLE {name} AS FROM read_csv('{source}', delim = '\t', header = false, quote = '', escape = '',"
            f" auto_detect = false, strict_mode = false, columns = {columns})"
        )
    database.execute("CREATE TABLE kept AS SELECT min(number) AS number, id FROM records GROUP BY id")
    return database


def _collisions(database: DuckDBPyConnection) -> Iterator[InputError]:
    """Records whose id an earlier record with other content has."""
    found = database.execute(
        "SELECT other.place, first.place FROM records AS other JOIN kept USING (id)"
        " JOIN records AS first ON first.number = kept.number"
        " WHERE other.content <> first.content ORDER BY other.number"
    )
    for other, first in found.fetchall():
        (id_, path, number), (_, first_path, first_number) = json.loads(other), json.loads(first)
        yield collision(id_, Line(path, number, None), first_path, first_number)


def _events(database: DuckDBPyConnection) -> Iterator[list[Place]]:
    """The places of the tellings of each event, in the order of the events."""
    found = database.execute(
        "SELECT event, worker, start, length FROM tellings JOIN frames USING (frame) SEMI JOIN kept USING (number)"
        " ORDER BY event, number"
    )
    rows = iter(lambda: found.fetchmany(CHUNK), [])
    for _, group in groupby((row for some in rows for row in some), key=itemgetter(0)):
        yield [Place(*place) for _, *place in group]


def _reduce(task: tuple[str, list[list[Place]], Selection]) -> list[Outcome]:
    """The events of a batch as lines of JSON."""
    folder, batch, selection = task
    gc.disable()
    with ExitStack() as stack:
        workers = {place.worker for event in batch for place in event}
        files = {
            worker: stack.enter_context(open(os.path.join(folder, f"{worker}.tellings"), "rb")) for worker in workers
        }
        events = (reduce_event([_fetch(files[place.worker], place) for place in event]) for event in batch)
        return [outcome for event in events if event and (outcome := selection.of(event))]


def _fetch(file: BinaryIO, place: Place) -> Telling:
    file.seek(place.offset)
    telling: Telling = pickle.loads(file.read(place.length))
    return telling
