"""Tables for people: two blanks between columns, a line under the head, no box, as wide as the terminal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadmatch.cli.terminal import coloured, columns_of, cut, is_plain, padded, width, wrapped
from leadmatch.evidence.wording import shown

_NARROWEST = 8
_PLAIN_SIGNS = str.maketrans({"✓": "+", "×": "x", "─": "-", "█": "#", "▒": "+", "░": ".", "–": "-", "−": "-", "…": "~"})

VERDICTS = {"accept": "✓ accept", "review": "? review", "reject": "× reject"}
COLOURS = {
    "✓ accept": "green", "sales ready": "green", "assign": "green",
    "? review": "yellow", "ask": "yellow", "recruit": "yellow",
    "× reject": "red", "disqualified": "red",
}  # fmt: skip
"""Cell → colour; the words say the same without it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        title: its head.
        cell: what it shows of an object.
        right: whether its cells stand at the right, as numbers do.
        wide: whether it takes the room that the others leave, and is cut to it.
    """

    title: str
    cell: Callable[[Mapping[str, Any]], str]
    right: bool = False
    wide: bool = False


def table(objects: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> Iterator[str]:
    """Yield the lines of a table; every cell is one line without control characters.

    Args:
        objects: one a row.
        columns: from left to right; one of them may be wide.
    """
    rows = [[shown(column.cell(value)) for column in columns] for value in objects]
    rooms = _rooms(rows, columns)
    yield _line([column.title for column in columns], rooms, columns).rstrip()
    yield drawn("  ".join("─" * room for room in rooms))
    for row in rows:
        yield _line(row, rooms, columns).rstrip()


def _rooms(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[int]:
    rooms = [columns_of(column.title) for column in columns]
    for row in rows:
        rooms = [max(room, columns_of(cell)) for room, cell in zip(rooms, row, strict=True)]
    spare = width() - sum(rooms) - 2 * (len(rooms) - 1)
    for place, column in enumerate(columns):
        if column.wide and spare < 0:
            rooms[place] = max(rooms[place] + spare, _NARROWEST)
    return rooms


def _line(cells: Sequence[str], rooms: Sequence[int], columns: Sequence[Column]) -> str:
    fitted = (
        coloured(drawn(padded(cut(cell, room), room, right=column.right)), COLOURS.get(cell))
        for cell, room, column in zip(cells, rooms, columns, strict=True)
    )
    return "  ".join(fitted)


def closing(sentence: str) -> Iterator[str]:
    """Yield the sentence that ends a table, set apart from it."""
    yield ""
    yield from wrapped(sentence)


def drawn(text: str) -> str:
    """Return a text in signs that standard output can show."""
    return text.translate(_PLAIN_SIGNS) if is_plain() else text


def field(name: str) -> Callable[[Mapping[str, Any]], str]:
    """Return what shows one value of an object, empty where it is missing."""

    def cell(value: Mapping[str, Any]) -> str:
        found = value.get(name)
        return "" if found is None else str(found)

    return cell


def weightiest(reasons: Sequence[Mapping[str, Any]], sign: int = 0) -> str:
    """Return the sentence of the reason with most points, of one sign if one is given."""
    fitting = [reason for reason in reasons if reason["points"] * sign > 0 or not sign]
    return str(max(fitting, key=lambda reason: abs(reason["points"]))["message"]) if fitting else ""
