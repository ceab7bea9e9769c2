"""Results as text: JSON Lines and CSV, the same bytes for the same results; and files that are replaced whole."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from leadmatch.adapters.files.cells import as_json, flatten, guarded
from leadmatch.adapters.files.unfinished import unfinished
from leadmatch.errors import FileError

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
    names = list(columns) or _appearing(rows)
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
    target = Path(path)
    try:
        if target.exists() and not target.is_file():
            _write(target, lines)
            return
        place = target.resolve()
        with unfinished(place, Path.touch) as new:
            _write(new, lines)
            new.replace(place)
    except OSError as error:
        reason = error.strerror or error
        raise FileError(f"{path} could not be written: {reason}. Choose another file with --out") from None


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)


def _appearing(rows: list[dict[str, str]]) -> list[str]:
    """Return every column once, without those that stand for an object which other rows spell out."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    parents = {name[:place] for name in names for place, char in enumerate(name) if char == "."}
    filled = {name for row in rows for name, value in row.items() if value}
    return [name for name in names if name not in parents or name in filled]
