"""What is left to decide: the pairs worth using, once what is fixed, full or worthless has been taken out."""

from dataclasses import dataclass

import numpy as np

from leadmatch.assignment.arrays import BoolArray, FloatArray, IntArray, SmallIntArray
from leadmatch.assignment.problem import AssignmentProblem


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Leads that bid for places; every pair gains something, but for those of partners without a place.

    Attributes:
        start: the pairs of lead i are the entries `start[i]` to `start[i + 1]`.
        partner: partner of each pair; within a lead the one that goes first in a tie stands first.
        utility: what each pair gains, with the switch cost on top where it keeps the incumbent; above 0 where the
            partner has a place, else 0.
        demand: how many partners each lead still wants.
        capacity: places of each partner that are left.
        min_load: places of each partner that earn the bonus.
        bonus: what filling one of these places is worth besides, in units of utility.
        origin: where each pair stands in the problem.
    """

    start: IntArray
    partner: SmallIntArray
    utility: FloatArray
    demand: IntArray
    capacity: IntArray
    min_load: IntArray
    bonus: float
    origin: IntArray | None

    @property
    def n_leads(self) -> int:
        """Number of leads."""
        return len(self.demand)

    @property
    def n_partners(self) -> int:
        """Number of partners."""
        return len(self.capacity)

    def lead_of(self, arcs: IntArray) -> IntArray:
        """Return the lead of each of these pairs."""
        return np.searchsorted(self.start, arcs, side="right") - 1

    def arcs_of(self, leads: IntArray) -> IntArray:
        """Return all pairs of these leads, lead by lead."""
        degree = self.start[leads + 1] - self.start[leads]
        ends = np.cumsum(degree)
        return np.repeat(self.start[leads] - ends + degree, degree) + np.arange(int(degree.sum()))

    def load(self, arcs: IntArray) -> IntArray:
        """Return how many of these pairs each partner has."""
        return np.bincount(self.partner[arcs], minlength=self.n_partners)

    def worth(self, arcs: IntArray) -> float:
        """Return what a plan of these pairs gains, bonuses included."""
        gain = float(self.utility[arcs].sum())
        return gain + self.bonus * float(np.minimum(self.load(arcs), self.min_load).sum())

    def mean_best(self) -> float:
        """Return the mean of the best pair's utility over leads that have one; 0 if there is no pair."""
        filled = self.start[:-1][np.diff(self.start) > 0]
        best = np.maximum.reduceat(self.utility, filled) if filled.size else np.empty(0)
        return float(best.sum() / max(1, np.count_nonzero(best)))


def market_of(problem: AssignmentProblem) -> Market:
    """Return what is left to decide of a problem; the bonus for minimum loads is yet to be set."""
    fixed = problem.fixed
    demand = problem.max_partners_per_lead - np.bincount(fixed[:, 0], minlength=problem.n_leads)
    taken = np.bincount(fixed[:, 1], minlength=problem.n_partners)
    capacity = problem.capacity - taken
    kept = _worth_using(problem, demand)
    start, partner, utility, origin = problem.start, problem.partner, _with_switch_cost(problem), None
    if not kept.all():
        origin = np.flatnonzero(kept)
        start = np.searchsorted(origin, start)
        partner, utility = partner[kept], utility[kept]
    if not capacity.all():  # cheaper in memory than to take these pairs out as well
        utility = np.where((capacity > 0)[partner], utility, 0.0)
    order = _tie_order(problem, start, partner)
    if order is not None:
        partner, utility = partner[order], utility[order]
        origin = order if origin is None else origin[order]
    floor = np.maximum(problem.min_load - taken, 0)
    if floor.any():
        floor = np.minimum(floor, np.bincount(partner, minlength=problem.n_partners))
    return Market(start, partner, utility, demand, capacity, floor, 0.0, origin)


def _worth_using(problem: AssignmentProblem, demand: IntArray) -> BoolArray:
    """Tell which pairs gain enough and have a lead that is still to be placed."""
    kept = (problem.utility > 0.0) & (problem.utility >= problem.min_utility)
    if not demand.all():
        kept &= np.repeat(demand > 0, np.diff(problem.start))
    if len(problem.fixed):
        kept[problem.locate(problem.fixed)] = False
    return kept


def _with_switch_cost(problem: AssignmentProblem) -> FloatArray:
    """Return the utilities, those of the incumbents raised by what leaving them costs."""
    held = np.flatnonzero(problem.incumbent >= 0)
    if not held.size or not problem.switch_cost:
        return problem.utility
    places = problem.locate(np.column_stack((held, problem.incumbent[held])))
    raised = problem.utility.copy()
    raised[places[places >= 0]] += problem.switch_cost
    return raised


def _tie_order(problem: AssignmentProblem, start: IntArray, partner: SmallIntArray) -> IntArray | None:
    """Return the order in which the least recently served stand first, or None if it is the present one."""
    served = problem.last_served
    if not served.size or (served == served[0]).all():
        return None
    turn = np.argsort(np.argsort(served, kind="stable"), kind="stable")
    leads = np.repeat(np.arange(len(start) - 1), np.diff(start))
    return np.lexsort((turn[partner], leads))
