"""Archives of records, reconciled whatever their size: a small one in memory, a large one through files on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from newsextract.archive.reading import Line, collision, read_lines, read_record
from newsextract.archive.selection import Outcome, Selection
from newsextract.errors import InputError
from newsextract.reconciliation.engine import reconcile

IN_MEMORY = 5_000
"""Records; an archive of more goes through the disk."""


def reconcile_files(
    paths: Iterable[str],
    complain: Callable[[InputError], None],
    selection: Selection | None = None,
    in_memory: int = IN_MEMORY,
) -> Iterator[Outcome]:
    """Reconcile the records of files; what cannot be used is told to `complain`, and the rest is reconciled.

    The events come in a fixed order, the same for any size, order or repetition of the records.
    """
    selection = selection or Selection()
    lines = _readable(paths, complain)
    first = list(islice(lines, in_memory + 1))
    if len(first) <= in_memory:
        yield from _reconcile_lines(first, complain, selection)
    else:
        from newsextract.archive.spill import reconcile_large

        yield from reconcile_large(chain(first, lines), complain, selection)


def _readable(paths: Iterable[str], complain: Callable[[InputError], None]) -> Iterator[Line]:
    for line in read_lines(paths):
        if isinstance(line, InputError):
            complain(line)
        else:
            yield line


def _reconcile_lines(
    lines: Iterable[Line], complain: Callable[[InputError], None], selection: Selection
) -> Iterator[Outcome]:
    records, places = {}, {}
    for line in lines:
        try:
            record = read_record(line)
        except InputError as error:
            complain(error)
            continue
        if record.id not in records:
            records[record.id], places[record.id] = record, line
        elif records[record.id] != record:
            first = places[record.id]
            complain(collision(record.id, line, first.path, first.number))
    for event in reconcile(records.values()):
        if outcome := selection.of(event):
            yield outcome
