"""Records from files: every good row becomes a record, every bad one is told with its remedy, all at once."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from itertools import chain, islice
from os import PathLike
from pathlib import PurePath
from typing import Generic

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.translation import LOOKED_AT
from leadmatch.adapters.files.columns import Columns
from leadmatch.adapters.files.delimited import delimited_rows
from leadmatch.adapters.files.json_rows import json_rows
from leadmatch.adapters.files.parquet import PARQUET, parquet_rows
from leadmatch.adapters.files.row_reader import KeptRecords, RowReader
from leadmatch.adapters.files.rows import BadRow, Finding, Header, Remark, Row
from leadmatch.adapters.files.source import Source
from leadmatch.adapters.files.workbook import WORKBOOK, workbook_rows
from leadmatch.errors import FileError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import RecordT
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

Path = str | PathLike[str]
Progress = Callable[[int], None]
"""Told how many rows were read."""

_JSON = frozenset({".jsonl", ".ndjson", ".json"})
_DELIMITED = frozenset({".csv", ".tsv", ".tab"})
_TOLD_EVERY = 1000
_HEAD = 200


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


def read_rows(path: Path, *, sheet: str = "leads") -> Iterator[Finding]:
    """Yield what a file holds: the header if it has one, its rows, bad rows, and remarks.

    Args:
        path: CSV (`.csv`, `.tsv`, `.tab`), JSON Lines (`.jsonl`, `.ndjson`, `.json`), Parquet (`.parquet`, `.pq`), an
            Excel workbook (`.xlsx`, `.xlsm`), or `-` for standard input as JSON Lines. Another ending is read as what
            it looks like, CSV or JSON Lines.
        sheet: the sheet of a workbook that is meant; the first one where there is none of that name.

    Raises:
        FileError: the file as a whole cannot be read.
        MissingExtraError: it needs a library that is not installed.
    """
    ending = PurePath(path).suffix.lower()
    if ending in PARQUET:
        return parquet_rows(Source.of(path, is_text=False))
    if ending in WORKBOOK:
        return workbook_rows(Source.of(path, is_text=False), sheet)
    source = Source.of(path)
    return json_rows(source) if _is_json(source) else delimited_rows(source)


def head_of(path: Path, *, sheet: str = "leads") -> tuple[tuple[str, ...], list[Mapping[str, object]]]:
    """Return the columns of a file, and its first rows.

    Raises:
        FileError: the file as a whole cannot be read.
        MissingExtraError: it needs a library that is not installed.
    """
    names: dict[str, None] = {}
    rows: list[Mapping[str, object]] = []
    for finding in islice(read_rows(path, sheet=sheet), _HEAD):
        if isinstance(finding, Header):
            names |= dict.fromkeys(finding.names)
        elif isinstance(finding, Row):
            names |= dict.fromkeys(finding.values)
            rows.append(finding.values)
    return tuple(names), rows


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
    bad_rows: list[BadRow] = []
    warnings: list[Remark] = []
    memory: KeptRecords[RecordT] = KeptRecords()
    columns = Columns(kind, field_map.of(kind) if field_map else None)
    reader = RowReader(name, kind, zone, columns, memory, bad_rows.append, warnings.append)
    for number, finding in enumerate(_looked_at(columns, read_rows(path, sheet=f"{reader.word}s")), 1):
        match finding:
            case Row():
                reader.record(finding)
            case BadRow():
                bad_rows.append(finding)
            case Remark():
                warnings.append(finding)
            case _:
                _refuse(reader.refusal(finding.names))
        if number % _TOLD_EVERY == 0:
            progress(number)
    return ReadResult(tuple(record for _, record in memory.by_id.values()), tuple(bad_rows), tuple(warnings))


def _looked_at(columns: Columns, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Yield what a file holds, after a look at its first rows."""
    first = list(islice(findings, LOOKED_AT))
    columns.look(finding.values for finding in first if isinstance(finding, Row))
    return chain(first, findings)


def _refuse(why: str) -> None:
    """Refuse a file of which no row could be understood."""
    if why:
        raise FileError(why)
