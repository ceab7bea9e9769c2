"""Link hand-typed names of organisations: `python benchmarks/conflicts_names.py NAMES.csv` (`name`, `organisation`).

Each name is linked to the one that scores best among those that share a key with it. Printed, for several thresholds:
of the links made, how many lead to the same organisation (precision); of the names that have a mate, how many got such
a link (recall).
"""

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import weight
from leadmatch.records.lead import Lead


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    weights = AccountWeights()
    begin = time.process_time()
    index = PortraitRoll(64, 64)
    index.put_all(portrait_of_lead(Lead(company=row["name"])) for row in rows)
    best: list[tuple[float, int]] = []
    for place in range(len(rows)):
        others = (other for other in index.candidates(index[place]).places if other != place)
        scored = ((weight(account_evidence(index[place], index[other], weights)), other) for other in others)
        best.append(max(scored, default=(-99.0, -1)))
    print(f"{len(rows)} names in {time.process_time() - begin:.2f} s of CPU time")
    size = Counter(row["organisation"] for row in rows)
    mated = sum(size[row["organisation"]] > 1 for row in rows)
    for threshold in (-6.0, -5.0, -4.5, -4.0, -3.0, -2.0, 0.0):
        links = [(place, other) for place, (score, other) in enumerate(best) if score >= threshold]
        right = sum(rows[place]["organisation"] == rows[other]["organisation"] for place, other in links)
        precision, recall = right / max(1, len(links)), right / mated
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"from {threshold:+.1f}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")


if __name__ == "__main__":
    main()
