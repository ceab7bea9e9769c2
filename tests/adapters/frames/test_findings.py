import warnings

import pytest

from leadmatch.adapters.files.rows import BadRow, Remark
from leadmatch.adapters.frames.findings import FrameWarning, Listing, Tally


def bad(row: int, column: str = "employees") -> BadRow:
    return BadRow("leads", row, column, "many", "Write a whole number.")


def test_nothing_found_is_nothing_told() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Tally().tell(1)


def test_rows_are_counted_not_faults() -> None:
    tally = Tally()
    for fault in (bad(3), bad(3, "cost"), bad(4), bad(9), bad(10)):
        tally.bad(fault)
    with pytest.warns(FrameWarning, match="^4 rows could not be read") as told:
        tally.tell(1)
    message = str(told[0].message)
    assert message.count("whole number") == 3
    assert message.endswith("…")


def test_a_sentence_is_told_once_however_often_it_holds() -> None:
    tally = Tally()
    for row in range(5_000):
        tally.warn(Remark("leads", row, "phone", "It was a number."))
        tally.warn(Remark("leads", row, "", f"It repeats row {row}."))
        tally.bad(bad(row))
    with pytest.warns(FrameWarning, match="The same holds for 4,999 more") as told:
        tally.tell(1)
    warning = told[0].message
    assert isinstance(warning, FrameWarning)
    assert len(warning.bad_rows) == len(warning.remarks) == 1_000


def test_a_listing_keeps_everything() -> None:
    listing = Listing()
    listing.bad(bad(3))
    listing.warn(Remark("leads", 4, "phone", "It was a number."))
    assert listing.lines == [(3, "employees", "many", "Write a whole number."), (4, "phone", None, "It was a number.")]
