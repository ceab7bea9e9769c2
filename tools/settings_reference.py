"""Writes docs/reference/settings.md from the models of the settings: `python tools/settings_reference.py`.

`--check` writes nothing and fails if the page is not up to date.
"""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le, Lt
from made_page import write_or_check
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from leadmatch.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "settings.md"

_LONGEST = 60
"""Characters of a default that are shown in a table."""
_SIGNS = ((Gt, ">", "gt"), (Ge, "≥", "ge"), (Lt, "<", "lt"), (Le, "≤", "le"))
_WORDS = {str: "text", float: "number", int: "whole number", bool: "true or false", tuple: "list", dict: "table"}
_DOORS = ("web", "ledger", "map")
"""Sections that belong to the doors and are kept unread."""
_HEAD = """\
# Settings

Settings are TOML. Every command takes `--settings leadmatch.toml`; a program calls `lm.load_settings(path)` or
`Settings.from_toml(text)`. What is not named keeps its default. A key that does not exist, or a value that does not
fit, is refused with the nearest right one. `leadmatch settings show` prints what is in force and where it comes from,
`leadmatch settings check` only looks, and `leadmatch settings schema` prints the JSON Schema for an editor.

```toml
zone = "Europe/Berlin"
hand_over = ["sales_ready", "ask"]

[screening]
own_domains = ["example.com"]

[matching]
currency = "EUR"
```

A secret is never a setting: passwords and tokens are read from the environment by the part that needs them. `[map]`
holds a field map, `[ledger]` and `[web]` belong to those parts; they are kept unread here.

This page is made from the models by `python tools/settings_reference.py`.
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_HEAD, *_section("", Settings)])


def _section(path: str, model: type[BaseModel]) -> Iterator[str]:
    """Yield the table of one model, then those of the models inside it."""
    told = _attribute_docstrings(model)
    fields = {name: one for name, one in model.model_fields.items() if path or name not in _DOORS}
    inner = {name: found for name, one in fields.items() if (found := _model_in(one.annotation))}
    yield f"## {f'`[{path}]`' if path else 'All stages'}\n"
    yield f"{_cell(inspect.getdoc(model) or '')}\n"
    plain = {name: one for name, one in fields.items() if name not in inner or _is_table(one)}
    if plain:
        yield "| key | kind | default | what it sets |"
        yield "|---|---|---|---|"
        yield from (_row(name, one, told.get(name, ""), inner.get(name)) for name, one in plain.items())
        yield ""
    for name, found in inner.items():
        key = f"{path}.{name}" if path else name
        yield from _section(f"{key}.NAME" if _is_table(fields[name]) else key, found)


def _row(name: str, one: FieldInfo, told: str, inner: type[BaseModel] | None) -> str:
    kind = "table of sections, see below" if inner else _kind(one.annotation)
    limits = "".join(f" {bound}" for limit in one.metadata for bound in _limit(limit))
    cells = (f"`{name}`", f"{kind}{limits}", _default(one), _cell(one.description or told))
    return f"| {' | '.join(cells)} |"


def _limit(limit: object) -> Iterator[str]:
    return (f"{sign} {getattr(limit, name):g}" for kind, sign, name in _SIGNS if isinstance(limit, kind))


def _is_table(one: FieldInfo) -> bool:
    return get_origin(one.annotation) in {dict, Mapping}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((one for one in found if one is not None), None)


def _kind(annotation: object) -> str:
    """Say in words what a value is."""
    origin, parts = get_origin(annotation), [part for part in get_args(annotation) if part is not type(None)]
    if isinstance(annotation, type) and annotation in _WORDS:
        return _WORDS[annotation]
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return ", ".join(f"`{one.value}`" for one in annotation)
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return "list of " + _kind(parts[0])
    if origin in {dict, Mapping}:
        return f"table: {_kind(parts[0])} → {_kind(parts[1])}"
    return _kind(parts[0]) if parts else "text"


def _default(one: FieldInfo) -> str:
    value = one.get_default(call_default_factory=True, validated_data={})
    if value is PydanticUndefined:
        return "required"
    if value is None or value in ((), {}):
        return "empty" if value is not None else "unset"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    text = _toml(_plain(value))
    return f"`{text}`" if len(text) <= _LONGEST else f"{len(value)} entries"


def _toml(value: object) -> str:
    """Write a plain value as TOML has it; a table stands in one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _plain(value: object) -> object:
    """Return a value as TOML writes it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, BaseModel):
        return {key: _plain(part) for key, part in value.model_dump().items()}
    if isinstance(value, Mapping):
        return {_plain(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list | set | frozenset):
        return [_plain(part) for part in value]
    return value


def _attribute_docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return the text below each attribute of a class, which pydantic does not keep."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    if not isinstance(tree, ast.ClassDef):
        raise TypeError(f"{model} has no source of a class")
    told: dict[str, str] = {}
    for one, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and isinstance(below, ast.Expr):
            told[one.target.id] = str(getattr(below.value, "value", ""))
    return told


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "\\<")


if __name__ == "__main__":
    write_or_check(PAGE, page())
