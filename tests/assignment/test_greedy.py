"""The baselines do what they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.assignment.assign import tie_order
from leadmatch.assignment.greedy import best_first, on_arrival, round_robin
from leadmatch.assignment.market import Market, market_of
from leadmatch.assignment.problem import AssignmentProblem


def market(seed: int, n: int, m: int, most: int = 1) -> Market:
    rng = np.random.default_rng(seed)
    chosen = rng.random((n, m)) < 0.6
    leads, partners = np.nonzero(chosen)
    problem = AssignmentProblem.from_arrays(
        leads=leads,
        partners=partners,
        utility=rng.random(len(leads)) + 0.01,
        capacity=rng.integers(0, 4, m),
        n_leads=n,
        max_partners_per_lead=most,
    )
    return market_of(problem)


def slowly(given_market: Market) -> list[int]:
    """Best-first greedy as one would write it down."""
    left, wanted, taken = given_market.capacity.copy(), given_market.demand.copy(), []
    for arc in np.argsort(-given_market.utility, kind="stable").tolist():
        lead, partner = int(given_market.lead_of(np.array([arc]))[0]), given_market.partner[arc]
        if left[partner] and wanted[lead]:
            left[partner] -= 1
            wanted[lead] -= 1
            taken.append(arc)
    return sorted(taken)


@given(st.integers(0, 10_000), st.integers(1, 30), st.integers(1, 15), st.integers(1, 3))
def test_proposals_in_rounds_give_the_best_first_plan(seed: int, n: int, m: int, most: int) -> None:
    drawn = market(seed, n, m, most)
    assert best_first(drawn, tie_order(drawn)).tolist() == slowly(drawn)


def test_on_arrival_takes_the_best_that_is_left() -> None:
    problem = AssignmentProblem.from_arrays(
        leads=[0, 0, 1, 1], partners=[0, 1, 0, 1], utility=[5.0, 4.0, 9.0, 1.0], capacity=[1, 1]
    )
    small = market_of(problem)
    assert on_arrival(small, np.array([0, 1])).tolist() == [0, 3]
    assert on_arrival(small, np.array([1, 0])).tolist() == [1, 2]


@pytest.mark.parametrize("plan", [on_arrival, round_robin])
@given(seed=st.integers(0, 10_000))
def test_no_baseline_breaks_a_limit(plan: object, seed: int) -> None:
    drawn = market(seed, 12, 5, 2)
    arcs = plan(drawn, np.arange(12))  # type: ignore[operator] # one of the two functions
    assert (drawn.load(arcs) <= drawn.capacity).all()
    assert (np.bincount(drawn.lead_of(arcs), minlength=12) <= 2).all()
