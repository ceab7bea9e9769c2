"""The auction: prices rise until every lead has the partner that gains it most at these prices.

A run from zero prices with a small `eps` is fast where leads differ. Where many leads are interchangeable they drive
prices up against each other by `eps` a bid: such a price war is given up, and `exchange` goes on from there. Where
time is short, `eps` falls from a large value in phases, so that there is a plan early; each phase starts from the
prices of the one before, cut by a few `eps` so that places nobody wants any more become cheap again.
"""

from dataclasses import dataclass, replace

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray
from leadmatch.assignment.bidding import Bidding
from leadmatch.assignment.budget import Deadline
from leadmatch.assignment.certificate import upper_bound
from leadmatch.assignment.greedy import best_first, complete
from leadmatch.assignment.market import Market
from leadmatch.assignment.shortlist import Shortlist
from leadmatch.assignment.tail import Tail

_STEP = 3.0
"""`eps` as a multiple of the gap to reach: the plan misses far less than `eps` a lead."""
_WAR = 3
"""Petty bids per bidder, less others, after which a run from zero counts as a price war."""
_CAREFUL = 6.0
"""How many times smaller the last `eps` is where the phases have to reach the gap by themselves."""
MANY_PARTNERS = 3000
"""More partners than this make exchanges too costly, because these weigh every move from partner to partner."""
_FIRST = 0.1
"""First `eps` of the phases, as a share of the mean best utility."""
_FALL = 5.0
"""How many times smaller `eps` gets from phase to phase."""
_SHAVE = 4.0
"""How many `eps` prices are cut between phases."""
_TAIL_SHARE = 200
"""Rounds stop once fewer than one in so many bidders is left ..."""
_TAIL_LEAST = 50
"""... or fewer than this many."""
_STRIDE = 250
"""Bids between two looks at the clock."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A plan with prices that bound it.

    Attributes:
        arcs: pairs of the plan.
        prices: one price per partner.
        worth: what the plan gains, bonuses included.
        bound: what no plan exceeds, bonuses included.
        complete: whether the search ended of its own accord.
    """

    arcs: IntArray
    prices: FloatArray
    worth: float
    bound: float
    complete: bool = True

    @property
    def gap(self) -> float:
        """Share of the bound that the plan may fall short of it."""
        return (self.bound - self.worth) / self.bound if self.bound > 0.0 else 0.0


def best_of(first: Found, second: Found) -> Found:
    """Return the better plan with the tighter prices of the two."""
    plan = first if first.worth >= second.worth else second
    prices = first if first.bound <= second.bound else second
    return replace(plan, prices=prices.prices, bound=prices.bound, complete=second.complete)


def greedy_found(market: Market, order: IntArray, deadline: Deadline, opening: Shortlist | None) -> Found:
    """Return the best-first plan with the prices that bound it loosely: nothing costs anything."""
    arcs, prices = best_first(market, order, deadline, opening), np.zeros(market.n_partners)
    return Found(arcs, prices, market.worth(arcs), upper_bound(market, prices))


def auction(
    market: Market, order: IntArray, tol: float, deadline: Deadline, start: Found, opening: Shortlist | None
) -> Found:
    """Return a plan near the optimum, or the best one there was when the auction was given up.

    Args:
        market: what is decided.
        order: leads, those that win ties first.
        tol: gap to reach, as a share of the upper bound; it is nearly always reached by far.
        deadline: when to answer at the latest.
        start: a plan to fall back on.
        opening: the shortlists where nothing costs anything, if they were made.
    """
    unit = market.mean_best()
    eps = _STEP * tol * unit
    if eps == 0.0 or deadline.passed():
        return replace(start, complete=eps == 0.0)
    bidding = Bidding(market, order, None if market.min_load.any() else opening)
    if deadline.clock is None:
        most = _WAR * len(bidding.lead_of)
        complete = _phase(bidding, _lowest(market), eps, most, deadline)
        best = replace(best_of(start, _found(bidding)), complete=complete)
        if complete or market.n_partners <= MANY_PARTNERS:
            return best
        return phases(bidding, unit, eps / _CAREFUL, deadline, best)
    return phases(bidding, unit, eps, deadline, start)


def phases(bidding: Bidding, unit: float, eps: float, deadline: Deadline, best: Found) -> Found:
    """Let `eps` fall from a share of `unit` in phases, each with a plan of its own; return the best of all.

    Args:
        bidding: the state to work on.
        unit: the mean best utility.
        eps: the last and smallest `eps`, in units of utility.
        deadline: when to answer at the latest.
        best: a plan to fall back on.
    """
    low = _lowest(bidding.market)
    prices, step = low, max(_FIRST * unit, eps)
    while _phase(bidding, prices, step, None, deadline):
        best = best_of(best, _found(bidding))
        if step <= eps:
            return best
        prices = np.maximum(bidding.prices - _SHAVE * step, low)
        step = max(step / _FALL, eps)
    return replace(best, complete=False)


def _lowest(market: Market) -> FloatArray:
    return np.where(market.min_load > 0, -market.bonus, 0.0)


def _phase(bidding: Bidding, prices: FloatArray, eps: float, most: int | None, deadline: Deadline) -> bool:
    """Run one phase to its end; False if it was given up, because of a price war or the time."""
    active = bidding.open(prices, eps)
    enough = max(_TAIL_LEAST, len(active) // _TAIL_SHARE)
    while len(active) > enough:
        if deadline.passed() or (most is not None and bidding.quarrel > most):
            return False
        active = bidding.round(active)
    tail = Tail(bidding, active)
    while not tail.run(_STRIDE):
        if deadline.passed() or (most is not None and bidding.quarrel > most):
            return False
    return True


def _found(bidding: Bidding) -> Found:
    """Return the plan of the phase that just ended; places that it left free are filled as far as they go."""
    market = bidding.market
    arcs = complete(market, bidding.order, bidding.arcs())
    load = market.load(arcs)
    idle = np.where(load < market.capacity, np.minimum(bidding.prices, 0.0), bidding.prices)
    bounds = [(upper_bound(market, prices), prices) for prices in (bidding.prices.copy(), idle)]
    bound, prices = min(bounds, key=lambda pair: pair[0])
    return Found(arcs, prices, market.worth(arcs), bound)
