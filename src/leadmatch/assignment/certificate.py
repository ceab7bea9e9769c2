"""The certificate of a plan: no plan can gain more than its prices allow, whoever found them (weak duality)."""

from dataclasses import replace

import numpy as np

from leadmatch.assignment.arrays import FloatArray
from leadmatch.assignment.market import Market

_PAIRS = 1 << 17
"""Pairs that are looked at in one go, about; bounds the memory and stays in the processor's cache."""


def upper_bound(market: Market, prices: FloatArray) -> float:
    """Return what no plan of this market can exceed: Σ c_j p_j + Σ_i max(0, max_j (u_ij − p_j)).

    A lead that wants k partners counts its k best net gains. Places below a minimum load may have a price as low
    as minus their bonus; the bonus is then part of the bound, as it is part of `Market.worth`.

    Args:
        market: what is decided.
        prices: price of each partner, finite and not below -bonus where it has a minimum, else not below 0.
    """
    places = market.capacity * np.maximum(prices, 0.0)
    minimum = market.min_load * (market.bonus + np.minimum(prices, 0.0))
    return float(places.sum() + minimum.sum() + net_gains(market, prices).sum())


def net_gains(market: Market, prices: FloatArray) -> FloatArray:
    """Return for each lead what its best partners gain above their prices, at least 0."""
    many = max(1, _PAIRS * market.n_leads // max(1, len(market.partner)))
    blocks = range(0, market.n_leads, many)
    gains = [_block(market, prices, first, min(first + many, market.n_leads)) for first in blocks]
    return np.concatenate(gains) if gains else np.empty(0)


def _block(market: Market, prices: FloatArray, first: int, last: int) -> FloatArray:
    start = market.start[first : last + 1]
    own = slice(int(start[0]), int(start[-1]))
    net = np.maximum(market.utility[own] - prices[market.partner[own]], 0.0)
    demand, degree = market.demand[first:last], np.diff(start)
    if demand.max(initial=0) > 1:
        lead = np.repeat(np.arange(last - first), degree)
        order = np.lexsort((-net, lead))
        rank = np.arange(len(net)) - np.repeat(start[:-1] - start[0], degree)
        wanted = np.where(rank < demand[lead], net[order], 0.0)
        return np.bincount(lead, wanted, minlength=last - first).astype(np.float64)
    best, filled = np.zeros(last - first), np.flatnonzero(degree > 0)
    if filled.size:
        best[filled] = np.maximum.reduceat(net, start[:-1][filled] - start[0])
    best[demand == 0] = 0.0
    return best


def least_gains(market: Market, prices: FloatArray) -> FloatArray:
    """Return for each lead what the least of the pairs it gets gains above its price; a better pair replaces it."""
    if market.demand.max(initial=0) <= 1:
        return net_gains(market, prices)
    fewer = replace(market, demand=np.maximum(market.demand - 1, 0))
    return net_gains(market, prices) - net_gains(fewer, prices)
