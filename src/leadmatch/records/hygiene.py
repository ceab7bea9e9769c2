"""What is done to every text of a record when it is made: broken characters repaired, length capped."""

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LONG_FIELDS = frozenset({"message"})
LONG_CAP = 20_000
"""Characters of a message or a note that are read."""
CAP = 1_000
"""Characters of any other field that are read."""


def is_clean(text: str) -> bool:
    """Tell whether a text is free of NULs and lone surrogates."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def repaired(text: str) -> str:
    """Replace each NUL and each lone surrogate by U+FFFD."""
    if is_clean(text):
        return text
    return "".join("�" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def tidy(record: "DataclassInstance", repaired_in: str, overflow_in: str) -> None:
    """Repair and cap the texts of a frozen record in place, as the last act of its making.

    A copy keeps what was cut off the record that it was made of, where the text is still the same length.

    Args:
        record: the record; its text fields and lists of words are looked at.
        repaired_in: the field that takes the names of repaired fields.
        overflow_in: the field that takes what was cut off, by field.
    """
    repairs: list[str] = []
    earlier: Mapping[str, str] = getattr(record, overflow_in)
    overflow: dict[str, str] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            cap = LONG_CAP if field.name in LONG_FIELDS else CAP
            if len(value) < cap and value.isascii() and "\0" not in value:
                continue
            clean = repaired(value)
            if clean != value or (field.name in getattr(record, repaired_in) and "�" in clean):
                repairs.append(field.name)
            if rest := clean[cap:] or (earlier.get(field.name, "") if len(clean) == cap else ""):
                overflow[field.name] = rest
            object.__setattr__(record, field.name, clean[:cap])
        elif isinstance(value, tuple) and value and isinstance(value[0], str):
            object.__setattr__(record, field.name, tuple(repaired(word)[:CAP] for word in value))
    object.__setattr__(record, repaired_in, tuple(repairs))
    object.__setattr__(record, overflow_in, overflow)


def tidy_answers(answers: Mapping[str, str]) -> dict[str, str]:
    """Repair and cap the answers of a lead; answers are read like notes, so they may be as long."""
    return {repaired(code)[:CAP]: repaired(answer)[:LONG_CAP] for code, answer in answers.items()}


def tidy_value(value: Any) -> Any:  # noqa: ANN401 - a column of somebody else's may hold anything
    """Repair every text inside a value of an unknown column."""
    match value:
        case str():
            return repaired(value)
        case Mapping():
            return {repaired(str(key)): tidy_value(item) for key, item in value.items()}
        case list() | tuple():
            return [tidy_value(item) for item in value]
        case _:
            return value
