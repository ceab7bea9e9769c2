"""Rows of Parquet files, and tables written as Parquet; both in batches."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadmatch.adapters.files.cells import as_json, flat
from leadmatch.adapters.files.columns import unique_names
from leadmatch.adapters.files.plain_values import plain
from leadmatch.adapters.files.rows import Finding, Header, Remark, Row
from leadmatch.adapters.files.source import Source
from leadmatch.errors import FileError, MissingExtraError
from leadmatch.records.hygiene import repaired

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET = frozenset({".parquet", ".pq"})
"""Endings of Parquet files."""

BATCH_ROWS = 10_000
"""Rows that are in memory at a time."""


def _require_pyarrow() -> None:
    try:
        import pyarrow.parquet  # noqa: F401 - whether it is there
    except ModuleNotFoundError:
        raise MissingExtraError('Parquet files need pyarrow: pip install "channel-leadmatch[frames]"') from None


def parquet_rows(source: Source) -> Iterator[Finding]:
    """Yield the header and the rows of a Parquet file; rows count from 1.

    Raises:
        FileError: it is no Parquet file, or it is damaged.
        MissingExtraError: pyarrow is not installed.
    """
    _require_pyarrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with source.open() as stream, pq.ParquetFile(stream) as file:
            yield from _findings(source.name, file)
    except (pa.ArrowException, OSError, ValueError) as error:
        why = str(error).partition("\n")[0].rstrip(".")
        raise FileError(f"{source.name} could not be read as Parquet: {why}. Write the file again") from None


def _findings(name: str, file: Any) -> Iterator[Finding]:  # noqa: ANN401 - a file of pyarrow, whose types are not told
    names, repeated = unique_names(list(file.schema_arrow.names))
    yield Header(names)
    for told, kept in repeated:
        message = f'This column stands there more than once. The first is read, the other kept as "{kept}".'
        yield Remark(name, None, told, message)
    number = 0
    for batch in file.iter_batches(batch_size=BATCH_ROWS):
        for cells in zip(*map(_plain_column, batch.columns), strict=True):
            number += 1
            yield Row(number, dict(zip(names, cells, strict=True)))
    if not number:
        yield Remark(name, None, "", "It has no rows, so there was nothing to read.")


def _plain_column(column: "pa.Array") -> list[Any]:
    import pyarrow as pa

    if pa.types.is_timestamp(column.type):  # Python knows microseconds only
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    if pa.types.is_map(column.type):
        return [None if value is None else plain(dict(value)) for value in column.to_pylist()]
    return [plain(value) for value in column.to_pylist()]


def write_parquet(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Write plain data as Parquet: dotted columns as in CSV, numbers and truth values as such, the rest as text.

    Args:
        path: the file; it is overwritten.
        objects: rows in order; they are taken in batches and held as compact columns until all are there, because any
            of them may bring a further column.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    _require_pyarrow()
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = iter(objects)
    tables = []
    while batch := [dict(flat(value)) for value in islice(rows, BATCH_ROWS)]:
        names = dict.fromkeys(name for row in batch for name in row)
        tables.append(pa.table({name: _typed([_cell(row.get(name)) for row in batch]) for name in names}))
    pq.write_table(_joined(tables) if tables else pa.table({}), path)


def _cell(value: object) -> str | float | None:
    """Return a value of a flat row as a scalar: lists and objects as JSON."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return repaired(value) if isinstance(value, str) else as_json(value)


def _typed(cells: list[str | float | None]) -> "pa.Array":
    """Return cells as a column of one type; text where they have several."""
    import pyarrow as pa

    try:
        return pa.array(cells)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        return pa.array([None if cell is None else str(cell) for cell in cells], pa.string())


def _joined(tables: "list[pa.Table]") -> "pa.Table":
    """Join batches; a column that is text in one of them is text in all, and so is one that is always empty."""
    import pyarrow as pa

    texts = {column.name for table in tables for column in table.schema if pa.types.is_string(column.type)}
    whole = pa.concat_tables((_with_texts(table, texts) for table in tables), promote_options="permissive")
    empty = {column.name for column in whole.schema if pa.types.is_null(column.type)}
    parents = {name for name in empty if any(other.startswith(f"{name}.") for other in whole.column_names)}
    return _with_texts(whole.drop_columns(sorted(parents)), empty - parents)


def _with_texts(table: "pa.Table", texts: set[str]) -> "pa.Table":
    import pyarrow as pa

    for place, column in enumerate(table.schema):
        if column.name in texts and not pa.types.is_string(column.type):
            table = table.set_column(place, column.name, table.column(place).cast(pa.string()))
    return table
