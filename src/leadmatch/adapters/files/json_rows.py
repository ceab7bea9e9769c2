"""Rows of JSON Lines, or of one JSON list."""

import json
from collections.abc import Iterator
from itertools import chain

from leadmatch.adapters.files.rows import BadRow, Finding, Remark, Row, shown
from leadmatch.adapters.files.source import Source

_BROKEN = 'Write one JSON object a line, such as {"lead_id": "L1", "email": "a@example.com"}.'

_NOTHING = "It is empty, so there was nothing to read."


def json_rows(source: Source) -> Iterator[Finding]:
    """Yield the rows of a source, bad ones as `BadRow`."""
    encoding = source.encoding()
    if encoding.warning:
        yield Remark(source.name, None, "", encoding.warning)
    with source.text(encoding, newline="\n") as lines:
        numbered = ((number, line) for number, line in enumerate(lines, 1) if line.strip(" \t\r\n\0\ufeff"))
        first = next(numbered, None)
        if first is None:
            yield Remark(source.name, None, "", _NOTHING)
        elif first[1].lstrip().startswith("["):
            yield from _list_rows(source, first[1] + "".join(line for _, line in numbered))
        else:
            yield from (_line_row(source, number, line) for number, line in chain([first], numbered))


def _line_row(source: Source, number: int, line: str) -> Finding:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRow(source.name, number, "", shown(line), f"This is not JSON: {_why(error)}. {_BROKEN}")
    return _object_row(source, number, value)


def _object_row(source: Source, number: int, value: object) -> Finding:
    if not isinstance(value, dict):
        return BadRow(source.name, number, "", shown(json.dumps(value)), f"This is not an object. {_BROKEN}")
    return Row(number, value)


def _list_rows(source: Source, text: str) -> Iterator[Finding]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        yield BadRow(source.name, line, "", shown(text), f"This list is not JSON: {_why(error)}. {_BROKEN}")
        return
    if not values:
        yield Remark(source.name, None, "", _NOTHING)
    for number, value in enumerate(values, 1):
        yield _object_row(source, number, value)


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.colno}"
    return "it is nested too deep" if isinstance(error, RecursionError) else "a number in it is too long"
