"""The connection to a database: how it is begun on SQLite and on PostgreSQL, and what its errors say."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.pool import PoolProxiedConnection

from leadmatch.errors import LeadmatchError, StoreError

_PATIENCE: Final = 30
"""Seconds that one who wants to write waits for others, on SQLite."""
_LOCK: Final = 0x1EAD_4A7C
"""Key of PostgreSQL's advisory lock that steps share and a batch has to itself."""
_BEGIN: Final = "leadmatch_begin"
_RACES: Final = frozenset({"40001", "40P01"})
_REMEDIES: Final[Mapping[str, str]] = {
    "unable to open": "Check that its folder exists and may be written to.",
    "readonly": "Check that the file and its folder may be written to.",
    "not a database": "The file is something else; choose another one.",
    "malformed": "The file is damaged; take the last copy of it.",
    "is locked": "Another program holds it; try again when it has finished.",
    "disk is full": "Make room on the disk.",
    "password": "Check user and password.",
    "already exists": "Something else stands there under our names; choose another database.",
    "permission denied": "Ask whoever runs the database for the right to use it.",
}


class RacedError(StoreError):
    """Somebody else's step was written first, or a rule of the database refuses what was to be written.

    Attributes:
        again: whether the database asks to try again.
    """

    def __init__(self, message: str, *, again: bool) -> None:
        self.again = again
        super().__init__(message)


class Database:
    """Hands out connections to readers and writers; threads and forked processes may share it.

    A thread that is in `batch` or `snapshot` has one connection for all it does there.
    """

    def __init__(self, url: URL) -> None:
        """Take the URL, its driver included.

        Raises:
            ModuleNotFoundError: the driver is not installed.
        """
        self.url = url
        self._here = threading.local()
        self._is_sqlite = url.get_backend_name() == "sqlite"
        engine = _sqlite(url) if self._is_sqlite else _postgresql(url)
        _survive_forks(engine)
        self._engine = engine
        self._readers: Engine
        if self._is_sqlite:
            self._readers, self._streams = engine, engine.execution_options(**{_BEGIN: "BEGIN"})
            self._writers = engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
        else:
            self._readers = engine.execution_options(isolation_level="AUTOCOMMIT")
            self._streams = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self._writers = engine.execution_options()

    @property
    def label(self) -> str:
        """The URL without what is secret in it."""
        return self.url.set(query={}).render_as_string(hide_password=True)

    def dispose(self) -> None:
        """Close all connections that nobody uses."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for single statements, each of which sees what is committed."""
        with self._telling():
            if self._bound is not None:
                yield self._bound
            else:
                with self._readers.connect() as connection:
                    yield connection

    @contextmanager
    def streaming(self) -> Iterator[Connection]:
        """Give a connection on which all statements see one moment, and results may be read piece by piece."""
        with self._telling():
            if self._bound is not None:
                yield self._bound
            else:
                with self._streams.begin() as connection:
                    yield connection

    @contextmanager
    def writing(self, lock: str = "pg_advisory_xact_lock_shared") -> Iterator[Connection]:
        """Give a connection whose statements are all written at the end of the block, or none where it breaks off."""
        with self._telling():
            if self._bound is not None:
                with self._bound.begin_nested():
                    yield self._bound
            else:
                with self._writers.begin() as connection:
                    if not self._is_sqlite:
                        connection.execute(text(f"SELECT {lock}(:key)"), {"key": _LOCK})
                    yield connection

    @contextmanager
    def batch(self) -> Iterator[Connection]:
        """Make whatever this thread reads and writes in the block one transaction; nobody else writes meanwhile."""
        with self.writing("pg_advisory_xact_lock") as connection, self._binding(connection):
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let whatever this thread reads in the block be of one moment."""
        with self.streaming() as connection, self._binding(connection):
            yield

    @property
    def _bound(self) -> Connection | None:
        bound: Connection | None = getattr(self._here, "connection", None)
        return bound

    @contextmanager
    def _binding(self, connection: Connection) -> Iterator[None]:
        before, self._here.connection = self._bound, connection
        try:
            yield
        finally:
            self._here.connection = before

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn the errors of SQLAlchemy into ours."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self._told(error) from None

    def _told(self, error: SQLAlchemyError) -> LeadmatchError:
        """Return the error that says what to do; the address of the database is told without its password."""
        original = getattr(error, "orig", None) if isinstance(error, StatementError) else None
        if isinstance(original, LeadmatchError):
            return original
        found = self._masked(str(original or error).strip().partition("\n")[0])
        if isinstance(error, IntegrityError):
            return RacedError(f"The ledger {self.label} refused what was written: {found}.", again=False)
        if isinstance(error, DBAPIError) and getattr(original, "sqlstate", None) in _RACES:
            return RacedError(f"The ledger {self.label} is busy: {found}. Try again.", again=True)
        remedies = (remedy for sign, remedy in _REMEDIES.items() if sign in found.lower())
        remedy = next(remedies, "Check the address, and that the database runs.")
        return StoreError(f"The ledger {self.label} cannot be used: {found.rstrip('.')}. {remedy}")

    def _masked(self, message: str) -> str:
        secrets = [self.url.password, *self.url.query.values()]
        for secret in filter(None, secrets):
            message = message.replace(str(secret), "***")
        return message


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - of the driver
        connection.isolation_level = None  # transactions are begun below, not by the driver
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        begin = connection.get_execution_options().get(_BEGIN)
        if begin is not None:
            connection.exec_driver_sql(begin)

    return engine


def _postgresql(url: URL) -> Engine:
    return create_engine(url, connect_args={"connect_timeout": _PATIENCE, "application_name": "leadmatch"})


def _survive_forks(engine: Engine) -> None:
    """Let a forked process open connections of its own and leave alone, unclosed, those of its parent."""
    abandoned: list[object] = []
    getpid: Callable[[], int] = os.getpid

    @event.listens_for(engine, "connect")
    def connected(_connection: object, record: Any) -> None:  # noqa: ANN401 - of the pool
        record.info["process"] = getpid()

    @event.listens_for(engine, "checkout")
    def checked_out(connection: object, record: Any, proxy: PoolProxiedConnection) -> None:  # noqa: ANN401 - of the pool
        if record.info["process"] != getpid():
            abandoned.append(connection)
            record.dbapi_connection = proxy.dbapi_connection = None  # type: ignore[misc]  # as SQLAlchemy's own recipe
            raise DisconnectionError("This connection belongs to the parent process.")
