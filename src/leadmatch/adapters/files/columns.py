"""Columns: names of a file's own are matched to those of the published format."""

import difflib
import json
from collections.abc import Mapping
from typing import Any

from leadmatch.records.making import Record, columns

_NEAR = 0.8
_LONGEST = 100
_ANSWERS = "answers."
_ASKED = 1000
"""Unknown names that are compared with the known ones; a file with more is not a table of ours."""


class Columns:
    """Renames the columns of one file, and remembers what it had to say about each.

    A column is found by the field map, by its exact name, or by its name in other letters (`Lead ID`, `E-Mail`), in
    this order; other columns keep their names and are kept with the record.
    """

    def __init__(self, kind: type[Record], renamed: Mapping[str, str]) -> None:
        self.known = frozenset(columns(kind))
        self._renamed = {name.strip(): column for name, column in renamed.items()}
        self._plain = {_plain(column): column for column in columns(kind)}
        self._plans: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._said: set[str] = set()

    def plan(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return what each of the columns that stand beside each other is called in the record."""
        if names not in self._plans:
            if len(self._plans) >= _ASKED:
                self._plans.clear()
            self._plans[names] = self._planned(names)
        return self._plans[names]

    def _planned(self, names: tuple[str, ...]) -> tuple[str, ...]:
        told = sorted((self._meaning(name), place) for place, name in enumerate(names))
        targets = list(names)
        taken: set[str] = set()
        for (_, column), place in told:
            targets[place] = column
            if column in taken:
                own = names[place]
                targets[place] = own if own not in self.known else f"{own} (2)"
            taken.add(column)
        return tuple(targets)

    def _meaning(self, name: str) -> tuple[int, str]:
        """Return how sure it is what a name means (least is surest), and the column."""
        told = name.strip()
        if told in self._renamed:
            return 0, self._renamed[told]
        if told in self.known:
            return 1, told
        loose = self._plain.get(_plain(told))
        return (2, loose) if loose else (3, name)

    def rename(self, values: Mapping[str, object]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return a row by the columns of the format, and (column, sentence) for what was not said before."""
        names = tuple(values)
        targets = self.plan(names)
        sayings = [
            (name, message)
            for name, target in zip(names, targets, strict=True)
            if target not in self.known and name not in self._said and (message := self._said_of(name, targets))
        ]
        row = dict(zip(targets, values.values(), strict=True))
        return _gathered(row) if "answers" in self.known else row, sayings

    def _said_of(self, name: str, targets: tuple[str, ...]) -> str:
        """Say of a column that is not read which one it may have been meant for."""
        if len(self._said) >= _ASKED:
            return ""
        self._said.add(name)
        _, column = self._meaning(name)
        if column in self.known:
            return f"It means {column}, as another column does. That one is read, this one is kept as it is."
        if name.startswith(_ANSWERS):
            return ""
        near = difflib.get_close_matches(_plain(name), self._plain, n=1, cutoff=_NEAR)
        if not near or self._plain[near[0]] in targets:
            return ""
        return f"This column is not known and is kept as it is. Did you mean {self._plain[near[0]]}? Then rename it."


def _gathered(row: dict[str, Any]) -> dict[str, Any]:
    """Put columns such as `answers.budget.range`, as results are written in CSV, back into one object."""
    parts = {name: value for name, value in row.items() if name.startswith(_ANSWERS)}
    whole = _object(row.get("answers"))
    if not parts or whole is None:
        return row
    rest = {name: value for name, value in row.items() if name not in parts}
    told = {name.removeprefix(_ANSWERS): value for name, value in parts.items() if value not in (None, "")}
    return {**rest, "answers": {**whole, **told}}


def _object(cell: object) -> Mapping[str, Any] | None:
    """Read a cell as an object; an empty one holds nothing, of another one the record says what is wrong."""
    try:
        told = json.loads(cell or "{}") if isinstance(cell, str | None) else cell
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, Mapping) else None


def _plain(name: str) -> str:
    return "".join(char for char in name[:_LONGEST].casefold() if char.isalnum())


def unique_names(names: list[str]) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Return the names, each once, and (name, what a later one of it is called) for those that repeat."""
    taken = set(names)
    counts: dict[str, int] = {}
    unique: list[str] = []
    repeated: list[tuple[str, str]] = []
    for place, told in enumerate(names, 1):
        name = told or f"column {place}"
        counts[name] = counts.get(name, 0) + 1
        kept = name if counts[name] == 1 else f"{name} ({counts[name]})"
        while counts[name] > 1 and kept in taken:
            counts[name] += 1
            kept = f"{name} ({counts[name]})"
        if kept != name:
            repeated.append((name, kept))
        taken.add(kept)
        unique.append(kept)
    return tuple(unique), repeated
