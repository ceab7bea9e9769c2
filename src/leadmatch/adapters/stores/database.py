"""The connection to a database: how it is begun on SQLite and on PostgreSQL, and what its errors say."""

import os
import threading
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakSet

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy import Dialect as SqlDialect
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.sql.expression import ClauseElement

from leadmatch.adapters.stores.statement import Statement, tell
from leadmatch.errors import LeadmatchError, StoreError

_PATIENCE: Final = 30
"""Seconds that one waits for a connection, and on SQLite for others who write."""
_LOCK: Final = 0x1EAD_4A7C
"""Key of PostgreSQL's advisory lock that steps share and a batch has to itself."""
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


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a kind of database is spoken to.

    Attributes:
        options: of the driver.
        pragmas: what each new connection is told.
        begin: begins a step.
        begin_alone: begins a batch, during which nobody else writes.
        snapshot: begins to read one moment.
    """

    options: Mapping[str, Any]
    pragmas: tuple[str, ...]
    begin: tuple[str, ...]
    begin_alone: tuple[str, ...]
    snapshot: tuple[str, ...]


_SQLITE: Final = Dialect(
    options={"timeout": _PATIENCE},
    pragmas=(
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "wal_autocheckpoint = 4000",  # pages, 16 MB: keys lie far apart, and one step in forty would wait for a copy
    ),
    begin=("BEGIN IMMEDIATE",),
    begin_alone=("BEGIN IMMEDIATE",),
    snapshot=("BEGIN",),
)
_POSTGRESQL: Final = Dialect(
    options={"connect_timeout": _PATIENCE, "application_name": "leadmatch"},
    pragmas=(),
    begin=(f"BEGIN; SELECT pg_advisory_xact_lock_shared({_LOCK})",),
    begin_alone=(f"BEGIN; SELECT pg_advisory_xact_lock({_LOCK})",),
    snapshot=("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",),
)


class _Here(threading.local):
    """What one thread has of a database."""

    connection: Connection | None = None
    in_transaction: bool = False


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

    Each thread keeps one connection, on which single statements are committed by themselves; `writing`, `batch` and
    `snapshot` begin a transaction on it. That costs a third of what it costs to take one from a pool each time.
    """

    def __init__(self, url: URL) -> None:
        """Take the URL, its driver included.

        Raises:
            ModuleNotFoundError: the driver is not installed.
        """
        self.url = url
        self._dialect: Dialect = _SQLITE if url.get_backend_name() == "sqlite" else _POSTGRESQL
        self._engine = create_engine(
            url, isolation_level="AUTOCOMMIT", max_overflow=-1, connect_args=dict(self._dialect.options)
        )
        if self._dialect.pragmas:
            event.listen(self._engine, "connect", _set_pragmas(self._dialect.pragmas))
        self._process = os.getpid()
        self._here = _Here()
        self._opened: WeakSet[Connection] = WeakSet()
        self._abandoned: list[object] = []

    @property
    def sql_dialect(self) -> SqlDialect:
        """How statements are written for it."""
        return self._engine.dialect

    def statement(self, statement: ClauseElement, columns: Iterable[str] | None = None) -> Statement:
        """Return a statement in the words of this database."""
        return Statement(statement, self.sql_dialect, columns)

    @property
    def label(self) -> str:
        """The URL without what is secret in it."""
        return self.url.set(query={}).render_as_string(hide_password=True)

    def dispose(self) -> None:
        """Close all connections, those of other threads included; new ones are opened where it is used again."""
        if self._process == os.getpid():
            for connection in tuple(self._opened):
                connection.close()
            self._engine.dispose()

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """Give a connection for single statements, each of which sees what is committed."""
        with self._telling():
            yield self._own()

    @contextmanager
    def streaming(self) -> Generator[Connection]:
        """Give a connection on which all statements see one moment, and results may be read piece by piece."""
        with self._telling():
            own = self._own()
            if self._here.in_transaction:
                yield own
            else:
                with self._engine.connect() as connection, _transaction(connection, self._dialect.snapshot):
                    yield connection

    @contextmanager
    def writing(self) -> Generator[Connection]:
        """Give a connection whose statements are all written at the end of the block, or none where it breaks off."""
        with self._telling():
            connection = self._own()
            if self._here.in_transaction:
                with _savepoint(connection):
                    yield connection
            else:
                with self._beginning(connection, self._dialect.begin):
                    yield connection

    @contextmanager
    def batch(self) -> Generator[Connection]:
        """Make whatever this thread reads and writes in the block one transaction; nobody else writes meanwhile."""
        with self._telling():
            connection = self._own()
            with (
                _savepoint(connection)
                if self._here.in_transaction
                else self._beginning(connection, self._dialect.begin_alone)
            ):
                yield connection

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """Let whatever this thread reads in the block be of one moment."""
        with self._telling():
            connection = self._own()
            if self._here.in_transaction:
                yield
            else:
                with self._beginning(connection, self._dialect.snapshot):
                    yield

    def _own(self) -> Connection:
        """Return this thread's connection. A forked process leaves those of its parent alone, even unclosed."""
        here = self._here
        if self._process != os.getpid():
            self._abandoned += [self._engine.pool, *self._opened]
            self._engine.dispose(close=False)
            self._process, self._here, self._opened = os.getpid(), _Here(), WeakSet()
            here = self._here
        if here.connection is None or here.connection.closed:
            here.connection = self._engine.connect()
            self._opened.add(here.connection)
        return here.connection

    @contextmanager
    def _beginning(self, connection: Connection, statements: tuple[str, ...]) -> Generator[None]:
        with _transaction(connection, statements):
            self._here.in_transaction = True
            try:
                yield
            finally:
                self._here.in_transaction = False

    @contextmanager
    def _telling(self) -> Generator[None]:
        """Turn the errors of SQLAlchemy into ours."""
        try:
            yield
        except SQLAlchemyError as error:
            if isinstance(error, DBAPIError) and error.connection_invalidated and self._here.connection is not None:
                self._here.connection.close()
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


@contextmanager
def _transaction(connection: Connection, statements: tuple[str, ...]) -> Generator[None]:
    tell(connection, *statements)
    try:
        yield
        tell(connection, "COMMIT")
    except BaseException:
        if not connection.invalidated:
            tell(connection, "ROLLBACK")
        raise


@contextmanager
def _savepoint(connection: Connection) -> Generator[None]:
    tell(connection, "SAVEPOINT leadmatch")
    try:
        yield
    except BaseException:
        if not connection.invalidated:
            tell(connection, "ROLLBACK TO SAVEPOINT leadmatch")
            tell(connection, "RELEASE SAVEPOINT leadmatch")
        raise
    tell(connection, "RELEASE SAVEPOINT leadmatch")


def _set_pragmas(pragmas: tuple[str, ...]) -> Callable[[Any, object], None]:
    def connected(connection: Any, _record: object) -> None:  # noqa: ANN401 - of the driver
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return connected
