from datetime import UTC, datetime

import pytest

from leadmatch.matching.exclusions import AccountAllowed, IndustryAllowed, NotDeclined
from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def seen(lead: Lead) -> LeadProfile:
    return profile_of(lead, now=NOW)


@pytest.mark.parametrize("entry", ["Hydra Gears", "HYDRA GEARS INC", "hydragears.com", "https://www.hydragears.com/"])
def test_an_excluded_account_is_known_by_name_and_domain(entry: str) -> None:
    rule = AccountAllowed([Partner(partner_id="a", excluded_accounts=("Other", entry)), Partner(partner_id="b")])
    lead = seen(Lead(lead_id="L1", company="Hydra Gears, Inc.", email="jo@hydragears.com"))
    assert rule.blocked(lead).tolist() == [True, False]
    assert [reason.observed for reason in rule.reasons(lead, 0)] == [entry]


def test_entries_that_name_nobody_exclude_nobody() -> None:
    rule = AccountAllowed([Partner(partner_id="a", excluded_accounts=("–", "gmail.com"))])
    assert not rule.blocked(seen(Lead(lead_id="L1", company="–", email="jo@gmail.com"))).any()
    assert not rule.blocked(seen(Lead(lead_id="L1"))).any()


@pytest.mark.parametrize(
    ("excluded", "industry", "blocked"),
    [
        ("Healthcare", "Hospital", True), ("Hospital", "Hospital", True), ("Hospital", "Healthcare", False),
        ("Manufacturing", "Zerspanung", True), ("Dentist", "Hospital", False), ("Retail", "Wholesale", False),
        ("Marae", "marae", True), ("Marae", "Marina", False), ("Marae", None, False), ("Healthcare", None, False),
        ("Manufacturing", "Manufacturing", False),
    ],
)  # fmt: skip
def test_an_excluded_industry_takes_in_what_lies_in_it(excluded: str, industry: str | None, *, blocked: bool) -> None:
    rule = IndustryAllowed([Partner(partner_id="a", excluded_industries=(excluded,)), Partner(partner_id="b")])
    lead = seen(Lead(lead_id="L1", industry=industry))
    if excluded == industry:
        blocked = True
    assert rule.blocked(lead).tolist() == [blocked, False]
    assert [reason.observed for reason in rule.reasons(lead, 0)] == [excluded if blocked else None]


def test_who_declined_the_lead_does_not_get_it_again() -> None:
    offers = [
        Offer(offer_id="O1", lead_id="L1", partner_id="a", state="declined"),
        Offer(offer_id="O2", lead_id="L1", partner_id="b", state="expired"),
        Offer(offer_id="O3", lead_id="L2", partner_id="b", state="declined"),
        Offer(offer_id="O4", lead_id="L1", partner_id="gone", state="declined"),
    ]
    rule = NotDeclined([Partner(partner_id="a"), Partner(partner_id="b")], offers)
    assert rule.blocked(seen(Lead(lead_id="L1"))).tolist() == [True, False]
    assert rule.blocked(seen(Lead(lead_id="L3"))).tolist() == [False, False]
    assert [reason.code for reason in rule.reasons(seen(Lead(lead_id="L1")), 0)] == ["offer.declined"]
