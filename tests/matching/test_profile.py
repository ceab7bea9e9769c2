from datetime import UTC, datetime

from hypothesis import given

from leadmatch.matching.profile import place_of, profile_of
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import hostile_text, leads

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def test_a_place_is_read_from_words() -> None:
    place = place_of(Lead(lead_id="L1", country="Deutschland", region="Bayern", postal_code="80331"))
    assert (place.country, place.region) == ("DE", "DE-BY")
    unclear = place_of(Lead(lead_id="L1", country="Atlantis", region="Deep South"))
    assert (unclear.country, unclear.region) == (None, None)


def test_companies_and_products_are_read_in_comparable_form() -> None:
    lead = Lead(
        lead_id="L1",
        company="Hydra Gears, Inc.",
        email="jo@mail.hydragears.com",
        website="gmail.com",
        products=("E D R", "edr"),
    )
    profile = profile_of(lead, now=NOW)
    assert profile.company == "hydragears"
    assert profile.domains == {"hydragears.com"}
    assert profile.products == ("edr",)


@given(leads(text=hostile_text()))
def test_any_lead_has_a_profile(lead: Lead) -> None:
    assert profile_of(lead, now=NOW).lead is lead
