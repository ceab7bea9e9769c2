"""Frames of every library that is installed, so that the same tests run where only one of them is."""

import importlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import pytest

collect_ignore = [f"test_{library}.py" for library in ("pandas", "duckdb") if not find_spec(library)]

Columns = Mapping[str, Sequence[Any]]
Make = Callable[[Columns], Any]


class Foreign:
    """A table of a library that nobody has heard of; it offers an Arrow stream, and is made of one."""

    def __init__(self, table: Any) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    @classmethod
    def from_arrow(cls, table: Any) -> "Foreign":
        return cls(table)


def pandas_frame(columns: Columns) -> Any:
    return importlib.import_module("pandas").DataFrame(dict(columns))


def polars_frame(columns: Columns) -> Any:
    return importlib.import_module("polars").DataFrame(dict(columns), strict=False, infer_schema_length=None)


def arrow_table(columns: Columns) -> Any:
    return importlib.import_module("pyarrow").table(dict(columns))


def lazy_frame(columns: Columns) -> Any:
    return polars_frame(columns).lazy()


def reader(columns: Columns) -> Any:
    return arrow_table(columns).to_reader(max_chunksize=3)


def relation(columns: Columns) -> Any:
    duckdb, leads = importlib.import_module("duckdb"), arrow_table(columns)
    return duckdb.connect().from_arrow(leads)


def foreign(columns: Columns) -> Foreign:
    return Foreign(arrow_table(columns))


NEEDS: dict[Make, str] = {
    pandas_frame: "pandas",
    polars_frame: "polars",
    lazy_frame: "polars",
    arrow_table: "pyarrow",
    reader: "pyarrow",
    foreign: "pyarrow",
    relation: "duckdb",
}
KINDS = [make for make, library in NEEDS.items() if find_spec(library)]


@pytest.fixture(params=KINDS, ids=lambda make: make.__name__)
def kind(request: pytest.FixtureRequest) -> "Kind":
    """One kind of table after the other."""
    return Kind(request.param)


@pytest.fixture
def some_kind() -> "Kind":
    """Whatever kind of table is there."""
    return Kind(KINDS[0])


@dataclass(frozen=True)
class Kind:
    """A kind of table: it makes one of columns, and reads the columns of one."""

    make: Make

    def __call__(self, columns: Columns) -> Any:
        return self.make(columns)

    def read(self, table: Any) -> dict[str, list[Any]]:
        return columns_of(table)


def columns_of(table: Any) -> dict[str, list[Any]]:
    """Return the columns of a table of any kind, with None for what is missing."""
    import narwhals as nw
    import pyarrow as pa

    known = nw.from_native(table, pass_through=True)
    if not isinstance(known, nw.DataFrame | nw.LazyFrame) or known.implementation.is_duckdb():
        known = nw.from_native(pa.RecordBatchReader.from_stream(table).read_all())
    frame = known.collect() if isinstance(known, nw.LazyFrame) else known
    return {name: list(map(_missing_is_none, frame[name].to_list())) for name in frame.columns}


def _missing_is_none(cell: Any) -> Any:
    if type(cell).__name__ in {"NAType", "NaTType"} or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell
