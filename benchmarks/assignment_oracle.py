"""Value, certificate, CPU time and memory of `assign` against OR-tools, the fastest exact solver we know of.

Run in an environment of its own, because OR-tools pins protobuf and brings pandas:

    uv venv /tmp/oracle && VIRTUAL_ENV=/tmp/oracle uv pip install ortools -e .
    /tmp/oracle/bin/python benchmarks/assignment_oracle.py [--seeds 10] [--large] [--memory] [--budgets]
"""

import argparse
import resource
import subprocess
import sys
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from leadmatch.assignment.assign import assign
from leadmatch.assignment.problem import AssignmentProblem

SCALE = 10**6
"""OR-tools takes whole numbers: utilities as parts in a million of the largest."""


@dataclass(frozen=True)
class Market:
    leads: NDArray[np.int64]
    partners: NDArray[np.int64]
    utility: NDArray[np.float64]
    capacity: NDArray[np.int64]
    n: int


def market(kind: str, n: int, m: int, degree: int, seed: int, tight: float = 1.0) -> Market:
    """Leads with `degree` partners each, and capacities that differ much from partner to partner."""
    rng = np.random.default_rng(seed)
    if degree == m:
        partners = np.tile(np.arange(m), (n, 1))
    else:  # strided choices are distinct for each lead
        stride = m // degree
        partners = (rng.integers(0, m, (n, 1)) + np.arange(degree) * stride + rng.integers(0, stride, (n, degree))) % m
        partners = np.sort(partners, axis=1)
    quality, value = rng.random(m), rng.random((n, 1))
    utility = {
        "mixed": lambda: value * (quality[partners] + rng.random((n, degree))) / 2,
        "rounded": lambda: np.round(value * (quality[partners] + rng.random((n, degree))) / 2, 2),
        "rank one": lambda: value * quality[partners],
        "identical": lambda: np.broadcast_to(quality[partners], (n, degree)),
        "all equal": lambda: np.ones((n, degree)),
    }[kind]()
    distinct = np.ones(partners.shape, bool)
    distinct[:, 1:] = partners[:, 1:] != partners[:, :-1]
    shares = rng.lognormal(0.0, 1.0, m)
    capacity = np.round(shares / shares.sum() * n / tight).astype(np.int64)
    leads = np.repeat(np.arange(n), distinct.sum(axis=1))
    return Market(leads, partners[distinct], np.ascontiguousarray(utility[distinct]), capacity, n)


def oracle(given: Market) -> tuple[float, float]:
    """Value of the optimum, and CPU seconds."""
    start = time.process_time()
    m, n = len(given.capacity), given.n
    flow = min_cost_flow.SimpleMinCostFlow()
    cost = -np.round(given.utility / given.utility.max() * SCALE).astype(np.int64)
    ones = np.ones(len(given.leads), np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(given.leads, n + given.partners, ones, cost)
    source, sink = n + m, n + m + 1
    leads, partners = np.arange(n), np.arange(m)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(n, source), leads, np.ones(n, int), np.zeros(n, int))
    flow.add_arcs_with_capacity_and_unit_cost(n + partners, np.full(m, sink), given.capacity, np.zeros(m, int))
    flow.add_arc_with_capacity_and_unit_cost(source, sink, n, 0)
    flow.set_node_supply(source, n)
    flow.set_node_supply(sink, -n)
    assert flow.solve() == flow.OPTIMAL
    chosen = flow.flows(np.arange(len(given.leads))) > 0
    return float(given.utility[chosen].sum()), time.process_time() - start


def ours(given: Market) -> tuple[float, float, float, float, float]:
    """Value, upper bound, gap, value of best-first greedy, and CPU seconds, checking of the arrays included."""
    start = time.process_time()
    problem = AssignmentProblem.from_arrays(
        leads=given.leads,
        partners=given.partners,
        utility=given.utility,
        capacity=given.capacity,
        n_leads=given.n,
    )
    plan = assign(problem)
    seconds = time.process_time() - start
    assert (plan.load <= given.capacity).all()
    return plan.value, plan.upper_bound, plan.gap, plan.greedy_value, seconds


def row(label: str, markets: list[Market]) -> None:
    """Print one line of the table: the worst of all seeds, and the median and worst of the CPU time."""
    share, gap, slack, greedy, mine, theirs = [], [], [], [], [], []
    for given in markets:
        best, seconds = oracle(given)
        value, bound, certified, best_first, own_seconds = ours(given)
        share.append(value / best)
        slack.append(bound / best - 1)
        gap.append(certified)
        greedy.append(best_first / best)
        mine.append(own_seconds)
        theirs.append(seconds)
    ratio = np.array(mine) / np.array(theirs)
    print(
        f"| {label} | {len(markets)} | {100 * min(share):.4f} % | {max(gap):.1e} | {min(slack):+.0e} "
        f"| {100 * np.median(greedy):.2f} % | {np.median(mine):.2f} | {np.median(theirs):.2f} "
        f"| {np.median(ratio):.2f} | {max(ratio):.2f} |",
        flush=True,
    )


def table(seeds: int, *, large: bool) -> None:
    print("| market | seeds | value, worst | gap, worst | bound below optimum | greedy, median "
          "| CPU s | OR-tools CPU s | ratio, median | ratio, worst |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|---|---|")
    tightness = (0.6, 0.8, 1.0, 1.25, 1.5)
    for kind in ("mixed", "rounded", "rank one", "identical", "all equal"):
        drawn = [market(kind, 4000, 250, 30, seed, tightness[seed % 5]) for seed in range(seeds)]
        row(f"{kind}, 4k x 250 x 30", drawn)
    for kind in ("mixed", "identical"):
        drawn = [market(kind, 4000, 20, 20, seed, 2.0) for seed in range(seeds)]
        row(f"{kind}, 4k x 20 x 20, load 2", drawn)
    for kind in ("mixed", "rank one", "identical"):
        row(f"{kind}, 10k x 1k x 100", [market(kind, 10_000, 1000, 100, seed) for seed in range(seeds)])
    if large:
        for seed in range(3):
            row(f"mixed, 100k x 2k x 30, seed {seed}", [market("mixed", 100_000, 2000, 30, seed)])


def memory(n: int, m: int, degree: int) -> None:
    """Print the growth of the peak of each solver, each in a process of its own."""
    for solver in ("ours", "oracle"):
        code = (
            "import resource, sys; sys.path.insert(0, 'benchmarks'); import assignment_oracle as b\n"
            f"given = b.market('mixed', {n}, {m}, {degree}, 0)\n"
            "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
            f"b.{solver}(given)\n"
            "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
        )
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        print(f"{solver}, {n} x {m} x {degree}: {done.stdout.strip()} MB above the input")


def million() -> None:
    """Print what a million leads cost; run it alone, for the peak of memory is that of the process."""
    given = market("mixed", 1_000_000, 5000, 20, 0)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    value, _, gap, best_first, seconds = ours(given)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print(f"1M x 5k x 20: {seconds:.0f} CPU s, gap {gap:.1e}, greedy {best_first / value:.4f}, {grown} MB more")


def budgets() -> None:
    """Print how long plans with a budget of CPU seconds take, and their value as a share of best-first greedy."""
    print("| market | budget | CPU s | value against greedy | gap |\n|---|---|---|---|---|")
    for kind in ("mixed", "all equal"):
        given = market(kind, 100_000, 2000, 30, 0)
        problem = AssignmentProblem.from_arrays(
            leads=given.leads, partners=given.partners, utility=given.utility, capacity=given.capacity
        )
        greedy = assign(problem, method="greedy").value
        for budget in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0):
            start = time.process_time()
            plan = assign(problem, time_budget=budget, clock=time.process_time)
            seconds = time.process_time() - start
            share = 100 * plan.value / greedy
            print(f"| {kind} | {budget} | {seconds:.2f} | {share:.1f} % | {plan.gap:.1e} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--large", action="store_true", help="100,000 leads as well")
    parser.add_argument("--memory", action="store_true", help="peaks of memory instead")
    parser.add_argument("--million", action="store_true", help="a million leads instead, without OR-tools")
    parser.add_argument("--budgets", action="store_true", help="plans under a time budget instead")
    arguments = parser.parse_args()
    if arguments.million:
        million()
    elif arguments.budgets:
        budgets()
    elif arguments.memory:
        memory(10_000, 1000, 100)
        memory(100_000, 2000, 30)
    else:
        table(arguments.seeds, large=arguments.large)
