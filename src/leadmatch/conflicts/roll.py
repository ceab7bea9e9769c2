"""The roll of all records that can be found again: their portraits, and the few candidates of one that is asked for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from leadmatch.conflicts.blocking import keys_of, person_keys
from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.index import END, KeyIndex, Limits, Meetings, Places
from leadmatch.conflicts.portrait import Portrait

Spans = Sequence[tuple[int, int]]
"""Runs of places, each from its first up to, but without, its last; ascending and apart."""


class Candidates(NamedTuple):
    """The records that share a key with one that was asked for.

    Attributes:
        places: their numbers, ascending.
        truncated: whether a weak key named more than were taken.
        unlisted: how many more share an exact key with it: the largest list less what was taken from it.
    """

    places: tuple[int, ...]
    truncated: bool
    unlisted: int = 0


class PortraitRoll:
    """Portraits numbered from 0 in the order in which they are put, found by the keys they share."""

    def __init__(self, limits: Limits) -> None:
        """Make an empty roll.

        Args:
            limits: how many records of one key are taken. Of an exact one that names more, both ends are, beside those
                of the same person; of a narrow one the newest few; of a broad one none, because its narrow ones lead
                to those that matter.
        """
        self._limits = limits
        self._index = KeyIndex()
        self._portraits: list[Portrait] = []
        self.frequencies = Frequencies()

    def __len__(self) -> int:
        return len(self._portraits)

    def __getitem__(self, place: int) -> Portrait:
        return self._portraits[place]

    def put(self, portrait: Portrait) -> int:
        """Add a portrait and return its number."""
        place = len(self._portraits)
        self._portraits.append(portrait)
        self._index.put(place, (*keys_of(portrait), person_keys(portrait)))
        self.frequencies.note(portrait)
        return place

    def put_all(self, portraits: Iterable[Portrait]) -> None:
        """Add portraits in their order."""
        for portrait in portraits:
            self.put(portrait)

    def candidates(self, portrait: Portrait, spans: Spans | None = None, position: int | None = None) -> Candidates:
        """Return the records that share a key with a portrait, itself included where it was added.

        Args:
            portrait: the record to look for; it need not be in the roll.
            spans: where to look; everywhere if None.
            position: where the record stands or would stand; behind all if None. Of a long list the first ones, and
                the last ones before this position, are taken.
        """
        keys = keys_of(portrait)
        spans = ((0, len(self)),) if spans is None else spans
        position = len(self) if position is None else position
        exact, broad, narrow = self._lists(keys, spans)
        found: set[int] = set()
        unlisted = _take_exact(found, exact, self._limits.listed, position)
        if unlisted:
            _take_exact(found, self._lists((person_keys(portrait),), spans)[0], 2 * END, position)
        truncated = _take_weak(found, broad, self._limits.broad, newest=0)
        truncated |= _take_weak(found, narrow, self._limits.narrow, newest=END)
        return Candidates(tuple(sorted(found)), truncated, unlisted)

    def meetings(self, since: npt.NDArray[np.int64]) -> Iterator[Meetings]:
        """Yield all pairs of records that share a key, as each would find those before it.

        Args:
            since: for each record the number of the first that it may meet.
        """
        return self._index.meetings(since, self._limits)

    def _lists(self, groups: Sequence[tuple[int, ...]], spans: Spans) -> list[list[Places]]:
        """Return the places under each key of some groups, as far as they lie in some spans."""
        lists = iter(self._index.candidates(tuple(chain(*groups))))
        return [[_within(next(lists), spans) for _ in group] for group in groups]


def _take_weak(found: set[int], lists: Iterable[Places], most: int, newest: int) -> bool:
    """Take the records of weak keys, of a list that is too long the newest ones, and say whether one was."""
    truncated = False
    for places in lists:
        if len(places) <= most:
            found.update(_plain(places))
        else:
            truncated = True
            found.update(_plain(places[len(places) - newest :]))
    return truncated


def _take_exact(found: set[int], lists: Iterable[Places], most: int, position: int) -> int:
    """Take the records of exact keys, of lists that are too long both ends, and say how many were left of one."""
    unlisted = 0
    for places in lists:
        if len(places) <= most:
            found.update(_plain(places))
        else:
            ends = _ends(places, position)
            found |= ends
            unlisted = max(unlisted, len(places) - len(ends))
    return unlisted


def _within(places: Places, spans: Spans) -> Places:
    """Return the part of an ascending list that lies in some spans."""
    if not len(places) or (places[0] >= spans[0][0] and places[-1] < spans[0][1]):
        return places
    parts = [places[bisect_left(places, begin) : bisect_left(places, end)] for begin, end in spans]
    parts = [part for part in parts if len(part)]
    return parts[0] if len(parts) == 1 else [place for part in parts for place in _plain(part)]


def _ends(places: Places, position: int) -> set[int]:
    """Return the first places of a list, and the last ones before a position."""
    near = bisect_left(places, position)
    return {*_plain(places[:END]), *_plain(places[max(0, near - END) : near])}


def _plain(places: Places) -> Sequence[int]:
    return places.tolist() if isinstance(places, np.ndarray) else places
