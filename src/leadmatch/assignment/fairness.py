"""Turns within one batch: where partners gain a lead exactly the same, the one that has got fewer leads goes first."""

import numpy as np

from leadmatch.assignment.arrays import BoolArray, IntArray
from leadmatch.assignment.budget import Deadline
from leadmatch.assignment.market import Market

_BLOCK = 1 << 15
"""Pairs that are looked at in one go; bounds the memory."""
_STRIDE = 500
"""Leads between two looks at the clock."""
_PASSES = 3
"""How often the tied leads are gone through; loads are even after the first pass unless ties overlap."""


def take_turns(market: Market, arcs: IntArray, deadline: Deadline) -> IntArray:
    """Return a plan of the same worth in which tied partners have loads as even as moving single leads makes them.

    Args:
        market: what is decided; within a lead the partner that was served longest ago stands first.
        arcs: pairs of the plan.
        deadline: when to leave the rest as it is.
    """
    if deadline.passed():
        return arcs
    held = np.zeros(len(market.partner), np.bool_)
    held[arcs] = True
    load, plan = market.load(arcs), arcs.copy()
    tied = _tied(market, arcs)
    for _ in range(_PASSES):
        moved = False
        for count, place in enumerate(tied.tolist()):
            if count % _STRIDE == 0 and deadline.passed():
                return np.sort(plan)
            arc = _emptier(market, held, load, int(plan[place]))
            if arc != plan[place]:
                held[plan[place]], held[arc] = False, True
                load[market.partner[plan[place]]] -= 1
                load[market.partner[arc]] += 1
                plan[place], moved = arc, True
        if not moved:
            break
    return np.sort(plan)


def _tied(market: Market, arcs: IntArray) -> IntArray:
    """Return where in `arcs` leads stand that would gain the same from another partner."""
    blocks = [_tied_block(market, arcs[first : first + _BLOCK]) + first for first in range(0, len(arcs), _BLOCK)]
    return np.concatenate(blocks) if blocks else arcs


def _tied_block(market: Market, arcs: IntArray) -> IntArray:
    leads = market.lead_of(arcs)
    degree = market.start[leads + 1] - market.start[leads]
    same = market.utility[market.arcs_of(leads)] == np.repeat(market.utility[arcs], degree)
    return np.flatnonzero(np.add.reduceat(same, np.cumsum(degree) - degree, dtype=np.int64) > 1)


def _emptier(market: Market, held: BoolArray, load: IntArray, arc: int) -> int:
    """Return the pair of the same lead and utility whose partner has at least two leads fewer, or the same pair."""
    lead = int(market.lead_of(np.array([arc]))[0])
    first, last = int(market.start[lead]), int(market.start[lead + 1])
    partners, present = market.partner[first:last], market.partner[arc]
    if load[present] <= market.min_load[present]:
        return arc
    open_to = (market.utility[first:last] == market.utility[arc]) & ~held[first:last]
    open_to &= (load[partners] < market.capacity[partners]) & (load[partners] <= load[present] - 2)
    if not open_to.any():
        return arc
    return first + int(np.where(open_to, load[partners], np.iinfo(np.int64).max).argmin())
