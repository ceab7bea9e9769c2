"""The kinds of arrays that this room computes on, and how arrays of any origin become them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from leadmatch.errors import Fault, RecordError

IntArray = NDArray[np.int64]
SmallIntArray = NDArray[np.int32]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SHOWN_ROWS = 3
"""Rows that a fault names; the rest is counted."""


class ProblemError(RecordError, ValueError):
    """An assignment problem makes no sense as given; carries every fault with its remedy."""


def show(rows: Sequence[object]) -> str:
    """Name the first rows and count the rest."""
    named = ", ".join(str(row) for row in rows[:SHOWN_ROWS])
    more = len(rows) - SHOWN_ROWS
    return named if more <= 0 else f"{named} and {more} more"


def _name(ids: Sequence[str] | None, number: int) -> str:
    return str(number if ids is None else ids[number])


class Intake:
    """Turns what callers pass into checked arrays, and collects all faults before any is raised.

    Args:
        lead_ids: what faults call leads; their numbers where it is left out.
        partner_ids: what faults call partners.
    """

    def __init__(self, lead_ids: Sequence[str] | None = None, partner_ids: Sequence[str] | None = None) -> None:
        self.faults: list[Fault] = []
        self._lead_ids, self._partner_ids = lead_ids, partner_ids

    def pair(self, lead: int, partner: int) -> str:
        """Name a pair."""
        return f"({_name(self._lead_ids, lead)}, {_name(self._partner_ids, partner)})"

    def leads(self, numbers: Sequence[int]) -> str:
        """Name leads."""
        return f"leads {show([_name(self._lead_ids, number) for number in numbers])}"

    def partners(self, numbers: Sequence[int]) -> str:
        """Name partners."""
        return f"partners {show([_name(self._partner_ids, number) for number in numbers])}"

    def fault(self, column: str, found: object, remedy: str) -> None:
        """Note one fault."""
        self.faults.append(Fault(column, str(found)[:80], remedy))

    def close(self) -> None:
        """Raise `ProblemError` if anything was found wrong."""
        if self.faults:
            raise ProblemError(self.faults)

    def _raw(self, column: str, given: ArrayLike) -> NDArray[np.generic] | None:
        try:
            array = np.asarray(given)
        except ValueError:
            array = np.asarray(None)
        if array.size == 0 or array.dtype.kind in "iufb":
            return array
        self.fault(column, show(np.atleast_1d(array.ravel()).tolist()), "Give numbers alone, without gaps.")
        return None

    def whole(self, column: str, given: ArrayLike, *, least: int = 0) -> IntArray:
        """Return a one-dimensional array of whole numbers, none below `least`; empty if it is at fault.

        It may be the very array that was given; copy what is kept.
        """
        array = self._raw(column, given)
        if array is None:
            return np.empty(0, np.int64)
        if array.ndim != 1:
            self.fault(column, f"shape {array.shape}", "Give one list of whole numbers.")
            return np.empty(0, np.int64)
        if array.dtype.kind == "f":
            wrong = np.flatnonzero(~np.isfinite(array) | (np.trunc(array) != array))
        else:
            wrong = np.empty(0, np.int64)
        if wrong.size:
            self.fault(column, self._rows(array, wrong), "Give whole numbers.")
            return np.empty(0, np.int64)
        numbers: IntArray = array.astype(np.int64, copy=False)
        low = np.flatnonzero(numbers < least)
        if low.size:
            self.fault(column, self._rows(array, low), f"Give whole numbers from {least} up.")
        return numbers

    def real(self, column: str, given: ArrayLike) -> FloatArray:
        """Return a one-dimensional array of finite numbers; empty if it is at fault."""
        array = self._raw(column, given)
        if array is None:
            return np.empty(0)
        if array.ndim != 1:
            self.fault(column, f"shape {array.shape}", "Give one list of numbers.")
            return np.empty(0)
        numbers: FloatArray = array.astype(np.float64)
        wrong = np.flatnonzero(~np.isfinite(numbers))
        if wrong.size:
            self.fault(column, self._rows(numbers, wrong), "Give finite numbers; leave such a pair out.")
        return numbers

    def pairs(self, column: str, given: ArrayLike | None, n_leads: int, n_partners: int) -> IntArray:
        """Return an n × 2 array of known (lead, partner) numbers; empty for None or if it is at fault."""
        none = np.empty((0, 2), np.int64)
        array = None if given is None else self._raw(column, given)
        if array is None or array.size == 0:
            return none
        if array.ndim != 2 or array.shape[1] != 2:  # noqa: PLR2004 - a pair has two numbers
            self.fault(column, f"shape {array.shape}", "Give a list of (lead, partner) pairs.")
            return none
        flat = self.whole(column, array.ravel())
        if not flat.size:
            return none
        numbers: IntArray = flat.reshape(-1, 2)
        outside = (numbers < 0).any(axis=1) | (numbers[:, 0] >= n_leads) | (numbers[:, 1] >= n_partners)
        if outside.any():
            remedy = f"There are {n_leads} leads and {n_partners} partners, numbered from 0."
            self.fault(column, show([tuple(pair) for pair in numbers[outside].tolist()]), remedy)
            return none
        return np.unique(numbers, axis=0)

    def scalar(self, column: str, given: float, *, least: float, whole: bool = False) -> float:
        """Return a finite number not below `least`; `least` if it is at fault."""
        number = float(given)
        if np.isfinite(number) and number >= least and (not whole or number == int(number)):
            return number
        self.fault(column, given, f"Give a {'whole' if whole else 'finite'} number from {least:g} up.")
        return least

    @staticmethod
    def _rows(array: NDArray[np.generic], rows: IntArray) -> str:
        return show([f"{array[row]} in entry {row}" for row in rows.tolist()])
