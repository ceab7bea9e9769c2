"""Opening a ledger by its URL."""

from pathlib import Path
from typing import Final

from leadmatch.adapters.stores.address import DEFAULT_URL
from leadmatch.errors import MissingExtraError, StoreError

_REMEDY: Final = 'pip install "channel-leadmatch[ledger]"'

try:
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    from leadmatch.adapters.stores.database import Database
    from leadmatch.adapters.stores.migration import migrate, taken
    from leadmatch.adapters.stores.sql_store import SqlStore
except ModuleNotFoundError as error:
    raise MissingExtraError(f"A ledger in a database needs SQLAlchemy: {_REMEDY}") from error

_DRIVERS: Final = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_FORMS: Final = f"write it as {DEFAULT_URL} or postgresql://user@host/database"


def open_store(url: str = DEFAULT_URL, *, create: bool = True) -> SqlStore:
    """Open the ledger at a URL, and bring its schema forward where an earlier version made it.

    Args:
        url: `sqlite:///relative/path`, `sqlite:////absolute/path`, or `postgresql://user:password@host/database`, which
            is read by psycopg 3; what is not in it, psycopg takes from the environment, such as PGPASSWORD.
        create: whether to make the ledger where there is none.

    Raises:
        StoreError: the URL is not one of these, the database cannot be reached or is no ledger, it holds none and none
            is to be made, or a newer version of leadmatch made it.
        MissingExtraError: psycopg is not installed.
    """
    address = _address(url)
    if not create and address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file():
        raise StoreError(f"There is no ledger at {address.database}; check the path, or begin one by `leadmatch run`.")
    try:
        database = Database(address)
    except ModuleNotFoundError as error:
        raise MissingExtraError(f"A ledger in PostgreSQL needs psycopg 3: {_REMEDY}") from error
    try:
        _bring_forward(database, create=create)
    except StoreError:
        database.dispose()
        raise
    return SqlStore(database)


def _address(url: str) -> URL:
    """Return the URL with its driver."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError(f"The address of the ledger cannot be read; {_FORMS}.") from None
    driver = _DRIVERS.get(address.get_backend_name())
    if driver is None or address.drivername not in {driver, address.get_backend_name()}:
        raise StoreError(f"A ledger cannot lie in {address.drivername}; {_FORMS}.")
    if driver == "sqlite" and address.database in {None, "", ":memory:"}:
        raise StoreError(f"A ledger in SQLite needs a file; {_FORMS}.")
    return address.set(drivername=driver)


def _bring_forward(database: Database, *, create: bool) -> None:
    with database.reading() as connection:
        number = taken(connection)
    if number == 0 and not create:
        raise StoreError(f"There is no ledger in {database.label}; check the address, or begin one by `leadmatch run`.")
    with database.batch() as connection:
        migrate(connection)
