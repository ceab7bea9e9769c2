"""Results as text: JSON Lines and CSV, the same bytes for the same results; and files that are replaced whole."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from leadmatch.adapters.files.cells import appearing, as_json, flatten, guarded
from leadmatch.adapters.files.parquet import PARQUET, write_parquet
from leadmatch.adapters.files.unfinished import unfinished
from leadmatch.adapters.files.workbook import WORKBOOK, write_workbook
from leadmatch.errors import FileError

TABLES = PARQUET | WORKBOOK
"""Endings of files that are written as tables rather than as lines."""

_QUOTE = '"'
_QUOTED = re.compile(r'[",\r\n]|^ | $')


def to_json_lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line of JSON, with its line feed, for each object; NaN and infinity become null."""
    for value in objects:
        yield as_json(value) + "\n"


def to_csv(objects: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Return objects as CSV: comma, UTF-8 text, line feeds, cells harmless for spreadsheets.

    Args:
        objects: plain data; an object inside becomes dotted columns such as `budget.level`.
        columns: the columns to write, in this order; without it all, in the order of their first appearance.
    """
    rows = [dict(flatten(value)) for value in objects]
    names = list(columns) or appearing(rows)
    lines = [[guarded(name) for name in names], *([row.get(name, "") for name in names] for row in rows)]
    return "".join(_line(cells) for cells in lines)


def _line(cells: list[str]) -> str:
    """Join cells; unlike the csv module of every Python, it also quotes a lone carriage return."""
    if cells == [""]:
        return '""\n'  # an empty line would be no row
    return ",".join(f'"{cell.replace(_QUOTE, _QUOTE * 2)}"' if _QUOTED.search(cell) else cell for cell in cells) + "\n"


def write_file(path: str | PathLike[str], lines: Iterable[str]) -> None:
    """Write lines to a file, UTF-8, in one step: an interrupted run leaves the earlier file.

    A pipe or device is written as it is.

    Raises:
        FileError: the file cannot be written.
    """
    _replace(path, lambda place: _write(place, lines))


def write_table(path: str | PathLike[str], objects: Iterable[Mapping[str, Any]], sheet: str = "results") -> None:
    """Write objects to a file of an ending in `TABLES`, in one step.

    Args:
        path: the file.
        objects: plain data; an object inside becomes dotted columns such as `budget.level`.
        sheet: what the sheet of a workbook is called.

    Raises:
        FileError: the file cannot be written, or there are more rows than its kind can hold.
        MissingExtraError: it needs a library that is not installed.
    """
    if Path(path).suffix.lower() in WORKBOOK:
        _replace(path, lambda place: write_workbook(place, objects, sheet))
    else:
        _replace(path, lambda place: write_parquet(place, objects))


def _replace(path: str | PathLike[str], write: Callable[[Path], None]) -> None:
    """Write beside a file and put that in its place."""
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            write(target)
            return
        place = target.resolve()
        with unfinished(place, Path.touch) as new:
            write(new)
            new.replace(place)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(f"{path} could not be written: {reason}. Choose another file with --out") from None


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
