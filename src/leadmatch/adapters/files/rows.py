"""What reading a file finds: its header, its rows, rows that cannot be read, and remarks on how it was read."""

from collections.abc import Mapping
from dataclasses import dataclass

_SHOWN = 80


def shown(value: object) -> str:
    """Return a value as it stood in the file, at most 80 characters long and on one line."""
    text = " ".join(("" if value is None else str(value))[: 4 * _SHOWN].split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a delimited file, each name once."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    Attributes:
        number: as a person sees it. In a delimited file it is the row that a spreadsheet shows: the header is row 1, a
            cell with line breaks takes one row, an empty line counts. In JSON Lines it is the line, in a JSON list the
            place of the object, both from 1.
        values: by column.
    """

    number: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read; the rows around it were.

    Attributes:
        file: the file's name as it was given, or `standard input`.
        row: as in `Row.number`.
        column: the column at fault; empty where the whole row is.
        found: what stood there, at most 80 characters.
        remedy: what to write instead, as a sentence.
    """

    file: str
    row: int
    column: str
    found: str
    remedy: str

    def __str__(self) -> str:
        """Word it for the person who can repair the file."""
        place = f", {self.column}" if self.column else ""
        return f'{self.file}, row {self.row}{place}: found "{self.found}". {self.remedy}'

    def to_dict(self) -> dict[str, str | int]:
        """Return it as plain data."""
        return {
            "file": self.file,
            "row": self.row,
            "column": self.column,
            "found": self.found,
            "remedy": self.remedy,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader of the file had to assume; every row it speaks of was read.

    Attributes:
        file: the file's name as it was given, or `standard input`.
        row: as in `Row.number`; None where the whole file is meant.
        column: the column it is about; empty where none is.
        message: a sentence with a full stop.
    """

    file: str
    row: int | None
    column: str
    message: str

    def __str__(self) -> str:
        """Word it as `file, row, column: sentence`."""
        row = f", row {self.row}" if self.row is not None else ""
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.message}"


Finding = Header | Row | BadRow | Remark
"""What reading yields, in the order of the file."""
