"""The funnel: every lead stays or leaves once, and every way out is counted."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.reporting.funnel import exit_of, funnel_of

ENDS = st.lists(
    st.sampled_from(
        (
            "assigned",
            "rejected",
            "redirected",
            "not_a_buyer",
            "review",
            "duplicate",
            "conflict",
            "ask",
            "nurture",
            "no_partner",
            "no_place",
        )
    ),
    max_size=25,
)


@given(ENDS)
def test_what_stays_and_what_leaves_adds_up_at_every_stage(decide: Any, build: Any, ends: list[str]) -> None:
    funnel = funnel_of(build([decide(end, number) for number, end in enumerate(ends)]), 0)
    counts = [stage.count for stage in funnel.stages]
    assert counts[0] == len(ends)
    assert counts[-1] == ends.count("assigned")
    for before, stage in zip(counts, funnel.stages[1:], strict=False):
        assert before == stage.count + stage.lost
        assert stage.lost == sum(each.count for each in stage.exits)
        assert all(each.count for each in stage.exits)


@given(ENDS)
def test_the_heading_names_the_stage_that_takes_most(decide: Any, build: Any, ends: list[str]) -> None:
    funnel = funnel_of(build([decide(end, number) for number, end in enumerate(ends)]), 0)
    most = max(stage.lost for stage in funnel.stages)
    if " most: " in funnel.heading:
        assert f" {most} of the {sum(stage.lost for stage in funnel.stages)} " in funnel.heading
        assert [stage.lost for stage in funnel.stages].count(most) == 1


def test_each_end_is_its_own_way_out(decide: Any, ways: tuple[str, ...]) -> None:
    assert [exit_of(decide(way)) for way in ways] == list(ways)
    assert exit_of(decide("assigned")) is None


@pytest.mark.parametrize(
    ("ends", "heading"),
    [
        ([], "No lead leaves on the way"),
        (["assigned"], "No lead leaves on the way"),
        (["rejected"], "Screening takes out the one lead that leaves"),
        (["no_place", "no_place"], "Capacity takes out all 2 leads that leave"),
        (["rejected", "ask"], "2 leads leave on the way"),
        (["rejected", "ask", "nurture"], "Readiness takes out most: 2 of the 3 leads that leave"),
    ],
)
def test_the_heading_is_true_for_few_and_for_many(decide: Any, build: Any, ends: list[str], heading: str) -> None:
    assert funnel_of(build([decide(end, number) for number, end in enumerate(ends)]), 0).heading == heading


def test_the_first_stage_says_where_leads_came_from_and_what_was_not_read(decide: Any, build: Any) -> None:
    leads = [decide("assigned", number) for number in range(4)]
    first = funnel_of(build(leads), 2).stages[0]
    assert (first.by, first.note) == ("from 3 sources", "2 rows could not be read")
    unnamed = funnel_of(build([decide("assigned", source=None)]), 0).stages[0]
    assert (unnamed.by, unnamed.note) == ("all sources", "every row was read")


def test_exits_agree_with_their_number(decide: Any, build: Any) -> None:
    one = funnel_of(build([decide("ask", 1), decide("assigned", 2)]), 0).stages[3]
    assert [each.words for each in one.exits] == ["1 needs an answer"]
    two = funnel_of(build([decide("ask", 1), decide("ask", 2), decide("assigned", 3)]), 0).stages[3]
    assert [(each.words, each.anchor) for each in two.exits] == [("2 need an answer", "held")]
    assert (two.share, two.lost_share, two.lost_figure) == (33.33, 66.67, "−2")
