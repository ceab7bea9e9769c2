"""Pairs of company names, labelled before the rules that tell them were written.

`name_pairs.tsv` holds names as people type them, of one organisation or of two, in the classes of errors that such
names make: abbreviations, departments, translations, legal forms, former names, words written as one, places; and names
that share a word, a place, initials or nearly a spelling, and are not the same.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.names import NameAgreement, compare_names
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import weight
from leadmatch.records.lead import Lead

FILE = Path(__file__).parent / "data" / "name_pairs.tsv"
AGREE = {NameAgreement.SAME, NameAgreement.PART}


class Judged(NamedTuple):
    same: bool
    agreement: NameAgreement
    score: float


def judged() -> Iterator[Judged]:
    with FILE.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
            a, b = (portrait_of_lead(Lead(company=row[name])) for name in ("one", "other"))
            score = weight(account_evidence(a, b, AccountWeights()))
            yield Judged(row["relation"] == "same", compare_names(a, b).agreement, score)


def test_names_of_one_organisation_agree_and_names_of_two_do_not() -> None:
    pairs = list(judged())
    same = [pair.agreement in AGREE for pair in pairs if pair.same]
    different = [pair.agreement in AGREE for pair in pairs if not pair.same]
    assert sum(same) >= 0.97 * len(same)
    assert sum(different) <= 0.15 * len(different)


def test_names_alone_rarely_make_two_organisations_one_account() -> None:
    pairs = list(judged())
    taken = [pair.score >= 0 for pair in pairs if not pair.same]
    found = [pair.score >= 0 for pair in pairs if pair.same]
    assert sum(taken) <= 0.05 * len(taken)
    assert sum(found) >= 0.65 * len(found)
