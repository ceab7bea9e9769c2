"""An index of records by their keys: what any store of it has to offer, and one that is held in memory."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

Places = Sequence[int] | npt.NDArray[np.uint32]
"""Numbers of records, ascending."""

_RECENT: Final = 4096
"""Entries from which what was put lately is sorted in; below, it is kept in a dictionary."""

_SHARE: Final = 8
"""The same, as the part of the whole index that may lie outside the sorted arrays."""

_FEW: Final = 64
"""Entries up to which a list is handed out as plain numbers, and not as a view of the arrays."""

_NONE: Final = np.empty(0, dtype=np.uint32)


class KeyIndex(Protocol):
    """What a store has to offer, so that records find each other in it.

    A table of two columns, `key64` and `place`, with an ordered index over both, is enough: `put` inserts rows and
    `candidates` selects the places of some keys in one round trip. Keys are 64 bits of BLAKE2b over a kind and a
    value, so that the store need not hold addresses and numbers themselves.
    """

    def put(self, place: int, keys: Iterable[int]) -> None:
        """Enter a record.

        Args:
            place: its number, from 0 to 2³² - 1; numbers grow from call to call.
            keys: its keys, from 0 to 2⁶⁴ - 1, each once.
        """
        ...

    def candidates(self, keys: Sequence[int]) -> Sequence[Places]:
        """Return, for each key, the numbers of the records that were put under it, ascending.

        A store may answer lazily: of a long list only the length and a few slices are read.

        Args:
            keys: the keys to look up.
        """
        ...


class MemoryIndex:
    """A `KeyIndex` in memory: sorted arrays of 12 bytes an entry, and a dictionary of what was put lately."""

    def __init__(self) -> None:
        """Make an empty index."""
        self._keys = np.empty(0, dtype=np.uint64)
        self._places = _NONE
        self._new_keys = array("Q")
        self._new_places = array("L" if array("L").itemsize == 4 else "I")  # noqa: PLR2004 - bytes of a place
        self._recent: dict[int, list[int]] = {}
        self._noted = 0

    def put(self, place: int, keys: Iterable[int]) -> None:
        """Enter a record under its keys; see `KeyIndex.put`."""
        before = len(self._new_keys)
        self._new_keys.extend(keys)
        self._new_places.extend([place] * (len(self._new_keys) - before))

    def candidates(self, keys: Sequence[int]) -> list[Places]:
        """Return the records under each key; see `KeyIndex.candidates`."""
        self._settle()
        asked = np.array(keys, dtype=np.uint64)
        begins = np.searchsorted(self._keys, asked, "left").tolist()
        ends = np.searchsorted(self._keys, asked, "right").tolist()
        found: list[Places] = []
        for key, begin, end in zip(keys, begins, ends, strict=True):
            old: Places = self._places[begin:end] if end - begin > _FEW else self._places[begin:end].tolist()
            recent = self._recent.get(key)
            found.append(old if recent is None else _joined(old, recent))
        return found

    def _settle(self) -> None:
        """Make what was put since the last question findable."""
        count = len(self._new_keys)
        if count > max(_RECENT, len(self._keys) // _SHARE):
            self._sort_in()
            return
        for number in range(self._noted, count):
            self._recent.setdefault(self._new_keys[number], []).append(self._new_places[number])
        self._noted = count

    def _sort_in(self) -> None:
        self._keys = np.concatenate((self._keys, np.array(self._new_keys, dtype=np.uint64)))
        self._places = np.concatenate((self._places, np.array(self._new_places, dtype=np.uint32)))
        order = np.argsort(self._keys, kind="stable")  # stable: the places of a key stay ascending
        self._keys = self._keys[order]
        self._places = self._places[order]
        self._new_keys, self._new_places = array("Q"), array(self._new_places.typecode)
        self._recent = {}
        self._noted = 0


def _joined(old: Places, recent: list[int]) -> Places:
    return [*old, *recent] if isinstance(old, list) else np.append(old, np.array(recent, dtype=np.uint32))
