"""Rows of Excel workbooks (.xlsx), and tables written as one; workbooks from strangers do no harm."""

import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from leadmatch.adapters.files.cells import appearing, as_json, flat, guarded, unguarded
from leadmatch.adapters.files.columns import unique_names
from leadmatch.adapters.files.plain_values import plain
from leadmatch.adapters.files.rows import Finding, Header, Remark, Row
from leadmatch.adapters.files.source import Source
from leadmatch.errors import FileError, MissingExtraError
from leadmatch.records.hygiene import repaired

WORKBOOK = frozenset({".xlsx", ".xlsm"})
"""Endings of workbooks."""

_RATIO, _SMALL = 300, 20_000_000
"""A part of a workbook that is larger than the second, and was packed more tightly than the first, is a trap."""
_IN_MEMORY = 500_000_000
"""Bytes of the texts of a workbook, which have to be in memory at once."""
_WHOLE = 4_000_000_000
_MOST_COLUMNS = 2_000
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA"})
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PROTECTED = b"\xd0\xcf\x11\xe0"

Cells = tuple[Any, ...]


def _require_openpyxl() -> None:
    try:
        import openpyxl  # noqa: F401 - whether it is there
    except ModuleNotFoundError:
        raise MissingExtraError('Excel workbooks need openpyxl: pip install "channel-leadmatch[frames]"') from None


def workbook_rows(source: Source, sheet: str) -> Iterator[Finding]:
    """Yield the header and the rows of one sheet, with the row numbers that Excel shows.

    Args:
        source: the workbook.
        sheet: the sheet to read, in any case; the first one where there is none of that name.

    Raises:
        FileError: it is no workbook, protected by a password, damaged, or made to fill the memory.
        MissingExtraError: openpyxl is not installed.
    """
    _require_openpyxl()
    with source.open() as stream:
        _refuse_traps(source.name, stream)
    with source.open() as stream:
        try:
            yield from _findings(source.name, stream, sheet)
        except FileError:
            raise
        except Exception as error:  # noqa: BLE001 - a damaged workbook fails in any way
            raise FileError(_damaged(source.name, error)) from None


def _damaged(name: str, error: Exception) -> str:
    why = (str(error).strip() or type(error).__name__).partition("\n")[0].rstrip(".")
    return (
        f"{name} could not be read as a workbook: {why}. Open it in Excel and save it again, or save the sheet as CSV"
    )


def _refuse_traps(name: str, stream: BinaryIO) -> None:
    """Refuse what is no workbook, or would fill the memory when it is unpacked."""
    if stream.read(len(_PROTECTED)) == _PROTECTED:
        raise FileError(f"{name} is protected by a password or in the format before 2007. Save it as .xlsx without one")
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise FileError(f"{_damaged(name, error)}; its ending may be wrong") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileError(f"{name} is a zip archive, but no workbook. Unpack it, or save the sheet as .xlsx")
    size = sum(part.file_size for part in parts)
    tight = any(part.file_size > max(_SMALL, _RATIO * part.compress_size) for part in parts)
    texts = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/"))
    if tight or size > _WHOLE or texts > _IN_MEMORY:
        raise FileError(f"{name} unpacks to {size:,} bytes, more than a list needs. Save the sheet as CSV")


def _findings(name: str, stream: BinaryIO, sheet: str) -> Iterator[Finding]:
    import openpyxl

    book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
    try:
        titles = {page.title.casefold(): page for page in reversed(book.worksheets)}
        page = titles.get(sheet.casefold()) or book.worksheets[0]
        page.reset_dimensions()  # what it says of its own size may be a lie
        yield from _rows(name, enumerate(_cut(page.iter_rows(values_only=True)), 1))
    finally:
        book.close()


def _cut(rows: Iterable[Cells]) -> Iterator[Cells]:
    return (cells[:_MOST_COLUMNS] for cells in rows)


def _rows(name: str, numbered: Iterator[tuple[int, Cells]]) -> Iterator[Finding]:
    filled = ((number, row) for number, cells in numbered if any(row := tuple(map(_value, cells))))
    top = next(filled, None)
    if top is None:
        yield Remark(name, None, "", "It is empty, so there was nothing to read.")
        return
    told = ["" if cell is None else str(cell).strip() for cell in top[1]]
    while told and not told[-1]:
        told.pop()
    first = next(filled, None)
    _refuse_gaps(name, told, first[1] if first else ())
    names, repeated = unique_names(told)
    yield Header(names)
    for column, kept in repeated:
        message = f'This column stands there more than once. The first is read, the other kept as "{kept}".'
        yield Remark(name, top[0], column, message)
    if first is None:
        yield Remark(name, None, "", "It has a header and no rows, so there was nothing to read.")
        return
    for number, cells in chain([first], filled):
        yield Row(number, dict(zip(names, cells + (None,) * (len(names) - len(cells)), strict=False)))


def _refuse_gaps(name: str, header: list[str], first: Cells) -> None:
    """Refuse a header with holes, which is what merged cells leave; the unnamed first column may be an index."""
    holes = [
        place
        for place, cell in enumerate(first)
        if place and cell is not None and not "".join(header[place : place + 1])
    ]
    if holes:
        letter = _letter(holes[0])
        raise FileError(
            f"{name}: column {letter} has values and no name in the first row, as where header cells are merged. "
            "Unmerge them and give each column a name"
        )


def _letter(place: int) -> str:
    """Return what Excel calls the column at a place from 0."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)  # noqa: PLR2004 - letters


def _value(cell: Any) -> Any:  # noqa: ANN401 - whatever stands in a cell
    match cell:
        case str():
            return None if not cell.strip() or cell in _ERRORS else unguarded(cell)
        case datetime() if not (cell.hour or cell.minute or cell.second or cell.microsecond):
            return cell.date().isoformat()  # Excel knows no days, only moments at midnight
        case _:
            return plain(cell)


def write_workbook(path: Path, objects: Iterable[Mapping[str, Any]], sheet: str) -> None:
    """Write plain data as one sheet: dotted columns as in CSV, numbers as numbers, texts that no formula can hide in.

    Args:
        path: the file; it is overwritten.
        objects: rows in order.
        sheet: what the sheet is called.

    Raises:
        FileError: there are more rows than a sheet can hold.
        MissingExtraError: openpyxl is not installed.
    """
    _require_openpyxl()
    import openpyxl

    rows = [dict(flat(value)) for value in objects]
    if len(rows) >= _MOST_ROWS:
        raise FileError(
            f"A sheet of Excel holds {_MOST_ROWS - 1:,} rows, these are {len(rows):,}. Write .parquet or .csv"
        )
    names = appearing(rows)
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    page.freeze_panes = "A2"
    page.append([_cell(name) for name in names])
    for row in rows:
        page.append([_cell(row.get(name)) for name in names])
    book.save(path)


def _cell(value: object) -> str | float | None:
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case str():
            return _UNWRITABLE.sub("�", guarded(repaired(value)))[:_LONGEST_CELL]
        case _:
            return _cell(as_json(value))
