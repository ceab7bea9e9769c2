from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.area import InTerritory, PlaceCertain, Territories, territory_of
from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.strategies import leads, partners
from leadmatch.values.places.territory import Coverage

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def seen(**fields: object) -> LeadProfile:
    return profile_of(Lead(lead_id="L1", **fields), now=NOW)  # type: ignore[arg-type] # fields of a test


def test_regions_may_be_written_as_words() -> None:
    partner = Partner(partner_id="a", countries=("DE",), regions=("Bayern", "AT-7", "Somewhere"))
    assert territory_of(partner).regions == ("DE-BY", "AT-7", "Somewhere")


def test_null_island_is_a_centre() -> None:
    partner = Partner(partner_id="a", latitude=0.0, longitude=0.0, service_radius_km=10)
    assert territory_of(partner).centre == (0.0, 0.0)
    assert territory_of(Partner(partner_id="a", latitude=0.0)).centre is None


@pytest.mark.parametrize(
    ("partner", "lead", "code"),
    [
        (Partner(partner_id="a", countries=("DE",)), seen(country="AT"), "territory.country"),
        (Partner(partner_id="a", regions=("DE-BY",)), seen(country="DE", region="DE-HH"), "territory.region"),
        (Partner(partner_id="a", regions=("US-PA",)), seen(country="US", postal_code="10017"), "territory.region"),
        (Partner(partner_id="a", postal_prefixes=("79",)), seen(country="DE", postal_code="80331"), "territory.postal"),
        (
            Partner(partner_id="a", latitude=0.0, longitude=179.9, service_radius_km=10),
            seen(country="FJ", latitude=0.0, longitude=-179.9),
            "territory.radius",
        ),
    ],
)
def test_what_lies_outside_is_named(partner: Partner, lead: LeadProfile, code: str) -> None:
    rule = InTerritory(Territories([partner]))
    assert rule.blocked(lead).tolist() == [True]
    reasons = list(rule.reasons(lead, 0))
    assert [reason.code for reason in reasons] == [code]
    assert reasons[0].observed


def test_a_place_that_cannot_be_told_is_kept_and_costs_points() -> None:
    couple = [Partner(partner_id="a", regions=("DE-BY",)), Partner(partner_id="b", countries=("DE",))]
    territories = Territories(couple)
    lead = seen(country="DE", region="am Deich")
    assert InTerritory(territories).blocked(lead).tolist() == [False, False]
    doubt = PlaceCertain(territories, -0.5)
    assert doubt.points(lead).tolist() == [-0.5, 0]
    assert [reason.message() for reason in doubt.reasons(lead, 0)] == [
        "The lead's region (am Deich) does not tell whether it lies in the territory"
    ]
    assert list(doubt.reasons(lead, 1)) == list(InTerritory(territories).reasons(lead, 1)) == []


def test_a_setting_excludes_where_nobody_can_tell() -> None:
    rule = InTerritory(Territories([Partner(partner_id="a", regions=("DE-BY",))]), unknown_place="exclude")
    lead = seen(country="DE")
    assert rule.blocked(lead).tolist() == [True]
    assert [reason.code for reason in rule.reasons(lead, 0)] == ["territory.unknown"]


def test_the_circle_holds_what_lies_across_the_date_line() -> None:
    circle = Partner(partner_id="a", latitude=0.0, longitude=179.9, service_radius_km=30)
    rule = InTerritory(Territories([circle, Partner(partner_id="b")]))
    assert rule.blocked(seen(country="FJ", latitude=0.0, longitude=-179.9)).tolist() == [False, False]


@given(st.lists(partners(), max_size=5), leads())
def test_the_array_says_what_the_territory_says(roster: list[Partner], lead: Lead) -> None:
    profile = profile_of(lead, now=NOW)
    expected = [territory_of(one).coverage(profile.place)[0] is Coverage.OUTSIDE for one in roster]
    assert InTerritory(Territories(roster)).blocked(profile).tolist() == expected


@pytest.mark.parametrize(
    ("countries", "regions", "serves"),
    [
        (("US",), (), True),
        ((), ("US-PR",), True),
        (("PR",), (), True),
        (("US", "PR"), ("US-PA",), True),
        (("US", "PR"), (), True),
        (("US",), ("US-PA",), False),
        (("US",), ("US-PA", "Puerto Rico"), True),
        (("GU",), (), False),
        (("MX",), (), False),
    ],
)
@pytest.mark.parametrize("where", [("PR", None), ("US", "US-PR"), (None, "US-PR"), ("US", "Puerto Rico")])
def test_a_territory_of_the_united_states_is_a_region_of_theirs_however_it_is_written(
    countries: tuple[str, ...], regions: tuple[str, ...], serves: bool, where: tuple[str | None, str | None]
) -> None:
    partner = Partner(partner_id="a", countries=countries, regions=regions)
    rule = InTerritory(Territories([partner]))
    assert rule.blocked(seen(country=where[0], region=where[1])).tolist() == [not serves]


def test_a_partner_of_the_whole_country_and_a_territory_still_serves_the_rest() -> None:
    partner = Partner(partner_id="a", countries=("US", "PR"))
    assert InTerritory(Territories([partner])).blocked(seen(country="US", region="US-PA")).tolist() == [False]
