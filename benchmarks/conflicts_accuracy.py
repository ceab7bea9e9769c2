"""Judge labelled pairs of leads: `python benchmarks/conflicts_accuracy.py PAIRS.jsonl`.

One object a line: `{"pair_id", "a": lead, "b": lead, "relation"}`; the relation is `same_person`, `same_company` or
`different`. Printed: how often the verdict is right, precision, recall and F1 of each relation, and each pair that was
judged otherwise, with its reasons.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from leadmatch.conflicts.duplicates import judge
from leadmatch.records.lead import Lead

RELATIONS = ("same_person", "same_company", "different")


def main() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
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


if __name__ == "__main__":
    main()
