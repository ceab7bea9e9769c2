"""Rows become records, or are told with what is wrong with them; the rows around them go on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import tzinfo
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from leadmatch.adapters.files.columns import Columns
from leadmatch.adapters.files.phone_cells import mended
from leadmatch.adapters.files.rows import BadRow, Remark, Row, shown
from leadmatch.errors import RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, RecordT, make
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

RecordT_contra = TypeVar("RecordT_contra", Lead, Partner, Deal, Offer, contravariant=True)

_REQUIRED = {Partner: "partner_id", Deal: "deal_id", Offer: "offer_id"}
_NAMED = 5
_BROKEN_TEXT = "Characters that no text may hold (NUL, half a surrogate pair) were replaced by �."


class Earlier(NamedTuple):
    """An earlier row of the same id.

    Attributes:
        row: its number.
        differs: in which columns, as words; empty if it is equal.
    """

    row: int
    differs: str


class Memory(Protocol[RecordT_contra]):
    """Remembers which ids were read."""

    def earlier(self, row: int, record: RecordT_contra) -> Earlier | None:
        """Return the earlier row of the record's id; where there is none, remember this one."""
        ...


@dataclass(frozen=True, slots=True)
class KeptRecords(Generic[RecordT]):
    """A memory that keeps the records themselves, each id once, in the order of the rows."""

    by_id: dict[str, tuple[int, RecordT]] = field(default_factory=dict)

    def earlier(self, row: int, record: RecordT) -> Earlier | None:
        """Return the earlier row of the record's id; where there is none, keep this one."""
        found = self.by_id.setdefault(record.id, (row, record))
        if found[1] is record:
            return None
        return Earlier(found[0], "" if found[1] == record else _differences(found[1], record))


@dataclass(slots=True)
class RowReader(Generic[RecordT]):
    """Makes records of the rows of one table.

    Attributes:
        name: what messages call the table.
        kind: `Lead`, `Partner`, `Deal` or `Offer`.
        zone: where times without an offset are meant.
        columns: which column means which field.
        memory: of the ids that were read.
        bad: told what is wrong, a row with several faults several times.
        warn: told what had to be assumed.
    """

    name: str
    kind: type[RecordT]
    zone: tzinfo
    columns: Columns
    memory: Memory[RecordT]
    bad: Callable[[BadRow], None]
    warn: Callable[[Remark], None]
    _equal: dict[str, int] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The kind of record as a word."""
        return self.kind.__name__.lower()

    def refusal(self, names: tuple[str, ...]) -> str:
        """Say why no row of a table with such columns could be understood; empty if that is not so."""
        targets = self.columns.plan(names)
        found = ", ".join(shown(name) for name in names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
        if not self.columns.understands(names):
            return (
                f"{self.name}: none of its columns is one of a {self.word} (found {found}). The first row names the "
                "columns; rename them, or say what they mean with a field map"
            )
        needed = _REQUIRED.get(self.kind, "")
        if needed and needed not in targets:
            return (
                f"{self.name}: the column {needed} is missing (found {found}). Every {self.word} needs an id of its "
                "own; add the column, or say with a field map which one it is"
            )
        return ""

    def record(self, row: Row) -> RecordT | None:
        """Return the record of a row, or None where it is bad; an equal row of an earlier id gives an equal record."""
        values, sayings = self.columns.rename(row.values)
        for name, message in sayings:
            self._warn(row, name, message)
        if self.columns.known.isdisjoint(values):
            remedy = "None of this is a column of a {}. Rename the columns." if values else "It is empty. Fill in a {}."
            self._bad(row, "", ", ".join(values), remedy.format(self.word))
            return None
        return self._made(row, self._with_phone(row, values))

    def _with_phone(self, row: Row, values: dict[str, Any]) -> dict[str, Any]:
        if self.kind is not Lead:
            return values
        phone, warning = mended(values.get("phone"), values.get("country"))
        if not warning:
            return values
        self._warn(row, "phone", warning)
        return {**values, "phone": phone}

    def _made(self, row: Row, values: Mapping[str, Any]) -> RecordT | None:
        try:
            made = make(self.kind, values, zone=self.zone)
        except RecordError as error:
            for fault in error.faults:
                self._bad(row, fault.column, fault.found, fault.remedy)
        except RecursionError:
            self._bad(row, "", "a cell of JSON that is nested too deep", "Write a plain list or object.")
        else:
            for column, message in made.warnings:
                self._warn(row, column, message)
            return self._once(row, made.record, named=bool(values.get("lead_id")) or self.kind is not Lead)
        return None

    def _once(self, row: Row, record: RecordT, *, named: bool) -> RecordT | None:
        """Return a record if it is the first of its id, or equal to that."""
        for name in record.repaired:
            self._warn(row, name, _BROKEN_TEXT)
        earlier = self.memory.earlier(row.number, record)
        if earlier is not None and not named:
            record = self._renamed(record)
            earlier = self.memory.earlier(row.number, record)
        if earlier is None:
            return record
        if not earlier.differs:
            self._warn(row, "", f"It repeats row {earlier.row} and was read once.")
            return record
        remedy = f"Row {earlier.row} has this id already and differs in {earlier.differs}. Give one of them another id."
        self._bad(row, f"{self.word}_id", record.id, remedy)
        return None

    def _renamed(self, record: RecordT) -> RecordT:
        """Name the second of equal rows without an id `-2`, the third `-3`."""
        count = self._equal[record.id] = self._equal.get(record.id, 1) + 1
        return replace(record, lead_id=f"{record.id}-{count}")  # type: ignore[call-arg] # only a lead may have no id

    def _bad(self, row: Row, column: str, found: str, remedy: str) -> None:
        self.bad(BadRow(self.name, row.number, column, shown(found), remedy))

    def _warn(self, row: Row, column: str, message: str) -> None:
        self.warn(Remark(self.name, row.number, column, message))


def _differences(one: Record, other: Record) -> str:
    """Name the columns in which two records differ."""
    differs = [part.name for part in fields(one) if getattr(one, part.name) != getattr(other, part.name)]
    return " and ".join([", ".join(differs[:-1][:_NAMED]), differs[-1]] if len(differs) > 1 else differs)
