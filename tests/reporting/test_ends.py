"""Where each lead ended."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.reporting.ends import SQUARES_UP_TO, ends_of

WAYS = ("assigned", "rejected", "redirected", "review", "duplicate", "conflict", "ask", "nurture", "no_partner")


@given(st.lists(st.sampled_from(WAYS), max_size=20))
def test_every_lead_stands_in_one_family(decide: Any, build: Any, chosen: list[str]) -> None:
    ends = ends_of(build([decide(way, number) for number, way in enumerate(chosen)]))
    groups = [group for family in ends.families for group in family.groups]
    assert sum(group.count for group in groups) == len(chosen)
    assert all(group.count and 0 < group.share <= 100 for group in groups)
    assert [family.figure for family in ends.families] == [
        str(sum(group.count for group in family.groups)) for family in ends.families
    ]


def test_families_come_in_the_order_in_which_one_acts(decide: Any, build: Any, ways: tuple[str, ...]) -> None:
    ends = ends_of(build([decide(way, number) for number, way in enumerate((*ways, "assigned"))]))
    assert [family.title for family in ends.families] == [
        "Go to a partner",
        "Need you",
        "Wait or go elsewhere",
        "Stop here, kept",
    ]
    assert ends.label == (
        "Where each of 11 leads ended: 1 assigned, 2 held, 2 no partner, 2 nurture, 1 redirected, 1 rejected, "
        "1 duplicate and 1 taken."
    )


def test_leads_are_squares_while_they_can_be_counted(decide: Any, build: Any) -> None:
    few = ends_of(build([decide("rejected", number) for number in range(SQUARES_UP_TO)]))
    many = ends_of(build([decide("rejected", number) for number in range(SQUARES_UP_TO + 1)]))
    assert (few.squares, few.rows, few.intro) == (True, 10, "One square is one lead.")
    assert (many.squares, many.intro) == (False, "Bars compare how many leads ended in each way.")


def test_a_run_without_leads_has_no_families(build: Any) -> None:
    assert ends_of(build([])).families == ()
