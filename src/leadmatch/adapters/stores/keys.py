"""The table of keys, under which leads and deals find each other: it is written, asked and filled here alone.

A row is a key, a day and the id of a record, so nothing in it can be read back. One statement writes all keys of a
record and one looks up all keys of another, because what costs time is the way to the database and back.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from typing import Any, Final

from sqlalchemy import BindParameter, Connection, Dialect, bindparam, delete, select, text

from leadmatch.adapters.stores.schema import KEYS, RECORDS, Name
from leadmatch.adapters.stores.statement import Statement
from leadmatch.adapters.stores.texts import kind_name, name_of, record_of
from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.keyed import Candidates, arrival_day, day_of, record_keys
from leadmatch.distribution.store import StoredT
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead

_LARGEST: Final = 2**63 - 1
_ALWAYS: Final = -(2**31)
_AT_ONCE: Final = 1_000
"""Records that are read at once to fill the table."""

_LISTS: Final = {"sqlite": "json_each({})", "postgresql": "unnest(CAST({} AS BIGINT[])) AS value"}
_BRACKETS: Final = {"sqlite": "[{}]", "postgresql": "{{{}}}"}
"""How a list of numbers is told in one value, and read as rows."""

_AMONG: Final = {"sqlite": {"among": "IN", "end": ""}, "postgresql": {"among": "= ANY (ARRAY", "end": ")"}}
"""How a number among others is asked for: with `IN`, PostgreSQL reads a table whole whose size it does not know yet."""

_WRITE: Final = """
INSERT INTO leadmatch_keys (key, day, kind, record_id)
SELECT value, :day, :kind, :record_id FROM {keys}"""

_ASK: Final = """
WITH weighed (key, more) AS (
    SELECT value, (SELECT day FROM leadmatch_keys WHERE key = value AND day >= :since LIMIT 1 OFFSET :most_broad)
    FROM {broad}
    UNION ALL
    SELECT value, (SELECT day FROM leadmatch_keys WHERE key = value AND day >= :since LIMIT 1 OFFSET :most_narrow)
    FROM {narrow})
SELECT kind, record_id FROM leadmatch_keys WHERE key {among} (SELECT value FROM {exact}){end}
UNION
SELECT kind, record_id FROM leadmatch_keys
WHERE day >= :since AND key {among} (SELECT key FROM weighed WHERE more IS NULL){end}
UNION
SELECT 'truncated', '' WHERE EXISTS (SELECT 1 FROM weighed WHERE more IS NOT NULL)"""

_ID: Final[BindParameter[Any]] = bindparam("id", type_=Name)


class KeyTable:
    """Writes and looks up the keys of leads and deals."""

    def __init__(self, dialect: Dialect) -> None:
        """Take the kind of database."""
        names = ("keys", "exact", "broad", "narrow")
        lists = {name: _LISTS[dialect.name].format(f":{name}") for name in names}
        own = (KEYS.c.kind == bindparam("kind"), KEYS.c.record_id == _ID)
        self._brackets = _BRACKETS[dialect.name]
        write = text(_WRITE.format_map(lists)).bindparams(bindparam("record_id", type_=Name))
        self._write = Statement(write, dialect)
        self._drop = Statement(delete(KEYS).where(*own), dialect)
        self._ask = Statement(text(_ASK.format_map(lists | _AMONG[dialect.name])), dialect)

    def put(self, connection: Connection, record: Lead | Deal, version: int = 1) -> None:
        """Write the keys of a version of a record, in place of those of the version before."""
        kind, record_id = name_of(record)
        if version > 1:
            self.drop(connection, kind, record_id)
        keys = self._listed(dict.fromkeys(chain(*record_keys(record))))
        row = {"keys": keys, "day": arrival_day(record), "kind": kind, "record_id": record_id}
        self._write.each(connection, [row])

    def drop(self, connection: Connection, kind: str, record_id: str) -> None:
        """Delete the keys of a record."""
        self._drop.each(connection, [{"kind": kind, "id": record_id}])

    def candidates(
        self, connection: Connection, keys: Keys, since: datetime | None, most_broad: int, most_narrow: int
    ) -> Candidates:
        """Return who is found by some keys; see `LedgerStore.candidates`."""
        values = {name: self._listed(group) for name, group in keys._asdict().items()}
        day = _ALWAYS if since is None else day_of(since)
        most = {"since": day, "most_broad": most_broad, "most_narrow": most_narrow}
        rows = sorted(self._ask.rows(connection, values | most))
        found = {kind: tuple(name for of, name in rows if of == kind) for kind in ("lead", "deal", "truncated")}
        return Candidates(found["lead"], found["deal"], bool(found["truncated"]))

    def _listed(self, keys: Iterable[int]) -> str:
        """Return keys as one value, in the 64 bits with a sign that databases have."""
        return self._brackets.format(",".join(str(key if key <= _LARGEST else key - 2**64) for key in keys))


def fill_keys(connection: Connection) -> None:
    """Write the keys of all leads and deals that a ledger holds, in place of those that are there."""
    table = KeyTable(connection.dialect)
    connection.execute(delete(KEYS))
    for lead in _records(connection, Lead):
        table.put(connection, lead)
    for deal in _records(connection, Deal):
        table.put(connection, deal)


def _records(connection: Connection, kind: type[StoredT]) -> Iterator[StoredT]:
    """Yield all records of a kind, read in slices, so that others may be written meanwhile."""
    slice_ = (
        select(RECORDS.c.record_id, RECORDS.c.content)
        .where(RECORDS.c.kind == kind_name(kind), RECORDS.c.record_id > _ID, RECORDS.c.content.is_not(None))
        .order_by(RECORDS.c.record_id)
        .limit(_AT_ONCE)
    )
    last = ""
    while rows := connection.execute(slice_, {"id": last}).all():
        yield from (record_of(kind, content) for _, content in rows)
        last = rows[-1][0]
