"""Ledgers are opened by their URL; what cannot be opened is told with its remedy, and without passwords."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadmatch.adapters.stores.opening import open_store
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.verification import Alteration
from leadmatch.errors import MissingExtraError, StoreError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
Open = Callable[[str], SqlStore]


def told(url: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as error:
        open_store(url, create=create)
    return str(error.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ledger.db", "cannot be read; write it as sqlite:///leadmatch.db"),
        ("", "cannot be read"),
        ("mysql://root@localhost/x", "cannot lie in mysql"),
        ("postgresql+psycopg2://lm@/x", "cannot lie in postgresql+psycopg2"),
        ("sqlite+aiosqlite:///x.db", "cannot lie in sqlite+aiosqlite"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:////no/such/folder/ledger.db", "Check that its folder exists"),
        ("postgresql://lm:sesame@/x?host=/no/such/folder", "Check the address, and that the database runs"),
        ("postgres://lm:sesame@/x?host=/no/such/folder&password=sesame", "Check the address"),
    ],
)
def test_what_cannot_be_opened_is_told_with_its_remedy(url: str, words: str) -> None:
    message = told(url)
    assert words in message
    assert "sesame" not in message


def test_a_password_that_the_server_repeats_is_not_told(postgres_url: str) -> None:
    message = told(f"{postgres_url}&password=sesame&options=-c%20sesame%3D1")
    assert "sesame" not in message
    assert "***" in message


def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "offer.pdf"
    file.write_bytes(b"%PDF-1.7 " * 200)
    assert "The file is something else" in told(f"sqlite:///{file}")
    assert file.read_bytes() == b"%PDF-1.7 " * 200


def test_a_database_with_a_table_of_our_name_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE leadmatch_texts (word TEXT)")
    connection.close()
    assert "choose another database" in told(f"sqlite:///{tmp_path / 'x.db'}")


def test_no_ledger_is_begun_where_none_is_asked_for(url: str) -> None:
    assert "There is no ledger" in told(url, create=False)
    open_store(url).close()
    open_store(url, create=False).close()


def test_a_ledger_is_the_same_when_it_is_opened_again(url: str, opened: Open) -> None:
    desk = DistributionDesk(opened(url))
    desk.put(Partner(partner_id="P"))
    desk.receive(Lead(lead_id="L"), now=NOW)
    state = desk.offer("L", "P", now=NOW)
    desk.store.close()  # type: ignore[attr-defined]  # of this kind of store
    again = DistributionDesk(opened(url))
    assert again.state("L") == state
    assert desk.state("L") == state  # a closed store opens new connections


def test_many_threads_open_and_use_one_new_ledger_at_once(url: str, opened: Open) -> None:
    def work(number: int) -> int:
        return DistributionDesk(store).receive(Lead(lead_id=f"L{number}"), now=NOW).sequence

    with ThreadPoolExecutor(8) as pool:
        stores = list(pool.map(opened, [url] * 8))
        store = stores[0]
        assert list(pool.map(work, range(40))) == [1] * 40
    assert DistributionDesk(store).verify() is None
    assert len(list(store.heads())) == 40


def test_an_altered_or_deleted_row_of_the_database_is_named(tmp_path: Path, opened: Open) -> None:
    store = opened(f"sqlite:///{tmp_path / 'ledger.db'}")
    desk = DistributionDesk(store)
    desk.put(Partner(partner_id="P"))
    for lead in ("L1", "L2"):
        desk.receive(Lead(lead_id=lead), now=NOW)
        desk.offer(lead, "P", now=NOW)
    desk.checkpoint(now=NOW)

    def after(*statements: str) -> Alteration | None:
        copy = tmp_path / f"copy{len(list(tmp_path.iterdir()))}.db"
        with sqlite3.connect(tmp_path / "ledger.db") as connection, sqlite3.connect(copy) as other:
            connection.backup(other)
            for statement in statements:
                other.execute(statement)
            other.commit()
        connection.close()
        other.close()
        return DistributionDesk(opened(f"sqlite:///{copy}")).verify()

    assert after() is None
    assert after("UPDATE leadmatch_events SET content = replace(content, 'offered', 'opened')") == Alteration("L1", 2)
    assert after("UPDATE leadmatch_events SET content = content || ' ' WHERE lead_id = 'L2'") == Alteration("L2", 1)
    assert after("UPDATE leadmatch_events SET sequence = 3 WHERE sequence = 2") == Alteration("L1", 3)
    assert after("DELETE FROM leadmatch_events WHERE lead_id = 'L2' AND sequence = 2") == Alteration("L2", 2)
    assert after(
        "DELETE FROM leadmatch_events WHERE lead_id = 'L2'",
        "DELETE FROM leadmatch_offers WHERE lead_id = 'L2'",
        "DELETE FROM leadmatch_states WHERE lead_id = 'L2'",
    ) == Alteration("L2", 1)
    assert after("UPDATE leadmatch_texts SET content = 'x'") == Alteration("L1", 1)
    assert after("UPDATE leadmatch_checkpoints SET seal = 'x'") == Alteration(None, 1)
    assert after("DELETE FROM leadmatch_sealed_heads WHERE lead_id = 'L1'") == Alteration(None, 1)
    unread = opened(f"sqlite:///{tmp_path / 'ledger.db'}")
    with unread._database.writing() as connection:
        connection.exec_driver_sql("UPDATE leadmatch_events SET content = 'x' WHERE lead_id = 'L1'")
    with pytest.raises(StoreError, match="ledger verify"):
        unread.events("L1")


def test_ids_that_no_index_can_hold_are_refused_and_other_long_texts_are_not(sql_store: SqlStore) -> None:
    desk = DistributionDesk(sql_store)
    with pytest.raises(StoreError, match="too long for a ledger"):
        desk.receive(Lead(lead_id="\U0001f600" * 400), now=NOW)
    state = desk.receive(Lead(lead_id="L\0\ud800", company="Ös" * 5_000), now=NOW, idempotency_key="k" * 10**6)
    assert state == desk.state("L\0\ud800") == desk.state("L\ufffd\ufffd")
    assert desk.decide("L\ufffd\ufffd", "d" * 10**5, now=NOW).sequence == 2
    assert sql_store.waiting("d" * 10**5) == ("L\ufffd\ufffd",)
    assert desk.verify() is None


def test_without_sqlalchemy_or_psycopg_the_extra_is_named() -> None:
    script = """
import sys
sys.modules[sys.argv[1]] = None
try:
    from leadmatch.adapters.stores.opening import open_store
    open_store("postgresql://localhost/x")
except Exception as error:
    print(type(error).__name__, error)
"""
    for library in ("sqlalchemy", "psycopg"):
        done = subprocess.run([sys.executable, "-c", script, library], capture_output=True, text=True, check=True)
        assert done.stdout.startswith(MissingExtraError.__name__)
        assert 'pip install "channel-leadmatch[ledger]"' in done.stdout


def test_what_the_database_refuses_for_another_reason_is_an_error(sql_store: SqlStore) -> None:
    desk = DistributionDesk(sql_store)
    desk.put(Partner(partner_id="P"))
    desk.receive(Lead(lead_id="L"), now=NOW)
    with sql_store._database.writing() as connection:
        connection.exec_driver_sql("UPDATE leadmatch_events SET sequence = 2")
    with pytest.raises(StoreError, match="refused what was written"):
        desk.offer("L", "P", now=NOW)
    with sql_store._database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE leadmatch_texts")
    with pytest.raises(StoreError, match="cannot be used"):
        sql_store.payload("x")
