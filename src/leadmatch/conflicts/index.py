"""An index of records by their keys: sorted arrays, and a dictionary of what was put lately."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Places = Sequence[int] | npt.NDArray[np.uint32]
"""Numbers of records, ascending."""

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

END: Final = 4
"""Records that are taken from each end of a list that is too long to be compared one by one."""

_RECENT: Final = 4096
"""Entries from which what was put lately is sorted in; below, it is kept in a dictionary."""

_SHARE: Final = 8
"""The same, as the part of the whole index that may lie outside the sorted arrays."""

_FEW: Final = 64
"""Entries up to which a list is handed out as plain numbers, and not as a view of the arrays."""

_AT_ONCE: Final = 10_000
"""Records whose earlier mates are gathered at once."""

_PLACE_BITS: Final = 32


class KeyKind(IntEnum):
    """What a key leads to."""

    EXACT = 0
    """An account or a person by itself; such keys are never cut without looking at both ends and at namesakes."""
    BROAD = 1
    """Records that share something common; left out where there are too many."""
    NARROW = 2
    """The same together with a place; cut to the newest where there are too many."""
    PERSON = 3
    """Records of one name within an account; looked up only where an exact key leads to too many."""


class Limits(NamedTuple):
    """How many records of one key are taken.

    Attributes:
        listed: of an exact one; of more, both ends.
        broad: of a broad one; of more, none.
        narrow: of a narrow one; of more, the newest.
    """

    listed: int
    broad: int
    narrow: int


class Meetings(NamedTuple):
    """Pairs of records that share a key, each once, by the newer record, then by the older.

    Attributes:
        newer: numbers of records.
        older: numbers of earlier ones.
        truncated: numbers of the records of which a weak key named more than were taken, ascending.
    """

    newer: Ints
    older: Ints
    truncated: Ints


class KeyIndex:
    """Records by their keys: 13 bytes an entry."""

    def __init__(self) -> None:
        """Make an empty index."""
        self._keys = np.empty(0, dtype=np.uint64)  # each once
        self._begins = np.zeros(1, dtype=np.uint32)  # where the entries of each key begin, and where the last ones end
        self._places = np.empty(0, dtype=np.uint32)
        self._kinds = np.empty(0, dtype=np.uint8)
        self._new_keys = array("Q")
        self._new_places = array("L" if array("L").itemsize == 4 else "I")  # noqa: PLR2004 - bytes of a place
        self._new_kinds = array("B")
        self._recent: dict[int, list[int]] = {}
        self._noted = 0

    def put(self, place: int, keys: Sequence[Iterable[int]]) -> None:
        """Enter a record.

        Args:
            place: its number, from 0 to 2³² - 1; numbers grow from call to call.
            keys: its keys of each kind, from 0 to 2⁶⁴ - 1, each once.
        """
        for kind, some in enumerate(keys):
            before = len(self._new_keys)
            self._new_keys.extend(some)
            self._new_kinds.extend([kind] * (len(self._new_keys) - before))
        self._new_places.extend([place] * (len(self._new_keys) - len(self._new_places)))
        if len(self._new_keys) > self._most_new():
            self._sort_in()

    def candidates(self, keys: Sequence[int]) -> list[Places]:
        """Return, for each key, the numbers of the records that were put under it, ascending.

        Args:
            keys: the keys to look up.
        """
        self._settle()
        asked = np.array(keys, dtype=np.uint64)
        spots = self._keys.searchsorted(asked)
        there = self._holds(spots, asked)
        begins = self._begins[spots].tolist()
        ends = self._begins[spots + there].tolist()
        found: list[Places] = []
        for key, begin, end in zip(keys, begins, ends, strict=True):
            old: Places = self._places[begin:end] if end - begin > _FEW else self._places[begin:end].tolist()
            recent = self._recent.get(key)
            found.append(old if recent is None else _joined(old, recent))
        return found

    def meetings(self, since: Ints, limits: Limits) -> Iterator[Meetings]:
        """Yield all pairs of records that share a key, as each record would find the earlier ones.

        Args:
            since: for each record the number of the first that it may meet.
            limits: how many records of one key are taken.
        """
        self._sort_in()
        for begin in range(0, len(since), _AT_ONCE):
            own = np.flatnonzero((self._places >= begin) & (self._places < begin + _AT_ONCE))
            yield self._met(own, self._first_met(own, since), limits)

    def _first_met(self, own: Ints, since: Ints) -> Ints:
        """Return, for each of some entries, the first one of its key whose record may be met."""
        group = self._begins.searchsorted(own.astype(np.uint32), "right") - 1
        low, high, wanted = self._begins[group].astype(np.int64), own, since[self._places[own]]
        while (low < high).any():  # a binary search in all runs at once
            middle = (low + high) // 2
            before = self._places[middle] < wanted
            low, high = np.where(before & (low < high), middle + 1, low), np.where(before, high, middle)
        return low

    def _met(self, own: Ints, begins: Ints, limits: Limits) -> Meetings:
        """Pair the records of some entries with the earlier ones under the same keys."""
        kinds = self._kinds[own]
        long = own - begins > np.array((limits.listed, limits.broad, limits.narrow, 2 * END))[kinds]
        crowded = np.unique(self._places[own[long & (kinds == KeyKind.EXACT)]])
        taken = (kinds != KeyKind.PERSON) | np.isin(self._places[own], crowded)
        whole, both = taken & ~long, taken & long & ((kinds == KeyKind.EXACT) | (kinds == KeyKind.PERSON))
        newest = both | (long & (kinds == KeyKind.NARROW))
        runs = (
            (own[whole], begins[whole], own[whole]),
            (own[both], begins[both], begins[both] + END),
            (own[newest], own[newest] - END, own[newest]),
        )
        met = np.unique(np.concatenate([self._pairs(*run) for run in runs]))
        weak = long & ((kinds == KeyKind.BROAD) | (kinds == KeyKind.NARROW))
        truncated = np.unique(self._places[own[weak]]).astype(np.int64)
        return Meetings(met >> _PLACE_BITS, met & ((1 << _PLACE_BITS) - 1), truncated)

    def _pairs(self, own: Ints, begins: Ints, ends: Ints) -> Ints:
        """Return the record of each entry paired with those of a run of entries, as one number each."""
        counts = ends - begins
        behind = np.cumsum(counts) - counts
        others = np.arange(int(counts.sum())) + np.repeat(begins - behind, counts)
        newer = np.repeat(self._places[own].astype(np.int64), counts)
        pairs: Ints = (newer << _PLACE_BITS) | self._places[others]
        return pairs

    def _most_new(self) -> int:
        """Return how many entries may lie outside the sorted arrays."""
        return max(_RECENT, len(self._places) // _SHARE)

    def _settle(self) -> None:
        """Make what was put since the last question findable."""
        for number in range(self._noted, len(self._new_keys)):
            self._recent.setdefault(self._new_keys[number], []).append(self._new_places[number])
        self._noted = len(self._new_keys)

    def _sort_in(self) -> None:
        """Merge what was put lately into the sorted arrays, behind the older entries of its keys."""
        new = np.array(self._new_keys, dtype=np.uint64)
        order = np.argsort(new, kind="stable")  # stable: the places of a key stay ascending
        keys, counts = np.unique(new, return_counts=True)
        spots = self._keys.searchsorted(keys)
        there = self._holds(spots, keys)
        behind = np.repeat(self._begins[spots + there].astype(np.int64), counts)
        self._places = np.insert(self._places, behind, np.array(self._new_places, dtype=np.uint32)[order])
        self._kinds = np.insert(self._kinds, behind, np.array(self._new_kinds, dtype=np.uint8)[order])
        lengths = np.diff(self._begins)
        lengths[spots[there]] += counts[there].astype(np.uint32)
        lengths = np.insert(lengths, spots[~there], counts[~there])
        self._keys = np.insert(self._keys, spots[~there], keys[~there])
        self._begins = np.append(np.uint32(0), np.cumsum(lengths, dtype=np.uint32))
        self._new_keys, self._new_kinds = array("Q"), array("B")
        self._new_places = array(self._new_places.typecode)
        self._recent = {}
        self._noted = 0

    def _holds(self, spots: Ints, keys: npt.NDArray[np.uint64]) -> Bools:
        """Say which keys stand at their spots."""
        there = spots < len(self._keys)
        there[there] = self._keys[spots[there]] == keys[there]
        return there


def _joined(old: Places, recent: list[int]) -> Places:
    return [*old, *recent] if isinstance(old, list) else np.append(old, np.array(recent, dtype=np.uint32))
