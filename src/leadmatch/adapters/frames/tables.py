"""Tables of any kind: taken apart in batches, and given back as the same kind.

No library of frames is loaded here that the caller has not loaded: narwhals recognises frames by what is there
already, and pyarrow is needed only for streams of Arrow data.
"""

from typing import Any, Protocol, cast

import narwhals as nw

from leadmatch.adapters.frames.batches import Work
from leadmatch.adapters.frames.eager import EagerTable, as_given
from leadmatch.adapters.frames.streams import StreamTable, is_reader, is_relation, read_stream
from leadmatch.errors import FrameError


class Table(Protocol):
    """A table of the caller's."""

    @property
    def names(self) -> tuple[str, ...]:
        """Its columns."""
        ...

    @property
    def single(self) -> frozenset[str]:
        """Those of them that are numbers in single precision."""
        ...

    def at_once(self) -> EagerTable:
        """Return it as a table whose rows come in one batch."""
        ...

    def extended(self, work: Work) -> Any:  # noqa: ANN401 - whatever the caller gave
        """Return it with further columns, one value a row."""
        ...

    def derived(self, work: Work) -> Any:  # noqa: ANN401 - whatever the caller gave
        """Return a new table of its kind, any number of rows for each of its own."""
        ...


def open_table(frame: object) -> Table:
    """Return the table in whatever the caller has.

    Raises:
        FrameError: it is no table, or one that has to be computed first.
        MissingExtraError: it needs pyarrow, which is not installed.
    """
    if is_reader(frame):
        return StreamTable(frame)
    if is_relation(frame):
        return read_stream(frame)
    try:
        known = nw.from_native(cast("Any", frame), pass_through=True)
    except nw.exceptions.NarwhalsError as error:
        raise FrameError(
            f"This table cannot be read: {str(error).rstrip('.')}. Give each column its own name"
        ) from None
    if isinstance(known, nw.DataFrame):
        return EagerTable(known, nw.from_native if known is frame else as_given)
    if isinstance(known, nw.LazyFrame):
        return _collected(known)
    if hasattr(frame, "__arrow_c_stream__"):
        return read_stream(frame)
    raise FrameError(
        f"A {type(frame).__name__} is no table. Give a frame of pandas or polars, a table of pyarrow, a relation of "
        "DuckDB, or anything else that offers an Arrow stream; files are read by leadmatch.read_leads"
    )


def _collected(frame: "nw.LazyFrame[Any]") -> EagerTable:
    if frame.implementation is not nw.Implementation.POLARS:
        kind = type(frame.to_native()).__name__
        raise FrameError(f"A {kind} has to be computed first. Collect it, and give the result")
    return EagerTable(frame.collect(), lambda native: native.lazy())
