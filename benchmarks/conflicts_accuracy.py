"""Judge labelled pairs of leads.

One object a line: `{"pair_id", "a": lead, "b": lead, "relation"}`; the relation is `same_person`, `same_company` or
`different`. Printed: how often the verdict is right, precision, recall and F1 of each relation, and each pair that was
judged otherwise, with its reasons.
"""

import json
from collections import Counter
from pathlib import Path

from leadmatch.conflicts.duplicates import judge
from leadmatch.records.lead import Lead

RELATIONS = ("same_person", "same_company", "different")


def measure(file: Path) -> None:
    """Print how a file of labelled pairs is judged."""
    seen: Counter[tuple[str, str]] = Counter()
    for line in file.read_text("utf-8").splitlines():
        pair = json.loads(line)
        verdict = judge(Lead(**pair["a"]), Lead(**pair["b"]))
        seen[pair["relation"], str(verdict.relation)] += 1
        if verdict.relation != pair["relation"]:
            told = "; ".join(f"{reason.message()} ({reason.points:+.1f})" for reason in verdict.reasons)
            print(f"{pair['pair_id']}: {pair['relation']}, judged {verdict.relation} ({verdict.score:+.1f}): {told}")
    scores = []
    for relation in RELATIONS:
        right = seen[relation, relation]
        precision = right / max(1, sum(seen[want, relation] for want in RELATIONS))
        recall = right / max(1, sum(seen[relation, got] for got in RELATIONS))
        scores.append(2 * precision * recall / max(precision + recall, 1e-9))
        print(f"{relation}: precision {precision:.3f}, recall {recall:.3f}, F1 {scores[-1]:.3f}")
    right = sum(seen[relation, relation] for relation in RELATIONS)
    print(f"right {right} of {seen.total()}, macro-F1 {sum(scores) / len(scores):.3f}")
