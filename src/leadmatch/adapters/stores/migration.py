"""The schema of the ledger in numbered steps; a database of an earlier version is brought forward when it is opened."""

from collections.abc import Callable
from typing import Final, NamedTuple

from sqlalchemy import Connection, func, inspect, select

from leadmatch.adapters.stores.keys import fill_keys
from leadmatch.adapters.stores.schema import STEPS
from leadmatch.errors import StoreError


class Step(NamedTuple):
    """A step from one schema to the next.

    Attributes:
        title: what it is for.
        statements: in order. `{name}` is text in the order of code points, `{number}` has 64 bits, `{by_key}` keeps the
            rows of a table in the order of its primary key.
        then: brings forward what the ledger holds, after the statements; None where nothing is to be done.
    """

    title: str
    statements: tuple[str, ...]
    then: Callable[[Connection], None] | None = None


STEPS_TAKEN: Final = "CREATE TABLE IF NOT EXISTS leadmatch_schema (number {number} PRIMARY KEY, title {name} NOT NULL)"

MIGRATION: Final[tuple[Step, ...]] = (
    Step(
        "events, states and records",
        (
            "CREATE TABLE leadmatch_streams (stream {name} PRIMARY KEY, version {number} NOT NULL)",
            """CREATE TABLE leadmatch_events (
                lead_id {name} NOT NULL, sequence {number} NOT NULL, idempotency_key {name} UNIQUE,
                content {name} NOT NULL, PRIMARY KEY (lead_id, sequence))""",
            """CREATE TABLE leadmatch_states (
                lead_id {name} PRIMARY KEY, sequence {number} NOT NULL, head {name} NOT NULL, phase {name} NOT NULL,
                decision {name}, partner_id {name}, due_at {number}, warn_at {number}, content {name} NOT NULL)""",
            "CREATE INDEX leadmatch_states_due ON leadmatch_states (due_at, lead_id) WHERE due_at IS NOT NULL",
            "CREATE INDEX leadmatch_states_warned ON leadmatch_states (warn_at) WHERE warn_at IS NOT NULL",
            "CREATE INDEX leadmatch_states_held ON leadmatch_states (partner_id, lead_id) WHERE partner_id IS NOT NULL",
            """CREATE INDEX leadmatch_states_waiting ON leadmatch_states (decision, lead_id)
                WHERE phase = 'waiting'""",
            """CREATE TABLE leadmatch_offers (
                lead_id {name} NOT NULL REFERENCES leadmatch_states (lead_id), number {number} NOT NULL,
                partner_id {name} NOT NULL, state {name} NOT NULL, live {number} NOT NULL, holds {number} NOT NULL,
                counts {number} NOT NULL, opened_at {number}, content {name} NOT NULL,
                PRIMARY KEY (lead_id, number))""",
            "CREATE UNIQUE INDEX leadmatch_offers_live ON leadmatch_offers (lead_id) WHERE live = 1",
            "CREATE INDEX leadmatch_offers_held ON leadmatch_offers (partner_id) WHERE holds = 1",
            "CREATE INDEX leadmatch_offers_opened ON leadmatch_offers (partner_id, opened_at)",
            """CREATE TABLE leadmatch_texts (
                digest {name} PRIMARY KEY, lead_id {name} NOT NULL, salt {name} NOT NULL, content {name} NOT NULL)""",
            "CREATE INDEX leadmatch_texts_lead ON leadmatch_texts (lead_id)",
            """CREATE TABLE leadmatch_records (
                kind {name} NOT NULL, record_id {name} NOT NULL, version {number} NOT NULL, content {name},
                PRIMARY KEY (kind, record_id))""",
            """CREATE TABLE leadmatch_editions (
                kind {name} NOT NULL, record_id {name} NOT NULL, version {number} NOT NULL, content {name} NOT NULL,
                PRIMARY KEY (kind, record_id, version),
                FOREIGN KEY (kind, record_id) REFERENCES leadmatch_records (kind, record_id))""",
            """CREATE TABLE leadmatch_accounts (
                account {name} NOT NULL, kind {name} NOT NULL, record_id {name} NOT NULL,
                PRIMARY KEY (account, kind, record_id))""",
            "CREATE INDEX leadmatch_accounts_record ON leadmatch_accounts (kind, record_id)",
        ),
    ),
    Step(
        "checkpoints",
        (
            """CREATE TABLE leadmatch_checkpoints (
                number {number} PRIMARY KEY, at {name} NOT NULL, previous {name} NOT NULL, seal {name} NOT NULL)""",
            """CREATE TABLE leadmatch_sealed_heads (
                lead_id {name} NOT NULL, sequence {number} NOT NULL, hash {name} NOT NULL,
                checkpoint {number} NOT NULL REFERENCES leadmatch_checkpoints (number),
                PRIMARY KEY (lead_id, sequence))""",
            "CREATE INDEX leadmatch_sealed_heads_checkpoint ON leadmatch_sealed_heads (checkpoint, lead_id)",
        ),
    ),
    Step("notes", ("CREATE TABLE leadmatch_notes (name {name} PRIMARY KEY, content {name} NOT NULL)",)),
    Step(
        "keys",
        (
            "DROP TABLE leadmatch_accounts",
            """CREATE TABLE leadmatch_keys (
                key {number} NOT NULL, day {number} NOT NULL, kind {name} NOT NULL, record_id {name} NOT NULL,
                PRIMARY KEY (key, day, kind, record_id)){by_key}""",
            "CREATE INDEX leadmatch_keys_record ON leadmatch_keys (kind, record_id)",
        ),
        fill_keys,
    ),
)
"""The steps, numbered from 1. A step that was released is never changed; the next change is a further step.

So is a change of `conflicts.blocking.keys_of` or of what it reads: a further step has to `fill_keys` anew.
"""

_TYPES: Final = {
    "sqlite": {"name": "TEXT", "number": "INTEGER", "by_key": " WITHOUT ROWID"},
    "postgresql": {"name": 'TEXT COLLATE "C"', "number": "BIGINT", "by_key": ""},
}


def taken(connection: Connection) -> int:
    """Return how many steps a database has taken; 0 where it holds no ledger.

    Raises:
        StoreError: it has taken steps that this version does not know.
    """
    if not inspect(connection).has_table(STEPS.name):
        return 0
    number = connection.execute(select(func.coalesce(func.max(STEPS.c.number), 0))).scalar_one()
    if number > len(MIGRATION):
        raise StoreError(
            f"The ledger was written by a newer leadmatch (its schema is {number}, this one knows {len(MIGRATION)}); "
            "install that version, or open another ledger."
        )
    return int(number)


def migrate(connection: Connection, steps: tuple[Step, ...] = MIGRATION) -> None:
    """Take the steps that a database has not taken yet; call it in a transaction that no other migration shares."""
    types = _TYPES[connection.dialect.name]
    connection.exec_driver_sql(STEPS_TAKEN.format_map(types))
    for number, step in enumerate(steps[taken(connection) :], taken(connection) + 1):
        for statement in step.statements:
            connection.exec_driver_sql(statement.format_map(types))
        if step.then is not None:
            step.then(connection)
        connection.execute(STEPS.insert(), {"number": number, "title": step.title})
