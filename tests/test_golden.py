"""The samples' records, what the README shows of them, and the contract's key order."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from update_golden import GOLDEN, golden  # noqa: E402

README = (ROOT / "README.md").read_text("utf-8")
CURRENT = golden()


def shown(entry: dict[str, Any], *keys: str) -> str:
    """A line as `jq -c` prints it."""
    return json.dumps({key: entry[key] for key in keys}, ensure_ascii=False, separators=(",", ":"))


def test_every_golden_file_is_checked() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == CURRENT.keys()


@pytest.mark.parametrize("name", sorted(CURRENT))
def test_the_samples_give_the_golden_output(name: str) -> None:
    assert CURRENT[name] == json.loads((GOLDEN / name).read_text("utf-8")), "see tools/update_golden.py"


def test_the_readme_shows_true_output() -> None:
    record = CURRENT["tetouan-book-fair-organiser.json"]
    figures = [
        shown(f, "text", "value", "qualifier", "unit", "kind", "attribution", "event") for f in record["figures"]
    ]
    dates = [shown(d, "text", "value", "inferred_from") for d in record["dates"]]
    reconciled = [
        shown(figure, "kind", "status", "value", "low", "high", "witnesses", "rationale")
        for event in CURRENT["reconciled.json"]
        for figure in event["figures"]
    ]
    printed = [line for block in re.findall(r"```json\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
    assert len(printed) >= 6
    assert set(printed) <= {*figures, *dates, *reconciled}


@pytest.mark.parametrize("example", re.findall(r"^newsextract\.(?!parse|reconcile).*# .*$", README, re.MULTILINE))
def test_the_readme_python_examples_are_true(example: str) -> None:
    import newsextract

    call, _, result = example.partition("  # ")
    assert repr(eval(call.strip(), {"newsextract": newsextract})) == result.strip()


def test_key_order_is_the_contract() -> None:
    record = CURRENT["tetouan-book-fair-organiser.json"]
    assert list(record) == [
        "schema_version", "id", "source", "reference_date", "dates", "cities", "figures", "officials", "events",
        "warnings",
    ]  # fmt: skip
    assert list(record["figures"][0]) == [
        "text", "start", "end", "value", "lower", "upper", "qualifier", "unit", "kind", "currency", "scope",
        "attribution", "issuer", "event", "sentence",
    ]  # fmt: skip
