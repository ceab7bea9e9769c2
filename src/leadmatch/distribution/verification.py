"""Verification: what lies in a store is what was written, or the first alteration is named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from leadmatch.distribution.events import START, Event, Head, salted, seal
from leadmatch.distribution.store import Checkpoint, LedgerStore
from leadmatch.errors import LeadmatchError


@dataclass(frozen=True, slots=True)
class Alteration:
    """The first thing in a ledger that is not as it was written.

    Attributes:
        lead_id: whose event it is; None where it is a checkpoint.
        sequence: the event's place in the lead's chain, or the checkpoint's number; 0 for a seal that was never made.
    """

    lead_id: str | None
    sequence: int

    def message(self) -> str:
        """Return it as a sentence."""
        if self.lead_id is not None:
            return f"Event {self.sequence} of lead {self.lead_id} is not as it was written."
        if self.sequence:
            return f"Checkpoint {self.sequence} is not as it was written."
        return "No checkpoint of this ledger has the seal that was given; it was set back, or it is another ledger."


class _Row(NamedTuple):
    """What a store holds about a lead: an event (rank 0), its head (1), or a head that was sealed (2)."""

    lead_id: str
    rank: int
    sequence: int
    text: str


@dataclass(slots=True)
class _Chain:
    """A lead's chain as it is walked along."""

    lead_id: str
    forged: frozenset[str]
    hashes: list[str] = field(default_factory=list)
    is_headed: bool = False

    def fault(self, row: _Row) -> int | None:
        """Take the next row; return the sequence of the event that it shows to be altered, or None."""
        if row.rank == 0:
            return None if self._continues(row) else row.sequence
        self.is_headed = self.is_headed or row.rank == 1
        length = len(self.hashes)
        if row.sequence > length or row.sequence < 1 or (row.rank == 1 and row.sequence != length):
            return length + 1
        return None if self.hashes[row.sequence - 1] == row.text else row.sequence

    def _continues(self, row: _Row) -> bool:
        try:
            event = Event.from_json(row.text)
        except LeadmatchError:
            return False
        place = event.lead_id, event.sequence, event.previous
        expected = self.lead_id, len(self.hashes) + 1, self.hashes[-1] if self.hashes else START
        self.hashes.append(event.hash)
        return (
            place == expected
            and row.sequence == event.sequence
            and event.hash == event.digest()
            and event.to_json() == row.text
            and event.personal not in self.forged
        )


def first_alteration(store: LedgerStore, seal_kept: str | None = None) -> Alteration | None:
    """Return the first thing that is not as it was written, or None where all is.

    Chains are checked in the order of lead ids: each event by its hash and its place, personal texts that were not
    erased by their digests, the end of each chain by the head that was noted with it and by all checkpoints; then
    the checkpoints by their seals. Whoever can write everything can write it all anew: that shows by a seal that was
    kept elsewhere.

    Args:
        store: where the ledger lies.
        seal_kept: the seal of any checkpoint of this ledger; None where none was kept.
    """
    with store.snapshot():
        forged = frozenset(p.digest for p in store.payloads() if salted(p.salt, p.content) != p.digest)
        rows = merge(
            (_Row(lead_id, 0, sequence, text) for lead_id, sequence, text in store.chains()),
            _ranked(1, store.heads()),
            _ranked(2, store.sealed()),
        )
        for lead_id, told in groupby(rows, itemgetter(0)):
            fault = _fault(_Chain(lead_id, forged), told)
            if fault is not None:
                return Alteration(lead_id, fault)
        return _broken_seal(store, seal_kept)


def _ranked(rank: int, heads: Iterable[Head]) -> Iterator[_Row]:
    return (_Row(lead_id, rank, length, text) for lead_id, length, text in heads)


def _fault(chain: _Chain, rows: Iterable[_Row]) -> int | None:
    for row in rows:
        fault = chain.fault(row)
        if fault is not None:
            return fault
    return None if chain.is_headed else len(chain.hashes) + 1


def _broken_seal(store: LedgerStore, seal_kept: str | None) -> Alteration | None:
    previous, seals = START, set()
    for number, checkpoint in enumerate(store.checkpoints(), 1):
        if checkpoint != _sealing(number, checkpoint.at, previous, store.sealed(number)):
            return Alteration(None, number)
        previous = checkpoint.seal
        seals.add(previous)
    return None if seal_kept is None or seal_kept in seals else Alteration(None, 0)


def make_checkpoint(store: LedgerStore, now: datetime) -> str | None:
    """Seal what has happened since the last checkpoint; return the seal, of the last one where nothing has, or None.

    Args:
        store: where the ledger lies.
        now: when.
    """
    with store.batch():
        made, heads = store.checkpoints(), tuple(store.unsealed())
        previous = made[-1].seal if made else START
        if heads:
            checkpoint = _sealing(len(made) + 1, now, previous, heads)
            store.keep(checkpoint, heads)
            return checkpoint.seal
    return previous or None


def _sealing(number: int, at: datetime, previous: str, heads: Iterable[Head]) -> Checkpoint:
    return Checkpoint(number, at, previous, seal(heads, f"{previous} {number} {at.isoformat()}"))
