"""The examples of README.md and docs/ are tests: `pytest -p no:randomly README.md docs` runs them."""

import os
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


@pytest.fixture(scope="module")
def somewhere_else(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of its own for each page, so that no example writes into the checkout."""
    place = tmp_path_factory.mktemp("page")
    os.chdir(place)
    return place


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    patterns=["README.md", "docs/**/*.md"],
    fixtures=["somewhere_else"],
).pytest()
