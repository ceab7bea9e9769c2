"""Rows of another system in our terms: the first column that is filled, its cells read as that system writes them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from leadmatch.adapters.fieldmaps.dates import DateOrder, iso_date
from leadmatch.adapters.fieldmaps.field_map import CONTACTS, FULL_NAME, OPT_OUTS, KindMap, Meaning
from leadmatch.adapters.fieldmaps.readings import RANGE_WARNING, READINGS, Told, flag, money, split_name
from leadmatch.records.fields import is_blank

LOOKED_AT = 2_000
"""Rows whose dates are looked at before the first one is read."""

_DATES = frozenset(
    {
        "received_at",
        "approved_at",
        "registered_at",
        "expires_at",
        "closed_at",
        "offered_at",
        "last_offered_at",
        "joined_on",
        "away_until",
    }
)
_MONEY = frozenset({"deal_size", "annual_revenue", "cost", "value", "deal_size_min", "deal_size_max"})
_LISTS = frozenset(
    {
        "languages", "products", "required_certifications", "industries", "specialities", "countries", "regions",
        "postal_prefixes", "certifications", "email_domains", "territory", "target_accounts", "excluded_accounts",
        "excluded_industries",
    }
)  # fmt: skip
_READ_ALWAYS = {"employees": "range", "languages": "language"}
_EITHER = (
    "Day and month could change places in this date, and no other row tells which stands first, so it is not read. "
    'Write dates = "day first" or "month first" in a field map.'
)
_LONGEST = 100


class Source(NamedTuple):
    """A column of a table, and what it means."""

    name: str
    meaning: Meaning


def plain(name: str) -> str:
    """Return a column's name without case, blanks and signs."""
    return "".join(char for char in name[:_LONGEST].casefold() if char.isalnum())


class Translation:
    """Translates the columns of one table that a field map knows."""

    def __init__(self, kind_map: KindMap) -> None:
        self._map = kind_map
        self._exact: dict[str, tuple[int, Meaning]] = {}
        self._loose: dict[str, tuple[int, Meaning]] = {}
        self._order = DateOrder(kind_map.dates)
        for order, (name, meaning) in enumerate(kind_map.meanings.items()):
            for each in (name, *meaning.also):
                self._exact.setdefault(each.strip(), (order, meaning))
                self._loose.setdefault(plain(each), (order, meaning))

    def meaning(self, name: str) -> tuple[int, Meaning] | None:
        """Return what a column means, with its place among those of the map; None where the map does not know it."""
        return self._exact.get(name.strip()) or (self._loose.get(plain(name)) if plain(name) else None)

    def sources(self, names: Sequence[str]) -> dict[str, list[Source]]:
        """Return by target the columns that mean it, in the order in which they are to be read."""
        found = sorted((known[0], at, name, known[1]) for at, name in enumerate(names) if (known := self.meaning(name)))
        by_target: dict[str, list[Source]] = {}
        for _, _, name, meaning in found:
            by_target.setdefault(meaning.target, []).append(Source(name, meaning))
        return by_target

    def look(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Look at the first rows of the table for the order of day and month in its dates."""
        first = list(islice(rows, LOOKED_AT))
        for target, sources in self.sources(tuple(first[0]) if first else ()).items():
            for source in sources:
                if _is_date(target, source.meaning):
                    self._order.look(source.name, (row.get(source.name) for row in first))

    def first_filled(
        self, target: str, sources: Sequence[Source], values: Mapping[str, object]
    ) -> tuple[object, Source | None, str]:
        """Return the value of the first column that says something, that column, and what had to be assumed."""
        warning = ""
        for source in sources:
            told = self._told(target, source, values[source.name])
            if not is_blank(told.value):
                return told.value, source, told.warning
            warning = warning or told.warning
        return None, None, warning

    def _told(self, target: str, source: Source, cell: object) -> Told:
        """Read one cell."""
        meaning = source.meaning
        if is_blank(cell):
            return Told(None)
        key = str(cell).strip().casefold() if isinstance(cell, str | int | float) else ""
        if key in self._map.empty:
            return Told(None)
        if key in meaning.values or meaning.otherwise is not None:
            return Told(meaning.values.get(key, meaning.otherwise))
        if _is_date(target, meaning):
            moment = iso_date(cell, self._order.of(source.name))
            return Told(moment, _EITHER if moment is None else "")
        reading = meaning.reading or _READ_ALWAYS.get(target, "")
        if reading and isinstance(cell, str):
            told = READINGS[reading](cell)
            return told._replace(value=_typed(target, told.value, self._map.lists))
        return Told(_typed(target, cell, self._map.lists))


def _is_date(target: str, meaning: Meaning) -> bool:
    return target in _DATES or meaning.reading == "day"


def _typed(target: str, value: object, sign: str) -> object:
    """Read a cell by what stands in the column that it is meant for."""
    if target.startswith(OPT_OUTS):
        return target.removeprefix(OPT_OUTS) if flag(value) else None
    if not isinstance(value, str):
        return value
    if target in _MONEY:
        return money(value)
    if target in _LISTS and value.strip()[:1] not in ("[", "{"):
        return [part.strip() for part in value.split(sign) if part.strip()]
    return value


def keeps(warning: str) -> bool:
    """Tell whether a cell is kept beside what was read of it."""
    return warning in (RANGE_WARNING, _EITHER)


def whole(row: dict[str, Any]) -> dict[str, Any]:
    """Put parts of columns together: a full name becomes two, opt-outs one list, what is said of a contact one."""
    name = row.pop(FULL_NAME, None)
    if isinstance(name, str) and is_blank(row.get("first_name")) and is_blank(row.get("last_name")):
        row["first_name"], row["last_name"] = split_name(name)
    opted = [row.pop(part) for part in [part for part in row if part.startswith(OPT_OUTS)]]
    if any(opted) and is_blank(row.get("do_not_contact")):
        row["do_not_contact"] = [each for each in opted if each]
    contact = {part.removeprefix(CONTACTS): value for part, value in _popped(row, CONTACTS) if not is_blank(value)}
    if contact and is_blank(row.get("contacts")):
        row["contacts"] = [contact]
    return row


def _popped(row: dict[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for part in [part for part in row if part.startswith(prefix)]:
        yield part, row.pop(part)
