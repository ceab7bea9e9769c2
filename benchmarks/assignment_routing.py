"""One lead at a time: what a batch's prices save of the value that sending each lead to its best partner loses.

    python benchmarks/assignment_routing.py [--seeds 5] [--leads 4000]

Prices come from one batch; then as many fresh leads arrive one by one at the same partners, with places for the whole
period. Losses are against the plan that knows all of them beforehand.
"""

import argparse

import numpy as np
from numpy.typing import NDArray

from leadmatch.assignment.assign import assign
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.assignment.routing import Pace, route

PARTNERS, DEGREE = 200, 30
INTERVAL = 100
"""Leads between two looks at the pace."""

Leads = tuple[NDArray[np.int64], NDArray[np.float64]]


def leads(rng: np.random.Generator, quality: NDArray[np.float64], n: int) -> Leads:
    """Draw leads: the partners of each, and what it gains from them."""
    partners = np.sort(np.argsort(rng.random((n, PARTNERS)), axis=1)[:, :DEGREE], axis=1)
    return partners, rng.random((n, 1)) * (quality[partners] + rng.random((n, DEGREE))) / 2


def problem(drawn: Leads, capacity: NDArray[np.int64]) -> AssignmentProblem:
    partners, gains = drawn
    numbers = np.repeat(np.arange(len(partners)), DEGREE)
    return AssignmentProblem.from_arrays(
        leads=numbers, partners=partners.ravel(), utility=gains.ravel(), capacity=capacity
    )


def routed(drawn: Leads, capacity: NDArray[np.int64], prices: dict[str, float], *, paced: bool) -> float:
    """Value of routing these leads as they come."""
    left = {str(partner): int(places) for partner, places in enumerate(capacity)}
    total, value, pace = dict(left), 0.0, None
    for number, (partners, gains) in enumerate(zip(*drawn, strict=True)):
        if paced and number % INTERVAL == 0:
            used = {name: 1.0 - left[name] / places for name, places in total.items() if places}
            pace = Pace(used, number / len(drawn[0]))
        pairs = [(str(partner), float(gain)) for partner, gain in zip(partners, gains, strict=True)]
        found = route(pairs, prices, left, pace=pace)
        if found.partner_id is not None and found.utility is not None:
            left[found.partner_id] -= 1
            value += found.utility
    return value


def losses(seed: int, n: int, load: float) -> tuple[float, float, float]:
    """Losses of going to the best partner with room, of prices, and of prices with pace."""
    rng = np.random.default_rng(seed)
    quality, shares = rng.random(PARTNERS), rng.lognormal(0.0, 1.0, PARTNERS)
    capacity = np.round(shares / shares.sum() * n / load).astype(np.int64)
    before, now = leads(rng, quality, n), leads(rng, quality, n)
    prices = {str(partner): price for partner, price in assign(problem(before, capacity)).one_more_place().items()}
    best = assign(problem(now, capacity)).upper_bound
    values = (
        routed(now, capacity, {}, paced=False),
        routed(now, capacity, prices, paced=False),
        routed(now, capacity, prices, paced=True),
    )
    return tuple(1.0 - value / best for value in values)  # type: ignore[return-value] # three in, three out


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--leads", type=int, default=4000)
    arguments = parser.parse_args()
    print("| leads / places | best with room | prices | prices and pace | worst seed |")
    print("|---|---|---|---|---|")
    for load in (0.5, 0.8, 1.0, 1.25, 2.0):
        table = np.array([losses(seed, arguments.leads, load) for seed in range(arguments.seeds)])
        means = " | ".join(f"{100 * loss:.1f} %" for loss in table.mean(axis=0))
        print(f"| {load} | {means} | {100 * table[:, 2].max():.1f} % |", flush=True)
