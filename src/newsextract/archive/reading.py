"""Records from JSON Lines files; every failure names its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import ValidationError

from newsextract.errors import InputError
from newsextract.models import SCHEMA_VERSION, Record
from newsextract.reconciliation.engine import check
from newsextract.streams import lines, open_input

LONGEST_RECORD = 256 << 20
"""Bytes."""
_VERSION = re.compile(rb'"schema_version"\s*:\s*"?([\w.]{1,12})')


class Line(NamedTuple):
    """A line of a file, not decoded yet; `data` is `None` where it is too long."""

    path: str
    number: int
    data: bytes | None


def read_lines(paths: Iterable[str]) -> Iterator[Line | InputError]:
    """The lines of files (`-`: standard input), an error in the place of a file that cannot be read."""
    for path in paths:
        try:
            with open_input(path) as stream:
                for number, data in lines(stream.bytes, LONGEST_RECORD):
                    if data is None or data.strip():
                        yield Line(path, number, data)
        except InputError as error:
            yield InputError(error.reason, path, error.line)


def read_record(line: Line) -> Record:
    """The record of a line; raises `InputError` that says what is wrong with it."""
    if line.data is None:
        raise InputError(f"longer than {LONGEST_RECORD} bytes: no record", line.path, line.number)
    try:
        record = Record.model_validate_json(line.data)
        if record.schema_version.partition(".")[0] != SCHEMA_VERSION.partition(".")[0]:
            raise InputError(_other_version(record.schema_version))
        check(record)
    except ValidationError as error:
        raise InputError(_explain(error, line.data), line.path, line.number) from None
    except InputError as error:
        raise InputError(error.reason, line.path, line.number) from None
    return record


def _other_version(version: object) -> str:
    return f"a record of schema version {version}, this is {SCHEMA_VERSION}: parse the article again"


def _explain(error: ValidationError, data: bytes) -> str:
    """The first thing that is wrong, by the name of the field."""
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "not valid JSON" + ("" if data.endswith(b"\n") else ": the line breaks off; is the file complete?")
    version = _VERSION.search(data)
    if version and version[1].partition(b".")[0].decode() != SCHEMA_VERSION.partition(".")[0]:
        return _other_version(version[1].decode())
    field = ".".join(map(str, first["loc"]))
    return f"no record of schema version {SCHEMA_VERSION}: {field or 'the line'}: {first['msg']}"


def collision(id_: str, line: Line, path: str, number: int) -> InputError:
    """Why a record is left out whose id another has taken."""
    first = f"{path}, line {number}"
    reason = f"the id {id_!r} stands in {first} with other content: left out; give each article an id of its own"
    return InputError(reason, line.path, line.number)
