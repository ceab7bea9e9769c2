"""Databases of earlier versions are brought forward with all they hold; those of later ones are refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from leadmatch.adapters.stores.database import Database
from leadmatch.adapters.stores.keys import fill_keys
from leadmatch.adapters.stores.migration import MIGRATION, migrate, taken
from leadmatch.adapters.stores.opening import _address, open_store
from leadmatch.adapters.stores.schema import (
    CHECKPOINTS,
    EDITIONS,
    EVENTS,
    KEYS,
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
from leadmatch.distribution.keyed import Candidates, record_keys
from leadmatch.errors import StoreError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
LEAD = Lead(lead_id="L", company="Ostfeld", postal_code="24103")
TABLES = (CHECKPOINTS, EDITIONS, EVENTS, KEYS, NOTES, OFFERS, RECORDS, SEALED, STATES, STEPS, STREAMS, TEXTS)
Open = Callable[[str], SqlStore]


@pytest.mark.parametrize("steps", range(1, len(MIGRATION)))
def test_a_ledger_of_an_earlier_schema_is_brought_forward_with_its_data(
    url: str, opened: Open, tmp_path: Path, steps: int
) -> None:
    present = opened(f"sqlite:///{tmp_path / 'present.db'}")
    desk = DistributionDesk(present)
    desk.put(Partner(partner_id="P"))
    desk.put(Deal(deal_id="D", company="Ostfeld"))
    desk.receive(LEAD, now=NOW)
    desk.receive(Lead(lead_id="gone", company="Ostfeld"), now=NOW)
    desk.erase("gone")
    state = desk.offer("L", "P", now=NOW)
    write_early(url, present, steps)

    store = opened(url)
    now = DistributionDesk(store)
    assert now.state("L") == state
    assert now.checkpoint(now=NOW) is not None
    assert now.verify() is None
    slip = Lead(lead_id="new", company="Ostfled Brauerei", postal_code="24103")
    keys = record_keys(slip)
    assert store.candidates(record_keys(LEAD)) == Candidates(("L",), ("D",))
    assert store.candidates(keys._replace(exact=()), since=NOW) == Candidates(("L",), ("D",))
    with store._database.reading() as connection:
        assert taken(connection) == len(MIGRATION)


def write_early(url: str, present: SqlStore, steps: int) -> None:
    """Write what a ledger holds into one of an earlier schema."""
    early = Database(_address(url))
    with early.batch() as connection, present._database.reading() as source:
        migrate(connection, MIGRATION[:steps])
        known = set(inspect(connection).get_table_names()) - {STEPS.name, KEYS.name}
        for table in (STREAMS, EVENTS, STATES, OFFERS, TEXTS, RECORDS, EDITIONS):
            assert table.name in known
            connection.execute(table.insert(), [dict(row) for row in source.execute(select(table)).mappings()])
    with early.reading() as connection:
        assert taken(connection) == steps
    early.dispose()


def test_keys_are_filled_in_slices_as_they_were_written(sql_store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leadmatch.adapters.stores.keys._AT_ONCE", 2)
    for number in range(5):
        sql_store.put(Lead(lead_id=f"L{number}", company=f"Ostfeld {number}", received_at=NOW))
    sql_store.put(Deal(deal_id="L1", company="Ostfeld"))
    with sql_store._database.writing() as connection:
        before = set(map(tuple, connection.execute(select(KEYS))))
        fill_keys(connection)
        assert set(map(tuple, connection.execute(select(KEYS)))) == before
    assert len(before) > 6


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
