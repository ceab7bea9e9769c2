"""From a good plan to the best one: exchanges of places along cycles, until no exchange gains anything.

Partners are the nodes, and a node of its own stands for having no place. An edge from a to b is the best move of one
lead from a to b with what the move gains; a free place moves as well, and gains nothing. A plan is best exactly when
no cycle of moves gains (Klein, 1967); the longest paths from having no place are then the prices: what one more place
at each partner would be worth. They prove the optimum to rounding.
"""

from itertools import count

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray, SmallIntArray
from leadmatch.assignment.budget import Deadline
from leadmatch.assignment.certificate import upper_bound
from leadmatch.assignment.market import Market

_FREE_PLACE = -1
_ROUNDING = 1e-12
"""Gains below this share of the largest utility are rounding."""
_STRIDE = 20
"""Searches between two looks at the gap."""
_BLOCK = 64
"""Nodes whose moves are weighed in one go; few enough to stay in the processor's cache."""


class Exchange:
    """A plan that is improved in place.

    Attributes:
        prices: the prices that bound the plan most tightly so far; after `run` to the optimum, those that prove it.
        bound: what no plan exceeds, by these prices.
        cycles: exchanges made.
    """

    def __init__(self, market: Market, arcs: IntArray) -> None:
        self._market = market
        self._none = market.n_partners
        self._held = np.zeros(len(market.partner), np.bool_)
        self._held[arcs] = True
        self._lead = np.repeat(np.arange(market.n_leads), np.diff(market.start))
        self._several = bool((market.demand > 1).any())
        self._spare = market.demand - np.bincount(self._lead[arcs], minlength=market.n_leads)
        self._load = market.load(arcs)
        self._arc_of: list[dict[int, int]] = [{} for _ in range(market.n_partners)]
        for partner, lead, arc in zip(
            market.partner[arcs].tolist(), self._lead[arcs].tolist(), arcs.tolist(), strict=True
        ):
            self._arc_of[partner][lead] = arc
        self._least = _ROUNDING * float(market.utility.max(initial=0.0) + market.bonus)
        size = market.n_partners + 1
        self._gain = np.full((size, size), -np.inf)
        self._move = np.full((size, size), _FREE_PLACE, np.int64)
        for first in range(0, size, _BLOCK):
            self._rebuild(np.arange(first, min(first + _BLOCK, size)))
        self._lowest = np.where(market.min_load > 0, -market.bonus, 0.0)
        self.prices, self.bound = self._lowest, np.inf
        self.cycles = 0

    def arcs(self) -> IntArray:
        """Return the pairs of the plan."""
        return np.flatnonzero(self._held)

    def run(self, prices: FloatArray, tol: float, deadline: Deadline) -> bool:
        """Exchange until nothing gains or the gap is small enough; False if time ran out before.

        Args:
            prices: prices that nearly fit; the nearer they are, the shorter the search.
            tol: gap at which to stop, as a share of the upper bound; 0 for the optimum itself.
            deadline: when to stop.
        """
        labels, active = np.append(prices, 0.0), np.arange(self._none + 1)
        for step in count(1):
            active, cycles = self._search(labels, active, deadline)
            if deadline.passed():
                self._note(labels)
                return False
            if not cycles:
                break
            active = self._exchange(cycles, active)
            if tol and step % _STRIDE == 0 and self._note(labels) <= tol:
                return True
        self._note(self._least_labels())
        return True

    def _search(self, labels: FloatArray, active: IntArray, deadline: Deadline) -> tuple[IntArray, list[list[int]]]:
        """Raise labels until a cycle gains, nothing is left to raise, or time is up."""
        parents = np.full(len(labels), -1, np.int64)
        cycles: list[list[int]] = []
        while active.size and not cycles and not deadline.passed():
            active = self._relax(labels, parents, active)
            cycles = _cycles(parents)
        return active, cycles

    def _exchange(self, cycles: list[list[int]], active: IntArray) -> IntArray:
        """Make the moves of these cycles; return the nodes to look at next."""
        self.cycles += len(cycles)
        touched = {node for cycle in cycles for node in cycle}
        for cycle in cycles:
            moved = self._apply(cycle)
            if self._several:
                touched.update(self._places_of(moved))
        nodes = np.array(sorted(touched), np.int64)
        self._rebuild(nodes)
        return np.union1d(active, nodes)

    def _places_of(self, leads: set[int]) -> list[int]:
        """Return the nodes at which leads that want several partners stand: their other moves have changed too."""
        arcs = self._market.arcs_of(np.array(sorted(leads), np.int64))
        return [self._none, *self._market.partner[arcs[self._held[arcs]]].tolist()]

    def _note(self, labels: FloatArray) -> float:
        """Take prices from these labels if they bound the plan more tightly; return the gap."""
        prices = np.maximum(labels[: self._none] - labels[self._none], self._lowest)
        bound = upper_bound(self._market, prices)
        if bound < self.bound:
            self.prices, self.bound = prices, bound
        return 1.0 - self._market.worth(self.arcs()) / self.bound

    def _relax(self, labels: FloatArray, parents: IntArray, active: IntArray) -> IntArray:
        """Raise the labels that a move from the active nodes raises; return their nodes."""
        raised = np.zeros(len(labels), np.bool_)
        for first in range(0, len(active), _BLOCK):
            rows = active[first : first + _BLOCK]
            reach = self._gain[rows]
            reach += labels[rows, None]
            highest = reach.max(axis=0)
            higher = np.flatnonzero(highest > labels + self._least)
            labels[higher] = highest[higher]
            parents[higher] = rows[reach[:, higher].argmax(axis=0)]
            raised[higher] = True
        return np.flatnonzero(raised)

    def _least_labels(self) -> FloatArray:
        """Return the labels of the lowest prices that support the best plan."""
        labels = np.append(self._lowest, 0.0)
        active, parents = np.arange(len(labels)), np.empty(len(labels), np.int64)
        while active.size:
            active = self._relax(labels, parents, active)
        return labels

    def _apply(self, cycle: list[int]) -> set[int]:
        """Make every move of a cycle, whose nodes stand in the order of the moves; return the leads that moved."""
        moves = [(a, b, int(self._move[a, b])) for a, b in zip(cycle, [*cycle[1:], cycle[0]], strict=True)]
        for origin, _, arc in moves:
            if arc != _FREE_PLACE and origin != self._none:
                self._release(int(self._lead[arc]), origin)
        for _, target, arc in moves:
            if arc != _FREE_PLACE and target != self._none:
                self._take(arc, target)
        return {int(self._lead[arc]) for _, _, arc in moves if arc != _FREE_PLACE}

    def _take(self, arc: int, partner: int) -> None:
        lead = int(self._lead[arc])
        self._held[arc] = True
        self._spare[lead] -= 1
        self._load[partner] += 1
        self._arc_of[partner][lead] = arc

    def _release(self, lead: int, partner: int) -> None:
        self._held[self._arc_of[partner].pop(lead)] = False
        self._spare[lead] += 1
        self._load[partner] -= 1

    def _rebuild(self, nodes: IntArray) -> None:
        """Find the best moves from these nodes anew."""
        market = self._market
        self._gain[nodes], self._move[nodes] = -np.inf, _FREE_PLACE
        groups = [self._leads_at(node) for node in nodes.tolist()]
        leads = np.concatenate(groups)
        arcs = market.arcs_of(leads)
        place = np.repeat(np.arange(len(leads)), market.start[leads + 1] - market.start[leads])
        origin = np.repeat(nodes, [len(group) for group in groups])[place]
        own = market.partner[arcs] == origin
        left = np.zeros(len(leads))
        left[place[own]] = market.utility[arcs[own]]
        self._enter(origin[own], np.full(int(own.sum()), self._none), arcs[own], -market.utility[arcs[own]])
        free = np.flatnonzero(~self._held[arcs])
        gains = market.utility[arcs[free]] - left[place[free]]
        self._enter(origin[free], market.partner[arcs[free]], arcs[free], gains)
        self._enter_free_places(nodes)

    def _leads_at(self, node: int) -> IntArray:
        if node == self._none:
            return np.flatnonzero(self._spare > 0)
        return np.array(sorted(self._arc_of[node]), np.int64)

    def _enter(self, origins: IntArray, targets: IntArray | SmallIntArray, arcs: IntArray, gains: FloatArray) -> None:
        """Note the best of these moves from each origin to each target."""
        cells = origins * (self._none + 1) + targets
        best, move = self._gain.reshape(-1), self._move.reshape(-1)
        np.maximum.at(best, cells, gains)
        top = np.flatnonzero(gains == best[cells])
        move[cells[top]] = arcs[top]

    def _enter_free_places(self, nodes: IntArray) -> None:
        """Note where a free place moves: out of a partner that has one, into a partner that loses a lead."""
        market, load, none = self._market, self._load, self._none
        partners = nodes[nodes != none]
        partners = partners[load[partners] < market.capacity[partners]]
        self._gain[partners, none] = np.where(load[partners] < market.min_load[partners], market.bonus, 0.0)
        self._move[partners, none] = _FREE_PLACE
        if len(nodes) and nodes[-1] == none:
            gains = np.where((load <= market.min_load) & (market.min_load > 0), -market.bonus, 0.0)
            better = np.flatnonzero(gains >= self._gain[none, :none])
            self._gain[none, better], self._move[none, better] = gains[better], _FREE_PLACE


def _cycles(parents: IntArray) -> list[list[int]]:
    """Return the cycles of the graph in which each node points at its parent, each in the order of the moves."""
    ends = np.append(parents, -1)
    for _ in range(len(parents).bit_length()):
        ends = ends[ends]
    left = set(ends[ends >= 0].tolist())
    found = []
    while left:
        first = min(left)
        cycle, node = [first], int(parents[first])
        while node != first:
            cycle.append(node)
            node = int(parents[node])
        left.difference_update(cycle)
        found.append(cycle[::-1])
    return found
