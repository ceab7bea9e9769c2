"""Connections are lost, inherited and broken off, and the ledger goes on."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import psycopg
import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from leadmatch.adapters.stores.database import RacedError
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.store import Commit
from leadmatch.errors import StoreError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def test_a_process_that_was_forked_leaves_the_connections_of_its_parent_alone(sql_store: SqlStore) -> None:
    sql_store.put(Partner(partner_id="P"))
    database = sql_store._database
    parents = database._here.connection
    database._process = -1
    sql_store.close()
    assert parents is not None
    assert not parents.closed
    assert sql_store.partner("P") == Partner(partner_id="P")
    assert database._here.connection is not parents
    assert not parents.closed
    parents.detach()  # from the pool that nobody closes any more
    parents.close()


def test_a_lost_connection_is_told_once_and_opened_anew(
    fresh_schema: str, postgres_url: str, opened: Callable[[str], SqlStore]
) -> None:
    store = opened(fresh_schema)

    def lose() -> None:
        with store._database.reading() as connection:
            process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        with psycopg.connect(postgres_url) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [process])

    lose()
    with pytest.raises(StoreError, match="cannot be used"):
        store.partners()
    assert store.partners() == ()

    def is_lost_in_a_batch() -> None:
        with store.batch():
            lose()
            store.put(Partner(partner_id="P"))

    with pytest.raises(StoreError, match="cannot be used"):
        is_lost_in_a_batch()
    assert store.partners() == ()


def test_a_step_that_is_refused_in_a_batch_leaves_the_batch_whole(sql_store: SqlStore) -> None:
    desk = DistributionDesk(sql_store)
    desk.put(Partner(partner_id="P"))
    with sql_store.batch(), sql_store.batch(), sql_store.snapshot():
        state = desk.receive(Lead(lead_id="L"), now=NOW)
        assert not sql_store.append(Commit(state, sql_store.events("L"), (("lead:L", 9),)))
        assert list(sql_store.heads()) == [("L", 1, state.head)]
        desk.offer("L", "P", now=NOW)
    assert len(desk.history("L")) == 2
    assert desk.verify() is None


def test_a_deadlock_asks_to_decide_the_step_anew(sql_store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, left = DistributionDesk(sql_store), [True, False]

    class DeadlockError(Exception):
        sqlstate = "40P01"

    def advance(_connection: Connection, _expected: object) -> None:
        if left.pop(0):
            raise OperationalError("UPDATE", None, DeadlockError("deadlock detected"))

    monkeypatch.setattr(sql_store, "_advance", advance)
    assert desk.receive(Lead(lead_id="L"), now=NOW).sequence == 1
    assert left == []
    told = sql_store._database._told(OperationalError("UPDATE", None, DeadlockError("deadlock detected")))
    assert isinstance(told, RacedError)
    assert "Try again" in str(told)


def test_what_json_does_not_know_is_kept_as_text_and_imported_leads_come_back(sql_store: SqlStore) -> None:
    sql_store.put(Lead(lead_id="L", extra={"seen": date(2026, 11, 16)}))
    found = sql_store.lead("L")
    assert found is not None
    assert found.extra == {"seen": "2026-11-16"}
    desk = DistributionDesk(sql_store)
    desk.put(Partner(partner_id="P"))
    state = desk.import_(Lead(lead_id="M"), Partner(partner_id="P"), now=NOW)
    assert desk.state("M") == state
