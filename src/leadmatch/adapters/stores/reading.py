"""What is read from the ledger in a database."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import BindParameter, Executable, bindparam, func, select

from leadmatch.adapters.stores.database import Database
from leadmatch.adapters.stores.keys import KeyTable
from leadmatch.adapters.stores.schema import (
    EDITIONS,
    EVENTS,
    NOTES,
    OFFERS,
    RECORDS,
    STATES,
    STREAMS,
    TEXTS,
    label,
)
from leadmatch.adapters.stores.statement import Statement
from leadmatch.adapters.stores.texts import instant, kind_name, offer_of, record_of, state_of
from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.events import Event, Head
from leadmatch.distribution.keyed import Candidates
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.distribution.store import Load, Payload, Recipient, StoredT, User
from leadmatch.errors import LeadmatchError, StoreError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

_AT_ONCE: Final = 1_000
"""Rows of a long result that are read at once."""

_ID: Final[BindParameter[Any]] = bindparam("id")
_STREAM: Final[BindParameter[Any]] = bindparam("stream")
_NOW: Final[BindParameter[Any]] = bindparam("now")
_SINCE: Final[BindParameter[Any]] = bindparam("since")
_VERSIONS: Final = select(STREAMS.c.stream, STREAMS.c.version).where(
    STREAMS.c.stream.in_(bindparam("streams", expanding=True))
)
_EVENTS: Final = select(EVENTS.c.content).where(EVENTS.c.lead_id == _ID).order_by(EVENTS.c.sequence)
_KEYED: Final = select(EVENTS.c.content).where(EVENTS.c.idempotency_key == bindparam("key"))
_CHAINS: Final = select(EVENTS.c.lead_id, EVENTS.c.sequence, EVENTS.c.content).order_by(
    EVENTS.c.lead_id, EVENTS.c.sequence
)
_STATE: Final = (
    select(STATES.c.content, OFFERS.c.content)
    .select_from(STATES.outerjoin(OFFERS, STATES.c.lead_id == OFFERS.c.lead_id))
    .where(STATES.c.lead_id == _ID)
    .order_by(OFFERS.c.number)
)
_STANDING: Final = (
    select(STREAMS.c.version, STATES.c.content, OFFERS.c.content)
    .select_from(
        STREAMS.outerjoin(STATES, STATES.c.lead_id == _ID).outerjoin(OFFERS, OFFERS.c.lead_id == STATES.c.lead_id)
    )
    .where(STREAMS.c.stream == _STREAM)
    .order_by(OFFERS.c.number)
)
_HEADS: Final = select(STATES.c.lead_id, STATES.c.sequence, STATES.c.head).order_by(STATES.c.lead_id)
_BY_DEADLINE: Final = select(STATES.c.lead_id).order_by(STATES.c.due_at, STATES.c.lead_id)
_DUE: Final = _BY_DEADLINE.where(STATES.c.due_at <= _NOW).limit(bindparam("limit"))
_WARNED: Final = _BY_DEADLINE.where(STATES.c.warn_at <= _NOW, STATES.c.due_at > _NOW)
_WAITING: Final = (
    select(STATES.c.lead_id)
    .where(STATES.c.phase == "waiting", STATES.c.decision == bindparam("decision"))
    .order_by(STATES.c.lead_id)
)
_HELD: Final = select(STATES.c.lead_id).where(STATES.c.partner_id == _ID).order_by(STATES.c.lead_id)
_OFFERS: Final = select(OFFERS.c.lead_id, OFFERS.c.content).order_by(OFFERS.c.lead_id, OFFERS.c.number)
_OFFERS_OF_ONE: Final = _OFFERS.where(OFFERS.c.partner_id == _ID)


def _counted(*conditions: Any) -> Any:  # noqa: ANN401 - expressions of SQLAlchemy
    return select(func.count()).select_from(OFFERS).where(OFFERS.c.partner_id == _ID, *conditions).scalar_subquery()


_CARRIED: Final = (
    _counted(OFFERS.c.holds == 1),
    _counted(OFFERS.c.holds == 1, OFFERS.c.state == "offered"),
    _counted(OFFERS.c.counts == 1, OFFERS.c.opened_at > _SINCE),
)
_LOAD: Final = select(*_CARRIED)
_RECIPIENT: Final = select(
    select(STREAMS.c.version).where(STREAMS.c.stream == _STREAM).scalar_subquery(),
    select(RECORDS.c.content).where(RECORDS.c.kind == kind_name(Partner), RECORDS.c.record_id == _ID).scalar_subquery(),
    *_CARRIED,
)
_RECORD: Final = select(RECORDS.c.content).where(RECORDS.c.kind == bindparam("kind"), RECORDS.c.record_id == _ID)
_RECORDS: Final = (
    select(RECORDS.c.content)
    .where(RECORDS.c.kind == bindparam("kind"), RECORDS.c.content.is_not(None))
    .order_by(RECORDS.c.record_id)
)
_EDITIONS: Final = (
    select(EDITIONS.c.content)
    .where(EDITIONS.c.kind == bindparam("kind"), EDITIONS.c.record_id == _ID)
    .order_by(EDITIONS.c.version)
)
_TEXT: Final = select(TEXTS.c.digest, TEXTS.c.lead_id, TEXTS.c.salt, TEXTS.c.content)


class LedgerReader:
    """The reading half of a store."""

    def __init__(self, database: Database) -> None:
        """Take the database, whose schema is the present one."""
        self._database = database
        self._standing = database.statement(_STANDING)
        self._recipient = database.statement(_RECIPIENT)
        self._keyed = database.statement(_KEYED)
        self._state = database.statement(_STATE)
        self._record_of = database.statement(_RECORD)
        self._keys = KeyTable(database.sql_dialect)

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """Return the version of each stream; 0 where it was never written."""
        found = dict(self._rows(_VERSIONS, streams=list(streams))) if streams else {}
        return {stream: found.get(label(stream), 0) for stream in streams}

    def events(self, lead_id: str) -> tuple[Event, ...]:
        """Return all events of a lead, in order.

        Raises:
            StoreError: one of them was altered so that it cannot be read.
        """
        return tuple(map(_event, self._column(_EVENTS, id=lead_id)))

    def state(self, lead_id: str) -> LeadState:
        """Return the state that was written with the last event; a new one where there is none."""
        rows = self._fetch(self._state, id=lead_id)
        return _state(rows) if rows else LeadState(lead_id)

    def standing(self, lead_id: str) -> tuple[int, LeadState]:
        """Return the version of a lead's stream and its state, both of one moment."""
        rows = self._fetch(self._standing, id=lead_id, stream=f"lead:{lead_id}")
        known = [(state, offer) for _, state, offer in rows if state is not None]
        return rows[0][0] if rows else 0, _state(known) if known else LeadState(lead_id)

    def keyed(self, idempotency_key: str) -> Event | None:
        """Return the event of a key, or None."""
        return next((_event(text) for (text,) in self._fetch(self._keyed, key=idempotency_key)), None)

    def due(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the leads whose deadline is `now` or earlier, the oldest deadline first, then by id."""
        return self._column(_DUE, now=instant(now), limit=limit)

    def warned(self, now: datetime) -> tuple[str, ...]:
        """Return the leads whose warning is `now` or earlier and whose deadline is still ahead, likewise."""
        return self._column(_WARNED, now=instant(now))

    def waiting(self, decision: str) -> tuple[str, ...]:
        """Return the leads that wait with a decision, by id."""
        return self._column(_WAITING, decision=decision)

    def held(self, partner_id: str) -> tuple[str, ...]:
        """Return the leads in a partner's hands, by id."""
        return self._column(_HELD, id=partner_id)

    def load(self, partner_id: str, since: datetime) -> Load:
        """Return what a partner carries, the month counted from after `since`."""
        ((held, unopened, opened),) = self._rows(_LOAD, id=partner_id, since=instant(since))
        return Load(held, opened + unopened)

    def recipient(self, partner_id: str, since: datetime) -> Recipient:
        """Return a partner as it stands, the month of its load counted from after `since`."""
        stream = f"partner:{partner_id}"
        found = self._fetch(self._recipient, id=partner_id, stream=stream, since=instant(since))
        ((version, text, held, unopened, opened),) = found
        partner = None if text is None else record_of(Partner, text)
        return Recipient(version or 0, partner, Load(held, opened + unopened))

    def offers(self, partner_id: str | None = None) -> Iterator[tuple[str, OfferStanding]]:
        """Yield lead id and offer, of one partner or of all, by lead id and number."""
        found = self._stream(_OFFERS) if partner_id is None else self._stream(_OFFERS_OF_ONE, id=partner_id)
        return ((lead_id, offer_of(text)) for lead_id, text in found)

    def lead(self, lead_id: str) -> Lead | None:
        """Return a lead's record, or None where there is none or it was erased."""
        return self._record(Lead, lead_id)

    def leads(self) -> Iterator[Lead]:
        """Yield the records of all leads that were not erased, by id."""
        return (record_of(Lead, text) for (text,) in self._stream(_RECORDS, kind=kind_name(Lead)))

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner's record, or None."""
        return self._record(Partner, partner_id)

    def user(self, user_id: str) -> User | None:
        """Return a user, or None."""
        return self._record(User, user_id)

    def deal(self, deal_id: str) -> Deal | None:
        """Return a deal, or None."""
        return self._record(Deal, deal_id)

    def partners(self) -> tuple[Partner, ...]:
        """Return all partners, by id."""
        return self._records(Partner)

    def deals(self) -> tuple[Deal, ...]:
        """Return all deals, by id."""
        return self._records(Deal)

    def candidates(
        self, keys: Keys, *, since: datetime | None = None, most_broad: int = 16, most_narrow: int = 64
    ) -> Candidates:
        """Return the leads and deals of which `record_keys` gives one of these keys; see `LedgerStore.candidates`."""
        with self._database.reading() as connection:
            return self._keys.candidates(connection, keys, since, most_broad, most_narrow)

    def editions(self, kind: type[StoredT], record_id: str) -> tuple[StoredT, ...]:
        """Return all versions of a record, the first one first; none where it was erased."""
        return tuple(record_of(kind, text) for text in self._column(_EDITIONS, kind=kind_name(kind), id=record_id))

    def noted(self, name: str) -> str | None:
        """Return what is kept under a name, or None."""
        return next(iter(self._column(select(NOTES.c.content).where(NOTES.c.name == name))), None)

    def payload(self, digest: str) -> Payload | None:
        """Return a personal text, or None where it was erased."""
        rows = self._rows(_TEXT.where(TEXTS.c.digest == digest))
        return Payload(*rows[0]) if rows else None

    def chains(self) -> Iterable[tuple[str, int, str]]:
        """Yield lead id, sequence and JSON text of every event as it lies there, by lead id and sequence."""
        return self._stream(_CHAINS)

    def payloads(self) -> Iterable[Payload]:
        """Yield all personal texts that were not erased."""
        return (Payload(*row) for row in self._stream(_TEXT))

    def heads(self) -> Iterable[Head]:
        """Yield the head of every lead that has events, by lead id."""
        return self._stream(_HEADS)

    def _record(self, kind: type[StoredT], record_id: str) -> StoredT | None:
        for (text,) in self._fetch(self._record_of, kind=kind_name(kind), id=record_id):
            return None if text is None else record_of(kind, text)
        return None

    def _records(self, kind: type[StoredT]) -> tuple[StoredT, ...]:
        return tuple(record_of(kind, text) for text in self._column(_RECORDS, kind=kind_name(kind)))

    def _fetch(self, statement: Statement, **values: object) -> list[tuple[Any, ...]]:
        with self._database.reading() as connection:
            return statement.rows(connection, values)

    def _rows(self, statement: Executable, **values: object) -> list[Any]:
        with self._database.reading() as connection:
            return [tuple(row) for row in connection.execute(statement, values)]

    def _column(self, statement: Executable, **values: object) -> tuple[Any, ...]:
        with self._database.reading() as connection:
            return tuple(connection.execute(statement, values).scalars())

    def _stream(self, statement: Executable, **values: object) -> Iterator[Any]:
        at_once = {"yield_per": _AT_ONCE}
        with (
            self._database.streaming() as connection,
            connection.execute(statement, values, execution_options=at_once) as rows,
        ):
            yield from map(tuple, rows)


def _state(rows: Sequence[tuple[Any, ...]]) -> LeadState:
    """Return the state in the first row, with the offers in all of them."""
    return state_of(rows[0][0], tuple(offer_of(offer) for _, offer in rows if offer is not None))


def _event(text: str) -> Event:
    try:
        return Event.from_json(text)
    except LeadmatchError as error:
        raise StoreError(f"{error} `leadmatch ledger verify` names it.") from None
