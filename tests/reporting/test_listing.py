"""Lists: what is open, what is folded, and what is left to a file."""

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.reporting.listing import CUT_TO, WHOLE_UP_TO, Cut

NUMBERS = st.integers(0, 2_000)


@given(NUMBERS, st.integers(1, 20), NUMBERS)
def test_every_row_is_open_folded_or_counted(rows: int, opened: int, leads: int) -> None:
    listing = Cut.for_leads(leads).listing(range(rows), opened, "lead", "held.csv")
    assert listing.rows == tuple(range(len(listing.rows)))
    assert listing.total == rows
    assert bool(listing.left_out) == bool(listing.left_out_words)


def test_lists_of_a_run_of_500_leads_are_whole_and_of_more_are_cut() -> None:
    assert Cut.for_leads(WHOLE_UP_TO).listing(range(500), 12, "lead", "held.csv").left_out == 0
    listing = Cut.for_leads(WHOLE_UP_TO + 1).listing(range(501), 12, "lead", "held.csv")
    assert (len(listing.rows), listing.left_out_words) == (CUT_TO, "401 more leads are in held.csv.")


def test_one_row_that_is_left_out_is_singular() -> None:
    assert Cut(2).listing(range(3), 1, "lead", "held.csv").left_out_words == "1 more lead is in held.csv."


def test_only_rows_that_are_on_the_page_are_made() -> None:
    made: list[int] = []

    def make(number: int, row: int) -> str:
        made.append(row)
        return f"row {number}"

    listing = Cut(3).listing(range(9), 1, "lead", "held.csv").mapped(make)
    assert made == [0, 1, 2]
    assert (listing.first, listing.rest, listing.total) == (("row 0",), ("row 1", "row 2"), 9)


def test_a_single_row_is_not_folded() -> None:
    assert Cut(99).listing(range(6), 5, "lead", "held.csv").rest == ()
    folded = Cut(99).listing(range(7), 5, "lead", "held.csv")
    assert (len(folded.first), folded.more) == (5, "Show the other 2")
