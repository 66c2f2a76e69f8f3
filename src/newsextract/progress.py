"""How far a job is: a bar on a terminal, and the line that sums it up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from typing import Any

import click

from newsextract.batch import Summary
from newsextract.errors import InputError
from newsextract.readers import Item, files


class Meter:
    """Follows a job: with a bar where standard error is a terminal, else with a line a second where asked for."""

    def __init__(self, paths: Iterable[str], verbosity: int = 0) -> None:
        self._begin = time.monotonic()
        self._talkative, self._next = verbosity > 0, 1.0
        self._path, self._before, self._size, self._shown = "", 0, 0, 0
        self._bar: Any = None
        if sys.stderr.isatty() and verbosity >= 0:
            total = sum(_size(found[0]) for found in files(paths) if not isinstance(found, InputError))
            self._bar = click.progressbar(length=total, file=sys.stderr, item_show_func=lambda rate: rate or "")
            self._bar.__enter__()

    def show(self, summary: Summary, item: Item | None) -> None:
        """Move on to `item`, the latest one; the bar measures bytes of input files."""
        if self._bar is None:
            if self._talkative and self.seconds >= self._next:
                click.echo(self.report(summary), err=True)
                self._next = self.seconds + 1
            return
        if item is None:
            return
        if item.path != self._path:
            self._before += self._size
            self._path, self._size = item.path, _size(item.path)
        here = self._before + (item.position or self._size)
        self._bar.update(max(here - self._shown, 0), f"{summary.done / self.seconds:,.0f} articles/s")
        self._shown = max(here, self._shown)

    def clear(self) -> None:
        """Make room for a message."""
        if self._bar is not None:
            click.echo("\r\033[K", nl=False, err=True)

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.__exit__(None, None, None)

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return max(time.monotonic() - self._begin, 1e-6)

    def report(self, summary: Summary) -> str:
        """One line about the whole job."""
        rates = f"{summary.done / self.seconds:,.1f} articles/s, {summary.bytes / 1e6 / self.seconds:,.2f} MB/s"
        return f"done {summary.done}, failed {summary.failed}, skipped {summary.skipped}: {rates}"


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
