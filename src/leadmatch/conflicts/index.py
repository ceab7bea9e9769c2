"""An index of portraits by their keys, held in memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leadmatch.conflicts.blocking import keys_of
from leadmatch.conflicts.portrait import Portrait, domain_label


class Candidates(NamedTuple):
    """The records that share a key with one that was asked for.

    Attributes:
        places: their numbers in the index, ascending.
        truncated: whether a weak key named more than were taken; exact keys are never cut.
    """

    places: tuple[int, ...]
    truncated: bool


class PortraitIndex:
    """Portraits numbered from 0, found by the keys they share."""

    def __init__(self, most_candidates: int) -> None:
        """Make an empty index.

        Args:
            most_candidates: records that one weak key may name; the newest are taken.
        """
        self._most = most_candidates
        self._portraits: list[Portrait] = []
        self._exact: defaultdict[str, list[int]] = defaultdict(list)
        self._weak: defaultdict[str, list[int]] = defaultdict(list)
        self._labels: defaultdict[str, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._portraits)

    def __getitem__(self, place: int) -> Portrait:
        return self._portraits[place]

    def put(self, portrait: Portrait) -> int:
        """Add a portrait and return its number."""
        place = len(self._portraits)
        self._portraits.append(portrait)
        exact, weak = keys_of(portrait)
        for key in exact:
            self._exact[key].append(place)
        for key in weak:
            self._weak[key].append(place)
        if portrait.company_key and portrait.domain:
            self._labels[portrait.company_key].add(domain_label(portrait.domain))
        return place

    def put_all(self, portraits: Iterable[Portrait]) -> None:
        """Add portraits in their order."""
        for portrait in portraits:
            self.put(portrait)

    def candidates(self, portrait: Portrait) -> Candidates:
        """Return the records that share a key with a portrait, itself included where it was added.

        Args:
            portrait: the record to look for; it need not be in the index.
        """
        exact, weak = keys_of(portrait)
        found: set[int] = set()
        for key in exact:
            found.update(self._exact.get(key, ()))
        truncated = False
        for places in self._named(weak):
            truncated = truncated or len(places) > self._most
            found.update(places[-self._most :])
        return Candidates(tuple(sorted(found)), truncated)

    def namesakes(self, *portraits: Portrait) -> int:
        """Return how many firms are known to bear the name of one of some portraits, told apart by their domains.

        Domains that differ by ending or hyphens count as one firm's.
        """
        return max(len(self._labels.get(portrait.company_key, ())) for portrait in portraits)

    def _named(self, weak: Iterable[str]) -> Iterator[list[int]]:
        return (self._weak[key] for key in weak if key in self._weak)
