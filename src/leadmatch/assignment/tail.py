"""The end of an auction phase, when few bidders are left: one bid at a time, on heaps."""

from collections import deque
from heapq import heapify, heappop, heappush

import numpy as np

from leadmatch.assignment.arrays import IntArray
from leadmatch.assignment.bidding import PETTY, Bidding

_LOOK = 3
"""A look through all pairs of a lead counts as so many petty bids."""

_Held = tuple[float, int]
Entry = tuple[float, int, int]


class Tail:
    """Goes on where the rounds of `Bidding` stopped, and hands the state back when it is done."""

    def __init__(self, bidding: Bidding, active: IntArray) -> None:
        self._bidding = bidding
        self._market = bidding.market
        self._shortlist = bidding.shortlist
        self._prices: list[float] = bidding.prices.tolist()
        self._floor: list[float] = bidding.floor.tolist()
        self._low_floor: list[float] = bidding.low_floor.tolist()
        self._capacity: list[int] = bidding.market.capacity.tolist()
        self._least: list[int] = bidding.market.min_load.tolist()
        self._lead_of: list[int] = bidding.lead_of.tolist()
        self._queue = deque(active.tolist())
        self._heaps: dict[int, list[_Held]] = {}
        self._lists: dict[int, tuple[float, list[Entry]]] = {}
        self._members = bidding.ranked
        self._opens = np.searchsorted(bidding.partner_of[bidding.ranked], np.arange(self._market.n_partners + 1))

    def run(self, most: int) -> bool:
        """Make at most this many bids; tell whether everyone has a place or has given up."""
        eps, queue, made = self._bidding.eps, self._queue, 0
        while queue and made < most:
            made += 1
            bidder = queue.popleft()
            arc, partner, best, second, gain = self._best_two(self._lead_of[bidder])
            if best <= 0.0:
                continue
            loser = self._settle(bidder, arc, partner, gain - second + eps)
            if loser is not None:
                queue.append(loser)
        return not queue

    def _best_two(self, lead: int) -> tuple[int, int, float, float, float]:
        """Return pair, partner, gain and next best gain of a lead, and the utility of the pair."""
        listed = self._lists.get(lead)
        if listed is None and self._shortlist.threshold[lead] < np.inf:
            self._lists[lead] = listed = self._listed(lead)
        if listed is not None:
            found = self._look(listed[1])
            if found[3] >= listed[0]:
                return found
        self._shortlist.refresh_one(lead, self._bidding.prices)
        self._bidding.quarrel += _LOOK
        self._lists[lead] = listed = self._listed(lead)
        return self._look(listed[1])

    def _listed(self, lead: int) -> tuple[float, list[Entry]]:
        """Return the threshold of a lead's shortlist and its entries, as plain numbers."""
        arcs = self._shortlist.arcs[lead]
        arcs = arcs[arcs >= 0]
        market = self._market
        columns = (market.utility[arcs].tolist(), market.partner[arcs].tolist(), arcs.tolist())
        return float(self._shortlist.threshold[lead]), list(zip(*columns, strict=True))

    def _look(self, listed: list[Entry]) -> tuple[int, int, float, float, float]:
        prices, held = self._prices, self._bidding.held
        best, second, arc_of_best, partner_of_best, gain_of_best = -np.inf, 0.0, -1, -1, 0.0
        for gain, partner, arc in listed:
            net = gain - prices[partner]
            if net > second and (held is None or not held[arc]):
                if net > best:
                    second = max(best, 0.0)
                    best, arc_of_best, partner_of_best, gain_of_best = net, arc, partner, gain
                else:
                    second = net
        return arc_of_best, partner_of_best, best, second, gain_of_best

    def _heap(self, partner: int) -> list[_Held]:
        heap = self._heaps.get(partner)
        if heap is None:
            bidding = self._bidding
            members = self._members[self._opens[partner] : self._opens[partner + 1]]
            heap = list(zip(bidding.bid_of[members].tolist(), (-members).tolist(), strict=True))
            heapify(heap)
            self._heaps[partner] = heap
        return heap

    def _settle(self, bidder: int, arc: int, partner: int, bid: float) -> int | None:
        """Enter a bid at a partner; return the bidder who loses his place for it."""
        bidding, heap = self._bidding, self._heap(partner)
        heappush(heap, (bid, -bidder))
        bidding.arc_of[bidder], bidding.bid_of[bidder], bidding.partner_of[bidder] = arc, bid, partner
        if bidding.held is not None:
            bidding.held[arc] = True
        bidding.quarrel += 1 if bid - self._prices[partner] < PETTY * bidding.eps else -1
        loser = None
        over = len(heap) > self._least[partner] and heap[0][0] < self._floor[partner]
        if over or len(heap) > self._capacity[partner]:
            loser = -heappop(heap)[1]
            if bidding.held is not None:
                bidding.held[bidding.arc_of[loser]] = False
            bidding.arc_of[loser], bidding.partner_of[loser] = -1, len(self._prices)
        self._prices[partner] = bidding.prices[partner] = self._price(partner, len(heap), heap[0][0])
        return loser

    def _price(self, partner: int, load: int, lowest: float) -> float:
        if load == self._capacity[partner]:
            return lowest
        if load < self._least[partner]:
            return self._low_floor[partner]
        return min(self._floor[partner], lowest) if load == self._least[partner] else self._floor[partner]
