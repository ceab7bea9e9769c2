from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import numpy as np
import pandas as pd
import pytest

from leadmatch.adapters.files.plain_values import plain


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x", "x"),
        (5, 5),
        (True, True),
        (2.5, 2.5),
        (None, None),
        (float("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (datetime(2026, 11, 1, 10, tzinfo=UTC), "2026-11-01T10:00:00+00:00"),
        (pd.Timestamp("2026-11-01"), "2026-11-01T00:00:00"),
        (date(2026, 11, 1), "2026-11-01"),
        (time(10, 30), "10:30:00"),
        (Decimal("50.00"), 50),
        (Decimal("12.5"), 12.5),
        (Decimal("NaN"), None),
        (Decimal("1e400"), float("inf")),
        (b"caf\xc3\xa9\xff", "café�"),
        (bytearray(b"x"), "x"),
        (Colour.RED, "red"),
        ({"a": [Decimal(1), None]}, {"a": [1, None]}),
        (("a", float("nan")), ["a", None]),
        (np.array(["a", "b"], dtype=object), ["a", "b"]),
        (np.float32(0.5), 0.5),
        (np.int64(7), 7),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
    ],
    ids=lambda value: f"{type(value).__name__} {value!r}",
)
def test_a_cell_becomes_plain(value: Any, expected: Any) -> None:
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)
