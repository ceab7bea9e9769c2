"""Drafting a step: events are worked out on a state and written only if that state still stands."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from leadmatch.distribution.events import Deadline, Event, EventKind, Fact, salted
from leadmatch.distribution.state import LeadState, apply
from leadmatch.distribution.store import Commit, LedgerStore, Payload, Recipient, StoredRecord
from leadmatch.errors import LeadmatchError, StoreError
from leadmatch.evidence.reason import Reason
from leadmatch.records.hygiene import LONG_CAP, repaired

_TRIES: Final = 1_000
"""Each failed try means that somebody else's step was written, so whoever waits this long waits for a busy crowd."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Who takes a step, when, and under which settings.

    Attributes:
        actor: a user's id, or the name of a program.
        now: when, aware.
        settings: digest of the settings in force.
        key: idempotency key of the step; None where the caller gave none.
    """

    actor: str
    now: datetime
    settings: str
    key: str | None = None


class Draft:
    """A step being drafted: the state it started from, and what it will write.

    Attributes:
        store: where it reads.
        hand: who drafts it.
        state: of the lead, after the events drafted so far.
    """

    def __init__(self, store: LedgerStore, lead_id: str, hand: Hand) -> None:
        self.store = store
        self.hand = hand
        version, state = store.standing(lead_id)
        self._watched: dict[str, int] = {f"lead:{lead_id}": version}
        self.state: LeadState = state
        self._events: list[Event] = []
        self._records: list[StoredRecord] = []
        self._payloads: list[Payload] = []

    @property
    def now(self) -> datetime:
        """The moment of the step."""
        return self.hand.now

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be written."""
        return not self._events

    def watch(self, *streams: str) -> None:
        """Let the step be written only if nothing in these streams changes; call it before reading what they hold."""
        fresh = [stream for stream in streams if stream not in self._watched]
        self._watched |= self.store.versions(fresh)

    def recipient(self, partner_id: str, since: datetime) -> Recipient:
        """Return a partner as it stands; the step is written only if it stands so still."""
        found = self.store.recipient(partner_id, since)
        self._watched.setdefault(f"partner:{partner_id}", found.version)
        return found

    def put(self, record: StoredRecord) -> None:
        """Put a record in together with the events."""
        self._records.append(record)

    def add(
        self,
        kind: EventKind,
        deadline: Deadline | None,
        *,
        partner_id: str | None = None,
        reasons: Sequence[Reason] = (),
        personal: str | None = None,
        **facts: Fact,
    ) -> None:
        """Draft an event.

        Args:
            kind: what happens.
            deadline: what has to be done next.
            partner_id: which partner it concerns; the holder where not given.
            reasons: why; their codes are kept.
            personal: text that must stay erasable.
            **facts: whatever else the event states; those that are None are left out.

        Raises:
            IllegalStepError: it cannot happen now.
        """
        event = Event(
            lead_id=self.state.lead_id,
            sequence=self.state.sequence + 1,
            kind=kind,
            at=self.hand.now,
            actor=self.hand.actor,
            settings=self.hand.settings,
            partner_id=partner_id or self.state.partner_id,
            deadline=deadline,
            facts={name: fact for name, fact in facts.items() if fact is not None},
            reasons=tuple(reason.code for reason in reasons),
            idempotency_key=None if self._events else self.hand.key,
            personal=self._sealed(personal),
            previous=self.state.head,
        )
        event = replace(event, hash=event.digest())
        self.state = apply(self.state, event)
        self._events.append(event)

    def _sealed(self, text: str | None) -> str | None:
        if text is None:
            return None
        salt, content = self.store.salt(), repaired(text)[: 10 * LONG_CAP]
        payload = Payload(salted(salt, content), self.state.lead_id, salt, content)
        self._payloads.append(payload)
        return payload.digest

    def commit(self) -> Commit:
        """Return what is to be written."""
        return Commit(
            state=self.state,
            events=tuple(self._events),
            expected=tuple(sorted(self._watched.items())),
            records=tuple(self._records),
            payloads=tuple(self._payloads),
        )


def write(store: LedgerStore, lead_id: str, hand: Hand, decide: Callable[[Draft], None]) -> LeadState:
    """Draft a step and write it; where somebody was quicker, draft it anew on what stands then.

    Args:
        store: where.
        lead_id: whose step.
        hand: who, when, and under which key; a key that was used gives the present state and writes nothing.
        decide: drafts the step; what it raises goes through.

    Raises:
        LeadmatchError: the moment has no offset, or the key was used for another lead.
        StoreError: others were quicker a thousand times.
    """
    if hand.now.tzinfo is None:
        raise LeadmatchError("The time of a step needs an offset, such as 2026-11-18T14:10:00+01:00.")
    for _ in range(_TRIES):
        if _is_done(store, lead_id, hand):
            return store.state(lead_id)
        draft = Draft(store, lead_id, hand)
        decide(draft)
        if draft.is_empty or store.append(draft.commit()):
            return draft.state
    raise StoreError(f"Lead {lead_id}: others were quicker {_TRIES} times; try again when the ledger is less busy.")


def _is_done(store: LedgerStore, lead_id: str, hand: Hand) -> bool:
    event = None if hand.key is None else store.keyed(hand.key)
    if event is not None and event.lead_id != lead_id:
        key = json.dumps(hand.key)
        raise LeadmatchError(f"The key {key} was used for lead {event.lead_id}; give every step a key of its own.")
    return event is not None
