"""The finding of a run is computed and true."""

from typing import Any

import pytest

from leadmatch.evidence.wording import THIN
from leadmatch.reporting.findings import finding_of, needs_of


def test_the_heading_counts_leads_and_partners(decide: Any, build: Any) -> None:
    found = finding_of(build([decide("assigned", 1), decide("assigned", 2), decide("rejected", 3)]))
    assert found.heading == "2 of 3 leads go to 1 partner"
    assert found.facts == ("3 leads", "2 partners")
    assert (found.now, found.moment) == ("2026-11-23T08:00:00+01:00", "Mon 23 Nov 2026, 08:00 CET")


def test_the_standfirst_says_what_it_is_worth_and_what_became_of_the_others(decide: Any, build: Any) -> None:
    found = finding_of(build([decide("assigned", 1), decide("assigned", 2), decide("rejected", 3)]))
    assert (found.opening, found.worth) == ("Together they are worth about", f"€{THIN}777k")
    assert found.rest == (
        f" in expected sales, at most 0.05{THIN}% below the best plan and 3.5{THIN}% above handing each lead to its "
        "best partner in turn. Nothing was thrown away: the other one is below with its reason."
    )


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        (
            (100, 90, 100),
            "the most that any plan can reach and 11% above handing each lead to its best partner in turn",
        ),
        (
            (100, 100, 100),
            "the most that any plan can reach; handing each lead to its best partner in turn would reach it too",
        ),
        (
            (100, 100, 125),
            "at most 20% below the best plan; handing each lead to its best partner in turn would reach as much",
        ),
        ((100, 0, 100), "the most that any plan can reach"),
    ],
)
def test_the_plan_is_compared_with_the_best_and_with_handing_out_in_turn(
    decide: Any, build: Any, planned: Any, values: tuple[float, float, float], standing: str
) -> None:
    found = finding_of(build([decide("assigned")], plan=planned(*values)))
    assert found.opening == "It is worth about"
    assert found.rest.replace(THIN, "") == f" in expected sales, {standing}. No lead is left over."


def test_a_run_that_assigns_nothing_claims_no_value(decide: Any, build: Any) -> None:
    nothing = finding_of(build([decide("rejected")]))
    assert (nothing.worth, nothing.opening) == ("", "Nothing was thrown away: each lead is below with its reason.")
    assert finding_of(build([])).opening == "There was nothing to decide."
    assert finding_of(build([])).heading == "0 of 0 leads go to 0 partners"


def test_several_leads_that_are_left_over_are_counted(decide: Any, build: Any) -> None:
    found = finding_of(build([decide("assigned", 1), decide("ask", 2), decide("ask", 3)]))
    assert found.rest.endswith("Nothing was thrown away: the other 2 are below, each with its reason.")


def test_needs_count_what_a_person_has_to_do(decide: Any, build: Any, ways: tuple[str, ...]) -> None:
    needs = needs_of(build([decide(way, number) for number, way in enumerate(ways)]), 3)
    assert [(need.count, need.words) for need in needs] == [
        (1, "to review"),
        (1, "to ask"),
        (2, "without a partner"),
        (3, "rows not read"),
    ]
    assert needs[2].why == "1 has none, 1 finds all full"


@pytest.mark.parametrize(
    ("ends", "why"),
    [
        (["no_partner"], "Nobody suits it"),
        (["no_partner", "no_partner"], "Nobody suits them"),
        (["no_place"], "All who suit are full"),
        (["no_place", "no_partner", "no_place", "no_partner"], "2 have none, 2 find all full"),
        ([], "Every ready lead has one"),
    ],
)
def test_leads_without_a_partner_are_told_apart_by_why(decide: Any, build: Any, ends: list[str], why: str) -> None:
    needs = needs_of(build([decide(end, number) for number, end in enumerate(ends)]), 1)
    assert needs[2].why == why
    assert needs[3].words == "row not read"
