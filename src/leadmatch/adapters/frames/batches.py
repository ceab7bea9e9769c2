"""Rows of a table as plain cells, a batch at a time, and the work that is done on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from leadmatch.adapters.frames.columns import Column, Scalar


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a table.

    Attributes:
        start: the place of the first one, from 0.
        columns: the cells of each column.
    """

    start: int
    columns: Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Work:
    """What is done to a table.

    Attributes:
        columns: what it yields.
        do: takes a batch and returns the values of each column.
        end: called once all batches were worked on.
    """

    columns: Sequence[Column]
    do: Callable[[Batch], Sequence[Sequence[Scalar]]]
    end: Callable[[], None]
