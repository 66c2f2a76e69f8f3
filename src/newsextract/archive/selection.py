"""Which reconciled events are wanted, as lines of JSON."""

from __future__ import annotations

from typing import NamedTuple

from newsextract.models import ReconciledEvent


class Outcome(NamedTuple):
    """A reconciled event as a line of JSON, and whether it holds a conflict."""

    json: str
    conflict: bool


class Selection(NamedTuple):
    """Only events of so many sources; only conflicts."""

    min_sources: int = 1
    only_conflicts: bool = False

    def of(self, event: ReconciledEvent) -> Outcome | None:
        """The event as selected, `None` where it is not."""
        conflicts = [figure for figure in event.figures if figure.status == "conflict"]
        if len(event.sources) < self.min_sources or (self.only_conflicts and not conflicts):
            return None
        if self.only_conflicts:
            event = event.model_copy(update={"figures": conflicts})
        return Outcome(event.model_dump_json(), bool(conflicts))
