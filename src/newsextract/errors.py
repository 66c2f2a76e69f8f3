"""The errors that newsextract raises on purpose; a message says what was wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path


class NewsextractError(Exception):
    """Root of the tree: catching it catches everything that newsextract raises on purpose."""


class DataError(NewsextractError):
    """A table of the lexicon or of the gazetteer is wrong; names the file and the line or key."""


class InputError(NewsextractError):
    """An article or a record cannot be used; `path` and `line` (1-based) say where, `reason` why."""

    def __init__(self, reason: str, path: str | Path | None = None, line: int | None = None) -> None:
        self.reason, self.path, self.line = reason, path, line
        where = "" if path is None else f"{path}: " if line is None else f"{path}, line {line}: "
        super().__init__(where + reason)


class DependencyError(NewsextractError):
    """An optional package is needed for this input; the message names the extra to install."""
