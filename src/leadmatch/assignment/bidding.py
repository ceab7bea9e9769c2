"""Rounds of a forward auction with several places per partner (Bertsekas and Castañon, 1989).

Every lead without a place bids for its best partner as much as leaves it no worse off than its second best;
every partner keeps its best bids, and its price is the lowest bid that it keeps once it is full.
"""

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray
from leadmatch.assignment.market import Market
from leadmatch.assignment.shortlist import Shortlist

PETTY = 2.5
"""A bid that raises a price by less than so many `eps` is a petty one: interchangeable leads make most of them."""
_AT_ONCE = 1 << 13
"""Bidders of one round: later ones see the prices that it made, and the clock is looked at between rounds."""
_FREE = -1


class Bidding:
    """The state of one phase: who holds which place at which bid, and the prices that follow.

    A lead that wants two partners has two bidders; they never bid for the same pair.

    Attributes:
        market: what is bid for.
        order: leads, those that win ties first.
        prices: what a bid has to reach at each partner.
        arc_of: the pair that each bidder holds, or -1.
        bid_of: its bid.
        lead_of: the lead of each bidder; of two equal bids that of the lower bidder wins.
        ranked: bidders with a place by partner, best bid first.
        eps: what a bid adds to the one that would leave its lead indifferent.
        quarrel: bids of this phase that raised a price by hardly more than `eps`, less those that raised it more.
    """

    def __init__(self, market: Market, order: IntArray, opening: Shortlist | None = None) -> None:
        """Start from lists at prices that no phase undercuts, if there are any."""
        self.market = market
        self.shortlist = self.shortlist_of(market, opening)
        demand = np.minimum(market.demand, np.diff(market.start))
        self.order = order
        self.lead_of = np.repeat(order, demand[order])
        self.held = np.zeros(len(market.partner), np.bool_) if demand.max(initial=0) > 1 else None
        self._scale = 0.25 / max(float(market.utility.max(initial=0.0)) + market.bonus, np.finfo(np.float64).tiny * 4)
        # numpy sorts numbers of 16 bits in linear time
        self._narrow = np.uint16 if market.n_partners < 1 << 16 else np.int32
        self.quarrel = 0

    @staticmethod
    def shortlist_of(market: Market, opening: Shortlist | None) -> Shortlist:
        """Return the shortlist that bidders look at."""
        return Shortlist(market, opening)

    @staticmethod
    def offer(utility: FloatArray, second: FloatArray, eps: float) -> FloatArray:
        """Return the bids for pairs of these utilities, where the next best partners gain `second`."""
        return utility - second + eps

    def open(self, prices: FloatArray, eps: float, barred: IntArray | None = None) -> IntArray:
        """Start a phase from these prices with every place free; return all bidders.

        Args:
            prices: what a first bid has to reach at each partner; infinite where there is no place.
            eps: what a bid adds to the one that would leave its lead indifferent.
            barred: pairs that nobody may bid for.
        """
        market = self.market
        self.eps, self.quarrel = eps, 0
        self.floor = np.maximum(prices, 0.0)
        self.low_floor = np.where(market.min_load > 0, np.maximum(prices, -market.bonus), self.floor)
        self.prices = self.low_floor.copy()
        self.arc_of = np.full(len(self.lead_of), _FREE, np.int64)
        self.bid_of = np.full(len(self.lead_of), -np.inf)
        self.partner_of = np.full(len(self.lead_of), market.n_partners, np.int32)
        if barred is not None and market.demand[market.lead_of(barred)].any():
            self.held = np.zeros(len(market.partner), np.bool_)
            self.held[barred] = True
        elif self.held is not None:
            self.held.fill(False)
        self.ranked = np.empty(0, np.int64)
        self.shortlist.reset()
        return np.arange(len(self.lead_of))

    def arcs(self) -> IntArray:
        """Return the pairs that are held."""
        return self.arc_of[self.arc_of >= 0]

    def round(self, active: IntArray) -> IntArray:
        """Let the first of these bidders bid at once; return those without a place who may bid again.

        Args:
            active: bidders without a place, ascending.
        """
        active, waiting = active[:_AT_ONCE], active[_AT_ONCE:]
        if self.held is not None:
            first = np.ones(len(active), np.bool_)
            first[1:] = self.lead_of[active[1:]] != self.lead_of[active[:-1]]
            active, waiting = active[first], np.concatenate((active[~first], waiting))
        arc, best, second = self.shortlist.best_two(self.lead_of[active], self.prices, self.held)
        willing = best > 0.0
        offered = self.offer(self.market.utility[arc[willing]], second[willing], self.eps)
        losers = self._settle(active[willing], arc[willing], offered)
        return np.sort(np.concatenate((losers, waiting)))

    def _settle(self, bidders: IntArray, arcs: IntArray, bids: FloatArray) -> IntArray:
        """Let the partners choose among what they hold and these bids; return who is left without a place."""
        market = self.market
        petty = int(np.count_nonzero(bids - self.prices[market.partner[arcs]] < PETTY * self.eps))
        self.quarrel += 2 * petty - len(bids)
        self.arc_of[bidders], self.bid_of[bidders] = arcs, bids
        self.partner_of[bidders] = market.partner[arcs]
        members, rest = self._with_holders(bidders)
        partner, bid = self.partner_of[members], self.bid_of[members]
        opens = np.flatnonzero(partner[1:] != partner[:-1]) + 1
        opens = np.concatenate(([0], opens)) if members.size else opens
        rank = np.arange(len(members)) - np.repeat(opens, np.diff(np.append(opens, len(members))))
        kept = (rank < market.min_load[partner]) | ((rank < market.capacity[partner]) & (bid >= self.floor[partner]))
        losers = np.sort(members[~kept])
        self._mark(members[kept], losers, rest)
        if members.size:
            load = np.add.reduceat(kept, opens)
            self._price(partner[opens].astype(np.int64), load, bid[opens + load - 1])
        return losers

    def _with_holders(self, bidders: IntArray) -> tuple[IntArray, IntArray]:
        """Return these bidders with those they compete with, by partner and best bid first, and all others."""
        touched = np.zeros(self.market.n_partners + 1, np.bool_)
        touched[self.partner_of[bidders]] = True
        concerned = touched[self.partner_of[self.ranked]]
        members = np.concatenate((self.ranked[concerned], bidders))
        # what was ranked before is one long run, which numpy's stable sort of floats merges in linear time
        key = self.partner_of[members] - self.bid_of[members] * self._scale
        return members[key.argsort(kind="stable")], self.ranked[~concerned]

    def _mark(self, holders: IntArray, losers: IntArray, rest: IntArray) -> None:
        if self.held is not None:
            self.held[self.arc_of[losers]] = False
            self.held[self.arc_of[holders]] = True
        self.arc_of[losers], self.partner_of[losers] = _FREE, self.market.n_partners
        ranked = np.concatenate((rest, holders))
        self.ranked = ranked[self.partner_of[ranked].astype(self._narrow).argsort(kind="stable")]

    def _price(self, partners: IntArray, load: IntArray, lowest: FloatArray) -> None:
        """Set the prices of these partners from how many places are taken and the lowest bid kept."""
        market, floor = self.market, self.floor[partners]
        price = np.where(load < market.min_load[partners], self.low_floor[partners], floor)
        price = np.where(load == market.min_load[partners], np.minimum(floor, lowest), price)
        self.prices[partners] = np.where(load == market.capacity[partners], lowest, price)
