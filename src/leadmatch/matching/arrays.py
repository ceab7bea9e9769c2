"""Arrays over all partners: their types, and the grid on which points lie so that sums are exact."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Points = NDArray[np.float64]

GRID = 2.0**20
"""Points are whole multiples of 1/GRID: sums of them are exact, so they do not depend on their order."""

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")


def on_grid(points: Points) -> Points:
    """Return points moved to the nearest place on the grid (at most 5e-7 away), frozen."""
    placed: Points = points * GRID
    np.rint(placed, out=placed)
    placed /= GRID
    placed += 0.0  # no negative zero
    placed.flags.writeable = False
    return placed


def worth(points: float) -> float:
    """Return a number of points moved to the nearest place on the grid."""
    return round(points * GRID) / GRID


def nothing(partners: int) -> Points:
    """Return no points for anybody, frozen."""
    return on_grid(np.zeros(partners))


class Memo(Generic[KeyT, ValueT]):
    """Remembers what was computed for the last keys; it forgets all when it is full."""

    __slots__ = ("_compute", "_known", "_size")

    def __init__(self, compute: Callable[[KeyT], ValueT], size: int = 2048) -> None:
        self._compute = compute
        self._size = size
        self._known: dict[KeyT, ValueT] = {}

    def __call__(self, key: KeyT) -> ValueT:
        """Return the value of a key."""
        known = self._known.get(key)
        if known is None:
            known = self._compute(key)
            if len(self._known) >= self._size:
                self._known.clear()
            self._known[key] = known
        return known
