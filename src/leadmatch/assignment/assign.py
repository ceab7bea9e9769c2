"""The best plan for the whole batch, with a certificate of how far from the optimum it can be at most."""

from dataclasses import replace
from typing import Literal, get_args

import numpy as np

from leadmatch.assignment.arrays import FloatArray, Intake, IntArray
from leadmatch.assignment.auction import MANY_PARTNERS, Found, auction, greedy_found
from leadmatch.assignment.budget import Clock, Deadline
from leadmatch.assignment.certificate import least_gains
from leadmatch.assignment.exchange import Exchange
from leadmatch.assignment.fairness import take_turns
from leadmatch.assignment.greedy import round_robin
from leadmatch.assignment.market import Market, market_of
from leadmatch.assignment.plan import AssignmentPlan, Status
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.assignment.shortlist import Shortlist

Method = Literal["auto", "exact", "greedy", "round_robin"]

_ROUNDING = 1e-9
"""Gaps up to this come from rounding alone."""
_FEW_PARTNERS = 300
_FEW_PAIRS = 200_000
"""Up to so many partners and pairs the optimum itself costs little more than a plan within the tolerance; after a price
war it does so up to a tenth as many pairs."""
_BONUSES = (0.5, 2.0, 8.0, 32.0)
"""Bonuses of minimum places that are tried in order, as multiples of the mean best utility."""


def assign(
    problem: AssignmentProblem,
    *,
    tol: float = 1e-3,
    time_budget: float | None = None,
    clock: Clock | None = None,
    method: Method = "auto",
) -> AssignmentPlan:
    """Return the plan that gains most within all limits of the problem.

    Args:
        problem: the pairs and limits.
        tol: gap to reach with `auto`, as a share of the upper bound; above 0.
        time_budget: seconds after which the best plan so far is returned; it is never below best-first greedy where
            that is done in time, and leaves leads over where it is not.
        clock: reads these seconds, such as `time.monotonic`; needed with a time budget.
        method: `auto` (within `tol`), `exact` (the optimum, proved), or the baselines `greedy` (best pair first)
            and `round_robin` (next partner in order that has room).

    Raises:
        ProblemError: an argument makes no sense; the text says what to pass instead.
    """
    _check(tol, method)
    deadline = Deadline.after(time_budget, clock)
    market = market_of(problem)
    market = replace(market, bonus=_BONUSES[0] * market.mean_best())
    order = tie_order(market)
    deadline = deadline.with_reserve()
    bonuses = _BONUSES if market.min_load.any() else (0.0,)
    opening = Shortlist.opening(market) if deadline.clock is None else None
    greedy, found = _search(market, order, method, tol, deadline, opening)
    for bonus in bonuses[1:]:
        if deadline.passed() or (market.load(found.arcs) >= market.min_load).all():
            break
        market = replace(market, bonus=bonus * market.mean_best())
        greedy, found = _search(market, order, method, tol, deadline, opening)
    if method in {"auto", "exact"}:
        found = replace(found, arcs=take_turns(market, found.arcs, deadline))
    return _plan(problem, market, found, greedy, tol)


def _check(tol: float, method: str) -> None:
    intake = Intake()
    if not (np.isfinite(tol) and tol > 0.0):
        intake.fault("tol", tol, "Give a share above 0, such as 0.001; for the optimum itself use method='exact'.")
    if method not in get_args(Method):
        intake.fault("method", method, f"Choose one of {', '.join(get_args(Method))}.")
    intake.close()


def tie_order(market: Market) -> IntArray:
    """Return the leads in an order in which their numbers only decide between leads that look the same.

    Leads in another order thus get the same plan: first come those with the most to gain.
    """
    filled = np.flatnonzero(np.diff(market.start) > 0)
    best, least = np.zeros(market.n_leads), np.zeros(market.n_leads)
    if filled.size:
        best[filled] = np.maximum.reduceat(market.utility, market.start[filled])
        least[filled] = np.minimum.reduceat(market.utility, market.start[filled])
    return np.lexsort((-least, -best))


def _search(
    market: Market, order: IntArray, method: Method, tol: float, deadline: Deadline, opening: Shortlist | None
) -> tuple[Found, Found]:
    """Return the best-first plan and the plan of the method."""
    greedy = greedy_found(market, order, deadline, opening)
    if method == "greedy":
        return greedy, greedy
    if method == "round_robin":
        arcs = round_robin(market, np.arange(market.n_leads))
        return greedy, replace(greedy, arcs=arcs, worth=market.worth(arcs))
    found = auction(market, order, tol, deadline, greedy, opening)
    if method == "exact":
        return greedy, polish(market, found, 0.0, deadline)
    few = _FEW_PAIRS if found.complete else _FEW_PAIRS // 10
    if market.n_partners <= _FEW_PARTNERS and len(market.partner) <= few:
        return greedy, polish(market, found, 0.0, deadline)
    if market.n_partners <= MANY_PARTNERS and (found.gap > tol or not found.complete):
        return greedy, polish(market, found, tol, deadline)
    return greedy, found


def polish(market: Market, found: Found, tol: float, deadline: Deadline) -> Found:
    """Return the plan after exchanges of places: the best one, or one within `tol`, unless time runs out."""
    if deadline.passed() or found.bound == 0.0:
        return found
    exchange = Exchange(market, found.arcs)
    complete = exchange.run(found.prices, tol, deadline)
    arcs = exchange.arcs()
    better = Found(arcs, exchange.prices, market.worth(arcs), exchange.bound, complete)
    return better if better.bound <= found.bound else replace(better, prices=found.prices, bound=found.bound)


def _plan(problem: AssignmentProblem, market: Market, found: Found, greedy: Found, tol: float) -> AssignmentPlan:
    fixed = problem.locate(problem.fixed)
    given = float(problem.utility[fixed].sum())
    chosen, first = _origin(market, found.arcs), _origin(market, greedy.arcs)
    value = given + float(problem.utility[chosen].sum())
    bound = given + found.bound - (found.worth - float(problem.utility[chosen].sum()))
    pairs = _pairs(problem, np.concatenate((fixed, chosen)))
    plan = AssignmentPlan(
        problem,
        pairs,
        value,
        max(bound, value),
        _prices(problem, market, found.prices),
        given + float(problem.utility[first].sum()),
        "time_budget",
    )
    return replace(plan, status=_status(plan.gap, tol))


def _origin(market: Market, arcs: IntArray) -> IntArray:
    return arcs if market.origin is None else market.origin[arcs]


def _pairs(problem: AssignmentProblem, places: IntArray) -> IntArray:
    places = np.sort(places)
    leads = np.searchsorted(problem.start, places, side="right") - 1
    return np.column_stack((leads, problem.partner[places].astype(np.int64)))


def _prices(problem: AssignmentProblem, market: Market, prices: FloatArray) -> FloatArray:
    """Return the prices, with those of partners without any place left: what the first one would be worth."""
    shut = (market.capacity == 0)[problem.partner] & (problem.utility >= problem.min_utility)
    if not shut.any():
        return prices
    worth, leads, partners = prices.copy(), problem.lead[shut], problem.partner[shut]
    worth[partners] = 0.0
    gains = np.where(market.demand[leads] > 0, problem.utility[shut] - least_gains(market, prices)[leads], 0.0)
    np.maximum.at(worth, partners, gains)
    return worth


def _status(gap: float, tol: float) -> Status:
    if gap <= _ROUNDING:
        return "optimal"
    return "within_tolerance" if gap <= tol else "time_budget"
