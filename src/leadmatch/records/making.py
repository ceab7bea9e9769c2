"""Making records of rows: unknown columns are kept, and all that is wrong is told at once."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from typing import Any, Generic, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from leadmatch.errors import RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.hygiene import repaired, tidy_value
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.records.refusal import faults_of

Record = Lead | Partner | Deal | Offer
RecordT = TypeVar("RecordT", Lead, Partner, Deal, Offer)

_NOT_COLUMNS = frozenset({"extra", "repaired", "overflow"})


@dataclass(frozen=True, slots=True)
class Made(Generic[RecordT]):
    """A record, and what its reader should know about how it was read.

    Attributes:
        record: the record.
        warnings: (column, sentence) for each assumption that was made.
    """

    record: RecordT
    warnings: tuple[tuple[str, str], ...] = ()


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast("type[Any]", kind))


@cache
def _columns(kind: Hashable) -> tuple[str, ...]:
    names = (field.name for field in fields(cast("type[Record]", kind)))
    return tuple(name for name in names if name not in _NOT_COLUMNS)


def columns(kind: type[Record]) -> tuple[str, ...]:
    """Return the columns of a kind of record, in the order of the published format."""
    return _columns(cast("Hashable", kind))


def make(kind: type[RecordT], row: Mapping[str, Any], *, zone: tzinfo = UTC) -> Made[RecordT]:
    """Make a record of a row.

    Args:
        kind: `Lead`, `Partner`, `Deal` or `Offer`.
        row: values by column, as text or as Python values; unknown columns go into `extra`.
        zone: where a time without an offset is meant; such a time gives a warning.

    Raises:
        RecordError: with a `Fault` for each value that cannot be read.
    """
    own = columns(kind)
    told = {name: value for name, value in row.items() if not _is_empty(value)}
    known = {name: value for name, value in told.items() if name in own}
    extra = {repaired(str(name)): tidy_value(value) for name, value in told.items() if name not in known}
    warnings: list[tuple[str, str]] = []
    try:
        record = _adapter(cast("Hashable", kind)).validate_python(
            {**known, "extra": extra}, context={"zone": zone, "warnings": warnings}
        )
    except ValidationError as error:
        raise RecordError(faults_of(error, row)) from None
    return Made(record, tuple(warnings))


def _is_empty(value: object) -> bool:
    return value is None or value == ""


def to_row(record: Record) -> dict[str, Any]:
    """Return a record as plain data of the published format, without what is empty.

    What was cut off an overlong text is put back, and unknown columns stand at the end.
    """
    row: dict[str, Any] = {}
    overflow: Mapping[str, str] = getattr(record, "overflow", {})
    for name in columns(type(record)):
        value = _plain(getattr(record, name))
        if value in (None, [], {}):
            continue
        row[name] = value + overflow[name] if name in overflow else value
    return row | dict(record.extra)


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON data
    match value:
        case datetime() | date():
            return value.isoformat()
        case tuple():
            return [_plain(item) for item in value]
        case Mapping():
            return dict(value)
        case str() | bool() | int() | float() | None:
            return value
        case _:
            part: Any = value  # what is left are parts of records, which are dataclasses
            parts = ((field.name, _plain(getattr(part, field.name))) for field in fields(part))
            return {name: told for name, told in parts if told not in (None, [], {})}
