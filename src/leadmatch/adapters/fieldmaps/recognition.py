"""From which system a table comes, by the names of its columns."""

from collections.abc import Iterable, Mapping
from functools import cache

from leadmatch.adapters.fieldmaps.field_map import FieldMap, KindMap
from leadmatch.adapters.fieldmaps.loading import SHIPPED, shipped
from leadmatch.records.making import Record, columns

_LEAST_KNOWN, _LEAST_OWN = 4, 2
"""Columns that a system has to know, and of these those that no other one writes so."""


def names_of(kind_map: KindMap) -> frozenset[str]:
    """Return every name by which a map knows a column."""
    return frozenset(each for name, meaning in kind_map.meanings.items() for each in (name, *meaning.also))


@cache
def _names() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return system → kind of record → names of columns, with the names that only go back."""
    return {
        name: {kind: names_of(one) | shipped(name).returned.keys() for kind, one in shipped(name).kinds.items()}
        for name in SHIPPED
    }


def recognise(header: Iterable[str], kind: type[Record]) -> FieldMap | None:
    """Return the shipped map of the system that writes such a header, or None where it is not sure.

    A system is recognised where it knows four columns, two of which no other one calls so, and more than every other.
    A table that has the id column of our own format is in that.

    Args:
        header: the names of the columns.
        kind: of record that the table holds.
    """
    found = {name.strip() for name in header}
    word = kind.__name__.lower()
    if f"{word}_id" in found:
        return None
    counts = sorted(((_weight(name, word, found - set(columns(kind))), name) for name in SHIPPED), reverse=True)
    (best, name), (second, _) = counts[:2]
    return shipped(name) if best > second else None


def _weight(system: str, kind: str, found: set[str]) -> int:
    """Return how much speaks for a system: a column of its own counts twice; 0 where that is too little."""
    known = found & _names()[system].get(kind, frozenset())
    others = frozenset().union(*(names.get(kind, frozenset()) for name, names in _names().items() if name != system))
    own = known - others
    return len(known) + len(own) if len(known) >= _LEAST_KNOWN and len(own) >= _LEAST_OWN else 0
