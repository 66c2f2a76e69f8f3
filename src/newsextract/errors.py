"""The errors that newsextract raises on purpose; a message says what was wrong, where, and what to do."""

from __future__ import annotations

import os


def printable(name: str | os.PathLike[str]) -> str:
    r"""A path as one line of valid text: invalid bytes and control characters are written as escapes.

    >>> printable("a\nb.txt")
    'a\\nb.txt'
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class NewsextractError(Exception):
    """Root of the tree: catching it catches everything that newsextract raises on purpose."""


class DataError(NewsextractError):
    """A table of the lexicon or of the gazetteer is wrong; names the file and the line or key."""


class InputError(NewsextractError):
    """An article or a record cannot be used; `path` and `line` (1-based) say where, `reason` why."""

    def __init__(self, reason: str, path: str | os.PathLike[str] | None = None, line: int | None = None) -> None:
        super().__init__(reason, path, line)
        self.reason, self.path, self.line = reason, path, line

    def __str__(self) -> str:
        """The message, on one line."""
        if self.path is None:
            return self.reason
        place = "standard input" if self.path == "-" else printable(self.path)
        return f"{place}: {self.reason}" if self.line is None else f"{place}, line {self.line}: {self.reason}"


class DependencyError(InputError):
    """An optional package is needed for this input; the message names the extra to install."""


class OutputError(NewsextractError):
    """An output file cannot be written; the message says which and why."""


class StoppedError(NewsextractError):
    """A job was told to end before its inputs did; the message says why."""
