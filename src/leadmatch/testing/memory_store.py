"""A ledger's store in memory, for tests and for trying things out; threads may share it."""

import secrets
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from threading import RLock
from typing import Any

from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.events import Event, Head
from leadmatch.distribution.keyed import Candidates
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import (
    Checkpoint,
    Commit,
    Load,
    Payload,
    Recipient,
    StoredRecord,
    StoredT,
    User,
)
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.memory_keys import MemoryKeys


class MemoryStore:
    """Keeps everything in dictionaries behind one lock; what it answers is what any store has to answer."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._versions: dict[str, int] = {}
        self._chains: dict[str, tuple[Event, ...]] = {}
        self._states: dict[str, LeadState] = {}
        self._keys: dict[str, Event] = {}
        self._payloads: dict[str, Payload] = {}
        self._leads: dict[str, Lead] = {}
        self._partners: dict[str, Partner] = {}
        self._deals: dict[str, Deal] = {}
        self._users: dict[str, User] = {}
        self._notes: dict[str, str] = {}
        self._editions: dict[tuple[type[Any], str], tuple[StoredRecord, ...]] = {}
        self._record_versions: dict[tuple[type[StoredRecord], str], int] = {}
        self._index = MemoryKeys()
        self._checkpoints: dict[int, Checkpoint] = {}
        self._sealed: dict[tuple[str, int], tuple[int, str]] = {}

    @contextmanager
    def batch(self) -> Generator[None]:
        """Make the block one step: all of it is written, or nothing; others wait."""
        with self._lock:
            before = {name: copy(value) for name, value in vars(self).items() if isinstance(value, dict | MemoryKeys)}
            try:
                yield
            except BaseException:
                vars(self).update(before)
                raise

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Let nobody write during the block."""
        with self._lock:
            yield

    def append(self, commit: Commit) -> bool:
        """Write a commit in one atomic step, or nothing of it where a version moved or a key is taken."""
        keys = {event.idempotency_key: event for event in commit.events if event.idempotency_key is not None}
        with self._lock:
            if keys.keys() & self._keys.keys() or not self._stands(commit):
                return False
            for stream, version in commit.expected:
                self._versions[stream] = version + 1
            for record in commit.records:
                self._keep(record)
            self._keys |= keys
            self._chains[commit.state.lead_id] = (*self.events(commit.state.lead_id), *commit.events)
            self._states[commit.state.lead_id] = commit.state
            self._payloads |= {payload.digest: payload for payload in commit.payloads}
            return True

    def _stands(self, commit: Commit) -> bool:
        return all(self._versions.get(stream, 0) == version for stream, version in commit.expected)

    def put(self, record: StoredRecord) -> int:
        """Insert or replace a record, and return its version, from 1."""
        with self._lock:
            if isinstance(record, Lead | Partner):
                stream = f"{type(record).__name__.lower()}:{record.id}"
                self._versions[stream] = self._versions.get(stream, 0) + 1
            return self._keep(record)

    def _keep(self, record: StoredRecord) -> int:
        match record:
            case Lead():
                self._leads[record.id] = record
            case Partner():
                self._partners[record.id] = record
            case Deal():
                self._deals[record.id] = record
            case User():
                self._users[record.user_id] = record
        if isinstance(record, Lead | Deal):
            self._index.put(record)
        key = type(record), record.user_id if isinstance(record, User) else record.id
        self._editions[key] = (*self._editions.get(key, ()), record)
        self._record_versions[key] = self._record_versions.get(key, 0) + 1
        return self._record_versions[key]

    def salt(self) -> str:
        """Draw 32 hex digits that nobody can guess."""
        return secrets.token_hex(16)

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """Return the version of each stream; 0 where it was never written."""
        with self._lock:
            return {stream: self._versions.get(stream, 0) for stream in streams}

    def events(self, lead_id: str) -> tuple[Event, ...]:
        """Return all events of a lead, in order."""
        with self._lock:
            return self._chains.get(lead_id, ())

    def state(self, lead_id: str) -> LeadState:
        """Return the state that was written with the last event; a new one where there is none."""
        return self._states.get(lead_id, LeadState(lead_id))

    def standing(self, lead_id: str) -> tuple[int, LeadState]:
        """Return the version of a lead's stream and its state."""
        with self._lock:
            return self._versions.get(f"lead:{lead_id}", 0), self.state(lead_id)

    def keyed(self, idempotency_key: str) -> Event | None:
        """Return the event of a key, or None."""
        return self._keys.get(idempotency_key)

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the leads whose deadline is `now` or earlier, the oldest deadline first, then by id."""
        found = [(s.deadline.at, s.lead_id) for s in self._all() if s.deadline is not None and s.deadline.at <= now]
        return tuple(lead_id for _, lead_id in sorted(found)[:limit])

    def warned(self, now: datetime) -> tuple[str, ...]:
        """Return the leads whose warning is `now` or earlier and whose deadline is still ahead, likewise."""
        running = [(s.deadline, s.lead_id) for s in self._all() if s.deadline is not None]
        found = [(deadline.at, lead_id) for deadline, lead_id in running if deadline.warn_at <= now < deadline.at]
        return tuple(lead_id for _, lead_id in sorted(found))

    def waiting(self, decision: str) -> tuple[str, ...]:
        """Return the leads that wait with a decision, by id."""
        found = (s.lead_id for s in self._all() if s.phase is Phase.WAITING and s.decision == decision)
        return tuple(sorted(found))

    def held(self, partner_id: str) -> tuple[str, ...]:
        """Return the leads in a partner's hands, by id."""
        return tuple(sorted(state.lead_id for state in self._all() if state.partner_id == partner_id))

    def load(self, partner_id: str, since: datetime) -> Load:
        """Return what a partner carries, the month counted from after `since`."""
        offers = [offer for _, offer in self.offers(partner_id)]
        opened = sum(o.opened_at is not None and o.opened_at > since and o.counts for o in offers)
        return Load(sum(o.holds for o in offers), opened + sum(o.state == "offered" for o in offers))

    def recipient(self, partner_id: str, since: datetime) -> Recipient:
        """Return a partner as it stands, the month of its load counted from after `since`."""
        with self._lock:
            version = self._versions.get(f"partner:{partner_id}", 0)
            return Recipient(version, self.partner(partner_id), self.load(partner_id, since))

    def offers(self, partner_id: str | None = None) -> Iterator[tuple[str, OfferStanding]]:
        """Yield lead id and offer, of one partner or of all, by lead id and number."""
        for state in sorted(self._all(), key=lambda state: state.lead_id):
            for offer in state.offers:
                if partner_id is None or offer.partner_id == partner_id:
                    yield state.lead_id, offer

    def lead(self, lead_id: str) -> Lead | None:
        """Return a lead's record, or None where there is none or it was erased."""
        return self._leads.get(lead_id)

    def leads(self) -> Iterator[Lead]:
        """Yield the records of all leads that were not erased, by id."""
        with self._lock:
            found = sorted(self._leads.values(), key=lambda lead: lead.id)
        return iter(found)

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner's record, or None."""
        return self._partners.get(partner_id)

    def partners(self) -> tuple[Partner, ...]:
        """Return all partners, by id."""
        with self._lock:
            return tuple(sorted(self._partners.values(), key=lambda partner: partner.id))

    def user(self, user_id: str) -> User | None:
        """Return a user, or None."""
        return self._users.get(user_id)

    def deal(self, deal_id: str) -> Deal | None:
        """Return a deal, or None."""
        return self._deals.get(deal_id)

    def deals(self) -> tuple[Deal, ...]:
        """Return all deals, by id."""
        with self._lock:
            return tuple(sorted(self._deals.values(), key=lambda deal: deal.id))

    def candidates(
        self, keys: Keys, *, since: datetime | None = None, most_broad: int = 16, most_narrow: int = 64
    ) -> Candidates:
        """Return the leads and deals of which `record_keys` gives one of these keys; see `LedgerStore.candidates`."""
        with self._lock:
            return self._index.candidates(keys, since, most_broad, most_narrow)

    def note(self, name: str, text: str) -> None:
        """Keep a text under a name; it replaces what was kept there."""
        self._notes[name] = text

    def noted(self, name: str) -> str | None:
        """Return what is kept under a name, or None."""
        return self._notes.get(name)

    def payload(self, digest: str) -> Payload | None:
        """Return a personal text, or None where it was erased."""
        return self._payloads.get(digest)

    def editions(self, kind: type[StoredT], record_id: str) -> tuple[StoredT, ...]:
        """Return all versions of a record, the first one first; none where it was erased."""
        with self._lock:
            return tuple(record for record in self._editions.get((kind, record_id), ()) if isinstance(record, kind))

    def erase(self, lead_id: str) -> int:
        """Drop a lead's record and its personal texts with their salts; return how many were dropped."""
        with self._lock:
            gone = [digest for digest, payload in self._payloads.items() if payload.lead_id == lead_id]
            for digest in gone:
                del self._payloads[digest]
            self._editions.pop((Lead, lead_id), None)
            self._index.drop("lead", lead_id)
            return len(gone) + (self._leads.pop(lead_id, None) is not None)

    def chains(self) -> Iterator[tuple[str, int, str]]:
        """Yield lead id, sequence and JSON text of every event, by lead id and sequence."""
        with self._lock:
            chains = sorted(self._chains.items())
        for lead_id, events in chains:
            yield from ((lead_id, event.sequence, event.to_json()) for event in events)

    def payloads(self) -> tuple[Payload, ...]:
        """Return all personal texts that were not erased."""
        with self._lock:
            return tuple(self._payloads.values())

    def heads(self) -> list[Head]:
        """Return the head of every lead that has events, by lead id."""
        return sorted((state.lead_id, state.sequence, state.head) for state in self._all())

    def unsealed(self) -> list[Head]:
        """Return the heads that no checkpoint has sealed, by lead id."""
        with self._lock:
            return [head for head in self.heads() if head[:2] not in self._sealed]

    def sealed(self, number: int | None = None) -> list[Head]:
        """Return the heads that a checkpoint, or any, has sealed."""
        with self._lock:
            sealed = sorted(self._sealed.items())
        return [(*head, text) for head, (by, text) in sealed if number in (None, by)]

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return all checkpoints, by number."""
        with self._lock:
            return tuple(self._checkpoints.values())

    def keep(self, checkpoint: Checkpoint, heads: Iterable[Head]) -> None:
        """Write a checkpoint and the heads that it seals."""
        with self._lock:
            self._checkpoints[checkpoint.number] = checkpoint
            self._sealed |= {(lead_id, length): (checkpoint.number, text) for lead_id, length, text in heads}

    def _all(self) -> list[LeadState]:
        with self._lock:
            return list(self._states.values())
