"""Exchanges of places lead from any plan to the best one."""

from itertools import count

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.assignment.assign import assign, tie_order
from leadmatch.assignment.budget import Deadline
from leadmatch.assignment.certificate import upper_bound
from leadmatch.assignment.exchange import Exchange
from leadmatch.assignment.greedy import best_first, on_arrival
from leadmatch.assignment.market import Market, market_of
from leadmatch.assignment.problem import AssignmentProblem


def problem(seed: int, n: int = 60, m: int = 12, most: int = 1) -> AssignmentProblem:
    rng = np.random.default_rng(seed)
    leads, partners = np.nonzero(rng.random((n, m)) < 0.4)
    return AssignmentProblem.from_arrays(
        leads=leads,
        partners=partners,
        utility=np.round(rng.random(len(leads)), 2),
        capacity=rng.integers(0, 9, m),
        n_leads=n,
        max_partners_per_lead=most,
    )


def improved(market: Market, arcs: np.ndarray, tol: float = 0.0) -> Exchange:
    exchange = Exchange(market, arcs)
    assert exchange.run(np.zeros(market.n_partners), tol, Deadline())
    return exchange


@given(st.integers(0, 10_000), st.integers(1, 3))
def test_every_start_leads_to_the_same_proved_optimum(seed: int, most: int) -> None:
    market = market_of(problem(seed, most=most))
    starts = [np.empty(0, np.int64), best_first(market, tie_order(market)), on_arrival(market, tie_order(market))]
    for start in starts:
        exchange = improved(market, start)
        assert market.worth(exchange.arcs()) == pytest.approx(exchange.bound)
        assert exchange.bound == pytest.approx(upper_bound(market, exchange.prices))
        assert (market.load(exchange.arcs()) <= market.capacity).all()


def test_a_wider_tolerance_stops_earlier() -> None:
    market = market_of(problem(1, n=400, m=60))
    nothing = np.empty(0, np.int64)
    rough, exact = improved(market, nothing, tol=0.3), improved(market, nothing)
    assert 0 < rough.cycles < exact.cycles
    assert market.worth(rough.arcs()) >= 0.7 * exact.bound


@pytest.mark.parametrize("seconds", [0, 5, 60])
def test_a_search_cut_short_has_a_sound_bound(seconds: int) -> None:
    market = market_of(problem(2))
    ticks = count()
    exchange = Exchange(market, np.empty(0, np.int64))
    assert not exchange.run(np.zeros(market.n_partners), 0.0, Deadline(lambda: next(ticks), seconds))
    assert exchange.bound >= assign(problem(2)).value
