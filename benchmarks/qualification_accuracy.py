"""How right qualification is on labelled notes: `python benchmarks/qualification_accuracy.py NOTES LABELS [--errors]`.

NOTES holds leads as JSON Lines, LABELS one line a lead with budget, authority, need, timing, budget_amount, deadline,
urgency, sales_ready and lang. Each lead is looked at on the day of its last note.
"""

import json
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime, time
from pathlib import Path

from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.lead import Lead

LABELS = ("strong", "some", "none", "unknown")


def read(path: str) -> list[dict]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    scores = []
    for label in LABELS:
        hit = sum(a == b == label for a, b in pairs)
        wrong = sum((a == label) != (b == label) for a, b in pairs)
        if hit or wrong:
            scores.append(2 * hit / (2 * hit + wrong))
    return sum(scores) / max(len(scores), 1)


def main(notes: str, labels: str, *flags: str) -> None:
    meant = {row["lead_id"]: row for row in read(labels)}
    pairs: dict = defaultdict(list)
    ready: Counter = Counter()
    checks: Counter = Counter()
    for row in read(notes):
        label = meant[row["lead_id"]]
        lead = Lead(**row)
        now = datetime.combine(max(n.noted_on for n in lead.notes), time(23, 59), tzinfo=UTC)
        found = Qualifier().qualify(lead, now=now).to_dict()
        group = "en" if label["lang"] == "en" else "other"
        wrong = []
        for criterion in Criterion:
            got, want = found[criterion.value]["label"], label[criterion.value]
            pairs[group, criterion.value].append((got, want))
            if got != want:
                evidence = [(e["code"], e["text"]) for e in found[criterion.value]["evidence"][:2]]
                wrong.append(f"{criterion.value}: {got} != {want} {evidence}")
        facts = found["facts"]
        for name in ("budget_amount", "deadline"):
            if label[name] is not None:
                checks[name, "meant"] += 1
                checks[name, "right"] += facts[name] == label[name]
            else:
                checks[name, "absent"] += 1
                checks[name, "invented"] += facts[name] is not None
            if facts[name] != label[name]:
                wrong.append(f"{name}: {facts[name]} != {label[name]}")
        checks["urgent", found["urgent"], label["urgency"]] += 1
        if found["urgent"] != label["urgency"]:
            wrong.append(f"urgent: {found['urgent']}")
        ready[found["readiness"] == "sales_ready", label["sales_ready"]] += 1
        if (found["readiness"] == "sales_ready") != label["sales_ready"]:
            wrong.append(f"readiness: {found['readiness']}")
        if wrong and "--errors" in flags:
            print(lead.lead_id, label["lang"], " / ".join(n.text for n in lead.notes))
            print("   ", "\n    ".join(wrong))
    for group in ("en", "other"):
        scores = {c.value: macro_f1(pairs[group, c.value]) for c in Criterion}
        exact = {
            c.value: sum(a == b for a, b in pairs[group, c.value]) / max(len(pairs[group, c.value]), 1)
            for c in Criterion
        }
        print(
            group,
            len(pairs[group, "need"]),
            "macro-F1",
            {k: round(v, 2) for k, v in scores.items()},
            "mean",
            round(sum(scores.values()) / 4, 3),
            "accuracy",
            {k: round(v, 2) for k, v in exact.items()},
        )
    everything = [pair for found in pairs.values() for pair in found]
    opposite = sum({a, b} == {"strong", "none"} for a, b in everything)
    print("opposite", round(opposite / len(everything), 4))
    hit, false, missed = ready[True, True], ready[True, False], ready[False, True]
    print("sales_ready precision", round(hit / max(hit + false, 1), 2), "recall", round(hit / max(hit + missed, 1), 2))
    print({str(key): value for key, value in sorted(checks.items(), key=str)})


if __name__ == "__main__":
    main(*sys.argv[1:])
