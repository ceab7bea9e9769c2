"""Statements that are worked out once and then given to the driver as they are."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement

Values = Mapping[str, Any]


class Statement:
    """A statement of SQLAlchemy in the words of one kind of database, for the steps that are taken all the time.

    SQLAlchemy writes it once; from then on the driver gets text and values. What SQLAlchemy does beside that for each
    statement takes longer than the statement itself.
    """

    def __init__(self, statement: ClauseElement, dialect: Dialect, columns: Iterable[str] | None = None) -> None:
        """Take the statement, the kind of database, and the columns of an insert that names none."""
        compiled: Any = statement.compile(dialect=dialect, column_keys=None if columns is None else list(columns))
        self._text: str = compiled.string
        self._order: list[str] | None = compiled.positiontup
        self._fixed: dict[str, Any] = {name: value for name, value in compiled.params.items() if value is not None}
        types = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
        processors = {name: kind.bind_processor(dialect) for name, kind in types.items()}
        self._processors = {name: process for name, process in processors.items() if process is not None}

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """Run it and return all its rows."""
        return _given(connection, self._text, self._bound(values)).fetchall()  # type: ignore[no-any-return] # of the driver

    def count(self, connection: Connection, values: Values) -> int:
        """Run it and return how many rows it has changed."""
        return int(_given(connection, self._text, self._bound(values)).rowcount)

    def each(self, connection: Connection, rows: Sequence[Values]) -> None:
        """Run it for each row."""
        if len(rows) == 1:
            _given(connection, self._text, self._bound(rows[0]))
        elif rows:
            _given(connection, self._text, [self._bound(row) for row in rows], many=True)

    def _bound(self, values: Values) -> Any:  # noqa: ANN401 - what the driver takes
        """Return the values as the driver takes them: in order, or by name."""
        bound = {**self._fixed, **values}
        for name, process in self._processors.items():
            bound[name] = process(bound[name])
        return bound if self._order is None else [bound[name] for name in self._order]


def tell(connection: Connection, *texts: str) -> None:
    """Give the driver statements without values."""
    for text in texts:
        _given(connection, text)


def _given(connection: Connection, text: str, bound: Any = None, *, many: bool = False) -> Any:  # noqa: ANN401
    """Give a text to the driver, and its error, if there is one, the form of SQLAlchemy's."""
    dialect: Any = connection.dialect
    pooled: Any = connection.connection
    cursor = pooled.cursor()
    try:
        if many:
            cursor.executemany(text, bound)
        else:
            cursor.execute(text, *([] if bound is None else [bound]))
    except dialect.loaded_dbapi.Error as error:
        is_lost = dialect.is_disconnect(error, pooled.driver_connection, cursor)
        if is_lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            text, None, error, dialect.loaded_dbapi.Error, connection_invalidated=is_lost, dialect=dialect
        ) from error
    return cursor
