"""A plan says why each lead got what it got, and what a further place would be worth."""

import json

import pytest

from leadmatch.assignment.assign import assign
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.evidence.card import Slots


def plan_of(
    rankings: dict[str, list[tuple[str, float]]], capacity: dict[str, int], method: str = "auto", **options: object
) -> AssignmentPlan:
    problem = AssignmentProblem.from_rankings(rankings, capacity, **options)  # type: ignore[arg-type] # passed on
    return assign(problem, method=method)  # type: ignore[arg-type] # one of the methods


def code_of(plan: AssignmentPlan, lead: int) -> str | None:
    reason = plan.reason(lead)
    return None if reason is None else reason.code


def test_a_lead_that_lost_its_first_choice_is_told_who_gains_more_from_it() -> None:
    plan = plan_of({"L1": [("A", 5.0), ("B", 4.0)], "L9": [("A", 4.0), ("B", 1.0)]}, {"A": 1, "B": 1})
    line = plan.lead_dict(0)
    assert (line["partner_id"], line["utility"], line["alternates"]) == ("B", 4.0, ["A"])
    assert line["reason"] is not None
    assert line["reason"]["message"] == "Its first choice A is full: its place went to L9, which gains more from it"
    assert plan.lead_dict(1)["reason"] is None


def test_a_tie_for_the_first_choice_is_called_a_tie() -> None:
    plan = plan_of({"L1": [("A", 5.0), ("B", 4.0)], "L2": [("A", 5.0), ("B", 4.0)]}, {"A": 1, "B": 1})
    assert sorted(filter(None, (code_of(plan, 0), code_of(plan, 1)))) == ["assignment.first_choice_tied"]


@pytest.mark.parametrize(
    ("ranking", "capacity", "options", "code"),
    [
        ([], {"A": 1}, {}, "assignment.no_eligible_partner"),
        ([("A", 5.0)], {"A": 1}, {"forbidden": [("L1", "A")]}, "assignment.forbidden"),
        ([("A", 5.0)], {"A": 1}, {"min_utility": 6.0}, "assignment.below_min_utility"),
        ([("A", -5.0)], {"A": 1}, {}, "assignment.below_min_utility"),
        ([("A", 5.0)], {"A": 0}, {}, "assignment.no_places"),
    ],
)
def test_a_lead_that_nobody_can_take_has_the_reason(
    ranking: list[tuple[str, float]], capacity: dict[str, int], options: dict[str, object], code: str
) -> None:
    plan = plan_of({"L1": ranking}, capacity, "auto", **options)
    assert [(lead, reason.code) for lead, reason in plan.unassigned.items()] == [(0, code)]
    assert plan.reason(0) == plan.unassigned[0]
    assert "unknown" not in plan.unassigned[0].message()
    assert plan.lead_dict(0)["partner_id"] is None


def test_a_lead_without_a_place_is_told_who_has_it() -> None:
    plan = plan_of({"L1": [("A", 5.0), ("Z", 9.0)], "L2": [("A", 3.0), ("Z", 4.0)]}, {"A": 1, "Z": 0})
    assert code_of(plan, 0) == "assignment.first_choice_closed"
    assert plan.unassigned[1].message() == (
        "Every suitable partner is full: the last place at A went to L1, which gains more from it"
    )
    with pytest.raises(KeyError):
        plan.unassigned[0]


def test_a_lead_shut_out_of_its_open_first_choice_is_told_who_has_that_place() -> None:
    plan = plan_of({"L1": [("A", 5.0)], "L2": [("A", 3.0)]}, {"A": 1})
    assert dict(plan.unassigned[1].values) == {"partner": "A", "winner": "L1"}


def test_a_lead_that_stays_with_its_incumbent_is_told_so() -> None:
    rankings = {"L1": [("A", 5.0), ("B", 4.0)]}
    plan = plan_of(rankings, {"A": 1, "B": 1}, incumbent={"L1": "B"}, switch_cost=2.0)
    assert code_of(plan, 0) == "assignment.stays"
    assert plan.value == 4.0
    assert plan.upper_bound == pytest.approx(4.0)


def test_a_fixed_lead_is_told_so() -> None:
    plan = plan_of({"L1": [("A", 5.0), ("B", 4.0)]}, {"A": 1, "B": 1}, fixed=[("L1", "B")])
    assert code_of(plan, 0) == "assignment.fixed"


def test_a_minimum_load_passes_a_first_choice_over() -> None:
    plan = plan_of({"L1": [("A", 5.0), ("B", 4.0)]}, {"A": 1, "B": 1}, min_load={"B": 1})
    assert code_of(plan, 0) == "assignment.first_choice_passed"


def test_a_baseline_that_leaves_a_lead_over_says_so() -> None:
    rankings = {"L1": [("A", 5.0)], "L2": [("A", 4.0), ("B", 3.0)], "L3": [("B", 1.0)]}
    plan = plan_of(rankings, {"A": 1, "B": 1}, method="round_robin")
    assert [code_of(plan, lead) for lead in range(3)] == [
        None,
        "assignment.first_choice_taken",
        "assignment.places_taken",
    ]


def test_several_partners_stand_best_first() -> None:
    plan = plan_of({"L1": [("A", 3.0), ("B", 5.0), ("C", 1.0)]}, dict.fromkeys("ABC", 1), max_partners_per_lead=2)
    line = plan.lead_dict(0)
    assert (line["partner_id"], line["alternates"]) == ("B", ["A", "C"])
    assert plan.partners_of(0) == (0, 1)
    assert plan.alternates(0) == (2,)


def test_the_plan_is_plain_json() -> None:
    plan = plan_of({"L1": [("A", 5.0)], "L2": [("A", 3.0)], "L3": []}, {"A": 1, "B": 2})
    assert json.loads(json.dumps(plan.to_dict(), allow_nan=False)) == {
        "value": 5.0,
        "upper_bound": 5.0,
        "gap": 0.0,
        "assigned": 1,
        "unassigned": 2,
        "prices": {"A": 3.0, "B": 0.0},
        "greedy_value": 5.0,
        "status": "optimal",
    }
    json.dumps([plan.lead_dict(lead) for lead in range(3)], allow_nan=False)


def test_one_more_place_is_worth_most_where_leads_wait() -> None:
    plan = plan_of({"L1": [("A", 5.0)], "L2": [("A", 3.0)], "L3": [("B", 1.0)]}, {"A": 1, "B": 1, "C": 0})
    assert list(plan.one_more_place().items()) == [("A", 3.0), ("B", 0.0), ("C", 0.0)]


def test_numbers_stand_for_ids_where_none_were_given() -> None:
    problem = AssignmentProblem.from_arrays(leads=[0, 1], partners=[0, 0], utility=[2.0, 1.0], capacity=[1])
    plan = assign(problem)
    assert plan.lead_dict(0)["partner_id"] == 0
    assert plan.to_dict()["prices"] == {"0": 1.0}
    assert dict(plan.unassigned[1].values) == {"partner": "0", "winner": "0"}


def test_greedy_below_a_minimum_load_leaves_nobody_over_in_silence() -> None:
    rankings = {"L1": [("A", 9.0)], "L2": [("A", 8.0), ("B", 7.0)]}
    plan = plan_of(rankings, {"A": 2, "B": 1}, method="greedy", min_load={"A": 1})
    assert plan.short == {}
    assert all(code_of(plan, lead) is None for lead in range(2))


def test_a_plan_shows_who_takes_how_many_and_where_a_place_is_missing() -> None:
    problem = AssignmentProblem.from_arrays(leads=[0, 1, 2], partners=[0, 0, 0], utility=[5.0, 4.0, 3.0], capacity=[2])
    card = assign(problem).card()
    assert (card.title, card.detail, card.more) == ("2 of 3 leads assigned", "9 expected", ".unassigned")
    assert card.table is not None
    ((partner, places, new, price),) = card.table.rows
    assert (partner, places, new) == ("0", Slots(0, 2, 0), "2")
    assert price != "–"
    assert card.foot == "0 partners have room. 1 unassigned."


def test_a_plan_without_partners_has_no_table() -> None:
    problem = AssignmentProblem.from_arrays(leads=[], partners=[], utility=[], capacity=[])
    assert assign(problem).card().table is None
