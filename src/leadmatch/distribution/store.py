"""What a ledger's store can do: little enough for memory and for any database."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.events import Event, Head
from leadmatch.distribution.keyed import Candidates
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
StoredT = TypeVar("StoredT", bound=StoredRecord)


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
class Recipient:
    """A partner as it stands when an offer to it is decided, all of one moment.

    Attributes:
        version: of its stream.
        partner: its record; None where there is none.
        load: what it carries.
    """

    version: int
    partner: Partner | None
    load: Load


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


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A seal over the last events of all leads: over those that have grown since the checkpoint before it, and that.

    Attributes:
        number: from 1, without a gap.
        at: when it was made.
        previous: seal of the checkpoint before it; empty for the first.
        seal: what `events.seal` gives.
    """

    number: int
    at: datetime
    previous: str
    seal: str


class LedgerStore(Protocol):
    """Where events, what they are found by, and records lie.

    Whatever keeps the rules of distribution under any concurrency is in `append`: it writes a step only if nothing
    that the step was decided on has changed. In SQL that is one `UPDATE … WHERE version = …` a stream, in an order
    that is the same for all, and the rows, in one transaction.
    """

    def batch(self) -> AbstractContextManager[None]:
        """Make whatever this thread reads and writes in the block one step: all of it is written, or nothing.

        Many steps in one batch are written several times as fast as one by one; others wait for as long.
        """
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Let all that this thread reads in the block be of one moment."""
        ...

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

    def standing(self, lead_id: str) -> tuple[int, LeadState]:
        """Return the version of a lead's stream and its state, both of one moment."""
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

    def recipient(self, partner_id: str, since: datetime) -> Recipient:
        """Return a partner as it stands, the month of its load counted from after `since`."""
        ...

    def offers(self, partner_id: str | None = None) -> Iterator[tuple[str, OfferStanding]]:
        """Yield lead id and offer, of one partner or of all, by lead id and number."""
        ...

    def lead(self, lead_id: str) -> Lead | None:
        """Return a lead's record, or None where there is none or it was erased."""
        ...

    def leads(self) -> Iterator[Lead]:
        """Yield the records of all leads that were not erased, by id."""
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

    def candidates(
        self, keys: Keys, *, since: datetime | None = None, most_broad: int = 16, most_narrow: int = 64
    ) -> Candidates:
        """Return the leads and deals of which `record_keys` gives one of these keys; exact ones are never cut.

        By weak keys leads are found that came in on the day of `since` or later, or at no known time; all where it is
        None. A broad key that names more than `most_broad` is not followed, nor a narrow one beyond `most_narrow`.
        """
        ...

    def note(self, name: str, text: str) -> None:
        """Keep a text under a name, such as the prices of the last plan; it replaces what was kept there."""
        ...

    def noted(self, name: str) -> str | None:
        """Return what is kept under a name, or None."""
        ...

    def payload(self, digest: str) -> Payload | None:
        """Return a personal text, or None where it was erased."""
        ...

    def editions(self, kind: type[StoredT], record_id: str) -> tuple[StoredT, ...]:
        """Return all versions of a record, the first one first; none where it was erased."""
        ...

    def erase(self, lead_id: str) -> int:
        """Drop a lead's record in all its versions and its personal texts with their salts.

        Returns:
            How many were dropped, the record counted once.
        """
        ...

    def chains(self) -> Iterable[tuple[str, int, str]]:
        """Yield lead id, sequence and JSON text of every event as it lies there, by lead id and sequence."""
        ...

    def payloads(self) -> Iterable[Payload]:
        """Yield all personal texts that were not erased."""
        ...

    def heads(self) -> Iterable[Head]:
        """Yield the head of every lead that has events, by lead id."""
        ...

    def unsealed(self) -> Iterable[Head]:
        """Yield the heads that no checkpoint has sealed, by lead id."""
        ...

    def sealed(self, number: int | None = None) -> Iterable[Head]:
        """Yield the heads that a checkpoint sealed, by lead id; of all checkpoints, then by length too, where None."""
        ...

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return all checkpoints, by number."""
        ...

    def keep(self, checkpoint: Checkpoint, heads: Iterable[Head]) -> None:
        """Write a checkpoint and the heads that it seals; call it in a batch."""
        ...
