"""Every kind of store, fresh for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
import pytest

from leadmatch.adapters.stores.opening import open_store
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.store import LedgerStore
from leadmatch.testing.memory_store import MemoryStore
from leadmatch.testing.postgres import schema_url

_SCHEMAS = count(1)


@pytest.fixture
def fresh_schema(postgres_url: str) -> str:
    """The URL of an empty schema."""
    name = f"test{next(_SCHEMAS)}"
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return schema_url(postgres_url, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without a ledger."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    return str(request.getfixturevalue("fresh_schema"))


@pytest.fixture
def opened() -> Iterator[Callable[[str], SqlStore]]:
    """Opens stores and closes them at the end."""
    with ExitStack() as stack:

        def open_(url: str) -> SqlStore:
            store = open_store(url)
            stack.callback(store.close)
            return store

        yield open_


@pytest.fixture
def sql_store(url: str, opened: Callable[[str], SqlStore]) -> SqlStore:
    """An empty ledger in a database."""
    return opened(url)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path, opened: Callable[[str], SqlStore]) -> LedgerStore:
    """An empty ledger, of each kind in turn."""
    if request.param == "memory":
        return MemoryStore()
    if request.param == "sqlite":
        return opened(f"sqlite:///{tmp_path / 'ledger.db'}")
    return opened(str(request.getfixturevalue("fresh_schema")))
