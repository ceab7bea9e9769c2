"""All figures of duplicates: `python benchmarks/conflicts.py [--leads N] [--data FOLDER] [--splink] [--fit SEEDS] …`.

Without options: a made-up market of 10,000 leads. With a folder that holds `ietf_affiliations_dev.csv`,
`fake_1000.csv`, `febrl3.csv` or `duplicates.jsonl` (there or in a folder beside it), those are measured too.
"""

import argparse
from pathlib import Path

import conflicts_accuracy
import conflicts_fit
import conflicts_market
import conflicts_names
import conflicts_persons


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", type=int, default=10_000, help="leads of the made-up market; 0 for none")
    parser.add_argument("--seed", type=int, default=7, help="seed of the market")
    parser.add_argument("--no-pairs", action="store_true", help="measure one lead alone, not all pairs")
    parser.add_argument("--splink", action="store_true", help="link the same market with splink as well")
    parser.add_argument("--fit", type=int, default=0, metavar="SEEDS", help="fit the weights to small markets, too")
    parser.add_argument("--data", type=Path, help="folder with public files")
    asked = parser.parse_args()
    if asked.leads:
        conflicts_market.measure(asked.leads, asked.seed, pairs=not asked.no_pairs, splink=asked.splink)
    if asked.fit:
        conflicts_fit.measure(asked.fit)
    if asked.data:
        files = {path.name: path for path in sorted(asked.data.rglob("*"))}
        measures = {
            "duplicates.jsonl": conflicts_accuracy.measure,
            "ietf_affiliations_dev.csv": conflicts_names.measure,
            "fake_1000.csv": conflicts_persons.measure,
            "febrl3.csv": conflicts_persons.measure,
        }
        for name in measures.keys() & files.keys():
            print(f"--- {name}")
            measures[name](files[name])


if __name__ == "__main__":
    main()
