"""Tables in memory, of pandas, polars, pyarrow and whatever else narwhals knows."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import narwhals as nw

from leadmatch.adapters.files.plain_values import plain
from leadmatch.adapters.frames.batches import Batch, Work
from leadmatch.adapters.frames.columns import Column, Scalar, ScalarType

_ROWS = 10_000
"""Rows that are Python objects at a time."""
_NOTHING = frozenset({"", "nan", "NaN", "NaT", "<NA>", "None"})
"""Texts that stand for nothing: what is left of it where a table was turned into text."""
_WORDS = tuple(_NOTHING - {""})
_DTYPES: dict[ScalarType, Any] = {str: nw.String, float: nw.Float64, int: nw.Int64, bool: nw.Boolean}
_PANDAS: dict[ScalarType, str] = {str: "str", int: "Int64", bool: "boolean"}
"""Types of pandas that know a missing value."""
_ARROW: dict[ScalarType, str] = {str: "string", int: "int64", bool: "bool"}


def as_given(native: Any) -> Any:  # noqa: ANN401 - a table of any library
    """Return a table as it is."""
    return native


@dataclass(frozen=True, slots=True)
class EagerTable:
    """A table in memory.

    Attributes:
        frame: the table.
        back: makes of a native table what the caller gave.
        first: the place of its first row, where it is a part of a larger one.
        rows: rows of a batch.
    """

    frame: "nw.DataFrame[Any]"
    back: Callable[[Any], Any] = as_given
    first: int = 0
    rows: int = _ROWS

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns; a name that is no text is read as what it spells."""
        return tuple(map(str, self.frame.columns))

    @property
    def single(self) -> frozenset[str]:
        """Those of them that are numbers in single precision."""
        return frozenset(str(name) for name, dtype in self.frame.schema.items() if dtype == nw.Float32)

    def at_once(self) -> "EagerTable":
        """Return it with all rows in one batch."""
        return replace(self, rows=max(len(self.frame), 1))

    def extended(self, work: Work) -> Any:  # noqa: ANN401 - whatever the caller gave
        """Return it with further columns; pandas keeps its index."""
        added = [
            _series(column, cells, self.frame.implementation)
            for column, cells in zip(work.columns, self._found(work), strict=True)
        ]
        return self.back(self.frame.with_columns(*added).to_native())

    def derived(self, work: Work) -> Any:  # noqa: ANN401 - whatever the caller gave
        """Return a new table of its kind."""
        cells = {column.name: part for column, part in zip(work.columns, self._found(work), strict=True)}
        schema = {column.name: _DTYPES[column.kind] for column in work.columns}
        return self.back(nw.from_dict(cells, schema, backend=self.frame.implementation).to_native())

    def _found(self, work: Work) -> list[list[Scalar]]:
        """Return the values of each new column."""
        found: list[list[Scalar]] = [[] for _ in work.columns]
        for batch in self.batches():
            for whole, part in zip(found, work.do(batch), strict=True):
                whole.extend(part)
        work.end()
        return found

    def batches(self) -> Iterator[Batch]:
        """Yield its rows."""
        for start in range(0, len(self.frame), self.rows):
            part = self.frame[start : start + self.rows]
            yield Batch(self.first + start, [cells_of(part.get_column(name)) for name in part.columns])


def cells_of(series: "nw.Series[Any]") -> list[Any]:
    """Return a column as plain values: None for what is missing, in whatever way it is said."""
    dtype = series.dtype
    if dtype == nw.String:
        return _texts(series)
    cells = series.to_list()
    if dtype.is_float():
        return [None if cell != cell else cell for cell in cells]  # noqa: PLR0124 - NaN alone differs from itself
    if (dtype.is_integer() or dtype == nw.Boolean) and not series.null_count():
        return cells
    return [_plain(cell) for cell in cells]


def _texts(series: "nw.Series[Any]") -> list[Any]:
    """Return a column of texts; most hold no text that stands for nothing, which the library finds out faster."""
    if series.implementation.is_pandas_like():
        if "pyarrow" not in sys.modules or not hasattr(series.to_native().dtype, "__from_arrow__"):
            return [_plain(cell) for cell in series.to_list()]
        series = nw.from_native(_chunked(series.to_arrow()), series_only=True)
    cells = series.to_list()
    return [None if cell in _NOTHING else cell for cell in cells] if series.is_in(_WORDS).any() else cells


def _chunked(array: Any) -> Any:  # noqa: ANN401 - of pyarrow
    return sys.modules["pyarrow"].chunked_array([array])


def _plain(cell: Any) -> Any:  # noqa: ANN401 - whatever stands in a cell
    if cell.__class__ is str:
        return None if cell in _NOTHING else cell
    return plain(cell)


def _series(column: Column, cells: Sequence[Scalar], library: Any) -> "nw.Series[Any]":  # noqa: ANN401 - the type of narwhals leaves out those that are lazy
    """Return values as a column of the library that a table is of."""
    if library is nw.Implementation.PANDAS and column.kind is not float:
        known = _in_pandas(library.to_native_namespace(), column.kind, cells)
        return nw.new_series(column.name, known, backend=library)
    return nw.new_series(column.name, cells, _DTYPES[column.kind], backend=library)


def _in_pandas(pandas: Any, kind: ScalarType, cells: Sequence[Scalar]) -> Any:  # noqa: ANN401 - the module, and an array of it
    """Return values as an array that knows missing ones; by way of Arrow where it is there, which is much faster."""
    dtype = pandas.api.types.pandas_dtype(_PANDAS[kind])
    if "pyarrow" in sys.modules and hasattr(dtype, "__from_arrow__"):
        return dtype.__from_arrow__(sys.modules["pyarrow"].array(cells, _ARROW[kind]))
    return pandas.array(cells, dtype=dtype if kind is not str else object)
