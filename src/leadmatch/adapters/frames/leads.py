"""Leads of a table, batch by batch, one for each row; memory grows by what an id takes."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from operator import attrgetter
from typing import Any, Protocol

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.loading import field_map_from, shipped
from leadmatch.adapters.files.columns import Columns
from leadmatch.adapters.files.row_reader import Earlier, RowReader
from leadmatch.adapters.files.rows import BadRow, Remark, Row
from leadmatch.adapters.frames.batches import Batch
from leadmatch.errors import FrameError
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, columns
from leadmatch.settings import Settings
from leadmatch.values.calendar.moments import zone as zone_of

Meanings = FieldMap | Mapping[str, str] | str
"""What columns mean: a field map, the name of a shipped one, or a mapping from the columns of leads to ours."""

NAME = "leads"
_NO_OFFSET = "The time has no offset"
_DEEP = ("notes", "answers", "extra")
_FLAT = attrgetter(*(name for name in columns(Lead) if name not in _DEEP))


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """A memory of a number for each lead instead of the lead itself."""

    _places: dict[str, int] = field(default_factory=dict)
    _rows: "array[int]" = field(default_factory=lambda: array("q"))
    _contents: "array[int]" = field(default_factory=lambda: array("q"))

    def earlier(self, row: int, record: Lead) -> Earlier | None:
        """Return the earlier row of the lead's id; where there is none, remember this one."""
        place = self._places.setdefault(record.id, len(self._rows))
        content = _content(record)
        if place == len(self._rows):
            self._rows.append(row)
            self._contents.append(content)
            return None
        return Earlier(self._rows[place], "" if self._contents[place] == content else "its content")


def _content(lead: Lead) -> int:
    """Return a number that equal leads share, and others do not but by a chance of one in 2**64."""
    deep = [getattr(lead, name) for name in _DEEP]
    return hash((_FLAT(lead), repr(deep) if any(deep) else ""))


@dataclass(frozen=True, slots=True)
class Intake:
    """How the rows of a table are to be read.

    Attributes:
        settings: in force.
        zone: where times without an offset are meant, by its IANA name or as such; None is the one of the settings,
            and each such time is remarked on.
        field_map: what the columns mean, the name of a shipped map, or a table of that for leads alone.
    """

    settings: Settings
    zone: str | tzinfo | None
    field_map: Meanings | None

    @property
    def tzinfo(self) -> tzinfo:
        """Where times without an offset are meant.

        Raises:
            ValueError: there is no zone of that name.
        """
        if self.zone is None:
            return self.settings.tzinfo
        return zone_of(self.zone) if isinstance(self.zone, str) else self.zone

    def columns(self, kind: type[Record]) -> Columns:
        """Return what the columns mean for a kind of record."""
        told = self.field_map
        if isinstance(told, str):
            told = shipped(told)
        if told is not None and not isinstance(told, FieldMap):
            told = field_map_from({"lead": told})
        return Columns(kind, told.of(kind) if told else None)

    def is_worth_telling(self, remark: Remark) -> bool:
        """Tell whether a remark says something that the caller has not."""
        return self.zone is None or not remark.message.startswith(_NO_OFFSET)


class Findings(Protocol):
    """Takes what is found wrong."""

    def bad(self, row: BadRow) -> None:
        """Take a fault of a row."""
        ...

    def warn(self, remark: Remark) -> None:
        """Take something that had to be assumed."""
        ...


class LeadReader:
    """Makes one lead of each row, or tells why it cannot."""

    def __init__(self, names: Sequence[str], single: Collection[str], intake: Intake, findings: Findings) -> None:
        """Look at the columns.

        Args:
            names: the columns of the table.
            single: those of them that are numbers in single precision, which hold no more than 7 digits.
            intake: how rows are to be read.
            findings: takes what is wrong.

        Raises:
            FrameError: none of the columns is one of a lead.
            SettingsError: the field map names a column that does not exist.
            ValueError: there is no such zone.
        """
        self._names = tuple(names)
        self._intake = intake
        self._findings = findings
        self._errors: dict[int, list[str]] = {}
        known = intake.columns(Lead)
        self._reader = RowReader(NAME, Lead, intake.tzinfo, known, Fingerprints(), self._bad, self._warn)
        self._columns = known
        refusal = self._reader.refusal(self._names)
        if refusal:
            raise FrameError(refusal)
        targets = zip(self._names, known.plan(self._names), strict=True)
        self._short = next((name for name, target in targets if target == "phone" and name in single), "")

    def read(self, batch: Batch) -> tuple[list[Lead | None], list[str | None]]:
        """Return a lead for each row, None for one that cannot be read, and beside it what is wrong."""
        errors = self._errors
        errors.clear()
        if batch.start == 0:
            self._columns.look(self._row(cells) for cells in zip(*batch.columns, strict=True))
        rows = enumerate(zip(*batch.columns, strict=True), batch.start)
        leads = [self._reader.record(Row(number, self._row(cells))) for number, cells in rows]
        numbers = range(batch.start, batch.start + len(leads))
        return leads, [" ".join(errors[number]) if number in errors else None for number in numbers]

    def _row(self, cells: tuple[Any, ...]) -> dict[str, Any]:
        row = dict(zip(self._names, cells, strict=True))
        if self._short and row[self._short] is not None:
            row[self._short] = f"{row[self._short]:.6e}"
        return row

    def _bad(self, row: BadRow) -> None:
        self._errors.setdefault(row.row, []).append(f'{row.column or "row"}: found "{row.found}". {row.remedy}')
        self._findings.bad(row)

    def _warn(self, remark: Remark) -> None:
        if self._intake.is_worth_telling(remark):
            self._findings.warn(remark)
