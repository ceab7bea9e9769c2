from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.speciality import SpecialityNamed
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.strategies import hostile_text

SETTINGS = MatchingSettings()
WHOLE, PART = SETTINGS.speciality, SETTINGS.speciality_in_part


def seen(industry: str | None = None, message: str | None = None, product: str | None = None) -> LeadProfile:
    products = (product,) if product else ()
    lead = Lead(lead_id="L1", industry=industry, message=message, products=products)
    return profile_of(lead, now=datetime(2026, 6, 15, tzinfo=UTC))


def points(speciality: str, lead: LeadProfile) -> float:
    return float(SpecialityNamed([Partner(partner_id="a", specialities=(speciality,))], SETTINGS).points(lead)[0])


@pytest.mark.parametrize(
    ("speciality", "lead", "worth"),
    [
        ("law firms", seen("Law firm"), WHOLE), ("legal", seen("Attorneys"), WHOLE),
        ("CMMC", seen(None, "CMMC level 2"), WHOLE),
        ("cold chain", seen(None, "we need the whole cold chain watched"), WHOLE),
        ("healthcare", seen(None, "not healthcare"), 0),
        ("mid-size law", seen("Law firm"), 0), ("rural law", seen("Law firm"), PART),
        ("mapping", seen(product="GDP mapping"), PART),
        ("copiers", seen("Law firm"), 0), ("&", seen("& Co"), 0),
        ("hospital Wi-Fi", seen("Acute care hospital"), WHOLE),
    ],
)  # fmt: skip
def test_a_speciality_counts_where_the_lead_names_it(speciality: str, lead: LeadProfile, worth: float) -> None:
    assert points(speciality, lead) == pytest.approx(worth, abs=1e-6)


def test_the_best_of_several_is_named() -> None:
    criterion = SpecialityNamed(
        [Partner(partner_id="a", specialities=("rural law", "law firms")), Partner(partner_id="b")], SETTINGS
    )
    lead = seen("Law firm")
    assert criterion.points(lead).tolist() == pytest.approx([WHOLE, 0], abs=1e-6)
    assert [(reason.code, reason.observed) for reason in criterion.reasons(lead, 0)] == [
        ("speciality.named", "law firms")
    ]
    assert list(criterion.reasons(lead, 1)) == []
    partly = SpecialityNamed([Partner(partner_id="a", specialities=("rural law",))], SETTINGS)
    assert [reason.code for reason in partly.reasons(lead, 0)] == ["speciality.in_part"]


@given(hostile_text(), hostile_text(), st.lists(hostile_text(), max_size=3))
def test_any_text_gets_points_and_a_reason_that_agree(industry: str, message: str, specialities: list[str]) -> None:
    criterion = SpecialityNamed([Partner(partner_id="a", specialities=tuple(specialities))], SETTINGS)
    lead = seen(industry, message)
    assert sum(reason.points for reason in criterion.reasons(lead, 0)) == criterion.points(lead)[0]
