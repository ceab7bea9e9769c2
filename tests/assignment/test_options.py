"""Fixed and forbidden pairs, minimum loads, switch costs and turns, against linear programs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from leadmatch.assignment.assign import assign
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem

Cells = list[tuple[int, int]]


@st.composite
def full_markets(draw: st.DrawFn) -> tuple[Cells, list[float], list[int], int]:
    """Small markets: pairs, gains, capacity and number of leads."""
    n, m = draw(st.integers(1, 7)), draw(st.integers(1, 4))
    cells = [(lead, partner) for lead in range(n) for partner in range(m)]
    pairs = sorted(draw(st.lists(st.sampled_from(cells), unique=True, min_size=1)))
    gains = draw(st.lists(st.integers(1, 40).map(float), min_size=len(pairs), max_size=len(pairs)))
    return pairs, gains, draw(st.lists(st.integers(0, 4), min_size=m, max_size=m)), n


def problem_of(market: tuple[Cells, list[float], list[int], int], **options: object) -> AssignmentProblem:
    pairs, gains, capacity, n = market
    return AssignmentProblem.from_arrays(
        leads=[lead for lead, _ in pairs],
        partners=[partner for _, partner in pairs],
        utility=gains,
        capacity=capacity,
        n_leads=n,
        **options,  # type: ignore[arg-type] # options are passed on as they are
    )


def best_value(problem: AssignmentProblem, gains: np.ndarray | None = None) -> float | None:
    """The value of the best plan by linear programming (its corners are whole), or None where there is no plan."""
    lead, partner = problem.lead, problem.partner
    worth = problem.utility if gains is None else gains
    by_lead = (np.arange(problem.n_leads)[:, None] == lead).astype(float)
    by_partner = (np.arange(problem.n_partners)[:, None] == partner).astype(float)
    if not lead.size:
        return None if problem.min_load.any() else 0.0
    least = np.zeros(len(lead))
    least[problem.locate(problem.fixed)] = 1.0
    most = np.where((worth > 0) & (problem.utility >= problem.min_utility), 1.0, least)
    found = linprog(
        -worth,
        A_ub=np.vstack((by_lead, by_partner, -by_partner)),
        b_ub=np.concatenate(
            (np.full(problem.n_leads, problem.max_partners_per_lead), problem.capacity, -problem.min_load)
        ),
        bounds=np.column_stack((least, most)),
    )
    return -float(found.fun) if found.status == 0 else None


def moved(plan: AssignmentPlan) -> int:
    problem = plan.problem
    held = np.flatnonzero(problem.incumbent >= 0)
    kept = {(lead, int(problem.incumbent[lead])) for lead in held.tolist()}
    return len(kept - {tuple(pair) for pair in plan.pairs.tolist()})


@given(full_markets(), st.integers(1, 3))
def test_several_partners_a_lead_are_chosen_at_the_optimum(
    market: tuple[Cells, list[float], list[int], int], most: int
) -> None:
    problem = problem_of(market, max_partners_per_lead=most)
    plan = assign(problem)
    assert plan.value == pytest.approx(best_value(problem))
    assert plan.upper_bound == pytest.approx(best_value(problem))


@given(full_markets(), st.integers(1, 2), st.data())
def test_fixed_pairs_stay_and_forbidden_ones_never_appear(
    market: tuple[Cells, list[float], list[int], int], most: int, data: st.DataObject
) -> None:
    pairs, _, capacity, _ = market
    open_pairs = [pair for pair in pairs if capacity[pair[1]]]
    fixed = data.draw(st.lists(st.sampled_from(open_pairs), max_size=1)) if open_pairs else []
    forbidden = data.draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    forbidden = [pair for pair in forbidden if pair not in fixed]
    problem = problem_of(market, fixed=fixed, forbidden=forbidden, max_partners_per_lead=most)
    plan = assign(problem)
    given_pairs = {tuple(pair) for pair in plan.pairs.tolist()}
    assert given_pairs.issuperset(fixed)
    assert given_pairs.isdisjoint(forbidden)
    assert plan.value == pytest.approx(best_value(problem))


@given(full_markets(), st.data())
def test_minimum_loads_are_reached_at_the_least_cost(
    market: tuple[Cells, list[float], list[int], int], data: st.DataObject
) -> None:
    capacity = market[2]
    least = [data.draw(st.integers(0, places)) for places in capacity]
    problem = problem_of(market, min_load=least, max_partners_per_lead=data.draw(st.integers(1, 2)))
    plan, best = assign(problem, method="exact"), best_value(problem)
    assert (plan.load <= problem.capacity).all()
    if best is None:
        assert plan.short
    else:
        assert not plan.short
        assert plan.value == pytest.approx(best)
        assert plan.upper_bound >= best - 1e-6
        assert plan.gap <= 1e-9


@given(full_markets(), st.integers(0, 20), st.data())
def test_a_lead_leaves_its_incumbent_only_for_more_than_that_costs(
    market: tuple[Cells, list[float], list[int], int], cost: int, data: st.DataObject
) -> None:
    n, m = market[3], len(market[2])
    incumbent = data.draw(st.lists(st.integers(-1, m - 1), min_size=n, max_size=n))
    problem = problem_of(market, incumbent=incumbent, switch_cost=cost)
    kept = problem.incumbent[problem.lead] == problem.partner
    plan = assign(problem)
    stays = kept[problem.locate(plan.pairs)].sum()
    assert plan.value + cost * stays == pytest.approx(best_value(problem, problem.utility + cost * kept))
    assert plan.upper_bound == pytest.approx(plan.value)
    assert moved(plan) <= moved(assign(problem_of(market, incumbent=incumbent)))


@given(full_markets(), st.integers(1, 40))
def test_pairs_below_the_least_utility_are_not_used(
    market: tuple[Cells, list[float], list[int], int], least: int
) -> None:
    problem = problem_of(market, min_utility=least)
    plan = assign(problem)
    assert (problem.utility[problem.locate(plan.pairs)] >= least).all()
    assert plan.value == pytest.approx(best_value(problem))


@pytest.mark.parametrize("method", ["auto", "greedy"])
def test_minimum_loads_of_a_larger_market_are_reached(method: str) -> None:
    rng = np.random.default_rng(5)
    n, m, degree = 1200, 320, 15
    partners = np.argsort(rng.random((n, m)), axis=1)[:, :degree]
    gains = rng.random((n, 1)) * (rng.random(m)[partners] + 0.2 * rng.random((n, degree)))
    problem = AssignmentProblem.from_arrays(
        leads=np.repeat(np.arange(n), degree),
        partners=partners.ravel(),
        utility=gains.ravel(),
        capacity=np.full(m, 5),
        min_load=np.full(m, 2),
    )
    plan = assign(problem, method=method)  # type: ignore[arg-type] # one of the methods
    best = best_value(problem)
    assert best is not None
    assert plan.value <= best * (1 + 1e-9)
    assert plan.upper_bound >= best * (1 - 1e-9)
    if method == "auto":
        assert not plan.short
        assert plan.value >= best * (1 - 2e-3)


def test_a_minimum_load_that_no_lead_can_fill_is_reported_short() -> None:
    problem = problem_of(([(0, 0), (0, 1)], [3.0, 5.0], [2, 2], 1), min_load=[1, 1])
    plan = assign(problem)
    assert plan.short == {0: 1}
    assert plan.value == 5.0


def test_equal_partners_get_a_lead_a_day_in_turn() -> None:
    last_served = [0.0, 0.0]
    got = [0, 0]
    for day in range(1, 31):
        problem = problem_of(([(0, 0), (0, 1)], [7.0, 7.0], [5, 5], 1), last_served=last_served)
        ((_, partner),) = assign(problem).pairs.tolist()
        got[partner] += 1
        last_served[partner] = float(day)
    assert got == [15, 15]


def test_one_who_returns_is_served_first_and_the_others_keep_their_turns() -> None:
    served = {"a": 8.0, "b": 9.0, "c": 2.0}
    order = []
    for day in range(10, 16):
        rankings = {"L": [(partner, 4.0) for partner in served]}
        plan = assign(AssignmentProblem.from_rankings(rankings, dict.fromkeys(served, 3), last_served=served))
        partner = plan.lead_dict(0)["partner_id"]
        order.append(partner)
        served[str(partner)] = float(day)
    assert order == ["c", "a", "b", "c", "a", "b"]


@pytest.mark.parametrize("leads", [1, 2, 7, 12])
def test_equal_partners_share_one_batch_evenly(leads: int) -> None:
    pairs = [(lead, partner) for lead in range(leads) for partner in range(3)]
    plan = assign(problem_of((pairs, [2.0] * len(pairs), [9, 9, 9], leads)))
    assert plan.load.max() - plan.load.min() <= 1


def test_turns_never_take_a_partner_below_its_minimum() -> None:
    pairs = [(lead, partner) for lead in range(4) for partner in range(2)]
    plan = assign(problem_of((pairs, [2.0] * 8, [4, 4], 4), min_load=[4, 0]))
    assert plan.load.tolist() == [4, 0]


def test_a_closed_partner_has_the_price_of_its_first_place() -> None:
    plan = assign(problem_of(([(0, 0), (0, 1), (1, 1)], [9.0, 4.0, 3.0], [0, 1], 2)))
    assert plan.value == 4.0
    assert plan.prices[0] == pytest.approx(8.0)
    several = problem_of(([(0, 0), (0, 1), (1, 1)], [9.0, 4.0, 3.0], [0, 1], 2), max_partners_per_lead=2)
    assert assign(several).prices[0] == pytest.approx(9.0)
    fixed = problem_of(([(0, 0), (0, 1), (1, 0)], [9.0, 4.0, 3.0], [1, 1], 2), fixed=[(0, 0)])
    assert assign(fixed).prices.tolist() == pytest.approx([3.0, 0.0])
