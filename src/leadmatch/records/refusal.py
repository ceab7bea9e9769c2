"""What a record refuses, in the words of the project: each value at fault, with its remedy, all at once."""

import difflib
import functools
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from leadmatch.errors import Fault, RecordError
from leadmatch.records.hygiene import repaired

ClassT = TypeVar("ClassT")

_SHOWN = 80
_MISSING = "Every row needs one; give it a value that no other row has."


def refusing(kind: type[ClassT]) -> type[ClassT]:
    """Let a record that is made in Python raise `RecordError`, also for a field that it does not have.

    Without it a misspelt field would be left out without a word.

    Args:
        kind: a pydantic dataclass.
    """
    plain: Callable[..., None] = kind.__init__
    names = frozenset(field.name for field in fields(cast("Any", kind)))

    @functools.wraps(plain)
    def made(self: object, *args: object, **values: object) -> None:
        if not values.keys() <= names:
            raise RecordError(_strange(kind, name, value, names) for name, value in values.items() if name not in names)
        try:
            plain(self, *args, **values)
        except ValidationError as error:
            raise RecordError(faults_of(error, values)) from None

    setattr(kind, "__init__", made)  # noqa: B010 - an assignment would have to name the signature of each record
    return kind


def faults_of(error: ValidationError, row: Mapping[str, Any]) -> list[Fault]:
    """Word what pydantic found, one fault for each value.

    Args:
        error: what it raised.
        row: the values by field; a value that is not in it is taken from the error.
    """
    return [_fault(detail, row) for detail in error.errors(include_url=False)]


def _fault(detail: Any, row: Mapping[str, Any]) -> Fault:  # noqa: ANN401 - a mapping that pydantic describes
    column = str(detail["loc"][0]) if detail["loc"] else ""
    if detail["type"] == "missing":
        return Fault(column, "", _MISSING)
    cause = detail.get("ctx", {}).get("error")
    remedy = str(cause) if cause is not None else f"{detail['msg']}; see the published format of this file"
    return Fault(column, _shown(row.get(column, detail["input"])), remedy.rstrip(".") + ".")


def _strange(kind: type, name: str, value: object, names: frozenset[str]) -> Fault:
    near = difflib.get_close_matches(name[:_SHOWN], sorted(names), n=1)
    told = f" Did you mean {near[0]}?" if near else ""
    what = "What is yours alone goes into extra." if "extra" in names else f"There are {', '.join(sorted(names))}."
    return Fault(name, _shown(value), f"A {kind.__name__} has no such field.{told or ' ' + what}")


def _shown(value: object) -> str:
    text = "" if value is None else repaired(str(value))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
