"""Where records go: standard output, or a file that appears only when it is complete and survives interruption.

While a job runs, `OUT.partial` takes the records and `OUT.ledger` one line for each finished input, always behind its
record; both only grow. Whatever moment a job is killed at, the ledger tells which bytes are whole, and another run
keeps them. At the end `OUT.partial` becomes OUT: as it is, or put in the order of the inputs where that has changed.
A ledger without a partial file speaks of OUT itself.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EISDIR
from itertools import chain
from typing import IO, Any, NamedTuple

from pydantic_core import to_json

from newsextract.errors import InputError, OutputError, printable


class Entry(NamedTuple):
    """A line of the ledger: the record of the input with fingerprint `sha256` is bytes [start, end) of the output.

    `id` is the record's, `own` what it was before it was made unique, `named` whether it is the input's place (and so
    no longer right where the place has changed). A failed input has no bytes.
    """

    sha256: str
    id: str
    own: str
    named: bool
    start: int
    end: int

    @property
    def failed(self) -> bool:
        """Whether there is no record."""
        return self.start == self.end


class Plain:
    """Records on a stream as they come; of earlier runs nothing is known."""

    resumed = False

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, sha256: str, id: str, own: str, named: bool, line: bytes) -> None:  # noqa: A002, ARG002 - as Store
        """Write a record."""
        self._stream.write(line)

    def keep(self, entry: Entry, id: str) -> None:  # noqa: A002 - as Store
        """Nothing is known of earlier runs."""

    def fail(self, sha256: str, name: str) -> None:
        """Nothing is written for a failure."""

    def flush(self) -> None:
        """Hand on what was written."""
        self._stream.flush()

    def files(self) -> list[str]:
        """None that could be taken for an input."""
        return []

    def finish(self, keep_ledger: bool = False) -> None:
        """Nothing is left to do."""


class Store:
    """Records in a file, with what is known of an earlier run.

    `settings` are all that a record depends on beside its input: what was done under others is not kept.
    """

    def __init__(self, path: str, settings: dict[str, Any], resume: bool) -> None:
        self.path, self.partial, self.ledger = path, f"{path}.partial", f"{path}.ledger"
        self._order_path = f"{path}.order"
        self._settings = json.dumps({"newsextract": settings}, sort_keys=True).encode() + b"\n"
        self._data: list[bytes] = []
        self._log: list[bytes] = []
        self._size = self._end = 0
        self._in_order = True
        # Of a million inputs, keys and places in the ledger fit into the memory; entries would fill it.
        self._failed: set[int] = set()
        self._mended: dict[int, int] = {}  # failed once, done later
        self._sequence: Iterator[tuple[Entry, int]] = iter(())
        self._others: dict[int, int] | None = None
        with _naming(self.path):
            if os.path.isdir(path):
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            self.resumed = resume and self._reopen()
            if not self.resumed:
                self._start()
            self._partial_file = open(self.partial, "ab", buffering=0)
            self._ledger_file = open(self.ledger, "ab", buffering=0)
            self._order = open(self._order_path, "wb") if self.resumed else None

    def files(self) -> list[str]:
        """All that a job with this output writes: never its input."""
        return [self.path, self.partial, self.ledger, self._order_path]

    def _start(self) -> None:
        """Forget the earlier run; the ledger goes first, for without it nothing else is believed."""
        with suppress(FileNotFoundError):
            os.unlink(self.ledger)
        open(self.partial, "wb").close()
        with open(self.ledger, "wb") as ledger:
            ledger.write(self._settings)

    def _reopen(self) -> bool:
        """Find what an earlier run has done, and cut off what it did not finish; False where there is nothing."""
        data = self.partial if os.path.exists(self.partial) else self.path
        if not (os.path.isfile(data) and os.path.isfile(self.ledger)):
            return False
        with open(self.ledger, "rb") as ledger:
            if ledger.readline() != self._settings:
                return False
        good = self._survey(os.path.getsize(data))
        if data == self.path:
            if os.path.getsize(data) != self._size:
                return False
            shutil.copyfile(data, self._order_path)
            os.replace(self._order_path, self.partial)
        os.truncate(self.partial, self._size)
        os.truncate(self.ledger, good)
        self._sequence = (
            (entry, place)
            for entry, place, _ in self._entries(self._size)
            if entry.failed or _key(entry.sha256) not in self._mended
        )
        return True

    def _survey(self, size: int) -> int:
        """Note what the ledger tells of `size` bytes of records; returns the offset behind its last good line."""
        good = len(self._settings)
        for entry, place, end in self._entries(size):
            good, self._size = end, max(self._size, entry.end)
            if entry.failed:
                self._failed.add(_key(entry.sha256))
            elif _key(entry.sha256) in self._failed:
                self._mended[_key(entry.sha256)] = place
        return good

    def _entries(self, size: int) -> Iterator[tuple[Entry, int, int]]:
        """The entries of the ledger with where each begins and ends, as far as it is whole and within `size` bytes."""
        with open(self.ledger, "rb") as ledger:
            place = len(ledger.readline())
            for line in ledger:
                entry = _entry(line)
                if entry is None or entry.end > size:
                    return
                yield entry, place, place + len(line)
                place += len(line)

    def known(self, sha256: str, name: str) -> Entry | None:
        """The record that an earlier run made of an input; `None` where it made none, or not at the place `name`.

        Inputs mostly come in the order of the ledger, which is then read along; the rest of it is loaded only when not.
        """
        if not self.resumed:
            return None
        entry = self._next(sha256) if self._others is None else None
        if entry is None or entry.failed:
            entry = self._looked_up(sha256, self._mended if self._others is None else self._others)
        return None if entry is None or (entry.named and entry.own != name) else entry

    def _next(self, sha256: str) -> Entry | None:
        """The next entry of the ledger, if it is that of this input; otherwise those that follow are loaded."""
        entry, place = next(self._sequence, (None, 0))
        if entry is None or entry.sha256 == sha256:
            return entry
        rest = chain([(entry, place)], self._sequence)
        self._others = {_key(e.sha256): place for e, place in rest if not e.failed} | self._mended
        return None

    def _looked_up(self, sha256: str, places: dict[int, int]) -> Entry | None:
        place = places.get(_key(sha256))
        if place is None:
            return None
        with open(self.ledger, "rb") as ledger:
            ledger.seek(place)
            entry = _entry(ledger.readline())
        return entry if entry and entry.sha256 == sha256 else None

    def keep(self, entry: Entry, id: str) -> Entry:  # noqa: A002 - the name that the record has for it
        """Take over the record of an earlier run, under the id that it has now."""
        if entry.id != id:
            self.flush()
            with open(self.partial, "rb") as partial:
                partial.seek(entry.start)
                line = with_id(partial.read(entry.end - entry.start), entry.id, id)
            return self.write(entry.sha256, id, entry.own, entry.named, line)
        self._place(entry)
        return entry

    def write(self, sha256: str, id: str, own: str, named: bool, line: bytes) -> Entry:  # noqa: A002
        """Add a record."""
        entry = Entry(sha256, id, own, named, self._size, self._size + len(line))
        self._data.append(line)
        self._log.append(_line(entry))
        self._size = entry.end
        self._place(entry)
        return entry

    def fail(self, sha256: str, name: str) -> None:
        """Note a failure, which another run will try again, in its place."""
        if _key(sha256) not in self._failed:
            self._log.append(_line(Entry(sha256, name, name, True, self._size, self._size)))

    def _place(self, entry: Entry) -> None:
        self._in_order = self._in_order and entry.start == self._end
        self._end = entry.end
        if self._order:
            self._order.write(_line(entry))

    def flush(self) -> None:
        """Bring everything to the files: the records first, then the lines of the ledger that vouch for them."""
        with _naming(self.path):
            _write_all(self._partial_file, b"".join(self._data))
            _write_all(self._ledger_file, b"".join(self._log))
        self._data.clear()
        self._log.clear()

    def finish(self, keep_ledger: bool = False) -> None:
        """Turn the partial file into the output; the ledger stays only for a job that will be resumed again."""
        self.flush()
        with _naming(self.path):
            os.fsync(self._partial_file.fileno())
            self._partial_file.close()
            self._ledger_file.close()
            if self._order:
                self._order.close()
            if self._in_order and self._end == self._size:
                os.replace(self.partial, self.path)
            else:
                self._assemble()
            with suppress(FileNotFoundError):
                os.unlink(self._order_path)
            if not keep_ledger:
                os.unlink(self.ledger)

    def _assemble(self) -> None:
        """Copy the records in the order of the inputs; at every moment the ledger speaks of the file that it should."""
        output, ledger, end = f"{self.path}.output", f"{self.path}.entries", 0
        with open(self.partial, "rb") as partial, open(output, "wb") as records, open(ledger, "wb") as entries:
            entries.write(self._settings)
            with open(self._order_path, "rb") as order:
                for line in order:
                    entry = json.loads(line)
                    partial.seek(entry["start"])
                    record = partial.read(entry["end"] - entry["start"])
                    records.write(record)
                    entries.write(_line(Entry(**entry | {"start": end, "end": end + len(record)})))
                    end += len(record)
            records.flush()
            os.fsync(records.fileno())
        os.unlink(self.ledger)
        os.replace(output, self.path)
        os.unlink(self.partial)
        os.replace(ledger, self.ledger)


def open_sink(path: str | None, settings: dict[str, Any], resume: bool) -> Plain | Store:
    """Standard output (`None` or `-`), a device or pipe as it is, or else a file; see `Store`."""
    if path is None or path == "-":
        return Plain(sys.stdout.buffer)
    if _is_special(path):
        return Plain(open(path, "wb"))
    return Store(path, settings, resume)


def settings_of(path: str) -> dict[str, Any]:
    """The settings of the earlier run that wrote `path` and left a ledger; empty where there is none."""
    try:
        with open(f"{path}.ledger", "rb") as ledger:
            return dict(json.loads(ledger.readline())["newsextract"])
    except (OSError, ValueError, KeyError, TypeError):
        return {}


class ErrorFile:
    """The inputs that failed, as JSON Lines; a file appears when it is closed, a device or pipe is written at once."""

    def __init__(self, path: str) -> None:
        self.path, self._temporary = path, path if _is_special(path) else f"{path}.partial"
        with _naming(path):
            self._file: IO[bytes] = open(self._temporary, "wb")

    def write(self, error: InputError) -> None:
        """Add a failed input."""
        item = {"input": None if error.path is None else str(error.path), "line": error.line, "error": error.reason}
        with _naming(self.path):
            self._file.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    def close(self) -> None:
        """Let the file appear."""
        with _naming(self.path):
            self._file.close()
            if self._temporary != self.path:
                os.replace(self._temporary, self.path)


def _is_special(path: str) -> bool:
    """Whether a path is a device or a pipe, which no file may take the place of."""
    return os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path)


@contextmanager
def _naming(path: str) -> Iterator[None]:
    """Say which output could not be written."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{printable(path)} cannot be written: {reason}") from error


def with_id(line: bytes, old: str, new: str) -> bytes:
    """A record's line under another id, the first that is in it.

    >>> with_id(b'{"schema_version":"1.0","id":"a"}', "a", "a#2")
    b'{"schema_version":"1.0","id":"a#2"}'
    """
    return line.replace(b'"id":' + to_json(old), b'"id":' + to_json(new), 1)


def _line(entry: Entry) -> bytes:
    return json.dumps(entry._asdict()).encode() + b"\n"


def _entry(line: bytes) -> Entry | None:
    """The entry of a line; `None` where it is torn."""
    try:
        return Entry(**json.loads(line)) if line.endswith(b"\n") else None
    except (ValueError, TypeError):
        return None


def _key(sha256: str) -> int:
    """Eight bytes that stand for a fingerprint."""
    return int(sha256[:16], 16)


def _write_all(file: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[file.write(view) :]
