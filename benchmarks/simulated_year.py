"""A simulated year of leads under several ways of handing them out: closed deals, and what newcomers get.

    python benchmarks/simulated_year.py [--seeds 8] [--loads 0.4,0.9,1.3] [--fit 1.0] [--skill 0.7]

Years come from `leadmatch.testing.year`, policies from `leadmatch.testing.policies`; those that match use the real
matcher, its track records and the real assignment. Closed deals are those to be expected of each year's choices by the
true chances, so luck with single deals does not blur the comparison. Percentages are against round robin in the same
year, with standard errors over the seeds.
"""

import argparse
from collections import defaultdict

import numpy as np

from leadmatch.testing.policies import Outcome, play, policies
from leadmatch.testing.year import Programme, simulated_year

BASE, SEER = "round robin", "clairvoyant arrival greedy"


def table(programme: Programme, seeds: int) -> None:
    """Play all policies in the same years and print a line for each."""
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    for seed in range(seeds):
        year = simulated_year(np.random.default_rng(seed), programme)
        for name, policy in policies(seed).items():
            outcomes[name].append(play(year, policy))
    closed = {name: np.array([one.closed for one in found]) for name, found in outcomes.items()}
    print(f"\nLoad {programme.load}, fit {programme.fit}, skill {programme.skill}, {seeds} years\n")
    print("| policy | closed deals | against round robin | of the clairvoyant on arrival | worst year | newcomers |")
    print("|---|---|---|---|---|---|")
    for name, found in outcomes.items():
        gain = 100 * (closed[name] / closed[BASE] - 1)
        error = gain.std(ddof=1) / np.sqrt(seeds) if seeds > 1 else 0.0
        of_seer = 100 * closed[name] / closed[SEER]
        share = np.mean([one.newcomers_leads / one.newcomers_places for one in found])
        cells = (
            name,
            f"{closed[name].mean():,.0f}",
            f"{gain.mean():+.1f} % ± {error:.1f}",
            f"{of_seer.mean():.1f} %",
            f"{of_seer.min():.1f} %",
            f"{share:.2f}",
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Read the arguments and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--loads", default="0.4,0.9,1.3")
    parser.add_argument("--fit", type=float, default=1.0)
    parser.add_argument("--skill", type=float, default=0.7)
    asked = parser.parse_args()
    for load in map(float, asked.loads.split(",")):
        table(Programme(load=load, fit=asked.fit, skill=asked.skill), asked.seeds)


if __name__ == "__main__":
    main()
