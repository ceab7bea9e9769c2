"""Statements are written once, and answer as SQLAlchemy's own do."""

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from leadmatch.adapters.stores.schema import NOTES
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.adapters.stores.statement import tell
from leadmatch.errors import StoreError


def test_rows_are_written_and_read_back_as_their_columns_have_them(sql_store: SqlStore) -> None:
    database = sql_store._database
    insert = database.statement(NOTES.insert(), NOTES.c.keys())
    found = database.statement(select(NOTES.c.name, NOTES.c.content).where(NOTES.c.name == bindparam("sought")))
    with database.writing() as connection:
        insert.each(connection, [])
        insert.each(connection, [{"name": "a\0", "content": "1 %"}])
        insert.each(connection, [{"name": name, "content": name} for name in "bc"])
        assert [found.rows(connection, {"sought": name}) for name in ("a\0", "b", "z")] == [
            connection.execute(select(NOTES.c.name, NOTES.c.content).where(NOTES.c.name == name)).all()
            for name in ("a\0", "b", "z")
        ]
    assert (sql_store.noted("a\0"), sql_store.noted("c")) == ("1 %", "c")


def test_changed_rows_are_counted(sql_store: SqlStore) -> None:
    sql_store.note("a", "1")
    change = sql_store._database.statement(NOTES.update().where(NOTES.c.name == bindparam("sought")), ["content"])
    with sql_store._database.writing() as connection:
        counts = [change.count(connection, {"sought": name, "content": "2"}) for name in ("a", "b")]
    assert counts == [1, 0]
    assert sql_store.noted("a") == "2"


def test_errors_of_the_driver_are_told_as_those_of_sqlalchemy(sql_store: SqlStore) -> None:
    insert = sql_store._database.statement(NOTES.insert(), NOTES.c.keys())
    sql_store.note("a", "1")
    connection = sql_store._database._own()
    with pytest.raises(IntegrityError):
        insert.each(connection, [{"name": "a", "content": "2"}])
    with pytest.raises(DBAPIError):
        tell(connection, "SELECT nothing FROM nowhere")
    with pytest.raises(StoreError, match="cannot be used"), sql_store._database.reading() as again:
        tell(again, "SELECT nothing FROM nowhere")
    assert sql_store.noted("a") == "1"
