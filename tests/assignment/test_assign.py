"""Plans keep every limit, and gain as much as any plan can."""

from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from leadmatch.assignment.arrays import ProblemError
from leadmatch.assignment.assign import Method, assign
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem

TOL = 1e-3
GAINS = st.one_of(
    st.floats(0.01, 100.0),
    st.integers(0, 3).map(float),
    st.sampled_from([0.0, 1.0, 1.0 + 1e-9, 1e-6, 1e6]),
)


@st.composite
def markets(draw: st.DrawFn, most_leads: int = 8, most_partners: int = 5) -> AssignmentProblem:
    """Small problems, many with ties, partners without places and leads without partners."""
    n, m = draw(st.integers(0, most_leads)), draw(st.integers(1, most_partners))
    cells = [(lead, partner) for lead in range(n) for partner in range(m)]
    pairs = draw(st.lists(st.sampled_from(cells), unique=True)) if cells else []
    gains = draw(st.lists(GAINS, min_size=len(pairs), max_size=len(pairs)))
    capacity = draw(st.lists(st.integers(0, 3), min_size=m, max_size=m))
    return problem_of(pairs, gains, capacity, n_leads=n)


def problem_of(
    pairs: list[tuple[int, int]], gains: list[float], capacity: list[int], n_leads: int, **options: object
) -> AssignmentProblem:
    return AssignmentProblem.from_arrays(
        leads=[lead for lead, _ in pairs],
        partners=[partner for _, partner in pairs],
        utility=gains,
        capacity=capacity,
        n_leads=n_leads,
        **options,  # type: ignore[arg-type] # options are passed on as they are
    )


def seeded(
    seed: int, n: int, m: int, degree: int, *, kind: str = "mixed", tight: float = 1.0, **options: object
) -> AssignmentProblem:
    """A market of some size: mixed, or of interchangeable leads."""
    rng = np.random.default_rng(seed)
    partners = np.sort(np.argsort(rng.random((n, m)), axis=1)[:, :degree], axis=1)
    quality = rng.random(m)
    value = rng.random((n, 1))
    gains = {
        "mixed": value * (quality[partners] + rng.random((n, degree))),
        "rounded": np.round(value * (quality[partners] + rng.random((n, degree))), 2),
        "rank one": value * quality[partners],
        "identical": np.broadcast_to(quality[partners], (n, degree)),
        "equal": np.ones((n, degree)),
    }[kind]
    shares = rng.lognormal(0.0, 1.0, m)
    capacity = np.round(shares / shares.sum() * n / tight).astype(int)
    return AssignmentProblem.from_arrays(
        leads=np.repeat(np.arange(n), degree),
        partners=partners.ravel(),
        utility=gains.ravel(),
        capacity=capacity,
        **options,  # type: ignore[arg-type] # options are passed on as they are
    )


KINDS = ["mixed", "rounded", "rank one", "identical", "equal"]


def optimum(problem: AssignmentProblem) -> float:
    """The value of the best plan, by the Hungarian method on places."""
    worth = np.zeros((problem.n_leads, problem.n_partners))
    worth[problem.lead, problem.partner] = np.maximum(problem.utility, 0.0)
    square = np.hstack((np.repeat(worth, problem.capacity, axis=1), np.zeros((problem.n_leads, problem.n_leads))))
    rows, columns = linear_sum_assignment(square, maximize=True)
    return float(square[rows, columns].sum())


def check_limits(plan: AssignmentPlan) -> None:
    problem = plan.problem
    places = problem.locate(plan.pairs)
    assert (places >= 0).all()
    assert len(np.unique(plan.pairs, axis=0)) == len(plan.pairs)
    assert (plan.load <= problem.capacity).all()
    assert (np.bincount(plan.pairs[:, 0], minlength=1) <= problem.max_partners_per_lead).all()
    assert plan.value == pytest.approx(float(problem.utility[places].sum()))
    assert plan.value <= plan.upper_bound
    assert plan.assigned + len(plan.unassigned) == problem.n_leads


@given(markets(), st.sampled_from(["auto", "exact", "greedy", "round_robin"]))
def test_every_plan_keeps_capacity_and_eligibility(problem: AssignmentProblem, method: Method) -> None:
    check_limits(assign(problem, method=method))


@given(markets())
def test_a_small_market_is_assigned_at_its_optimum(problem: AssignmentProblem) -> None:
    plan, best = assign(problem), optimum(problem)
    assert plan.value == pytest.approx(best, rel=1e-9, abs=1e-9)
    assert plan.upper_bound == pytest.approx(best, rel=1e-9, abs=1e-9)
    assert plan.status == "optimal"


@given(markets(), st.sampled_from(["auto", "exact", "greedy", "round_robin"]))
def test_no_plan_is_worth_more_than_the_bound_of_any_other(problem: AssignmentProblem, method: Method) -> None:
    assert assign(problem, method=method).upper_bound >= optimum(problem) * (1 - 1e-12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tight", [0.5, 1.0, 2.0])
def test_a_market_of_interchangeable_leads_is_assigned_within_the_tolerance(kind: str, tight: float) -> None:
    problem = seeded(7, 400, 40, 12, kind=kind, tight=tight)
    plan = assign(problem)
    best = optimum(problem)
    check_limits(plan)
    assert plan.gap <= TOL
    assert best * (1 - TOL) <= plan.value <= best * (1 + 1e-9)
    assert plan.upper_bound >= best * (1 - 1e-12)
    assert plan.greedy_value <= plan.value * (1 + 1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_the_exact_method_proves_the_optimum(kind: str) -> None:
    problem = seeded(3, 700, 60, 20, kind=kind)
    plan = assign(problem, method="exact")
    assert plan.status == "optimal"
    assert plan.gap <= 1e-9
    assert plan.value == pytest.approx(optimum(problem))


@pytest.mark.parametrize("kind", ["mixed", "rank one"])
def test_a_market_too_large_for_the_optimum_stays_within_the_tolerance(kind: str) -> None:
    plan = assign(seeded(5, 2000, 400, 20, kind=kind))
    check_limits(plan)
    assert plan.gap <= TOL
    assert plan.status == "within_tolerance"


def test_a_market_of_very_many_partners_is_assigned_by_phases() -> None:
    rng = np.random.default_rng(0)
    n, m, degree = 400, 3200, 5
    partners = rng.integers(0, 40, (n, 1)) + np.arange(degree) * 40
    problem = AssignmentProblem.from_arrays(
        leads=np.repeat(np.arange(n), degree),
        partners=partners.ravel(),
        utility=np.repeat(rng.random(m)[None, :], n, axis=0)[np.arange(n)[:, None], partners].ravel(),
        capacity=np.ones(m, int),
    )
    plan = assign(problem)
    assert plan.gap <= TOL
    assert plan.value >= optimum(problem) * (1 - TOL)


@given(markets(), st.data())
def test_leads_and_partners_in_another_order_get_the_same_value(
    problem: AssignmentProblem, data: st.DataObject
) -> None:
    leads = data.draw(st.permutations(range(problem.n_leads)))
    partners = data.draw(st.permutations(range(problem.n_partners)))
    other = AssignmentProblem.from_arrays(
        leads=np.array(leads, int)[problem.lead],
        partners=np.array(partners, int)[problem.partner],
        utility=problem.utility,
        capacity=problem.capacity[np.argsort(partners)],
        n_leads=problem.n_leads,
    )
    plan, permuted = assign(problem), assign(other)
    assert permuted.value == pytest.approx(plan.value)
    assert permuted.upper_bound == pytest.approx(plan.upper_bound)


def test_leads_and_partners_in_another_order_get_the_same_pairs_where_the_optimum_is_unique() -> None:
    problem = seeded(11, 300, 30, 10)
    rng = np.random.default_rng(1)
    leads, partners = rng.permutation(300), rng.permutation(30)
    other = AssignmentProblem.from_arrays(
        leads=leads[problem.lead],
        partners=partners[problem.partner],
        utility=problem.utility,
        capacity=problem.capacity[np.argsort(partners)],
    )
    there = assign(problem).pairs
    back = np.column_stack(
        (np.argsort(leads)[assign(other).pairs[:, 0]], np.argsort(partners)[assign(other).pairs[:, 1]])
    )
    assert sorted(map(tuple, there.tolist())) == sorted(map(tuple, back.tolist()))


@given(markets(), st.data())
def test_another_place_never_lowers_the_value_and_is_worth_its_price(
    problem: AssignmentProblem, data: st.DataObject
) -> None:
    partner = data.draw(st.integers(0, problem.n_partners - 1))
    capacity = problem.capacity.copy()
    capacity[partner] += 1
    wider = AssignmentProblem.from_arrays(
        leads=problem.lead,
        partners=problem.partner,
        utility=problem.utility,
        capacity=capacity,
        n_leads=problem.n_leads,
    )
    plan, more = assign(problem, method="exact"), assign(wider, method="exact")
    assert more.value - plan.value == pytest.approx(float(plan.prices[partner]), rel=1e-6, abs=1e-6)


@given(markets())
def test_a_further_partner_never_lowers_the_value(problem: AssignmentProblem) -> None:
    last = problem.n_partners - 1
    before = problem.partner < last
    fewer = AssignmentProblem.from_arrays(
        leads=problem.lead[before],
        partners=problem.partner[before],
        utility=problem.utility[before],
        capacity=problem.capacity[:last],
        n_leads=problem.n_leads,
    )
    assert assign(problem, method="exact").value >= assign(fewer, method="exact").value - 1e-9
    assert assign(problem).value >= assign(fewer).value * (1 - 1e-3) - 1e-9


@given(markets(most_leads=5, most_partners=4))
def test_a_lead_goes_to_several_partners_but_to_none_twice(problem: AssignmentProblem) -> None:
    twice = AssignmentProblem.from_arrays(
        leads=problem.lead,
        partners=problem.partner,
        utility=problem.utility,
        capacity=problem.capacity,
        n_leads=problem.n_leads,
        max_partners_per_lead=2,
    )
    plan = assign(twice)
    check_limits(plan)
    assert plan.gap <= 1e-9
    assert plan.value >= assign(problem).value - 1e-9


def test_two_partners_a_lead_are_found_where_auction_and_greedy_have_to_look_further() -> None:
    plan = assign(seeded(2, 500, 350, 20, tight=0.5, max_partners_per_lead=3))
    check_limits(plan)
    assert plan.gap <= TOL
    assert plan.value > plan.greedy_value


class Ticking:
    """A clock that moves one second whenever somebody looks at it."""

    def __init__(self) -> None:
        self._ticks = count()

    def __call__(self) -> float:
        return float(next(self._ticks))


@pytest.mark.parametrize("seconds", [0, 1, 3, 10, 30, 100, 10_000])
@pytest.mark.parametrize("kind", ["mixed", "rank one", "identical"])
@pytest.mark.parametrize("method", ["auto", "exact"])
def test_a_plan_out_of_time_is_never_below_best_first_greedy(seconds: int, kind: str, method: Method) -> None:
    problem = seeded(4, 500, 40, 12, kind=kind)
    plan = assign(problem, time_budget=seconds, clock=Ticking(), method=method)
    check_limits(plan)
    assert plan.value >= plan.greedy_value
    assert plan.upper_bound >= optimum(problem) * (1 - 1e-12)
    assert plan.status == "time_budget" or plan.gap <= TOL


@pytest.mark.parametrize("kind", KINDS)
def test_time_that_is_enough_for_best_first_greedy_gets_at_least_its_value(kind: str) -> None:
    problem = seeded(6, 500, 40, 12, kind=kind)
    plan = assign(problem, time_budget=2_000, clock=Ticking())
    assert plan.greedy_value == pytest.approx(assign(problem, method="greedy").value)
    assert plan.value >= plan.greedy_value


def test_without_any_time_a_large_market_gets_the_part_of_a_plan_that_one_round_makes() -> None:
    problem = seeded(6, 9000, 15, 5)
    plan = assign(problem, time_budget=0.0, clock=Ticking())
    check_limits(plan)
    assert 0.0 < plan.value < assign(problem, method="greedy").value
    assert plan.status == "time_budget"


@pytest.mark.parametrize("seconds", range(2, 12))
def test_turns_end_when_time_does(seconds: int) -> None:
    problem = problem_of([(lead, partner) for lead in range(900) for partner in range(3)], [1.0] * 2700, [900] * 3, 900)
    plan = assign(problem, time_budget=seconds, clock=Ticking())
    check_limits(plan)
    assert plan.value == 900.0


def test_the_same_problem_gets_the_same_plan_again() -> None:
    first, second = (assign(seeded(9, 600, 50, 15, kind="rounded")) for _ in range(2))
    assert first.pairs.tolist() == second.pairs.tolist()
    assert first.to_dict() == second.to_dict()


def test_round_robin_gives_each_partner_its_turn() -> None:
    problem = problem_of([(lead, partner) for lead in range(6) for partner in range(3)], [1.0] * 18, [9, 9, 9], 6)
    assert assign(problem, method="round_robin").load.tolist() == [2, 2, 2]


def test_nothing_to_assign_is_an_empty_plan() -> None:
    plan = assign(problem_of([], [], [2, 0], n_leads=0))
    assert (plan.value, plan.upper_bound, plan.gap, plan.status) == (0.0, 0.0, 0.0, "optimal")
    assert plan.pairs.shape == (0, 2)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"tol": 0.0}, "tol"),
        ({"tol": float("nan")}, "tol"),
        ({"method": "best"}, "method"),
        ({"time_budget": 1.0}, "clock"),
        ({"time_budget": -1.0, "clock": Ticking()}, "time_budget"),
    ],
)
def test_an_argument_that_makes_no_sense_is_named(options: dict[str, object], word: str) -> None:
    with pytest.raises(ProblemError, match=word):
        assign(problem_of([(0, 0)], [1.0], [1], 1), **options)  # type: ignore[arg-type] # wrong on purpose
