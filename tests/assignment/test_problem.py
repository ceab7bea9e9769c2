"""A problem takes arrays or rankings, and names all that is wrong with them at once."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.assignment.arrays import ProblemError
from leadmatch.assignment.assign import assign
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.errors import LeadmatchError

GOOD: dict[str, object] = {"leads": [0, 0, 1], "partners": [0, 1, 1], "utility": [1.0, 2.0, 3.0], "capacity": [1, 1]}


def make(**changes: object) -> AssignmentProblem:
    return AssignmentProblem.from_arrays(**{**GOOD, **changes})  # type: ignore[arg-type] # some are wrong on purpose


def test_pairs_are_sorted_by_lead_and_partner() -> None:
    problem = make(leads=[1, 0, 0], partners=[1, 1, 0], utility=[3.0, 2.0, 1.0])
    assert problem.lead.tolist() == [0, 0, 1]
    assert problem.partner.tolist() == [0, 1, 1]
    assert problem.utility.tolist() == [1.0, 2.0, 3.0]
    assert problem.locate(np.array([[1, 1], [1, 0], [0, 0]])).tolist() == [2, -1, 0]


def test_the_callers_arrays_can_change_without_changing_the_problem() -> None:
    utility, capacity = np.array([1.0, 2.0, 3.0]), np.array([1, 1])
    problem = make(utility=utility, capacity=capacity)
    utility[:], capacity[:] = 0.0, 0
    assert problem.utility.tolist() == [1.0, 2.0, 3.0]
    assert problem.capacity.tolist() == [1, 1]


def test_whole_numbers_may_come_as_floats_and_leads_may_have_no_pair() -> None:
    problem = make(leads=[0.0, 0.0, 1.0], n_leads=4)
    assert problem.n_leads == 4
    assert len(assign(problem).unassigned) == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"utility": [1.0, float("nan"), float("inf")]}, "utility: .*nan in entry 1, inf in entry 2.*finite"),
        ({"leads": [0, -1, 1]}, "leads: .*-1 in entry 1"),
        ({"leads": [0, 0.5, 1]}, "leads: .*0.5 in entry 1.*whole"),
        ({"leads": ["a", "b", "c"]}, "leads: .*numbers alone"),
        ({"leads": [[0], [0, 1]]}, "leads: .*numbers alone"),
        ({"leads": [[0, 0, 1]]}, "leads: .*shape"),
        ({"utility": [[1.0, 2.0, 3.0]]}, "utility: .*shape"),
        ({"utility": [None, 2.0, 3.0]}, "utility: .*numbers alone"),
        ({"leads": [0, 0, 0], "partners": [1, 1, 0]}, r"leads: .*\(0, 1\) more than once"),
        ({"partners": [0, 1, 2]}, "partners: .*2 in entry 2.*2 capacities"),
        ({"utility": [1.0]}, "3 leads, 3 partners, 1 utilities"),
        ({"capacity": [1, -2]}, "capacity: .*-2 in entry 1"),
        ({"capacity": [-1] * 5, "partners": [0, 1, 4]}, "in entry 2 and 2 more"),
        ({"min_load": [2, 0]}, "min_load: .*partners 0.*capacity"),
        ({"min_load": [1]}, "min_load: .*1 entries"),
        ({"incumbent": [0]}, "incumbent: .*1 entries.*2 leads"),
        ({"incumbent": [5, -1]}, "incumbent: .*2 partners"),
        ({"incumbent": [-2, 0]}, "incumbent: .*-2 in entry 0"),
        ({"last_served": [1.0]}, "last_served: .*2 partners"),
        ({"switch_cost": -1.0}, "switch_cost: .*-1.0"),
        ({"min_utility": float("inf")}, "min_utility: .*inf"),
        ({"max_partners_per_lead": 0}, "max_partners_per_lead: .*whole number from 1"),
        ({"max_partners_per_lead": 1.5}, "max_partners_per_lead: .*whole"),
        ({"n_leads": 1}, "n_leads: .*from 2 up"),
        ({"fixed": [(1, 0)]}, r"fixed: .*\(1, 0\).*among the pairs"),
        ({"fixed": [(0, 0)], "forbidden": [(0, 0)]}, "fixed: .*do not forbid"),
        ({"fixed": [(0, 1), (1, 1)]}, "fixed: .*partners 1.*capacity"),
        ({"fixed": [(0, 0), (0, 1)]}, "fixed: .*leads 0.*at most 1"),
        ({"fixed": [(0, 7)]}, r"fixed: .*\(0, 7\).*2 leads and 2 partners"),
        ({"fixed": [0, 1]}, "fixed: .*shape"),
        ({"fixed": [("a", "b")]}, "fixed: .*numbers alone"),
        ({"forbidden": [(0, -1)]}, "forbidden: .*-1"),
        ({"forbidden": [(0, 0.5)]}, "forbidden: .*whole"),
    ],
)
def test_what_is_wrong_is_named_with_its_remedy(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ProblemError, match=words):
        make(**changes)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ProblemError) as caught:
        make(utility=[1.0, float("nan"), 1.0], capacity=[1, -1], switch_cost=-1)
    assert {fault.column for fault in caught.value.faults} >= {"utility", "capacity", "switch_cost"}
    assert isinstance(caught.value, LeadmatchError)
    assert isinstance(caught.value, ValueError)
    assert pickle.loads(pickle.dumps(caught.value)).faults == caught.value.faults  # noqa: S301 - our own bytes


RANKINGS = {"L2": [("b", 4.0), ("a", 3.0)], "L1": [("a", 5.0)], "L3": []}


def test_rankings_give_a_plan_that_speaks_of_ids() -> None:
    plan = assign(AssignmentProblem.from_rankings(RANKINGS, {"b": 1, "a": 1}))
    lines = [plan.lead_dict(lead) for lead in range(3)]
    assert [(line["lead_id"], line["partner_id"]) for line in lines] == [("L1", "a"), ("L2", "b"), ("L3", None)]


@given(st.permutations(sorted(RANKINGS)), st.permutations(["a", "b"]))
def test_the_order_of_rankings_changes_nothing(leads: list[str], partners: list[str]) -> None:
    capacity = {"a": 1, "b": 1}
    first = assign(AssignmentProblem.from_rankings(RANKINGS, capacity))
    other = AssignmentProblem.from_rankings(
        {lead: RANKINGS[lead][::-1] for lead in leads}, {partner: capacity[partner] for partner in partners}
    )
    assert assign(other).to_dict() == first.to_dict()
    assert assign(other).pairs.tolist() == first.pairs.tolist()


def test_options_of_rankings_go_by_ids() -> None:
    problem = AssignmentProblem.from_rankings(
        RANKINGS,
        {"a": 1, "b": 1},
        min_load={"b": 1},
        incumbent={"L2": "a", "gone": "b"},
        switch_cost=2.0,
        fixed=[("L2", "a")],
        forbidden=[("L1", "a"), ("L9", "a")],
        last_served={"b": 3.0},
    )
    assert problem.min_load.tolist() == [0, 1]
    assert problem.incumbent.tolist() == [-1, 0, -1]
    assert problem.last_served.tolist() == [2.0, 3.0]
    plan = assign(problem)
    assert plan.pairs.tolist() == [[1, 0]]
    assert plan.short == {"b": 1}


def test_ids_without_a_ranking_or_capacity_are_named() -> None:
    with pytest.raises(ProblemError, match=r"capacity: .*z"):
        AssignmentProblem.from_rankings({"L1": [("z", 1.0)]}, {"a": 1})
    with pytest.raises(ProblemError, match=r"rankings: .*L7"):
        AssignmentProblem.from_rankings(RANKINGS, {"a": 1, "b": 1}, fixed=[("L7", "a")])


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"fixed": [("L1", "b")]}, r"fixed: .*\(L1, b\)"),
        ({"fixed": [("L1", "a"), ("L2", "a")]}, "fixed: .*partners a"),
        ({"fixed": [("L2", "a"), ("L2", "b")]}, "fixed: .*leads L2"),
        ({"min_load": {"b": 2}}, "min_load: .*partners b"),
        ({"rankings": {"L1": [("a", 1.0), ("a", 2.0)]}}, r"leads: .*\(L1, a\) more than once"),
    ],
)
def test_what_is_wrong_with_rankings_is_named_by_ids(options: dict[str, object], words: str) -> None:
    with pytest.raises(ProblemError, match=words):
        AssignmentProblem.from_rankings(**{"rankings": RANKINGS, "capacity": {"a": 1, "b": 1}} | options)  # type: ignore[arg-type] # wrong on purpose


def test_a_problem_and_its_plan_can_be_pickled() -> None:
    plan = assign(AssignmentProblem.from_rankings(RANKINGS, {"a": 1, "b": 1}))
    back = pickle.loads(pickle.dumps(plan))  # noqa: S301 - our own bytes
    assert back.to_dict() == plan.to_dict()
    assert [back.lead_dict(lead) for lead in range(3)] == [plan.lead_dict(lead) for lead in range(3)]
