"""Records from files: every good row becomes a record, every bad one is told with its remedy, all at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, tzinfo
from os import PathLike
from typing import Generic

from leadmatch.adapters.files.columns import Columns
from leadmatch.adapters.files.delimited import delimited_rows
from leadmatch.adapters.files.field_map import FieldMap
from leadmatch.adapters.files.json_rows import json_rows
from leadmatch.adapters.files.rows import BadRow, Finding, Header, Remark, Row, shown
from leadmatch.adapters.files.source import Source
from leadmatch.errors import FileError, RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import RecordT, make
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

Path = str | PathLike[str]
Progress = Callable[[int], None]
"""Told how many rows were read."""

_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_DELIMITED = frozenset({".csv", ".tsv", ".tab"})
_REQUIRED = {Partner: "partner_id", Deal: "deal_id", Offer: "offer_id"}
_NAMED = 5
_TOLD_EVERY = 1000


def _silent(_rows: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class ReadResult(Generic[RecordT]):
    """What a file holds.

    Attributes:
        records: one for each good row, in the order of the file; equal rows once.
        bad_rows: what is wrong, by row; a row with several faults stands there several times.
        warnings: what had to be assumed.
    """

    records: tuple[RecordT, ...]
    bad_rows: tuple[BadRow, ...] = ()
    warnings: tuple[Remark, ...] = ()


def read_rows(path: Path) -> Iterator[Finding]:
    """Yield what a file holds: the header if it is delimited, its rows, bad rows, and remarks.

    Args:
        path: CSV (`.csv`, `.tsv`, `.tab`), JSON Lines (`.jsonl`, `.ndjson`, `.json`), or `-` for standard input as JSON
            Lines. Another ending is read as what it looks like.

    Raises:
        FileError: the file as a whole cannot be read.
    """
    source = Source.of(path)
    return json_rows(source) if _is_json(source) else delimited_rows(source)


def _is_json(source: Source) -> bool:
    if source.suffix in _JSON or source.suffix in _DELIMITED:
        return source.suffix in _JSON
    with source.text(source.encoding(), newline="\n") as text:
        return text.read(1000).lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def read_leads(
    path: Path, *, zone: tzinfo = UTC, field_map: FieldMap | None = None, progress: Progress = _silent
) -> ReadResult[Lead]:
    """Read leads.

    A lead without an id is named by its content, equal ones with `-2`, `-3`. A repeated id with equal content is read
    once; with other content the later row is a bad row.

    Args:
        path: as in `read_rows`.
        zone: where times without an offset are meant; each gives a warning.
        field_map: what another system's columns mean.
        progress: told now and then how many rows were read.

    Raises:
        FileError: the file as a whole cannot be read.
    """
    return _read(Lead, path, zone, field_map, progress)


def read_partners(
    path: Path, *, zone: tzinfo = UTC, field_map: FieldMap | None = None, progress: Progress = _silent
) -> ReadResult[Partner]:
    """Read partners, like `read_leads`; each row needs a `partner_id`."""
    return _read(Partner, path, zone, field_map, progress)


def read_deals(
    path: Path, *, zone: tzinfo = UTC, field_map: FieldMap | None = None, progress: Progress = _silent
) -> ReadResult[Deal]:
    """Read registered deals and protected accounts, like `read_leads`; each row needs a `deal_id`."""
    return _read(Deal, path, zone, field_map, progress)


def read_offers(
    path: Path, *, zone: tzinfo = UTC, field_map: FieldMap | None = None, progress: Progress = _silent
) -> ReadResult[Offer]:
    """Read offers, like `read_leads`; each row needs an `offer_id`."""
    return _read(Offer, path, zone, field_map, progress)


def _read(
    kind: type[RecordT], path: Path, zone: tzinfo, field_map: FieldMap | None, progress: Progress
) -> ReadResult[RecordT]:
    name = "standard input" if path == "-" else str(path)
    reading = _Reading(name, kind, zone, Columns(kind, field_map.of(kind) if field_map else {}))
    for number, finding in enumerate(read_rows(path), 1):
        reading.take(finding)
        if number % _TOLD_EVERY == 0:
            progress(number)
    return ReadResult(tuple(reading.records), tuple(reading.bad_rows), tuple(reading.warnings))


@dataclass(slots=True)
class _Reading(Generic[RecordT]):
    """Records in the making."""

    name: str
    kind: type[RecordT]
    zone: tzinfo
    columns: Columns
    records: list[RecordT] = field(default_factory=list)
    bad_rows: list[BadRow] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    _by_id: dict[str, tuple[int, RecordT]] = field(default_factory=dict)
    _equal: dict[str, int] = field(default_factory=dict)

    def take(self, finding: Finding) -> None:
        match finding:
            case Row():
                self._row(finding)
            case BadRow():
                self.bad_rows.append(finding)
            case Remark():
                self.warnings.append(finding)
            case _:
                self._header(finding)

    def _header(self, header: Header) -> None:
        """Refuse a file of which no row could be understood."""
        word, targets = self.kind.__name__.lower(), self.columns.plan(header.names)
        names = ", ".join(shown(name) for name in header.names[:_NAMED]) + (", …" if len(header.names) > _NAMED else "")
        if self.columns.known.isdisjoint(targets):
            raise FileError(
                f"{self.name}: none of its columns is one of a {word} (found {names}). The first row names the "
                "columns; rename them, or say what they mean with a field map"
            )
        needed = _REQUIRED.get(self.kind, "")
        if needed and needed not in targets:
            raise FileError(
                f"{self.name}: the column {needed} is missing (found {names}). Every {word} needs an id of its own; "
                "add the column, or say with a field map which one it is"
            )

    def _row(self, row: Row) -> None:
        values, sayings = self.columns.rename(row.values)
        self.warnings += [Remark(self.name, row.number, name, message) for name, message in sayings]
        if self.columns.known.isdisjoint(values):
            remedy = "None of this is a column of a {}. Rename the columns." if values else "It is empty. Fill in a {}."
            self._bad(row, "", ", ".join(values), remedy.format(self.kind.__name__.lower()))
            return
        try:
            made = make(self.kind, values, zone=self.zone)
        except RecordError as error:
            for fault in error.faults:
                self._bad(row, fault.column, fault.found, fault.remedy)
        except RecursionError:
            self._bad(row, "", "a cell of JSON that is nested too deep", "Write a plain list or object.")
        else:
            self.warnings += [Remark(self.name, row.number, *warning) for warning in made.warnings]
            self._keep(row, made.record, named=bool(values.get("lead_id")) or self.kind is not Lead)

    def _bad(self, row: Row, column: str, found: str, remedy: str) -> None:
        self.bad_rows.append(BadRow(self.name, row.number, column, shown(found), remedy))

    def _keep(self, row: Row, record: RecordT, *, named: bool) -> None:
        for name in record.repaired:
            message = "Characters that no text may hold (NUL, half a surrogate pair) were replaced by �."
            self.warnings.append(Remark(self.name, row.number, name, message))
        if not named and record.id in self._by_id:
            record = self._renamed(record)
        earlier = self._by_id.get(record.id)
        if earlier is None:
            self._by_id[record.id] = (row.number, record)
            self.records.append(record)
        elif earlier[1] == record:
            self.warnings.append(Remark(self.name, row.number, "", f"It repeats row {earlier[0]} and was read once."))
        else:
            self._clash(row, record, *earlier)

    def _renamed(self, record: RecordT) -> RecordT:
        """Name the second of equal rows without an id `-2`, the third `-3`."""
        count = self._equal[record.id] = self._equal.get(record.id, 1) + 1
        return replace(record, lead_id=f"{record.id}-{count}")  # type: ignore[call-arg] # only a lead may have no id

    def _clash(self, row: Row, record: RecordT, earlier_row: int, earlier: RecordT) -> None:
        differs = [part.name for part in fields(record) if getattr(record, part.name) != getattr(earlier, part.name)]
        told = " and ".join([", ".join(differs[:-1][:_NAMED]), differs[-1]] if len(differs) > 1 else differs)
        remedy = f"Row {earlier_row} has this id already and differs in {told}. Give one of them another id."
        self._bad(row, f"{self.kind.__name__.lower()}_id", record.id, remedy)
