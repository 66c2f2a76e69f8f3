"""Archives of records: read with every failure named by file and line, and reconciled whatever their size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from newsextract.errors import InputError
from newsextract.models import SCHEMA_VERSION, ReconciledEvent, Record
from newsextract.reconciliation.engine import check, reconcile
from newsextract.streams import lines, open_input

LONGEST_RECORD = 256 << 20
"""Bytes."""


class Placed(NamedTuple):
    """A record and where it stands."""

    record: Record
    path: str
    line: int


def read_records(paths: Iterable[str]) -> Iterator[Placed | InputError]:
    """The records of JSON Lines files (`-`: standard input), an error in the place of each that cannot be used."""
    for path in paths:
        try:
            with open_input(path) as stream:
                for number, line in lines(stream.bytes, LONGEST_RECORD):
                    if line is None or line.strip():
                        yield _record(line, path, number)
        except InputError as error:
            yield InputError(error.reason, path, error.line)


def _record(line: bytes | None, path: str, number: int) -> Placed | InputError:
    if line is None:
        return InputError(f"longer than {LONGEST_RECORD} bytes: no record", path, number)
    try:
        record = Record.model_validate_json(line)
        if record.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            return InputError(_other_version(record.schema_version), path, number)
        check(record)
    except ValidationError as error:
        return InputError(_explain(error, line), path, number)
    except InputError as error:
        return InputError(error.reason, path, number)
    return Placed(record, path, number)


def _other_version(version: object) -> str:
    return f"a record of schema version {version}, this is {SCHEMA_VERSION}: parse the article again"


def _explain(error: ValidationError, line: bytes) -> str:
    """The first thing that is wrong, by the name of the field."""
    first = error.errors(include_url=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        cut = "" if line.endswith(b"\n") else " (the line breaks off: is the file complete?)"
        return f"not valid JSON{cut}"
    if b'"schema_version"' in line and f'"{SCHEMA_VERSION}"'.encode() not in line[:200]:
        return _other_version("other than the one known")
    field = ".".join(map(str, first["loc"]))
    return f"no record of schema version {SCHEMA_VERSION}: {field or 'the line'}: {first['msg']}"


def reconcile_files(paths: Iterable[str], complain: Callable[[InputError], None]) -> Iterator[ReconciledEvent]:
    """Reconcile the records of files; what cannot be used is told to `complain`, and the rest is reconciled."""
    known: dict[str, Placed] = {}
    for placed in read_records(paths):
        if isinstance(placed, InputError):
            complain(placed)
        elif (other := known.setdefault(placed.record.id, placed)).record != placed.record:
            complain(
                InputError(
                    f"the id {placed.record.id!r} stands in {other.path}, line {other.line} with other content:"
                    " left out; give each article an id of its own",
                    placed.path,
                    placed.line,
                )
            )
    yield from reconcile(placed.record for placed in known.values())
