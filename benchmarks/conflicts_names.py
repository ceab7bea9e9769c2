"""Link hand-typed names of organisations: a file with the columns `name` and `organisation`."""

import csv
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.index import Limits
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import weight
from leadmatch.records.lead import Lead

THRESHOLDS = (-6.0, -5.0, -4.5, -4.0, -3.0, -2.0, 0.0)


def measure(file: Path) -> None:
    """Print how names are linked with each other, and how they are found in a list of organisations.

    Each name is linked to the one that scores best among those that share a key with it. Of the links made, how many
    lead to the same organisation is the precision; of the names that have a mate, how many got such a link the recall.
    """
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    names = [named(row["name"]) for row in rows]
    truth = [row["organisation"] for row in rows]
    sizes = Counter(truth)
    print(f"best link among {len(names)} names")
    best = links(names, names, apart=True)
    report(best, [truth[place] for place in range(len(rows))], truth, sum(sizes[name] > 1 for name in truth))
    masters = sorted(sizes)
    print(f"lookup of {len(names)} names among {len(masters)} organisations")
    report(links(names, [named(name) for name in masters], apart=False), truth, masters, len(names))


def named(name: str) -> Portrait:
    return portrait_of_lead(Lead(company=name))


def links(names: Sequence[Portrait], others: Sequence[Portrait], *, apart: bool) -> list[tuple[float, int]]:
    """Return the score and place of the best of some others for each name; never its own place where they are apart."""
    weights = AccountWeights()
    begin = time.process_time()
    roll = PortraitRoll(Limits(64, 64, 64))
    roll.put_all(others)
    best = []
    for place, name in enumerate(names):
        candidates = (other for other in roll.candidates(name).places if not (apart and other == place))
        scored = (
            (weight(account_evidence(name, roll[other], weights, roll.frequencies)), -other) for other in candidates
        )
        score, other = max(scored, default=(-99.0, 1))
        best.append((score, -other))
    print(f"  {(time.process_time() - begin) / len(names) * 1e6:.0f} µs of CPU time a name")
    return best


def report(best: Sequence[tuple[float, int]], wanted: Sequence[str], found: Sequence[str], mated: int) -> None:
    for threshold in THRESHOLDS:
        links = [(place, other) for place, (score, other) in enumerate(best) if score >= threshold]
        right = sum(wanted[place] == found[other] for place, other in links)
        precision, recall = right / max(1, len(links)), right / mated
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(f"  from {threshold:+.1f}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
