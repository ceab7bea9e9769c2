"""What a ledger's store can do: little enough for memory and for any database."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from leadmatch.distribution.events import Event
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


@dataclass(frozen=True, slots=True)
class User:
    """A person of a partner who signs in.

    Attributes:
        user_id: the vendor's id.
        partner_id: of which partner.
        name: as it is written.
        email: as it is written.
        role: `owner` or `rep`.
        language: ISO 639-1.
    """

    user_id: str
    partner_id: str
    name: str | None = None
    email: str | None = None
    role: str = "rep"
    language: str | None = None


StoredRecord = Lead | Partner | Deal | User


@dataclass(frozen=True, slots=True)
class Payload:
    """Something personal that an event knows by its digest alone.

    Attributes:
        digest: of the salt and the content.
        lead_id: whose it is.
        salt: drawn by the store; with it goes the last trace.
        content: text.
    """

    digest: str
    lead_id: str
    salt: str
    content: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a partner carries.

    Attributes:
        held: places taken by offers that are neither registered nor ended.
        month: leads opened since the moment asked for and not returned as junk, and offers not yet opened.
    """

    held: int
    month: int


@dataclass(frozen=True, slots=True)
class Commit:
    """Everything that one step writes, all of it or nothing.

    Attributes:
        state: of the lead after its events; what can be searched is taken from it.
        events: of one lead, in order.
        expected: stream → version at which the step was decided; all of them must still stand so, and each grows
            by one. A lead's stream is `lead:ID`, a partner's `partner:ID`, an account's `account:KEY`.
        records: to put in, in the same step.
        payloads: personal texts of the events.
    """

    state: LeadState
    events: tuple[Event, ...]
    expected: tuple[tuple[str, int], ...]
    records: tuple[StoredRecord, ...] = ()
    payloads: tuple[Payload, ...] = ()


class LedgerStore(Protocol):
    """Where events, what they are found by, and records lie.

    Whatever keeps the rules of distribution under any concurrency is in `append`: it writes a step only if nothing
    that the step was decided on has changed. In SQL that is one `UPDATE … WHERE version = …` a stream, in an order
    that is the same for all, and the rows, in one transaction.
    """

    def append(self, commit: Commit) -> bool:
        """Write a commit in one atomic step, or nothing of it.

        Returns:
            False, where a version is no longer as expected, or an idempotency key is taken.
        """
        ...

    def put(self, record: StoredRecord) -> int:
        """Insert or replace a record, and return its version, from 1.

        A partner's or lead's stream grows by one, so that no step is written that was decided on the old record.
        """
        ...

    def salt(self) -> str:
        """Draw 32 hex digits that nobody can guess."""
        ...

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """Return the version of each stream; 0 where it was never written."""
        ...

    def events(self, lead_id: str) -> tuple[Event, ...]:
        """Return all events of a lead, in order."""
        ...

    def state(self, lead_id: str) -> LeadState:
        """Return the state that was written with the last event; a new one where there is none."""
        ...

    def keyed(self, idempotency_key: str) -> Event | None:
        """Return the event of a key, or None."""
        ...

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the leads whose deadline is `now` or earlier, the oldest deadline first, then by id."""
        ...

    def warned(self, now: datetime) -> tuple[str, ...]:
        """Return the leads whose warning is `now` or earlier and whose deadline is still ahead, likewise."""
        ...

    def waiting(self, decision: str) -> tuple[str, ...]:
        """Return the leads that wait with a decision, by id."""
        ...

    def held(self, partner_id: str) -> tuple[str, ...]:
        """Return the leads in a partner's hands, by id."""
        ...

    def load(self, partner_id: str, since: datetime) -> Load:
        """Return what a partner carries, the month counted from after `since`."""
        ...

    def offers(self, partner_id: str | None = None) -> Iterator[tuple[str, OfferStanding]]:
        """Yield lead id and offer, of one partner or of all, by lead id and number."""
        ...

    def lead(self, lead_id: str) -> Lead | None:
        """Return a lead's record, or None where there is none or it was erased."""
        ...

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner's record, or None."""
        ...

    def partners(self) -> tuple[Partner, ...]:
        """Return all partners, by id."""
        ...

    def user(self, user_id: str) -> User | None:
        """Return a user, or None."""
        ...

    def deal(self, deal_id: str) -> Deal | None:
        """Return a deal, or None."""
        ...

    def deals(self) -> tuple[Deal, ...]:
        """Return all deals, by id."""
        ...

    def at_accounts(self, accounts: Collection[str]) -> tuple[Lead | Deal, ...]:
        """Return leads and deals of which `account_keys` gives one of these keys, by id."""
        ...

    def payload(self, digest: str) -> Payload | None:
        """Return a personal text, or None where it was erased."""
        ...

    def erase(self, lead_id: str) -> int:
        """Drop a lead's record and its personal texts with their salts; return how many were dropped."""
        ...

    def heads(self) -> Iterable[tuple[str, int, str]]:
        """Return lead id, number of events and hash of the last one of every lead."""
        ...
