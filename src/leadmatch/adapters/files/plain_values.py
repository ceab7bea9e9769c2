"""Values of typed tables as the plain values that records are made of: text, numbers, lists and objects."""

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

_AS_THEY_ARE = frozenset({str, int, bool})
_MISSING = frozenset({"NaTType", "NAType"})
"""Classes of pandas that stand for nothing, by name: pandas itself need not be there."""


def plain(value: Any) -> Any:  # noqa: ANN401 - a cell may hold anything
    """Return a cell as a plain value; what stands for nothing (NaN, NaT, NA) is None.

    Moments and days become ISO 8601, whole decimals integers, bytes text, arrays lists.
    """
    kind = type(value)
    if value is None or kind in _AS_THEY_ARE:
        return value
    if kind.__name__ in _MISSING:
        return None
    match value:
        case float():
            return None if math.isnan(value) else float(value)
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain(item) for item in value]
        case _:
            return _scalar(value)


def _scalar(value: Any) -> Any:  # noqa: ANN401 - as above
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case Decimal():
            return _number(value)
        case bytes() | bytearray():
            return bytes(value).decode("utf-8", "replace")
        case Enum():
            return plain(value.value)
        case _:
            as_python = getattr(value, "tolist", None)  # arrays know what they are in Python
            return plain(as_python()) if callable(as_python) else str(value)


def _number(value: Decimal) -> float | None:
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() and value.adjusted() < 300 else float(value)  # noqa: PLR2004 - the range of a float
