"""Every example in a docstring runs."""

import doctest
import importlib
import pkgutil

import pytest

import newsextract

OPTIONAL = {"newsextract.spark", "newsextract.__main__"}
MODULES = [
    module.name for module in pkgutil.walk_packages(newsextract.__path__, "newsextract.") if module.name not in OPTIONAL
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
