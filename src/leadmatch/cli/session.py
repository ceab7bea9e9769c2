"""A session: what the options of a command say, and the files that it reads and writes."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.recognition import recognise
from leadmatch.adapters.files.pairs import LeadPair, read_pairs
from leadmatch.adapters.files.reading import (
    ReadResult,
    head_of,
    read_deals,
    read_leads,
    read_offers,
    read_partners,
    read_rows,
)
from leadmatch.adapters.files.rows import BadRow, Header, Remark, Row
from leadmatch.adapters.files.source import STANDARD_INPUT
from leadmatch.adapters.files.writing import TABLES, to_csv, to_json_lines, write_file, write_table
from leadmatch.cli.progress import Progress
from leadmatch.evidence.wording import count, shown
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, RecordT
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings

_JSON = (".jsonl", ".ndjson", ".json")
_MESSAGE, _NAME = 400, 40
_CHECK_FAILED = 4
Objects = Iterable[Mapping[str, Any]]


@dataclass(slots=True)
class Session:
    """One call of a command.

    Attributes:
        settings: in force.
        now: the time of the decisions; aware.
        field_map: what another system's columns mean; None where that is to be recognised.
        told_now: the time that was given; None where `now` is the clock's.
        lead_map: the field map by which the first leads were read; None where there was none.
        as_json: whether results are wanted as JSON Lines.
        out: the file or folder for the results, None for standard output.
        sources: option → file for the settings and the field map, where they were given.
        bad_rows: what could not be read so far.
        progress: draws how far the work is.
        refused: how many rows could be read, but not be taken.
        check_failed: whether a check found something wrong.
    """

    settings: Settings
    now: datetime
    field_map: FieldMap | None
    told_now: datetime | None = None
    lead_map: FieldMap | None = None
    as_json: bool = False
    out: str | None = None
    sources: dict[str, str] = field(default_factory=dict)
    bad_rows: list[BadRow] = field(default_factory=list)
    progress: Progress = field(default_factory=Progress)
    refused: int = 0
    check_failed: bool = False
    _inputs: set[Path] = field(default_factory=set)
    _piped: bool = False

    @property
    def status(self) -> int:
        """The exit status: 4 where a check failed, 1 where some rows could not be read, else 0."""
        if self.check_failed:
            return _CHECK_FAILED
        return 1 if self.bad_rows or self.refused else 0

    def leads(self, path: str) -> tuple[Lead, ...]:
        """Read leads, and tell what is wrong with them."""
        return self._read(path, read_leads, Lead)

    def partners(self, path: str) -> tuple[Partner, ...]:
        """Read partners, and tell what is wrong with them."""
        return self._read(path, read_partners, Partner)

    def deals(self, path: str | None) -> tuple[Deal, ...]:
        """Read deals, and tell what is wrong with them; without a path there are none."""
        if path is None:
            return ()
        return self._read(path, read_deals, Deal)

    def offers(self, path: str | None) -> tuple[Offer, ...]:
        """Read offers, and tell what is wrong with them; without a path there are none."""
        if path is None:
            return ()
        return self._read(path, read_offers, Offer)

    def pairs(self, path: str) -> tuple[LeadPair, ...]:
        """Read pairs of leads, and tell what is wrong with them."""
        self._once(path)
        result = read_pairs(path, zone=self.settings.tzinfo)
        self._tell(path, result.bad_rows, result.warnings)
        return result.records

    def rows(self, path: str) -> Iterator[Row]:
        """Yield the rows of a file of another kind, and tell which could not be read."""
        self._once(path)
        for finding in read_rows(path):
            if isinstance(finding, Row):
                yield finding
            elif not isinstance(finding, Header):
                self._tell(path, *(((finding,), ()) if isinstance(finding, BadRow) else ((), (finding,))))
        self._inputs.add(Path(path).resolve())

    def refuse(self, message: str) -> None:
        """Tell that something of a file could not be taken; the others go on, and the exit status is 1."""
        self.refused += 1
        say(message)

    def _once(self, path: str) -> None:
        """Refuse to read standard input a second time: there is nothing left in it."""
        if path == STANDARD_INPUT and self._piped:
            raise click.UsageError("Standard input (-) can be read only once. Name a file for the others.")
        self._piped = self._piped or path == STANDARD_INPUT

    def read_from(self, path: str) -> None:
        """Remember a file that was read, so that no result is written over it."""
        self._inputs.add(Path(path).resolve())

    def _read(self, path: str, read: Callable[..., ReadResult[RecordT]], kind: type[RecordT]) -> tuple[RecordT, ...]:
        self._once(path)
        field_map = self._recognised(path, kind) if self.field_map is None else self.field_map
        if kind is Lead and self.lead_map is None:
            self.lead_map = field_map
        rows = partial(self.progress.counted, f"Reading {shown(path, _NAME)}")
        result = read(path, zone=self.settings.tzinfo, field_map=field_map, progress=rows)
        self.progress.end()
        self._tell(path, result.bad_rows, result.warnings)
        return result.records

    def _recognised(self, path: str, kind: type[Record]) -> FieldMap | None:
        """Return the map of the system from which a file comes, and tell it; a pipe is not looked into."""
        if not Path(path).is_file():
            return None
        header, _ = head_of(path, sheet=f"{kind.__name__.lower()}s")
        found = recognise(header, kind)
        if found is not None:
            say(f"{path}: its columns are those of {found.system}, so they are read with --map {found.name}.")
        return found

    def _tell(self, path: str, bad_rows: tuple[BadRow, ...], warnings: tuple[Remark, ...]) -> None:
        """Name every bad row, and each warning once, on standard error."""
        for line in [*map(str, bad_rows), *_together(warnings)]:
            say(line)
        self.bad_rows += bad_rows
        self._inputs.add(Path(path).resolve())

    def write(self, objects: Objects, as_table: Callable[[Objects], Iterator[str]], total: int, stage: str) -> None:
        """Write results: as JSON Lines if asked for, as CSV into a file of that ending, else as a table.

        Args:
            objects: results as plain data, in order; each is made when it is written.
            as_table: draws them for people.
            total: how many there are about, for the progress.
            stage: what is being done, for the progress.
        """
        suffix = Path(self.out).suffix.lower() if self.out else ""
        is_table = suffix in TABLES
        is_json = (self.as_json and not is_table) or suffix in _JSON
        mixed = is_json and self.out is None and sys.stdout.isatty()  # lines that come one by one show it themselves
        results = objects if mixed else self.progress.over(objects, stage, total)
        if is_table:
            write_table(self._target(), results, stage)
        elif is_json:
            self.deliver(to_json_lines(results))
        elif suffix == ".csv":
            self.deliver([to_csv(results)])
        else:
            self.deliver(line + "\n" for line in as_table(list(results)))

    def deliver(self, lines: Iterable[str]) -> None:
        """Write lines, each with its line feed, to the file of `--out` or to standard output.

        Raises:
            FileError: the file cannot be written.
            UsageError: it is one of those that were read.
        """
        if self.out is None:
            sys.stdout.writelines(lines)
            sys.stdout.flush()
            return
        write_file(self._target(), lines)

    def _target(self) -> str:
        """Return the file of `--out`, unless it is one of those that were read."""
        target = str(self.out)
        if Path(target).resolve() in self._inputs:
            raise click.UsageError(f"--out {target} would overwrite what is read. Name another file.")
        return target


def say(message: str) -> None:
    """Write one line to standard error, without control characters."""
    click.echo(shown(message, _MESSAGE), err=True)


def _together(remarks: Iterable[Remark]) -> Iterator[str]:
    """Word remarks; one that many rows share is told once, with their number."""
    alike = Counter((remark.file, remark.column, remark.message) for remark in remarks)
    first: dict[tuple[str, str, str], Remark] = {}
    for remark in remarks:
        first.setdefault((remark.file, remark.column, remark.message), remark)
    for key, remark in first.items():
        more = alike[key] - 1
        yield str(remark) + (f" The same holds for {count(more, 'more row')}." if more else "")
