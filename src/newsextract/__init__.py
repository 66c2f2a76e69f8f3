"""What an Arabic news article says: dates, cities, figures, officials and events, with exact spans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsextract.models import DateMention, NumberMention, ReconciledEvent, Record
    from newsextract.pipeline import find_dates, find_numbers, parse
    from newsextract.reconciliation.engine import reconcile

__version__ = "0.1.0"
__all__ = [
    "DateMention",
    "NumberMention",
    "ReconciledEvent",
    "Record",
    "__version__",
    "find_dates",
    "find_numbers",
    "parse",
    "reconcile",
]

_HOMES = {
    **dict.fromkeys(["DateMention", "NumberMention", "ReconciledEvent", "Record"], "models"),
    **dict.fromkeys(["find_dates", "find_numbers", "parse"], "pipeline"),
    "reconcile": "reconciliation.engine",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that `--help` and `--version` stay instant."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"newsextract.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'newsextract' has no attribute {name!r}")
