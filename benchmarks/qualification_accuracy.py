"""How right qualification is on labelled notes: `python benchmarks/qualification_accuracy.py NOTES LABELS`.

Flags: `--errors` shows what is wrong, `--phenomena` counts by phenomenon, `--part=never_look` takes one part of them.

NOTES holds leads as JSON Lines, LABELS one line a lead with budget, authority, need, timing, budget_amount, deadline,
urgency, sales_ready and lang, and perhaps phenomenon and part. Each lead is looked at on the day of its last note.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from leadmatch.qualification.criteria import Criterion
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.lead import Lead

LABELS = ("strong", "some", "none", "unknown")
Row = dict[str, Any]
Pairs = list[tuple[str, str]]


def read(path: str) -> list[Row]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]


def macro_f1(pairs: Pairs) -> float:
    scores = []
    for label in LABELS:
        hit = sum(got == want == label for got, want in pairs)
        wrong = sum((got == label) != (want == label) for got, want in pairs)
        if hit or wrong:
            scores.append(2 * hit / (2 * hit + wrong))
    return sum(scores) / max(len(scores), 1)


def judged(notes: str, labels: str) -> Iterator[tuple[Row, Row, Row]]:
    """Yield each lead, what is meant and what was found."""
    meant = {row["lead_id"]: row for row in read(labels)}
    qualifier = Qualifier()
    for row in read(notes):
        lead = Lead(**row)
        last = max(note.noted_on or date.min for note in lead.notes)
        found = qualifier.qualify(lead, now=datetime.combine(last, time(23, 59), tzinfo=UTC)).to_dict()
        yield row, meant[row["lead_id"]], dict(found)


def faults(label: Row, found: Row) -> Iterator[str]:
    """Word what is wrong with one lead."""
    for each in Criterion:
        got, want = found[each.value]["label"], label[each.value]
        if got != want:
            evidence = [(piece["code"], piece["text"]) for piece in found[each.value]["evidence"][:2]]
            yield f"{each.value}: {got}, meant {want} {evidence}"
    for name in ("budget_amount", "deadline"):
        if found["facts"][name] != label[name]:
            yield f"{name}: {found['facts'][name]}, meant {label[name]}"
    if found["urgent"] != label["urgency"]:
        yield f"urgent: {found['urgent']}"
    if (found["readiness"] == "sales_ready") != label["sales_ready"]:
        yield f"readiness: {found['readiness']}"


def report(cases: list[tuple[Row, Row, Row]]) -> None:
    pairs: dict[tuple[str, Criterion], Pairs] = defaultdict(list)
    for _, label, found in cases:
        for each in Criterion:
            pairs["en" if label["lang"] == "en" else "other", each].append(
                (found[each.value]["label"], label[each.value])
            )
    for group in ("en", "other"):
        scores = {each.value: round(macro_f1(pairs[group, each]), 2) for each in Criterion}
        print(f"{group}: {len(pairs[group, Criterion.NEED])} leads, macro-F1 {scores}")
    everything = [pair for found in pairs.values() for pair in found]
    print(
        "strong for none or the reverse:",
        round(sum({*pair} == {"strong", "none"} for pair in everything) / len(everything), 4),
    )
    ready = Counter((found["readiness"] == "sales_ready", label["sales_ready"]) for _, label, found in cases)
    hit, invented, missed = ready[True, True], ready[True, False], ready[False, True]
    print(f"sales_ready: precision {hit / max(hit + invented, 1):.2f}, recall {hit / max(hit + missed, 1):.2f}")
    for name in ("budget_amount", "deadline"):
        meant = [(found["facts"][name], label[name]) for _, label, found in cases]
        right = [got == want for got, want in meant if want is not None]
        none = [got is not None for got, want in meant if want is None]
        print(f"{name}: {sum(right)} of {len(right)} right, {sum(none)} of {len(none)} invented")
    urgent = Counter((found["urgent"], label["urgency"]) for _, label, found in cases)
    print(f"urgent: {urgent[True, True]} found, {urgent[False, True]} missed, {urgent[True, False]} invented")


def phenomena(cases: list[tuple[Row, Row, Row]]) -> None:
    """Print for each phenomenon how many of its labels are right, the weakest first."""
    right: dict[str, list[bool]] = defaultdict(list)
    for _, label, found in cases:
        right[label.get("phenomenon", "")] += [found[each.value]["label"] == label[each.value] for each in Criterion]
    for name, hits in sorted(right.items(), key=lambda item: sum(item[1]) - len(item[1])):
        print(f"    {name:<22}{sum(hits):>4} of {len(hits)}")


def main(notes: str, labels: str, *flags: str) -> None:
    parts = {flag.removeprefix("--part=") for flag in flags if flag.startswith("--part=")}
    cases = [case for case in judged(notes, labels) if not parts or case[1].get("part") in parts]
    for row, label, found in cases if "--errors" in flags else ():
        wrong = list(faults(label, found))
        if wrong:
            print(
                row["lead_id"], label["lang"], " / ".join(note["text"] for note in row["notes"]), *wrong, sep="\n    "
            )
    report(cases)
    if "--phenomena" in flags:
        phenomena(cases)


if __name__ == "__main__":
    main(*sys.argv[1:])
