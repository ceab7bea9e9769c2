from datetime import UTC, datetime

import pytest

from leadmatch.matching.industry import IndustryFit, industries_of
from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.matching.settings import IndustryPoints
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

POINTS = IndustryPoints()


def seen(industry: str | None) -> LeadProfile:
    return profile_of(Lead(lead_id="L1", industry=industry), now=datetime(2026, 6, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    ("industry", "stated", "fit"),
    [("Hospital", "Hospitals", "exact"), ("Hospital", "Healthcare", "group"),
     ("Zerspanung", "Manufacturing", "umbrella"),
     ("Hospital", "Dentist", "sibling"), ("Wholesale", "Retail", "adjacent"), ("Hospital", "Foundry", "unrelated"),
     ("Gobbledygook", "Foundry", "unknown")],
)  # fmt: skip
def test_the_nearest_industry_counts(industry: str, stated: str, fit: str) -> None:
    criterion = IndustryFit([Partner(partner_id="a", industries=(stated,))], POINTS)
    lead = seen(industry)
    assert criterion.points(lead)[0] == pytest.approx(getattr(POINTS, fit), abs=1e-6)
    assert [reason.code for reason in criterion.reasons(lead, 0)] == [f"industry.{fit}"]


def test_where_nothing_is_stated_nothing_is_said() -> None:
    criterion = IndustryFit([Partner(partner_id="a"), Partner(partner_id="b", industries=("Foundry",))], POINTS)
    assert list(criterion.reasons(seen("Hospital"), 0)) == []
    assert list(criterion.reasons(seen(None), 1)) == []


def test_a_code_is_read_by_the_partners_country() -> None:
    assert industries_of(Partner(partner_id="a", countries=("GB",), industries=("25620",))) == {
        "industrial_manufacturing/machining"
    }


def test_an_industry_read_from_the_company_counts_half() -> None:
    criterion = IndustryFit([Partner(partner_id="a", industries=("Bakery",))], POINTS)
    lead = profile_of(Lead(lead_id="L1", company="Bäckerei Jürgensen"), now=datetime(2026, 6, 15, tzinfo=UTC))
    assert criterion.points(lead)[0] == pytest.approx(POINTS.exact / 2, abs=1e-6)
    assert [(reason.field, reason.observed) for reason in criterion.reasons(lead, 0)] == [
        ("company", "Bäckerei Jürgensen")
    ]
