"""Plans made without looking ahead: what most systems do, and what every plan here is compared with."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray
from leadmatch.assignment.bidding import Bidding
from leadmatch.assignment.budget import NO_DEADLINE, Deadline
from leadmatch.assignment.market import Market
from leadmatch.assignment.shortlist import Shortlist


class _Reachable(Shortlist):
    """Pairs by utility, as far as the partner would still take them."""

    @staticmethod
    def net(utility: FloatArray, price: FloatArray) -> FloatArray:
        """Return the utility where it beats the least that the full partner holds."""
        return np.where(utility > price, utility, -np.inf)


class _BestFirst(Bidding):
    """Leads propose down their lists, partners keep what gains most: best-first greedy, in rounds."""

    @staticmethod
    def shortlist_of(market: Market, opening: Shortlist | None) -> Shortlist:
        """Return the pairs that are within reach."""
        return _Reachable(market, opening)

    @staticmethod
    def offer(utility: FloatArray, second: FloatArray, eps: float) -> FloatArray:  # noqa: ARG004 - a bid of the whole utility
        """Return the utilities themselves."""
        return utility


def best_first(
    market: Market, order: IntArray, deadline: Deadline = NO_DEADLINE, opening: Shortlist | None = None
) -> IntArray:
    """Return the pairs of the plan that takes the best pair that still fits, again and again.

    Partners below their minimum are filled first. Of equal pairs the lead that stands first in `order` wins. Where
    time runs out, leads that come later in `order` are left over.
    """
    nothing = np.empty(0, np.int64)
    if not market.min_load.any():
        return complete(market, order, nothing, deadline, opening)
    minimum = replace(market, capacity=market.min_load)
    return complete(market, order, complete(minimum, order, nothing, deadline, opening), deadline, opening)


def complete(
    market: Market,
    order: IntArray,
    arcs: IntArray,
    deadline: Deadline = NO_DEADLINE,
    opening: Shortlist | None = None,
) -> IntArray:
    """Return these pairs and, best first, those that still fit beside them, as far as time allows."""
    demand = market.demand - np.bincount(market.lead_of(arcs), minlength=market.n_leads)
    left = market.capacity - market.load(arcs)
    if not (left.any() and demand.any()):
        return arcs
    rest = replace(market, demand=demand, capacity=left, min_load=np.zeros_like(left))
    bidding = _BestFirst(rest, order, opening)
    active = bidding.open(np.where(left > 0, 0.0, np.inf), 0.0, barred=arcs)
    while active.size:
        active = bidding.round(active)
        if deadline.passed():
            break
    return np.sort(np.concatenate((arcs, bidding.arcs())))


def on_arrival(market: Market, order: IntArray) -> IntArray:
    """Return the pairs when each lead in this order takes its best partners that have room."""

    def best(own: slice, left: IntArray) -> IntArray:
        return np.argsort(-np.where(left[market.partner[own]] > 0, market.utility[own], -np.inf), kind="stable")

    return _one_by_one(market, order, best)


def round_robin(market: Market, order: IntArray) -> IntArray:
    """Return the pairs when each lead in this order goes to the next partners in order that have room."""
    upcoming = 0

    def next_in_turn(own: slice, left: IntArray) -> IntArray:
        nonlocal upcoming
        partners = market.partner[own]
        wait = (partners - upcoming) % market.n_partners
        chosen = np.argsort(np.where(left[partners] > 0, wait, market.n_partners), kind="stable")
        if partners.size:
            upcoming = int(partners[chosen[0]]) + 1
        return chosen

    return _one_by_one(market, order, next_in_turn)


def _one_by_one(market: Market, order: IntArray, preference: Callable[[slice, IntArray], IntArray]) -> IntArray:
    """Serve leads in this order by a preference over their own pairs."""
    left, taken = market.capacity.copy(), []
    for lead in order.tolist():
        own = slice(int(market.start[lead]), int(market.start[lead + 1]))
        for place in preference(own, left)[: market.demand[lead]].tolist():
            partner = market.partner[own.start + place]
            if left[partner] > 0:
                left[partner] -= 1
                taken.append(own.start + place)
    return np.sort(np.array(taken, np.int64))
