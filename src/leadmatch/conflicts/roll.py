"""The roll of all records that can be found again: their portraits, and the few candidates of one that is asked for."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final, NamedTuple

from leadmatch.conflicts.blocking import keys_of
from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.index import KeyIndex, MemoryIndex, Places
from leadmatch.conflicts.portrait import Portrait

Spans = Sequence[tuple[int, int]]
"""Runs of places, each from its first up to, but without, its last; ascending and apart."""

Parts = Sequence[Places]
"""The parts of a list that lie in some spans."""

_FEW: Final = 4
"""Records that are taken from each end of a list that is too long to be compared one by one."""


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

    def __init__(self, most_weak: int, most_listed: int, index: KeyIndex | None = None) -> None:
        """Make an empty roll.

        Args:
            most_weak: records that one weak key may name; of a broad key that names more none is taken, because its
                narrow ones lead to those that matter; of a narrow one the newest few are taken.
            most_listed: records under one exact key that are all taken; of more, those at both ends are, beside those
                of the same person.
            index: where keys are kept; an empty one in memory if None.
        """
        self._most_weak = most_weak
        self._most_listed = most_listed
        self._index = MemoryIndex() if index is None else index
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
        self._index.put(place, dict.fromkeys(chain(*keys_of(portrait))))
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
        lists = iter(self._index.candidates(tuple(chain(*keys))))
        exact, person, broad, narrow = ([_within(next(lists), spans) for _ in part] for part in keys)
        found: set[int] = set()
        unlisted = _take_exact(found, exact, self._most_listed, position)
        if unlisted:
            _take_exact(found, person, _FEW * 2, position)
        truncated = self._take_weak(found, broad, most=0)
        truncated |= self._take_weak(found, narrow, most=_FEW)
        return Candidates(tuple(sorted(found)), truncated, unlisted)

    def _take_weak(self, found: set[int], lists: Iterable[Parts], most: int) -> bool:
        """Take the records of weak keys, of a list that is too long the last ones, and say whether one was."""
        truncated = False
        for parts in lists:
            if sum(map(len, parts)) <= self._most_weak:
                found.update(*map(_plain, parts))
                continue
            truncated = True
            found.update(*(_plain(part[max(0, len(part) - most) :]) for part in parts))
        return truncated


def _take_exact(found: set[int], lists: Iterable[Parts], most: int, position: int) -> int:
    """Take the records of exact keys, of lists that are too long both ends, and say how many were left of one."""
    unlisted = 0
    for parts in lists:
        count = sum(map(len, parts))
        if count <= most:
            found.update(*map(_plain, parts))
            continue
        ends = {place for part in parts for place in _ends(part, position)}
        found |= ends
        unlisted = max(unlisted, count - len(ends))
    return unlisted


def _within(places: Places, spans: Spans) -> Parts:
    """Return the parts of an ascending list that lie in some spans."""
    if not len(places):
        return ()
    if places[0] >= spans[0][0] and places[-1] < spans[0][1]:
        return (places,)
    parts = (places[bisect_left(places, begin) : bisect_left(places, end)] for begin, end in spans)
    return tuple(part for part in parts if len(part))


def _ends(places: Places, position: int) -> list[int]:
    """Return the first places of a list, and the last ones before a position."""
    near = bisect_left(places, position)
    return [*_plain(places[:_FEW]), *_plain(places[max(0, near - _FEW) : near])]


def _plain(places: Places) -> list[int]:
    return places if isinstance(places, list) else [int(place) for place in places]
