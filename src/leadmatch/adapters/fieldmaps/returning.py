"""The way back: decisions and records by the columns of the system that they came from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from leadmatch.adapters.fieldmaps.field_map import ANSWERS, CONTACTS, FULL_NAME, OPT_OUTS, FieldMap, KindMap, Meaning
from leadmatch.adapters.fieldmaps.loading import SHIPPED
from leadmatch.adapters.fieldmaps.translation import Translation
from leadmatch.records.making import Record, to_row

_OWN = "crm"
IMPORTS = frozenset(f"{name}-import.csv" for name in (*SHIPPED, _OWN))
"""Names of all files that go back."""


def import_file(field_map: FieldMap) -> str:
    """Return the name of the file that goes back, such as `hubspot-import.csv`; empty where nothing goes back."""
    return f"{field_map.base or _OWN}-import.csv" if field_map.returned else ""


def returned_rows(field_map: FieldMap, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield decisions under the names that the system imports, ready for CSV or JSON.

    Leads that had no id of the system are left out: it could not tell which record is meant.

    Args:
        field_map: with a table `[back]`.
        rows: one a lead: its columns, those that came with it, and `decision`, `partner_id`, `partner`, `score`,
            `summary` and the like.
    """
    for row in rows:
        if not str(row.get("lead_id", "sha-")).startswith("sha-"):
            yield {
                name: told.values.get(str(value), value)
                for name, told in field_map.returned.items()
                for value in (row.get(told.source),)
            }


def in_their_columns(record: Record, kind_map: KindMap, names: Sequence[str]) -> dict[str, Any]:
    """Return a record by the columns of the table that it came from.

    What was kept comes back as it stood; of several columns that mean the same the first takes what was read. Values
    from a list of theirs come back as the first of theirs that means the same.

    Args:
        record: as it was read.
        kind_map: what the columns mean.
        names: the columns of the table.
    """
    row = to_row(record)
    firsts = {
        sources[0].name: sources[0].meaning
        for target, sources in Translation(kind_map).sources(names).items()
        if target
    }
    return {name: _cell(name, firsts.get(name), record, row, kind_map.lists) for name in names}


def _cell(name: str, meaning: Meaning | None, record: Record, row: Mapping[str, Any], sign: str) -> object:
    if name in record.extra:
        return record.extra[name]
    return row.get(name) if meaning is None else _theirs(meaning, row, sign)


def _theirs(meaning: Meaning, row: Mapping[str, Any], sign: str) -> object:
    """Return what a column means as the system writes it."""
    value = _ours(meaning.target, row)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return sign.join(value)
    return meaning.written.get(value, value) if isinstance(value, str) else value


def _ours(target: str, row: Mapping[str, Any]) -> object:
    if target == FULL_NAME:
        return " ".join(str(row[part]) for part in ("first_name", "last_name") if part in row) or None
    if target.startswith(ANSWERS):
        return row.get("answers", {}).get(target.removeprefix(ANSWERS))
    if target.startswith(OPT_OUTS):
        return "true" if target.removeprefix(OPT_OUTS) in row.get("do_not_contact", ()) else "false"
    if target.startswith(CONTACTS):
        contact: Mapping[str, Any] = next(iter(row.get("contacts", ())), {})
        return contact.get(target.removeprefix(CONTACTS))
    return row.get(target)
