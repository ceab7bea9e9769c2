"""Arrow streams, worked on batch by batch, and what else offers its rows as one."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import narwhals as nw

from leadmatch.adapters.frames.batches import Work
from leadmatch.adapters.frames.eager import EagerTable, as_given
from leadmatch.errors import MissingExtraError


def is_reader(frame: object) -> bool:
    """Tell whether something is a reader of Arrow batches; without pyarrow nothing is."""
    pyarrow = sys.modules.get("pyarrow")
    return pyarrow is not None and isinstance(frame, pyarrow.RecordBatchReader)


def is_relation(frame: object) -> bool:
    """Tell whether something is a relation of DuckDB."""
    duckdb = sys.modules.get("duckdb")
    return duckdb is not None and isinstance(frame, duckdb.DuckDBPyRelation)


def _pyarrow() -> Any:  # noqa: ANN401 - the module
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        raise MissingExtraError('Arrow streams need pyarrow: pip install "channel-leadmatch[frames]"') from None
    return pa


def _eager(table: Any, first: int = 0) -> EagerTable:  # noqa: ANN401 - of pyarrow, whose types are not told
    return EagerTable(nw.from_native(table, eager_only=True), first=first)


def read_stream(frame: object) -> EagerTable:
    """Read an Arrow stream; what can be made of Arrow data is given back as what it was, else as a table of pyarrow.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    table = _pyarrow().RecordBatchReader.from_stream(frame).read_all()
    if is_relation(frame):
        return EagerTable(nw.from_native(table, eager_only=True), partial(_relation, frame))
    return EagerTable(nw.from_native(table, eager_only=True), getattr(type(frame), "from_arrow", as_given))


def _relation(relation: Any, leads: Any) -> Any:  # noqa: ANN401 - of DuckDB and pyarrow
    """Return a table as a relation of the connection that another relation belongs to."""
    duckdb = sys.modules["duckdb"]
    try:
        return relation.query("leadmatch_source", "SELECT * FROM leads")  # it finds `leads` among our names
    except duckdb.CatalogException:  # unless its connection was told not to look there
        return duckdb.from_arrow(leads)


@dataclass(frozen=True, slots=True)
class StreamTable:
    """A reader of Arrow batches: each is worked on when whoever reads the result asks for it.

    Attributes:
        reader: of pyarrow; it can be read once.
    """

    reader: Any

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns."""
        return tuple(self.reader.schema.names)

    @property
    def single(self) -> frozenset[str]:
        """Those of them that are numbers in single precision."""
        return frozenset(field.name for field in self.reader.schema if field.type == _pyarrow().float32())

    def at_once(self) -> EagerTable:
        """Read all of it into one batch; it is given back as a reader."""
        frame = nw.from_native(self.reader.read_all(), eager_only=True)
        return EagerTable(frame, lambda table: table.to_reader()).at_once()

    def extended(self, work: Work) -> Any:  # noqa: ANN401 - a reader
        """Return a reader of the same batches with further columns."""
        return self._worked(EagerTable.extended, work)

    def derived(self, work: Work) -> Any:  # noqa: ANN401 - a reader
        """Return a reader of new batches."""
        return self._worked(EagerTable.derived, work)

    def _worked(self, apply: Callable[[EagerTable, Work], Any], work: Work) -> Any:  # noqa: ANN401 - a reader
        form = apply(
            _eager(self.reader.schema.empty_table()),
            Work(work.columns, lambda _: [[] for _ in work.columns], lambda: None),
        )
        return _pyarrow().RecordBatchReader.from_batches(form.schema, self._batches(apply, work))

    def _batches(self, apply: Callable[[EagerTable, Work], Any], work: Work) -> Iterator[Any]:
        part = Work(work.columns, work.do, lambda: None)
        start = 0
        for batch in self.reader:
            table = _pyarrow().Table.from_batches([batch])
            yield from apply(_eager(table, start), part).combine_chunks().to_batches()
            start += len(batch)
        work.end()
