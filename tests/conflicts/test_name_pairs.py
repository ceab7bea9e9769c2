"""Pairs of company names, labelled before the rules that tell them were written.

`name_pairs.tsv` and `name_pairs_unseen.tsv`, which was written when the rules stood, hold names as people type them, of
one organisation or of two, in the classes of errors that such names make: abbreviations, departments, translations,
legal forms, former names, words written as one, places; and names that share a word, a place, initials or nearly a
spelling, and are not the same.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.names import NameAgreement, compare_names
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import weight
from leadmatch.records.lead import Lead

DATA = Path(__file__).parent / "data"
FILES = {"name_pairs.tsv": (0.97, 0.15, 0.65), "name_pairs_unseen.tsv": (0.9, 0.2, 0.6)}
"""Per file: share of names of one organisation that agree, of two that do, and of one that are linked by name alone."""

AGREE = {NameAgreement.SAME, NameAgreement.PART}


class Judged(NamedTuple):
    same: bool
    agreement: NameAgreement
    score: float


def judged(file: str) -> Iterator[Judged]:
    with (DATA / file).open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
            a, b = (portrait_of_lead(Lead(company=row[name])) for name in ("one", "other"))
            score = weight(account_evidence(a, b, AccountWeights()))
            yield Judged(row["relation"] == "same", compare_names(a, b).agreement, score)


@pytest.mark.parametrize("file", FILES)
def test_names_of_one_organisation_agree_and_names_of_two_do_not(file: str) -> None:
    pairs = list(judged(file))
    same = [pair.agreement in AGREE for pair in pairs if pair.same]
    different = [pair.agreement in AGREE for pair in pairs if not pair.same]
    agreeing, confused, _ = FILES[file]
    assert sum(same) >= agreeing * len(same)
    assert sum(different) <= confused * len(different)


@pytest.mark.parametrize("file", FILES)
def test_names_alone_rarely_make_two_organisations_one_account(file: str) -> None:
    pairs = list(judged(file))
    taken = [pair.score >= 0 for pair in pairs if not pair.same]
    found = [pair.score >= 0 for pair in pairs if pair.same]
    assert sum(taken) <= 0.05 * len(taken)
    assert sum(found) >= FILES[file][2] * len(found)
