"""Exports as the systems write them, with rows of our own invention."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadmatch.adapters.fieldmaps.loading import shipped
from leadmatch.adapters.files.reading import ReadResult, read_leads
from leadmatch.records.lead import Lead

Export = Callable[..., ReadResult[Lead]]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Write an export of leads and read it with the map of its system."""

    def read(system: str, text: str, encoding: str = "utf-8", **rest: Any) -> ReadResult[Lead]:
        path = tmp_path / "export.csv"
        path.write_bytes(text.encode(encoding))
        return read_leads(path, field_map=shipped(system), **rest)

    return read
