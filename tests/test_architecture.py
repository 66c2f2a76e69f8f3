"""Imports point strictly down: a module imports only from lower floors."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "newsextract"

FLOORS = [
    {"errors", "memory", "normalize", "workers"},
    {"models", "lexicon", "decoding", "calendars"},
    {"vocabulary", "streams"},
    {"matching"},
    {"gazetteer", "numerals", "outlets", "segment", "sentences"},
    {"document"},
    {"extractors"},
    {"pipeline", "reconciliation"},
    {"pages"},
    {"readers", "writers"},
    {"archive", "batch", "report"},
    {"progress", "spark"},
    {"cli"},
]
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}


def component(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_components(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names = [f"{node.module}.{a.name}" for a in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("newsextract.")}
    return found & FLOOR_OF.keys()


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_point_down(path: Path) -> None:
    if path.parent == SOURCE and path.name in ("__init__.py", "__main__.py"):
        return
    own = component(path)
    assert own in FLOOR_OF, f"{own} has no floor: add it to FLOORS and to the README's architecture section"
    for other in imported_components(path) - {own}:
        assert FLOOR_OF[other] < FLOOR_OF[own], f"{own} (floor {FLOOR_OF[own]}) imports {other} ({FLOOR_OF[other]})"


@pytest.mark.parametrize("package", ["extractors"])
def test_siblings_do_not_import_each_other(package: str) -> None:
    for path in (SOURCE / package).glob("*.py"):
        assert package not in imported_components(path), path.name
