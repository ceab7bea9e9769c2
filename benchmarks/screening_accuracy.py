"""Measure screening on labelled leads: `python benchmarks/screening_accuracy.py LEADS.jsonl LABELS.jsonl [--wrong]`.

One file of tabs with both, such as `tests/screening/data/held_out.tsv`, will do as well.

Labels: one object a line with `lead_id`, `category` (null or `genuine` for a genuine inquiry), and, where known,
`phone_ok` and `email_ok`. Printed: precision and recall of rejection, what happens to genuine leads, macro-F1 of the
categories, all of it per kind and per language as well; with `--wrong` each lead that was judged otherwise.
"""

import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from leadmatch.records.lead import Lead
from leadmatch.records.making import make
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.screener import Screener
from leadmatch.values.text.language import guess_language

Row = dict[str, Any]
LABELS = ("category", "phone_ok", "email_ok", "language")
BOTH = "competitor_or_press"


def read_rows(path: str) -> list[Row]:
    """Read JSON Lines."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines() if line.strip()]


def read_labelled(paths: list[str]) -> tuple[list[Row], list[Row]]:
    """Read leads and labels, from two files of JSON Lines or from one of tabs."""
    if not paths[0].endswith(".tsv"):
        return read_rows(paths[0]), read_rows(paths[1])
    with Path(paths[0]).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    leads = [{key: value for key, value in row.items() if value and key not in LABELS} for row in rows]
    return leads, [_label(row) for row in rows]


def _label(row: Row) -> Row:
    category = BOTH if row["category"] in {"competitor", "press"} else row["category"]
    marks = {key: row[key] == "1" for key in ("phone_ok", "email_ok")}
    return {"lead_id": row["lead_id"], "category": category, "language": row["language"], **marks}


def wanted(label: Row) -> str:
    """Return the category that a label gives; `genuine` for none."""
    return label.get("category") or "genuine"


def got(report: ScreeningReport, want: str) -> str:
    """Return the category that screening gives, in the words of the label."""
    if report.category is None:
        return "genuine" if report.verdict == "accept" else "unclear"
    name = report.category.value
    return BOTH if want == BOTH and name in {"competitor", "press"} else name


def share(part: int, whole: int) -> str:
    """Write a share with its counts."""
    return f"{part / whole:7.1%} ({part}/{whole})" if whole else "      – (0)"


def verdicts(judged: Iterable[tuple[ScreeningReport, Row]]) -> None:
    """Print what became of junk and of genuine leads."""
    counts: Counter[tuple[bool, str]] = Counter(
        (wanted(label) != "genuine", report.verdict.value) for report, label in judged
    )
    junk = sum(count for (is_junk, _), count in counts.items() if is_junk)
    genuine = sum(count for (is_junk, _), count in counts.items() if not is_junk)
    rejected = counts[True, "reject"] + counts[False, "reject"]
    print(f"  rejected leads that are junk  {share(counts[True, 'reject'], rejected)}")
    print(f"  junk rejected                 {share(counts[True, 'reject'], junk)}")
    print(f"  junk not accepted             {share(junk - counts[True, 'accept'], junk)}")
    print(f"  genuine rejected              {share(counts[False, 'reject'], genuine)}")
    print(f"  genuine in review             {share(counts[False, 'review'], genuine)}")


def macro_f1(judged: list[tuple[ScreeningReport, Row]]) -> None:
    """Print F1 of each category and their mean."""
    pairs = [(got(report, wanted(label)), wanted(label)) for report, label in judged]
    kinds = sorted({want for _, want in pairs})
    scores = {}
    for kind in kinds:
        both = sum(have == want == kind for have, want in pairs)
        have_kind = sum(have == kind for have, _ in pairs)
        want_kind = sum(want == kind for _, want in pairs)
        scores[kind] = 2 * both / (have_kind + want_kind)
        print(f"    {kind:20} F1 {scores[kind]:.2f}  found {both} of {want_kind}, wrongly {have_kind - both}")
    print(f"  macro-F1                      {sum(scores.values()) / len(scores):7.3f}")


def contacts(judged: list[tuple[ScreeningReport, Row]]) -> None:
    """Print how often the contact is judged like the label."""
    for key in ("phone_ok", "email_ok"):
        known = [
            (bool(getattr(report.contact, key)), label[key], report)
            for report, label in judged
            if label.get(key) is not None
        ]
        print(f"  {key} agrees               {share(sum(have == want for have, want, _ in known), len(known))}")


def main() -> None:
    """Screen the file and print."""
    rows, known = read_labelled(sys.argv[1:])
    leads = [make(Lead, row).record for row in rows]
    labels = {label["lead_id"]: label for label in known}
    judged = [(report, labels[report.lead_id]) for report in Screener().screen_many(leads)]
    verdicts(judged)
    macro_f1(judged)
    contacts(judged)
    languages = defaultdict(list)
    for lead, pair in zip(leads, judged, strict=True):
        text = lead.message or " ".join(note.text for note in lead.notes)
        languages[pair[1].get("language") or guess_language(text) or "?"].append(pair)
    for language, part in sorted(languages.items()):
        print(f" {language}")
        verdicts(part)
    if "--wrong" in sys.argv:
        print_wrong(leads, judged)


def print_wrong(leads: list[Any], judged: list[tuple[ScreeningReport, Row]]) -> None:
    """Print each lead whose verdict, category or contact is not the label's."""
    for lead, (report, label) in zip(leads, judged, strict=True):
        want = wanted(label)
        fine = got(report, want) == want and report.verdict == ("accept" if want == "genuine" else "reject")
        contact = [
            key
            for key in ("phone_ok", "email_ok")
            if label.get(key) is not None and bool(getattr(report.contact, key)) != label[key]
        ]
        if not fine or contact:
            shown = [
                lead.person,
                lead.email,
                lead.phone,
                lead.country,
                lead.company,
                lead.job_title,
                lead.message,
                [note.text for note in lead.notes],
            ]
            print(lead.id, "|", want, "→", report.verdict.value, report.category, contact, round(report.score), shown)
            print("      ", [(reason.code, reason.points, reason.observed) for reason in report.reasons])


if __name__ == "__main__":
    main()
