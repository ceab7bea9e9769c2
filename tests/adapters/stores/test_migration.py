"""Databases of earlier versions are brought forward with all they hold; those of later ones are refused."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import inspect

from leadmatch.adapters.stores.database import Database
from leadmatch.adapters.stores.migration import MIGRATION, migrate, taken
from leadmatch.adapters.stores.opening import _address, open_store
from leadmatch.adapters.stores.schema import (
    ACCOUNTS,
    CHECKPOINTS,
    EDITIONS,
    EVENTS,
    NOTES,
    OFFERS,
    RECORDS,
    SEALED,
    STATES,
    STEPS,
    STREAMS,
    TEXTS,
)
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.errors import StoreError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
TABLES = (ACCOUNTS, CHECKPOINTS, EDITIONS, EVENTS, NOTES, OFFERS, RECORDS, SEALED, STATES, STEPS, STREAMS, TEXTS)
Open = Callable[[str], SqlStore]


@pytest.mark.parametrize("steps", range(1, len(MIGRATION)))
def test_a_ledger_of_an_earlier_schema_is_brought_forward_with_its_data(url: str, opened: Open, steps: int) -> None:
    early = Database(_address(url))
    with early.batch() as connection:
        migrate(connection, MIGRATION[:steps])
    desk = DistributionDesk(SqlStore(early))
    desk.put(Partner(partner_id="P"))
    desk.receive(Lead(lead_id="L", company="Ostfeld"), now=NOW)
    state = desk.offer("L", "P", now=NOW)
    with early.reading() as connection:
        assert taken(connection) == steps
    early.dispose()

    store = opened(url)
    now = DistributionDesk(store)
    assert now.state("L") == state
    assert now.checkpoint(now=NOW) is not None
    assert now.verify() is None
    with store._database.reading() as connection:
        assert taken(connection) == len(MIGRATION)


def test_the_tables_are_as_the_last_step_leaves_them(sql_store: SqlStore) -> None:
    with sql_store._database.reading() as connection:
        for table in TABLES:
            columns = {column["name"] for column in inspect(connection).get_columns(table.name)}
            assert columns == set(table.c.keys()), table.name
        assert len(inspect(connection).get_table_names()) == len(TABLES)


def test_a_ledger_of_a_newer_schema_is_refused(url: str) -> None:
    store = open_store(url)
    with store._database.writing() as connection:
        connection.execute(STEPS.insert(), {"number": 99, "title": "of the future"})
    store.close()
    with pytest.raises(StoreError, match="its schema is 99"):
        open_store(url)
