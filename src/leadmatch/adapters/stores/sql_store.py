"""The ledger in a database: steps are written by conditional updates, whole or not at all."""

import secrets
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from leadmatch.adapters.stores.database import Database, RacedError
from leadmatch.adapters.stores.reading import LedgerReader
from leadmatch.adapters.stores.schema import (
    CHECKPOINTS,
    EDITIONS,
    EVENTS,
    NOTES,
    OFFERS,
    RECORDS,
    SEALED,
    STATES,
    STREAMS,
    TEXTS,
)
from leadmatch.adapters.stores.texts import instant, name_of, offer_text, record_text, state_text
from leadmatch.distribution.events import Event, Head
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.distribution.store import Checkpoint, Commit, Payload, StoredRecord, User
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

Row = dict[str, Any]

_ADVANCE: Final = (
    update(STREAMS)
    .where(STREAMS.c.stream == bindparam("name"), STREAMS.c.version == bindparam("expected"))
    .values(version=STREAMS.c.version + 1)
)
_UNSEALED: Final = (
    select(STATES.c.lead_id, STATES.c.sequence, STATES.c.head)
    .where(
        ~select(SEALED.c.lead_id)
        .where(SEALED.c.lead_id == STATES.c.lead_id, SEALED.c.sequence == STATES.c.sequence)
        .exists()
    )
    .order_by(STATES.c.lead_id)
)
_SEALED: Final = select(SEALED.c.lead_id, SEALED.c.sequence, SEALED.c.hash).order_by(
    SEALED.c.lead_id, SEALED.c.sequence
)


class _MovedError(Exception):
    """A stream is not at the version at which the step was decided; it undoes the transaction."""


class SqlStore(LedgerReader):
    """A ledger's store in SQLite or PostgreSQL; any number of threads, processes and machines may use it at once.

    A step is one transaction: an `UPDATE … WHERE version = …` for each stream, in the order of their names, then the
    events and what they are found by. What it was decided on still stands where every update meets its row.
    """

    def __init__(self, database: Database) -> None:
        """Take the database, whose schema is the present one."""
        super().__init__(database)
        inserts: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
        self._insert = inserts[database.url.get_backend_name()]
        begin = self._insert(STREAMS).values(version=1).on_conflict_do_nothing()
        self._begin = database.statement(begin, ["stream", "version"])
        self._advance_one = database.statement(_ADVANCE)
        self._tell = database.statement(EVENTS.insert(), EVENTS.c.keys())
        bump = (
            self._insert(STREAMS)
            .values(version=1)
            .on_conflict_do_update(index_elements=["stream"], set_={"version": STREAMS.c.version + 1})
        )
        self._bump = database.statement(bump, ["stream", "version"])
        record = self._insert(RECORDS).values(version=1)
        put = record.on_conflict_do_update(
            index_elements=["kind", "record_id"],
            set_={"version": RECORDS.c.version + 1, "content": record.excluded.content},
        ).returning(RECORDS.c.version)
        self._put = database.statement(put, RECORDS.c.keys())
        self._add_edition = database.statement(EDITIONS.insert(), EDITIONS.c.keys())
        self._add_text = database.statement(TEXTS.insert(), TEXTS.c.keys())
        self._set_note = self._upsert(NOTES, "name")
        self._set_state = database.statement(self._upsert(STATES, "lead_id"), STATES.c.keys())
        self._set_offer = database.statement(self._upsert(OFFERS, "lead_id", "number"), OFFERS.c.keys())

    def _upsert(self, table: Table, *keys: str) -> Any:  # noqa: ANN401 - an insert of either dialect
        insert = self._insert(table)
        changed = {column.name: insert.excluded[column.name] for column in table.c if column.name not in keys}
        return insert.on_conflict_do_update(index_elements=list(keys), set_=changed)

    def close(self) -> None:
        """Close the connections; the store opens new ones where it is used again."""
        self._database.dispose()

    @contextmanager
    def batch(self) -> Generator[None]:
        """Make whatever this thread reads and writes in the block one transaction; nobody else writes meanwhile."""
        with self._database.batch():
            yield

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Let all that this thread reads in the block be of one moment."""
        with self._database.snapshot():
            yield

    def salt(self) -> str:
        """Draw 32 hex digits that nobody can guess."""
        return secrets.token_hex(16)

    def append(self, commit: Commit) -> bool:
        """Write a commit in one transaction, or nothing of it where a version moved or a key is taken."""
        try:
            with self._database.writing() as connection:
                self._advance(connection, commit.expected)
                self._write(connection, commit)
        except _MovedError:
            return False
        except RacedError as error:
            if error.again or self._is_taken(commit.events):
                return False
            raise
        return True

    def put(self, record: StoredRecord) -> int:
        """Insert or replace a record, and return its version, from 1."""
        with self._database.writing() as connection:
            kind, record_id = name_of(record)
            if isinstance(record, Lead | Partner):
                self._bump.each(connection, [{"stream": f"{kind}:{record_id}"}])
            return self._keep(connection, record)

    def note(self, name: str, text: str) -> None:
        """Keep a text under a name; it replaces what was kept there."""
        with self._database.writing() as connection:
            connection.execute(self._set_note, {"name": name, "content": text})

    def erase(self, lead_id: str) -> int:
        """Drop a lead's record and its personal texts with their salts; return how many were dropped."""
        own: Row = {"kind": "lead", "record_id": lead_id}
        with self._database.writing() as connection:
            gone = connection.execute(delete(TEXTS).where(TEXTS.c.lead_id == lead_id)).rowcount
            connection.execute(delete(EDITIONS).filter_by(**own))
            self._keys.drop(connection, "lead", lead_id)
            present = update(RECORDS).filter_by(**own).where(RECORDS.c.content.is_not(None)).values(content=None)
            return gone + connection.execute(present).rowcount

    def unsealed(self) -> Iterable[Head]:
        """Yield the heads that no checkpoint has sealed, by lead id."""
        return self._stream(_UNSEALED)

    def sealed(self, number: int | None = None) -> Iterable[Head]:
        """Yield the heads that a checkpoint sealed, by lead id; of all checkpoints, then by length too, where None."""
        return self._stream(_SEALED if number is None else _SEALED.where(SEALED.c.checkpoint == number))

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return all checkpoints, by number."""
        rows = self._rows(select(CHECKPOINTS).order_by(CHECKPOINTS.c.number))
        return tuple(
            Checkpoint(number, datetime.fromisoformat(at), previous, seal) for number, at, previous, seal in rows
        )

    def keep(self, checkpoint: Checkpoint, heads: Iterable[Head]) -> None:
        """Write a checkpoint and the heads that it seals."""
        row = {"number": checkpoint.number, "previous": checkpoint.previous, "seal": checkpoint.seal}
        sealed = [
            {"lead_id": lead_id, "sequence": length, "hash": text, "checkpoint": checkpoint.number}
            for lead_id, length, text in heads
        ]
        with self._database.writing() as connection:
            connection.execute(CHECKPOINTS.insert(), row | {"at": checkpoint.at.isoformat()})
            connection.execute(SEALED.insert(), sealed)

    def _advance(self, connection: Connection, expected: Iterable[tuple[str, int]]) -> None:
        """Claim the streams, in the order of their names, so that no two steps wait for each other."""
        for stream, version in sorted(expected):
            if version:
                claimed = self._advance_one.count(connection, {"name": stream, "expected": version})
            else:
                claimed = self._begin.count(connection, {"stream": stream})
            if claimed != 1:
                raise _MovedError

    def _write(self, connection: Connection, commit: Commit) -> None:
        state = commit.state
        self._tell.each(connection, [_event_row(event) for event in commit.events])
        self._set_state.each(connection, [_state_row(state)])
        first = max(0, len(state.offers) - len(commit.events) - 1)  # an event ends one offer and makes one at most
        offers = [_offer_row(state.lead_id, number, offer) for number, offer in enumerate(state.offers, 1)][first:]
        self._set_offer.each(connection, offers)
        self._add_text.each(connection, [_text_row(payload) for payload in commit.payloads])
        for record in commit.records:
            self._keep(connection, record)

    def _keep(self, connection: Connection, record: StoredRecord) -> int:
        kind, record_id = name_of(record)
        row: Row = {"kind": kind, "record_id": record_id, "content": record_text(record)}
        ((version,),) = self._put.rows(connection, row)
        self._add_edition.each(connection, [row | {"version": version}])
        if not isinstance(record, Partner | User):
            self._keys.put(connection, record, version)
        return int(version)

    def _is_taken(self, events: Iterable[Event]) -> bool:
        return any(event.idempotency_key and self.keyed(event.idempotency_key) for event in events)


def _event_row(event: Event) -> Row:
    return {
        "lead_id": event.lead_id,
        "sequence": event.sequence,
        "idempotency_key": event.idempotency_key,
        "content": event.to_json(),
    }


def _state_row(state: LeadState) -> Row:
    deadline = state.deadline
    return {
        "lead_id": state.lead_id,
        "sequence": state.sequence,
        "head": state.head,
        "phase": str(state.phase),
        "decision": state.decision,
        "partner_id": state.partner_id,
        "due_at": None if deadline is None else instant(deadline.at),
        "warn_at": None if deadline is None else instant(deadline.warn_at),
        "content": state_text(state),
    }


def _offer_row(lead_id: str, number: int, offer: OfferStanding) -> Row:
    return {
        "lead_id": lead_id,
        "number": number,
        "partner_id": offer.partner_id,
        "state": offer.state,
        "live": int(offer.is_live),
        "holds": int(offer.holds),
        "counts": int(offer.counts),
        "opened_at": instant(offer.opened_at),
        "content": offer_text(offer),
    }


def _text_row(payload: Payload) -> Row:
    return {name: getattr(payload, name) for name in ("digest", "lead_id", "salt", "content")}
