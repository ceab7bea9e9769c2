"""Events: what happened to a lead, in order, each sealed with the one before it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from leadmatch.errors import LeadmatchError

Fact = str | int | float | bool | tuple[str, ...] | None
"""What an event may state beside its own fields; never anything personal."""

Head = tuple[str, int, str]
"""Lead id, number of its events, hash of the last one."""

START = ""
"""What stands as the previous hash in the first event of a lead."""


class EventKind(StrEnum):
    """Everything that can happen to a lead."""

    RECEIVED = "received"
    """It came in, or came in again."""
    DECIDED = "decided"
    """A run said what is to become of it."""
    OFFERED = "offered"
    """A partner got it as a teaser."""
    OPENED = "opened"
    """The partner looked at the contact."""
    ACCEPTED = "accepted"
    """The partner took it on."""
    DECLINED = "declined"
    """The partner does not want it."""
    EXPIRED = "expired"
    """A deadline went by: an offer, a pending registration, a protection, or the wait itself."""
    REVOKED = "revoked"
    """The vendor took it back."""
    REASSIGNED = "reassigned"
    """The vendor gave it to another partner."""
    PROGRESS = "progress"
    """The partner told how it goes on."""
    NOT_REACHED = "not_reached"
    """The partner tried to reach the person, in vain."""
    RETURNED = "returned"
    """The partner gave it back after having seen the contact."""
    INTRODUCED = "introduced"
    """The vendor introduced partner and person to each other."""
    REGISTERED = "registered"
    """The partner asks for protection of the deal."""
    APPROVED = "approved"
    """The vendor granted it."""
    REJECTED = "rejected"
    """The vendor refused it."""
    EXTENDED = "extended"
    """The protection was prolonged."""
    FEEDBACK = "feedback"
    """The partner said how good the lead is."""
    WON = "won"
    """It became a customer."""
    LOST = "lost"
    """It did not."""
    RESTORED = "restored"
    """Somebody took it up again."""
    MERGED = "merged"
    """It turned out to be another lead, which it joined."""
    WITHDRAWN = "withdrawn"
    """The person objected; nobody may have it."""
    IMPORTED = "imported"
    """It was in a partner's hands before this ledger began."""


class Act(StrEnum):
    """What has to be done before a deadline."""

    PLACE = "place"
    """The vendor offers it."""
    OPEN = "open"
    """The partner opens it."""
    ACCEPT = "accept"
    """The partner accepts or declines."""
    CONTACT = "contact"
    """The partner makes first contact."""
    UPDATE = "update"
    """The partner tells how it goes on."""
    REVIEW = "review"
    """The vendor approves or rejects the registration."""
    CLOSE = "close"
    """The partner closes or extends the protected deal."""
    RETURN = "return"
    """The wait is over; the lead is judged anew."""
    STALE = "stale"
    """The wait was too long; the lead is given up."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something has to be done.

    Attributes:
        act: what.
        at: by when; at this moment it is too late.
        warn_at: from when on a warning is in order.
    """

    act: Act
    at: datetime
    warn_at: datetime

    def content(self) -> list[str]:
        """Return act, end and warning as plain data of JSON."""
        return [str(self.act), self.at.isoformat(), self.warn_at.isoformat()]

    @classmethod
    def of(cls, content: Sequence[str]) -> "Deadline":
        """Read a deadline from what `content` gave."""
        act, at, warn_at = content
        return cls(Act(act), datetime.fromisoformat(at), datetime.fromisoformat(warn_at))


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one lead. Nothing in it is personal.

    Attributes:
        lead_id: which lead.
        sequence: its place in the lead's chain, from 1; it, and no clock, orders events.
        kind: what happened.
        at: when, as it was told; it may lie before that of an earlier event.
        actor: who did it: a user's id, or a name of a program.
        settings: digest of the settings in force.
        partner_id: which partner it concerns; None where none.
        deadline: what has to be done next; None where nothing has.
        facts: further facts by name.
        reasons: codes of the reasons, in order.
        idempotency_key: what its caller named it; None where not named.
        personal: salted digest of a personal payload that lies elsewhere; None where there is none.
        previous: hash of the event before it; empty for the first.
        hash: SHA-256 over all of the above, in hex.
    """

    lead_id: str
    sequence: int
    kind: EventKind
    at: datetime
    actor: str
    settings: str
    partner_id: str | None = None
    deadline: Deadline | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    idempotency_key: str | None = None
    personal: str | None = None
    previous: str = START
    hash: str = ""

    def text(self, name: str) -> str | None:
        """Return a fact that is a text, or None."""
        fact = self.facts.get(name)
        return fact if isinstance(fact, str) else None

    def flag(self, name: str) -> bool:
        """Return whether a fact is stated and true."""
        return self.facts.get(name) is True

    def content(self) -> dict[str, Any]:
        """Return all but the hash as plain data of JSON."""
        return {
            "lead_id": self.lead_id,
            "sequence": self.sequence,
            "kind": str(self.kind),
            "at": self.at.isoformat(),
            "actor": self.actor,
            "settings": self.settings,
            "partner_id": self.partner_id,
            "deadline": self.deadline and self.deadline.content(),
            "facts": {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in self.facts.items()},
            "reasons": list(self.reasons),
            "idempotency_key": self.idempotency_key,
            "personal": self.personal,
            "previous": self.previous,
        }

    def digest(self) -> str:
        """Return the hash that belongs to the content."""
        text = json.dumps(self.content(), sort_keys=True, ensure_ascii=True, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def to_json(self) -> str:
        """Return the event as JSON with sorted keys."""
        return json.dumps(self.content() | {"hash": self.hash}, sort_keys=True, ensure_ascii=True, allow_nan=False)

    @classmethod
    def from_json(cls, text: str) -> "Event":
        """Read an event from its JSON form; whether its hash is right is for `first_altered` to say.

        Raises:
            LeadmatchError: it is not the JSON form of an event.
        """
        try:
            return cls._of(json.loads(text))
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
            raise LeadmatchError("What is stored here is not the JSON form of an event; was it altered?") from None

    @classmethod
    def _of(cls, data: dict[str, Any]) -> "Event":
        deadline = data.pop("deadline")
        facts = {name: tuple(fact) if isinstance(fact, list) else fact for name, fact in data.pop("facts").items()}
        return cls(
            kind=EventKind(data.pop("kind")),
            at=datetime.fromisoformat(data.pop("at")),
            deadline=None if deadline is None else Deadline.of(deadline),
            facts=facts,
            reasons=tuple(data.pop("reasons")),
            **data,
        )


def first_altered(events: Iterable[Event]) -> Event | None:
    """Return the first event of one lead's chain that is not as it was written, or None where all are.

    An event that was changed, left out, put in or moved is found; one cut off at the end is for heads and checkpoints.
    """
    previous, sequence = START, 0
    for event in events:
        if event.previous != previous or event.sequence != sequence + 1 or event.hash != event.digest():
            return event
        previous, sequence = event.hash, event.sequence
    return None


def seal(heads: Iterable[Head], previous: str = START) -> str:
    """Return the hash that seals the last events of leads, and with them all that went before.

    Args:
        heads: lead id, number of events and hash of the last one, in the order of the ids.
        previous: the seal before it; empty for the first.
    """
    digest = hashlib.sha256(previous.encode())
    for head in heads:
        digest.update(f"\n{json.dumps(head)}".encode())
    return digest.hexdigest()


def salted(salt: str, text: str) -> str:
    """Return the digest under which an event knows a personal text; without its salt it tells nothing."""
    return hashlib.sha256(f"{salt}\n{text}".encode("utf-8", "replace")).hexdigest()
