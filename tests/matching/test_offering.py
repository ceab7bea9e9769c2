from datetime import UTC, datetime

import pytest

from leadmatch.matching.offering import HoldsCertifications, SellsProducts
from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def wanting(*products: str, certifications: tuple[str, ...] = ()) -> LeadProfile:
    return profile_of(Lead(lead_id="L1", products=products, required_certifications=certifications), now=NOW)


def test_all_wanted_products_must_be_sold_and_each_missing_one_is_named() -> None:
    rule = SellsProducts(
        [Partner(partner_id="a", products=("EDR",)), Partner(partner_id="b", products=("edr", "S IEM", "X"))]
    )
    lead = wanting("EDR", "SIEM", "Wi-Fi", "SIEM")
    assert rule.blocked(lead).tolist() == [True, True]
    assert [reason.observed for reason in rule.reasons(lead, 0)] == ["SIEM", "Wi-Fi"]
    assert [reason.observed for reason in rule.reasons(lead, 1)] == ["Wi-Fi"]


@pytest.mark.parametrize("name", ["point of  sale", "POINT OF SALE", "Point-of-Sale", "POS", "pointofsale"])
def test_case_blanks_hyphens_and_initials_do_not_matter(name: str) -> None:
    rule = SellsProducts([Partner(partner_id="a", products=("Point of Sale", "ERP"))])
    assert rule.blocked(wanting(name)).tolist() == [False]


def test_initials_of_two_products_stand_for_neither() -> None:
    rule = SellsProducts([Partner(partner_id="a", products=("Point of Sale", "Proof of Signature"))])
    assert rule.blocked(wanting("POS")).tolist() == [True]


def test_signs_keep_products_apart() -> None:
    rule = SellsProducts([Partner(partner_id="a", products=("UPS <40kW",))])
    assert rule.blocked(wanting("UPS >40kW")).tolist() == [True]


def test_a_list_that_is_not_stated_excludes_nobody_and_is_noted() -> None:
    products = SellsProducts([Partner(partner_id="a")])
    certifications = HoldsCertifications([Partner(partner_id="a")])
    lead = wanting("EDR", certifications=("ISO 27001",))
    assert not products.blocked(lead).any()
    assert not certifications.blocked(lead).any()
    assert [reason.code for reason in products.notes(lead, 0)] == ["products.not_stated"]
    assert [reason.code for reason in certifications.notes(lead, 0)] == ["certifications.not_stated"]
    assert not [*products.notes(wanting(), 0), *certifications.notes(wanting(), 0)]


def test_required_certifications_must_be_held() -> None:
    rule = HoldsCertifications(
        [Partner(partner_id="a", certifications=("ISO 9001",)), Partner(partner_id="b", certifications=("iso27001",))]
    )
    lead = wanting(certifications=("ISO 27001",))
    assert rule.blocked(lead).tolist() == [True, False]
    assert [reason.message() for reason in rule.reasons(lead, 0)] == ["Does not hold the certification ISO 27001"]
    assert list(rule.notes(lead, 1)) == []
    assert list(rule.reasons(lead, 1)) == []
