from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.dates import DateOrder, iso_date

DAY, MONTH = "day first", "month first"


@pytest.mark.parametrize(
    ("cell", "order", "iso"),
    [
        ("3/4/2026", DAY, "2026-04-03"),
        ("3/4/2026", MONTH, "2026-03-04"),
        ("3/4/2026", "", None),
        ("4/4/2026", "", "2026-04-04"),
        ("13/4/2026", MONTH, "2026-04-13"),
        ("4-13-2026 2:05 PM", DAY, "2026-04-13T14:05:00"),
        ("4/13/2026, 12:05:09 am", "", "2026-04-13T00:05:09"),
        ("03.04.2026 14:10", MONTH, "2026-04-03T14:10:00"),
        ("2026/6/12 09:00", "", "2026-06-12T09:00:00"),
        ("Jun 12, 2026 09:30 PM", "", "2026-06-12T21:30:00"),
        ("June 2, 2026", "", "2026-06-02"),
        ("13/4/2026 10:00 UTC", "", "2026-04-13T10:00:00Z"),
        ("13/4/2026 whenever", "", "13/4/2026 whenever"),
        ("Abc 12, 2026", "", "Abc 12, 2026"),
        ("46185", "", "2026-06-12"),
        (46185.375, "", "2026-06-12T09:00:00"),
        (46186, "", "2026-06-13"),
        ("99999", "", "99999"),
        ("1781254800000", "", "2026-06-12T09:00:00+00:00"),
        (1781254801000, "", "2026-06-12T09:00:01+00:00"),
        ("2026-06-12T09:00:00.000Z", "", "2026-06-12T09:00:00.000Z"),
        (True, "", True),
        ("9" * 100, "", "9" * 100),
    ],
)
def test_dates_become_iso_8601(cell: object, order: str, iso: object) -> None:
    assert iso_date(cell, order) == iso


def test_the_majority_of_a_column_decides_then_that_of_all_then_the_map() -> None:
    order = DateOrder(MONTH)
    assert order.of("a") == MONTH
    order.look("a", ["13/1/2026", "14/1/2026", "1/14/2026", "1/1/2026", "15.1.2026", None, 5])
    assert (order.of("a"), order.of("b")) == (DAY, DAY)
    order.look("b", ["1/13/2026"])
    assert order.of("b") == MONTH


def test_a_tie_leaves_it_to_the_map() -> None:
    order = DateOrder()
    order.look("a", ["13/1/2026", "1/13/2026"])
    assert order.of("a") == ""


@given(st.dates(min_value=datetime(1954, 1, 1, tzinfo=UTC).date()), st.sampled_from([DAY, MONTH]))
def test_a_date_written_in_an_order_is_read_in_it(day: object, order: str) -> None:
    written = f"{day:%d/%m/%Y}" if order == DAY else f"{day:%m/%d/%Y}"
    assert iso_date(written, order) == str(day)


@given(st.text() | st.integers() | st.floats() | st.none())
def test_any_cell_has_an_answer(cell: object) -> None:
    iso_date(cell, DAY)
