"""The published form of a record as JSON Schema, made from the record itself."""

import inspect
import re
from collections.abc import Hashable
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from leadmatch.records.making import Record, columns

VERSION = 1
"""Grows when a column changes its meaning; new columns do not change it."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ATTRIBUTE = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)


def json_schema(kind: type[Record]) -> dict[str, Any]:
    """Return the JSON Schema of a kind of record, with what each column means.

    It describes what leadmatch writes. Reading is more lenient: numbers and dates may stand in texts, and lists in
    cells.

    Args:
        kind: `Lead`, `Partner`, `Deal` or `Offer`.
    """
    made = TypeAdapter(cast("type[Any]", kind)).json_schema()
    about = _meanings(cast("Hashable", kind))
    properties = {
        name: {**{key: told for key, told in made["properties"][name].items() if key != "title"}, "description": text}
        for name, text in ((name, about[name]) for name in columns(kind))
    }
    parts = {"$defs": {name: _first_line(part) for name, part in made["$defs"].items()}} if "$defs" in made else {}
    return _first_line(
        {
            "$schema": _DIALECT,
            "title": kind.__name__,
            "schema_version": VERSION,
            "description": inspect.getdoc(kind),
            "type": "object",
            "properties": properties,
            "required": made.get("required", []),
            "additionalProperties": True,
            **parts,
        }
    )


def _first_line(schema: dict[str, Any]) -> dict[str, Any]:
    """Keep the first line of a description; the rest stands with the properties."""
    return {**schema, "description": str(schema["description"]).splitlines()[0]}


@cache
def _meanings(kind: Hashable) -> dict[str, str]:
    """Return what the description of a class says of each attribute."""
    text = inspect.cleandoc(cast("type[Any]", kind).__doc__ or "")
    return {name: " ".join(about.split()) for name, about in _ATTRIBUTE.findall(text)}
