"""Columns: names of a file's own are matched to those of the published format."""

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadmatch.adapters.fieldmaps.field_map import KindMap, column_of
from leadmatch.adapters.fieldmaps.translation import Source, Translation, keeps, plain, whole
from leadmatch.records.making import Record, columns

_NEAR = 0.8
_ANSWERS = "answers."
_ASKED = 1000
"""Unknown names that are compared with the known ones; a file with more is not a table of ours."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the columns of a table become.

    Attributes:
        targets: what each column is called in the record, or which part of it.
        mapped: target → the columns by which a field map fills it; the first that says something is read.
    """

    targets: tuple[str, ...]
    mapped: Mapping[str, Sequence[Source]]


class Columns:
    """Renames the columns of one file, and remembers what it had to say about each.

    A column is found by the field map, by its exact name, or by its name in other letters (`Lead ID`, `E-Mail`), in
    this order; other columns keep their names and are kept with the record. A field map that is shipped is not used
    where a table has the id column of this format: such a table was written in it.
    """

    def __init__(self, kind: type[Record], kind_map: KindMap | None = None) -> None:
        self.known = frozenset(columns(kind))
        self._id = f"{kind.__name__.lower()}_id"
        self._map = kind_map or KindMap()
        self._translation = Translation(self._map)
        self._plain = {plain(column): column for column in columns(kind)}
        self._plans: dict[tuple[str, ...], Plan] = {}
        self._said: set[str] = set()

    def plan(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return what each of the columns that stand beside each other is called in the record."""
        return self._plan(names).targets

    def understands(self, names: Iterable[str]) -> bool:
        """Tell whether one of the columns means something in such a record."""
        return any(column_of(target) in self.known for target in self.plan(tuple(names)))

    def look(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Look at the first rows of a table, for what only several cells of a column can tell."""
        if self._map.meanings:
            self._translation.look(rows)

    def _plan(self, names: tuple[str, ...]) -> Plan:
        if names not in self._plans:
            if len(self._plans) >= _ASKED:
                self._plans.clear()
            self._plans[names] = self._planned(names)
        return self._plans[names]

    def _planned(self, names: tuple[str, ...]) -> Plan:
        is_ours = not self._map.meanings or (self._map.is_shipped and self._id in names)
        mapped = {} if is_ours else self._translation.sources(names)
        kept = {source.name for source in mapped.pop("", ())}
        told = {source.name: target for target, sources in mapped.items() for source in sources}
        targets = [told.get(name, name) for name in names]
        taken = set(told.values())
        for (_, column), place in sorted((self._meaning(name), place) for place, name in enumerate(names)):
            name = names[place]
            if name in told:
                continue
            meant = name if name in kept else column
            is_free = meant not in taken and name not in kept
            targets[place] = meant if is_free else name if name not in self.known else f"{name} (2)"
            taken.add(meant)
        return Plan(tuple(targets), mapped)

    def _meaning(self, name: str) -> tuple[int, str]:
        """Return how sure it is what a name means without a field map (least is surest), and the column."""
        told = name.strip()
        if told in self.known:
            return 1, told
        loose = self._plain.get(plain(told))
        return (2, loose) if loose else (3, name)

    def rename(self, values: Mapping[str, object]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return a row by the columns of the format, and (column, sentence) for what is to be said about it."""
        names = tuple(values)
        found = self._plan(names)
        sayings = [
            (name, message)
            for name, target in zip(names, found.targets, strict=True)
            if target not in self.known and name not in self._said and (message := self._said_of(name, found))
        ]
        if found.mapped:
            row, more = self._translated(values, found)
            sayings += more
        else:
            row = dict(zip(found.targets, values.values(), strict=True))
        return _gathered(row) if "answers" in self.known else row, sayings

    def _translated(self, values: Mapping[str, object], found: Plan) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return a row of another system in our terms; what is not read of it keeps its own name."""
        row: dict[str, Any] = {}
        sayings: list[tuple[str, str]] = []
        for name, target in zip(values, found.targets, strict=True):
            if target not in found.mapped:
                row[target] = values[name]
        for target, sources in found.mapped.items():
            value, read, warning = self._translation.first_filled(target, sources, values)
            row[target] = value
            if warning:
                sayings.append((read.name if read else sources[0].name, warning))
            for source in sources:
                if source is not read or keeps(warning):
                    row[source.name if source.name not in self.known else f"{source.name} (2)"] = values[source.name]
        return whole(row), sayings

    def _said_of(self, name: str, found: Plan) -> str:
        """Say of a column that is not read which one it may have been meant for."""
        if len(self._said) >= _ASKED:
            return ""
        self._said.add(name)
        told = self._translation.meaning(name) if found.mapped else None
        if told is not None:
            return ""
        _, column = self._meaning(name)
        if column in self.known:
            return f"It means {column}, as another column does. That one is read, this one is kept as it is."
        if name.startswith(_ANSWERS):
            return ""
        near = difflib.get_close_matches(plain(name), self._plain, n=1, cutoff=_NEAR)
        if not near or self._plain[near[0]] in found.targets:
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
