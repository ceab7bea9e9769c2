"""Cells of a delimited file: flat values in dotted columns, harmless for spreadsheets, and back again.

A spreadsheet runs a text cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return as a formula (OWASP, CSV
injection). Such a cell gets a leading `'`. So does one that starts with `'` before such a sign, which makes taking it
off again exact.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadmatch.records.hygiene import repaired

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_HARMLESS = re.compile(r"\+\d{7,15}|[+-]?\d{1,18}(?:\.\d{1,18})?(?:[eE][+-]?\d{1,3})?")
"""A phone in E.164, or a number."""
_GUARDED = re.compile(r"''*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Put `'` before a text that a spreadsheet would run; numbers and phones in E.164 stay as they are."""
    return "'" + text if _RISKY.match(text) and not _HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Take off the `'` that `guarded` puts before a text."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def flat(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield (dotted column, value) for plain data; an object in it becomes columns such as `budget.level`."""
    for name, part in value.items():
        if isinstance(part, Mapping) and part:
            yield from flat(part, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", part


def flatten(value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (dotted column, cell) for plain data."""
    return ((name, cell(part)) for name, part in flat(value))


def appearing(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return every column once, without those that stand for an object which other rows spell out."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    parents = {name[:place] for name in names for place, char in enumerate(name) if char == "."}
    filled = {name for row in rows for name, value in row.items() if value}
    return [name for name in names if name not in parents or name in filled]


def cell(value: object) -> str:
    """Return one value as a cell: lists of words joined by `;`, anything deeper as JSON, nothing as empty."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return _number(value)
        case list() | tuple():
            return guarded(_joined(list(value)))
        case Mapping():
            return as_json(value) if value else ""
        case _:
            return guarded(repaired(str(value)))


def _joined(items: list[object]) -> str:
    if not items:
        return ""
    words = [item for item in items if isinstance(item, str) and item.strip() == item != "" and ";" not in item]
    if len(words) < len(items) or words[0][0] in "[{":
        return as_json(items)
    return repaired(";".join(words))


def _number(value: float) -> str:
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - below it every whole number is exact


def as_json(value: object) -> str:
    """Return plain data as one line of JSON that every reader accepts: no NaN, no infinity, no broken character."""
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)
    return repaired(text)


def _finite(value: object) -> object:
    match value:
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {key: _finite(item) for key, item in value.items()}
        case list() | tuple():
            return [_finite(item) for item in value]
        case _:
            return value
