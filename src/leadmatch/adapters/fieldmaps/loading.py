"""Field maps as TOML: those that are shipped, and a vendor's own, which may extend one of them."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from leadmatch.adapters.fieldmaps.dates import DATE_ORDERS
from leadmatch.adapters.fieldmaps.field_map import ANSWERS, KINDS, FieldMap, KindMap, Meaning, Returned, targets
from leadmatch.adapters.fieldmaps.readings import READINGS
from leadmatch.errors import SettingsError
from leadmatch.values.resources import read

SHIPPED = ("salesforce", "hubspot", "dynamics365", "odoo", "zoho", "pipedrive")
"""Names of the maps that come with the package."""

_LINE = 'lines such as "E-Mail" = "email"'
_KEYS = frozenset({"means", "also", "read", "values", "otherwise"})
_GENERAL = frozenset({"system", "extends", "lists", "empty", "dates", "values", "back"})
_LONGEST_TOLD = 100


@cache
def shipped(name: str) -> FieldMap:
    """Return a map that comes with the package.

    Args:
        name: one of `SHIPPED`.

    Raises:
        SettingsError: there is none of that name.
    """
    if name not in SHIPPED:
        raise SettingsError(f"There is no field map {name!r}{nearest(name, SHIPPED)}. Known: {', '.join(SHIPPED)}")
    told = field_map_from(tomllib.loads(read(f"data/fieldmaps/{name}.toml")), name)
    return replace(told, kinds={kind: replace(one, is_shipped=True) for kind, one in told.kinds.items()}, base=name)


def field_map_of(text: str, name: str = "field map") -> FieldMap:
    """Read a field map.

    Args:
        text: TOML with the tables `[lead]`, `[partner]`, `[deal]`, `[offer]`; a line is `"E-Mail" = "email"`.
        name: what messages call it.

    Raises:
        SettingsError: it is no TOML, or names a column that does not exist; all faults at once.
    """
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{name} is not TOML: {error}. Write {_LINE} below [lead]") from None
    return field_map_from(tables, name)


def field_map_from(tables: Mapping[str, Any], name: str = "field map") -> FieldMap:
    """Return the field map of tables that were read already, such as the section `[map]` of the settings.

    Raises:
        SettingsError: as `field_map_of`.
    """
    base = shipped(tables["extends"]) if isinstance(tables.get("extends"), str) else FieldMap()
    faults = [*_general_faults(tables), *(fault for kind in _kinds(tables) for fault in _faults(kind, tables))]
    if faults:
        raise SettingsError(f"{name}: " + "; ".join(faults))
    kinds = {kind: _kind_map(base.kinds.get(kind, KindMap()), tables, kind) for kind in {**base.kinds, **tables}}
    return FieldMap(
        {kind: kinds[kind] for kind in KINDS if kind in kinds},
        name,
        str(tables.get("system", base.system)),
        {**base.returned, **_returned(tables.get("back", {}))},
        base.base,
    )


def _kinds(tables: Mapping[str, Any]) -> list[str]:
    return [key for key in tables if key not in _GENERAL]


def _kind_map(base: KindMap, tables: Mapping[str, Any], kind: str) -> KindMap:
    """Return a kind's map: the own lines first, then those of the map that it extends."""
    own = {name: _meaning(told, tables) for name, told in tables.get(kind, {}).items()} if kind in KINDS else {}
    return KindMap(
        {**own, **{name: meaning for name, meaning in base.meanings.items() if name not in own}},
        tables.get("lists", base.lists),
        base.empty | {word.casefold() for word in tables.get("empty", ())},
        tables.get("dates", base.dates),
    )


def _meaning(told: str | Mapping[str, Any], tables: Mapping[str, Any]) -> Meaning:
    if isinstance(told, str):
        return Meaning(told)
    values = told.get("values", {})
    table = tables["values"][values] if isinstance(values, str) else values
    return Meaning(
        told["means"],
        told.get("read", ""),
        {theirs.strip().casefold(): ours for theirs, ours in table.items()},
        told.get("otherwise"),
        tuple(told.get("also", ())),
        {ours: theirs for theirs, ours in reversed(table.items()) if ours},
    )


def _returned(table: Mapping[str, Any]) -> dict[str, Returned]:
    return {
        name: Returned(told) if isinstance(told, str) else Returned(told["from"], told.get("values", {}))
        for name, told in table.items()
    }


def _general_faults(tables: Mapping[str, Any]) -> list[str]:
    faults = [f"{key} is a text" for key in ("system", "extends", "lists") if not isinstance(tables.get(key, ""), str)]
    if tables.get("lists") == "":
        faults.append("lists says what parts the values in one cell; write a sign such as ;")
    if not isinstance(tables.get("empty", []), list):
        faults.append('empty is a list of words such as ["-None-"]')
    if tables.get("dates", "") not in ("", *DATE_ORDERS):
        faults.append(f'dates is "{DATE_ORDERS[0]}" or "{DATE_ORDERS[1]}"')
    if not _is_table_of_tables(tables.get("values", {})):
        faults.append("[values.…] is a table of their values and ours")
    back = tables.get("back", {})
    if not isinstance(back, Mapping) or not all(_is_returned(told) for told in back.values()):
        faults.append('[back] is a table of lines such as "Lead Status" = "decision"')
    return faults


def _is_table_of_tables(table: object) -> bool:
    return isinstance(table, Mapping) and all(_is_table_of_texts(part) for part in table.values())


def _is_table_of_texts(table: object) -> bool:
    return isinstance(table, Mapping) and all(isinstance(value, str) for value in table.values())


def _is_returned(told: object) -> bool:
    if not isinstance(told, Mapping):
        return isinstance(told, str)
    return isinstance(told.get("from"), str) and _is_table_of_texts(told.get("values", {}))


def _faults(kind: str, tables: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the table of one kind."""
    table = tables[kind]
    if kind not in KINDS:
        return [f"there is no kind of record {kind!r}{nearest(kind, tuple(KINDS))}"]
    if not isinstance(table, Mapping):
        return [f"[{kind}] is a table of {_LINE}"]
    lists = tables.get("values", {})
    named = lists if isinstance(lists, Mapping) else {}
    return [fault for theirs, told in table.items() if (fault := _fault(kind, theirs, told, named))]


def _fault(kind: str, theirs: str, told: object, named: Mapping[str, Any]) -> str:
    line = f"[{kind}] {theirs!r}"
    if isinstance(told, Mapping):
        strange = next((key for key in told if key not in _KEYS), None)
        if strange is not None:
            return f"{line} says {strange!r}; known are {', '.join(sorted(_KEYS))}"
        wrong = _wrong_part(told, named)
        if wrong:
            return f"{line}: {wrong}"
        told = told.get("means")
    known = targets(kind)
    if told in ("", *known) or (kind == "lead" and isinstance(told, str) and told.startswith(ANSWERS)):
        return ""
    return f"{line} means {told!r}, which is no column of a {kind}{nearest(str(told), known)}"


def _wrong_part(told: Mapping[str, Any], named: Mapping[str, Any]) -> str:
    """Say what is wrong beside the meaning of a line; empty if nothing is."""
    reading, values, also = told.get("read", ""), told.get("values", {}), told.get("also", [])
    if reading not in ("", *READINGS):
        return f"read is one of {', '.join(READINGS)}"
    if isinstance(values, str) and values not in named:
        return f"there is no [values.{values}]"
    if not isinstance(values, str) and not _is_table_of_texts(values):
        return 'values is the name of a table, or one such as { "Closed Won" = "won" }'
    if not isinstance(also, list) or not all(isinstance(name, str) for name in also):
        return "also is a list of other names of the column"
    return "" if isinstance(told.get("otherwise", ""), str) else "otherwise is a text"


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Return `; the nearest is …` for the known word that a misspelt one may have been meant for."""
    near = difflib.get_close_matches(word.casefold()[:_LONGEST_TOLD], known, n=1, cutoff=0)
    return f"; the nearest is {near[0]}" if near else ""
