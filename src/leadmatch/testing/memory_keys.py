"""The keys of leads and deals in memory, as a store's table holds them."""

from collections.abc import Collection
from datetime import datetime
from itertools import chain

from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.keyed import Candidates, arrival_day, day_of, record_keys
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead

_Entry = tuple[int, str, str]
"""Day of arrival, kind and id of a record."""


class MemoryKeys:
    """Who stands under which key; a copy of it is not changed by what is put in or dropped later."""

    def __init__(self) -> None:
        """Begin without any record."""
        self._entries: dict[int, tuple[_Entry, ...]] = {}
        self._keys: dict[tuple[str, str], frozenset[int]] = {}

    def __copy__(self) -> "MemoryKeys":
        other = MemoryKeys()
        other._entries, other._keys = dict(self._entries), dict(self._keys)
        return other

    def put(self, record: Lead | Deal) -> None:
        """Enter a record under its keys, and no longer under those of its version before."""
        kind, day = type(record).__name__.lower(), arrival_day(record)
        self.drop(kind, record.id)
        self._keys[kind, record.id] = frozenset(chain(*record_keys(record)))
        for key in self._keys[kind, record.id]:
            self._entries[key] = (*self._entries.get(key, ()), (day, kind, record.id))

    def drop(self, kind: str, record_id: str) -> None:
        """Take a record out, where it is there."""
        for key in self._keys.pop((kind, record_id), ()):
            self._entries[key] = tuple(entry for entry in self._entries[key] if entry[1:] != (kind, record_id))

    def candidates(self, keys: Keys, since: datetime | None, most_broad: int, most_narrow: int) -> Candidates:
        """Return who is found by some keys; see `LedgerStore.candidates`."""
        found = {entry for key in keys.exact for entry in self._entries.get(key, ())}
        truncated = False
        for key, most in (*((key, most_broad) for key in keys.broad), *((key, most_narrow) for key in keys.narrow)):
            near = [entry for entry in self._entries.get(key, ()) if since is None or entry[0] >= day_of(since)]
            truncated |= len(near) > most
            found.update(near if len(near) <= most else ())
        return Candidates(_named(found, "lead"), _named(found, "deal"), truncated)


def _named(entries: Collection[_Entry], kind: str) -> tuple[str, ...]:
    return tuple(sorted(name for _, of, name in entries if of == kind))
