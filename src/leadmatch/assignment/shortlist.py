"""The few partners worth a look: prices only rise, so what lies below a lead's threshold stays there."""

import numpy as np

from leadmatch.assignment.arrays import BoolArray, FloatArray, IntArray
from leadmatch.assignment.market import Market

LENGTH = 12
"""Pairs that are kept in sight for a lead with one place; each further place adds one."""
_CELLS = 1 << 17
"""Cells of a block that is looked at in one go; bounds the memory and stays in the processor's cache."""
_NOTHING = -1


def _whole(market: Market) -> type[np.signedinteger]:
    """Return the shorter type that numbers the pairs."""
    return np.int32 if len(market.partner) < np.iinfo(np.int32).max else np.int64


class Shortlist:
    """The best pairs of each lead at the prices when it was last looked through.

    Attributes:
        arcs: n × length array of pairs, -1 where there are no more.
        length: pairs that are kept for a lead.
        threshold: what the best pair off the list gained at that time; infinite before the first look.
    """

    def __init__(self, market: Market, opening: "Shortlist | None" = None) -> None:
        """Start with nothing looked through, or from lists that were made at prices that are never undercut."""
        self._market, self._opening = market, opening
        self.length: int = opening.length if opening else LENGTH + int(market.demand.max(initial=1)) - 1
        self.arcs = np.full((market.n_leads, self.length), _NOTHING, _whole(market))
        self.threshold = np.full(market.n_leads, np.inf)
        self.reset()

    @classmethod
    def opening(cls, market: Market) -> "Shortlist":
        """Return the lists at the lowest prices there are without minimum loads: nothing costs anything."""
        lists = cls(market)
        lists.refresh(np.flatnonzero(np.diff(market.start) > 0), np.zeros(market.n_partners))
        return lists

    @staticmethod
    def net(utility: FloatArray, price: FloatArray) -> FloatArray:
        """Return what pairs gain at these prices; it may only fall where a price rises."""
        return utility - price

    def reset(self) -> None:
        """Go back to the first lists: prices have fallen."""
        if self._opening is None:
            self.threshold.fill(np.inf)
        else:
            self.arcs[:], self.threshold[:] = self._opening.arcs, self._opening.threshold

    def refresh(self, leads: IntArray, prices: FloatArray) -> None:
        """Look through all pairs of these leads at these prices."""
        start = self._market.start
        degree = start[leads + 1] - start[leads]
        leads = leads[np.argsort(degree, kind="stable")]
        degree = np.sort(degree)
        stop = len(leads)
        while stop:
            width = max(int(degree[stop - 1]), 1)
            first = max(0, stop - max(1, _CELLS // width))
            self._refresh_block(leads[first:stop], width, prices)
            stop = first

    def refresh_one(self, lead: int, prices: FloatArray) -> None:
        """Look through all pairs of one lead at these prices."""
        market, length = self._market, self.length
        first, last = int(market.start[lead]), int(market.start[lead + 1])
        row = self.arcs[lead]
        if last - first <= length:
            row[: last - first] = np.arange(first, last)
            row[last - first :] = _NOTHING
            self.threshold[lead] = -np.inf
            return
        gain = self.net(market.utility[first:last], prices[market.partner[first:last]])
        order = (-gain).argpartition(length)
        row[:] = order[:length]
        row.sort()
        row += first
        self.threshold[lead] = gain[order[length]]

    def _refresh_block(self, leads: IntArray, width: int, prices: FloatArray) -> None:
        market, length = self._market, self.length
        first, last = market.start[leads], market.start[leads + 1]
        cells = first[:, None] + np.arange(width)
        outside = cells >= last[:, None]
        np.minimum(cells, len(market.partner) - 1, out=cells)
        gain = self.net(market.utility[cells], prices[market.partner[cells]])
        gain[outside] = -np.inf
        if width <= length:
            self.arcs[leads] = _NOTHING
            self.arcs[leads, :width] = np.where(outside, _NOTHING, cells)
            self.threshold[leads] = -np.inf
            return
        order = np.argpartition(-gain, length, axis=1)
        best = np.sort(order[:, :length], axis=1)
        rows = np.arange(len(leads))
        self.arcs[leads] = np.where(np.take_along_axis(outside, best, 1), _NOTHING, first[:, None] + best)
        self.threshold[leads] = gain[rows, order[:, length]]

    def best_two(
        self, leads: IntArray, prices: FloatArray, held: BoolArray | None
    ) -> tuple[IntArray, FloatArray, FloatArray]:
        """Return the best pair of each lead, what it gains at these prices, and what the next best gains.

        Args:
            leads: leads without repeats.
            prices: price of each partner; not below those of earlier calls, unless `reset` was called.
            held: pairs that their leads have already, or None where a lead wants one place only.

        Returns:
            The pairs, their gains (-inf without any pair), and the next best gains, at least 0.
        """
        found = self._look_by_blocks(leads, prices, held)
        stale = np.flatnonzero(self.threshold[leads] > found[2])
        if stale.size:
            self.refresh(leads[stale], prices)
            for whole, part in zip(found, self._look_by_blocks(leads[stale], prices, held), strict=True):
                whole[stale] = part
        return found

    def _look_by_blocks(
        self, leads: IntArray, prices: FloatArray, held: BoolArray | None
    ) -> tuple[IntArray, FloatArray, FloatArray]:
        """Look at the lists of these leads, a block at a time; return as `best_two` does."""
        many = _CELLS // self.length
        if len(leads) <= many:
            return self._look(leads, prices, held)
        blocks = [self._look(leads[first : first + many], prices, held) for first in range(0, len(leads), many)]
        return (
            np.concatenate([arcs for arcs, _, _ in blocks]),
            np.concatenate([best for _, best, _ in blocks]),
            np.concatenate([second for _, _, second in blocks]),
        )

    def _look(
        self, leads: IntArray, prices: FloatArray, held: BoolArray | None
    ) -> tuple[IntArray, FloatArray, FloatArray]:
        market, arcs = self._market, self.arcs[leads]
        gain = self.net(market.utility[arcs], prices[market.partner[arcs]])
        barred = arcs == _NOTHING
        if held is not None:
            barred |= held[arcs]
        gain[barred] = -np.inf
        rows = np.arange(len(leads))
        place = gain.argmax(axis=1)
        best, arc = gain[rows, place], arcs[rows, place]
        gain[rows, place] = -np.inf
        return arc, best, np.maximum(gain.max(axis=1), 0.0)
