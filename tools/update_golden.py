"""Write the records of `samples/` and their reconciliation to `tests/fixtures/golden/`; read the diff, then commit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from newsextract import parse, reconcile

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "fixtures" / "golden"
TODAY = "2025-12-01"
"""The day of the run that the golden records pin."""


def golden() -> dict[str, Any]:
    """The JSON content of every golden file by its name."""
    records = [
        parse(path.read_text("utf-8"), today=TODAY, id=path.name, path=f"samples/{path.name}", encoding="utf-8")
        for path in sorted((ROOT / "samples").glob("*.txt"))
    ]
    files: dict[str, Any] = {f"{Path(record.id).stem}.json": record.model_dump(mode="json") for record in records}
    files["reconciled.json"] = [event.model_dump(mode="json") for event in reconcile(records)]
    return files


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, content in golden().items():
        (GOLDEN / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
