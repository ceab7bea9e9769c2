from typing import Any

import pytest

from leadmatch.conflicts.names import NameAgreement, compare_names
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.records.lead import Lead


def agreement(one: str | None, other: str | None, **fields: Any) -> NameAgreement:
    a = portrait_of_lead(Lead(company=one, **fields))
    b = portrait_of_lead(Lead(company=other))
    assert compare_names(a, b) == compare_names(b, a)
    return compare_names(a, b).agreement


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Loomworks Ltd", "LOOMWORKS", NameAgreement.SAME),
        ("Sotra Laks", "Sotralaks AS", NameAgreement.SAME),
        ("City of Springfield", "Springfield (City of)", NameAgreement.SAME),
        ("Coromandel Pump", "Coromandel Pumps", NameAgreement.SAME),
        ("Mut. du Haut Doubs", "Mutuelle du Haut-Doubs", NameAgreement.SAME),
        ("St. Brendan's", "Saint Brendans", NameAgreement.SAME),
        ("Loomworcks Weaving", "Loomworks Weaving", NameAgreement.SAME),
        ("BMW", "Bayerische Motoren Werke", NameAgreement.SAME),
        ("LoomWeave York Trading", "Loom Weave Trading York", NameAgreement.SAME),
        ("Loom Weave Ryedale", "LoomWeave Trading", NameAgreement.CONTESTED),
        ("Oomwea Ryedale", "Loom Weave Trading", NameAgreement.DIFFERENT),
        ("LCS Freight", "Lim Chye Seng Freight Forwarders", NameAgreement.PART),
        ("Loomworks", "Loomworks Weaving", NameAgreement.PART),
        ("Loomworks", "Loomworks Procurement Dept", NameAgreement.SAME),
        ("Corrib Oil", "Corrib Medical", NameAgreement.CONTESTED),
        ("Loomworks", "Redmoor", NameAgreement.DIFFERENT),
        ("Intel", "Intelsat", NameAgreement.DIFFERENT),
        ("Loomworks", "Loomworksag", NameAgreement.SAME),
        ("Nuage", "Nuagenetworks", NameAgreement.SAME),
        ("Redmoor South", "Redmoor Southwestern", NameAgreement.CONTESTED),
        ("Redmoor Slovenia Works", "Redmoor Slovakia Works", NameAgreement.CONTESTED),
        ("Redmoor Comm", "Redmoor Communications", NameAgreement.SAME),
        ("Redmoor Hart", "Redmoor Hartley", NameAgreement.SAME),
        ("Redmoor Har", "Redmoor Hartley", NameAgreement.CONTESTED),
        ("Universität Wien", "University of Vienna", NameAgreement.SAME),
        ("TU Ulm", "Technische Universität Ulm", NameAgreement.SAME),
        ("Loomworks Deutschland", "Loomworks Germany", NameAgreement.SAME),
        ("Loomworks EMEA", "Loomworks", NameAgreement.SAME),
        ("National Bank of Greece", "National Bank", NameAgreement.PART),
        ("Velora Energy (formerly Northgate Gas)", "Northgate Gas", NameAgreement.PART),
        ("Velora Energy (formerly Northgate Gas)", "Velora Energy", NameAgreement.SAME),
        ("Massachusetts Institute of Technology (MIT", "MIT", NameAgreement.SAME),
        ("Dept. of Physics, Univ. of Ulm", "Univ. of Ulm", NameAgreement.SAME),
        ("Alcatel-Lucent", "AlcatelLucent", NameAgreement.SAME),
        ("Loomworks", None, NameAgreement.UNKNOWN),
        ("n/a", "Loomworks", NameAgreement.UNKNOWN),
    ],
)
def test_names_are_compared_word_by_word(one: str | None, other: str | None, expected: NameAgreement) -> None:
    assert agreement(one, other) is expected


def test_the_own_city_and_region_tell_nothing_in_a_name() -> None:
    assert agreement("Loomworks York", "Loomworks", city="York") is NameAgreement.SAME
    assert agreement("Springfield Water, Illinois", "Springfield Water", country="US") is NameAgreement.SAME
    assert agreement("Loomworks Wien", "Loomworks", city="Vienna") is NameAgreement.SAME
    assert agreement("Loomworks York", "Loomworks") is NameAgreement.PART


def test_a_name_of_joining_words_is_still_a_name() -> None:
    assert agreement("Die Von", "Die Von") is NameAgreement.SAME
    assert agreement("The And", "Loomworks") is NameAgreement.DIFFERENT
