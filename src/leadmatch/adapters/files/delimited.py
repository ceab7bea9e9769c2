"""Rows of comma-, semicolon- and tab-separated files."""

import csv
import threading
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import TextIO

from leadmatch.adapters.files.cells import unguarded
from leadmatch.adapters.files.columns import unique_names
from leadmatch.adapters.files.rows import BadRow, Finding, Header, Remark, Row, shown
from leadmatch.adapters.files.source import Source

_DELIMITERS = ",;\t"
_LONGEST_CELL = 2**31 - 1
_CHUNK_ROWS = 500
_FOOTER = 12
"""Lines that a footer has at most."""
_REPEATS = 20
"""How often all lines may be read once more, on average, to find the good rows after an open quotation mark."""
_UNCLOSED = (
    'A quotation mark opens here and is never closed. Close it, or write it twice ("") if it belongs to the text.'
)
_LOST = " The lines after it could not be read."
_LIMIT = threading.Lock()
"""The longest cell that the csv module reads is one number for the whole process; one reader at a time may raise it."""


def delimited_rows(source: Source) -> Iterator[Finding]:
    """Yield the header and the rows of a source, bad ones as `BadRow`.

    The delimiter is the one of comma, semicolon and tab that cuts the header into most columns. Rows without content
    are passed over, cells beyond the last column are dropped where they are empty.
    """
    encoding = source.encoding()
    if encoding.warning:
        yield Remark(source.name, None, "", encoding.warning)
    with source.text(encoding, newline="") as text:
        table = _Table(source.name, text)
        yield from table.opening()
        yield from _without_footer(source.name, _findings(table))
        if not table.read:
            yield Remark(source.name, None, "", table.nothing)


@dataclass(frozen=True, slots=True)
class _Stray(BadRow):
    """A row of one cell in a table of several columns."""


@contextmanager
def _long_cells() -> Generator[None]:
    """Raise the limit of a cell, and put it back before anybody else runs."""
    with _LIMIT:
        before = csv.field_size_limit(_LONGEST_CELL)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _findings(table: "_Table") -> Iterator[Finding]:
    while chunk := _chunk(table):
        yield from chunk


def _without_footer(name: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """Pass over what some reports write below their table: lines of one cell each, set apart by an empty line."""
    stray: list[_Stray] = []
    before = 0
    for finding in findings:
        if isinstance(finding, _Stray) and len(stray) < _FOOTER and (stray or finding.row > before + 1):
            stray.append(finding)
            continue
        yield from stray
        stray.clear()
        yield finding
        before = finding.number if isinstance(finding, Row) else finding.row if isinstance(finding, BadRow) else before
    if stray:
        yield Remark(name, stray[0].row, "", "From here on it holds a footer, not rows. It was passed over.")


def _chunk(table: "_Table") -> list[Finding]:
    with _long_cells():
        return list(islice(table, _CHUNK_ROWS))


class _Lines:
    """The lines of a text, with those of the present record kept so that they can be read once more."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self._fresh = self._repeated = 0
        self.record: list[str] = []
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self._fresh += 1
        self.record.append(line)
        return line

    def give_back(self, lines: list[str]) -> bool:
        """Let lines be read once more; tell whether they may, for a hostile file could ask for it at every line."""
        self._repeated += len(lines)
        if self._repeated > _REPEATS * self._fresh:
            return False
        self._fresh -= len(lines)
        self._again.extendleft(reversed(lines))
        self.ended = False
        return True


class _Table:
    """A delimited text as an iterator of findings."""

    def __init__(self, name: str, text: TextIO) -> None:
        self._name = name
        self._lines = _Lines(text)
        self._number = 0
        self._delimiter = ","
        self._header: tuple[str, ...] = ()
        self.read = False

    @property
    def nothing(self) -> str:
        """What to say where no row was found."""
        if self._header:
            return "It has a header and no rows, so there was nothing to read."
        return "It is empty, so there was nothing to read."

    def opening(self) -> Iterator[Finding]:
        """Read the header, and yield it with what is odd about it."""
        first = next((line for line in self._lines if self._counted(line)), None)
        if first is None:
            return
        if first.lower().startswith("sep=") and len(first.strip()) <= len("sep=;"):
            self._delimiter = first[len("sep=")]  # a line that Excel writes for itself
        else:
            with _long_cells():
                self._delimiter = _sniffed(first)
            self._lines.give_back([first])
            self._number -= 1
        with _long_cells():
            cells = self._record() or []
        if cells and self._lines.ended:
            self.read = True
            yield BadRow(self._name, self._number, "", shown(cells[-1]), _UNCLOSED + _LOST)
        if not cells or self._lines.ended:
            return
        self._header, repeated = unique_names([unguarded(cell).strip() for cell in cells])
        yield Header(self._header)
        for name, kept in repeated:
            message = f'This column stands there more than once. The first is read, the other kept as "{kept}".'
            yield Remark(self._name, self._number, name, message)

    def _counted(self, line: str) -> bool:
        """Count a line and tell whether it says anything."""
        self._number += 1
        return bool(line.strip(" \t\r\n\0\ufeff"))

    def _record(self) -> list[str] | None:
        """Read the cells of the next record, or None at the end."""
        self._lines.record = []
        cells = next(csv.reader(self._lines, delimiter=self._delimiter), None)
        if cells is not None:
            self._number += 1
        return cells

    def __iter__(self) -> Iterator[Finding]:
        return self

    def __next__(self) -> Finding:
        while self._header:
            cells = self._record()
            if cells is None:
                break
            if any(cell.strip() for cell in cells):
                self.read = True
                return self._row(cells)
        raise StopIteration

    def _row(self, cells: list[str]) -> Finding:
        width = len(self._header)
        if self._lines.ended:  # only an open quotation mark makes the csv module ask for a line beyond the last
            return self._unclosed(cells)
        if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
            cells = cells[:width]
        if len(cells) != width:
            return self._ragged(cells)
        return Row(self._number, {name: unguarded(cell) for name, cell in zip(self._header, cells, strict=True)})

    def _unclosed(self, cells: list[str]) -> BadRow:
        column = self._header[len(cells) - 1] if len(cells) <= len(self._header) else ""
        goes_on = self._lines.give_back(self._lines.record[1:])
        return BadRow(self._name, self._number, column, shown(cells[-1]), _UNCLOSED if goes_on else _UNCLOSED + _LOST)

    def _ragged(self, cells: list[str]) -> BadRow:
        width, record = len(self._header), self._lines.record
        remedy = "Put a cell that holds the delimiter or a line break between quotation marks."
        if len(cells) < width:
            remedy = (
                f"The row ends before {shown(self._header[len(cells)])}. Add the missing cells, if only empty ones."
            )
        next_width = len(next(csv.reader(record[1:2], delimiter=self._delimiter), []))
        if next_width == width and self._lines.give_back(record[1:]):
            remedy = "A quotation mark opens in this row and is not closed in it. Close it or remove it."
        kind = _Stray if len(cells) == 1 and len(record) == 1 else BadRow
        found = shown(f"{len(cells)} cells instead of {width}, first: {cells[0]}")
        return kind(self._name, self._number, "", found, remedy)


def _sniffed(line: str) -> str:
    """Return the delimiter that cuts a header into most columns; the comma where none does."""
    return max(_DELIMITERS, key=lambda sign: len(next(csv.reader([line], delimiter=sign), [])))
