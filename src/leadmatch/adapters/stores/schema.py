"""The tables of the ledger, as they are after the last step of `migration`."""

import hashlib
from typing import Any, Final

from sqlalchemy import BigInteger, Column, Dialect, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from leadmatch.errors import StoreError
from leadmatch.records.hygiene import repaired

_MOST_BYTES: Final = 1_200
"""Of an id: two of them fit into one entry of an index of PostgreSQL, which takes 2,704 bytes."""
_TOLD: Final = 60


def label(text: str) -> str:
    """Return what a text is found by: itself, or its beginning and its digest where it is too long for an index."""
    clean = repaired(text)
    data = clean.encode()
    if len(data) <= _MOST_BYTES:
        return clean
    return f"{clean[:_TOLD]}…{hashlib.sha256(data).hexdigest()}"


class Name(TypeDecorator[str]):
    """The id of a lead, partner, user or deal. NULs and lone surrogates are repaired, as they are in records."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the id as it is stored.

        Raises:
            StoreError: it is too long.
        """
        del dialect
        if value is None:
            return None
        clean = repaired(value)
        if len(clean.encode()) > _MOST_BYTES:
            raise StoreError(
                f'The id "{clean[:_TOLD]}…" is too long for a ledger; give it at most {_MOST_BYTES} bytes.'
            )
        return clean


class Label(TypeDecorator[str]):
    """A text that rows are found by and that is never read back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return the text as it is stored."""
        del dialect
        return None if value is None else label(value)


_METADATA: Final = MetaData()


def _table(name: str, /, **columns: Any) -> Table:  # noqa: ANN401 - types of SQLAlchemy, as classes
    return Table(f"leadmatch_{name}", _METADATA, *(Column(column, kind) for column, kind in columns.items()))


STEPS: Final = _table("schema", number=BigInteger, title=Text)
"""Which steps of migration were taken."""

STREAMS: Final = _table("streams", stream=Label, version=BigInteger)
"""How often each stream was written."""

EVENTS: Final = _table("events", lead_id=Name, sequence=BigInteger, idempotency_key=Label, content=Text)
"""The events; `content` is `Event.to_json()`."""

STATES: Final = _table(
    "states",
    lead_id=Name, sequence=BigInteger, head=Text, phase=Text, decision=Label, partner_id=Name, due_at=BigInteger,
    warn_at=BigInteger, content=Text,
)  # fmt: skip
"""The state of each lead; what beside `content` is there to find it by. Times are microseconds since 1970 in UTC."""

OFFERS: Final = _table(
    "offers",
    lead_id=Name, number=BigInteger, partner_id=Name, state=Text, live=BigInteger, holds=BigInteger,
    counts=BigInteger, opened_at=BigInteger, content=Text,
)  # fmt: skip
"""The offers of each lead, numbered from 1, likewise; of each lead, at most one is live."""

TEXTS: Final = _table("texts", digest=Text, lead_id=Name, salt=Text, content=Text)
"""Personal texts; to erase one is to delete its row."""

RECORDS: Final = _table("records", kind=Text, record_id=Name, version=BigInteger, content=Text)
"""The present version of each record; the content of an erased one is NULL."""

EDITIONS: Final = _table("editions", kind=Text, record_id=Name, version=BigInteger, content=Text)
"""All versions of each record."""

KEYS: Final = _table("keys", key=BigInteger, day=BigInteger, kind=Text, record_id=Name)
"""By which keys leads and deals are found: 64 bits with a sign of `record_keys`, and the day of `arrival_day`."""

CHECKPOINTS: Final = _table("checkpoints", number=BigInteger, at=Text, previous=Text, seal=Text)
"""The checkpoints."""

SEALED: Final = _table("sealed_heads", lead_id=Name, sequence=BigInteger, hash=Text, checkpoint=BigInteger)
"""The heads that each checkpoint sealed."""

NOTES: Final = _table("notes", name=Label, content=Text)
"""Texts that are kept under a name, such as the prices of the last plan."""
