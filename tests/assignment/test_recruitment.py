"""Demand that found no partner becomes profiles of partners worth having; no lead and no value gets lost in them."""

from dataclasses import replace
from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.assignment.recruitment import NearestPartner, UnmetDemand, recruitment
from leadmatch.evidence.reason import Reason

HOSPITAL = UnmetDemand(
    lead_id="L1",
    industry="Hospital",
    country="PL",
    region="PL-14",
    products=("ERP", "Firewall"),
    languages=("pl",),
    value=40_000.0,
    nearest=(NearestPartner("P1", (Reason.of("products.missing", field="products", observed="ERP"),)),),
)

demands = st.builds(
    UnmetDemand,
    lead_id=st.uuids().map(str),
    industry=st.sampled_from(["Hospital", "Clinic", "Brewery", "no such trade", None]),
    country=st.sampled_from(["PL", "DE", None]),
    region=st.sampled_from(["DE-BY", None]),
    products=st.sampled_from([("ERP",), ("ERP", "Firewall"), ("Firewall", "ERP"), ()]),
    languages=st.sampled_from([("pl",), ("de", "en"), ()]),
    value=st.floats(0, 1e6),
    nearest=st.sampled_from([(), HOSPITAL.nearest, (NearestPartner("P2"),)]),
)


@given(st.lists(demands, max_size=12, unique_by=lambda one: one.lead_id))
def test_every_lead_stands_in_exactly_one_profile_and_values_add_up(unmet: list[UnmetDemand]) -> None:
    profiles = recruitment(unmet)
    assert sorted(lead for profile in profiles for lead in profile.lead_ids) == sorted(one.lead_id for one in unmet)
    assert isclose(sum(p.value for p in profiles), sum(one.value for one in unmet), rel_tol=1e-9, abs_tol=1e-9)


@given(st.lists(demands, max_size=8, unique_by=lambda one: one.lead_id), st.randoms(use_true_random=False))
def test_the_order_of_the_demand_does_not_matter(unmet: list[UnmetDemand], random: object) -> None:
    shuffled = list(unmet)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random
    assert recruitment(shuffled) == recruitment(unmet)


@given(st.lists(demands, max_size=12, unique_by=lambda one: one.lead_id))
def test_profiles_come_with_the_most_leads_first(unmet: list[UnmetDemand]) -> None:
    counts = [profile.leads for profile in recruitment(unmet)]
    assert counts == sorted(counts, reverse=True)


def test_trades_of_one_group_are_one_profile_whatever_the_order_of_products() -> None:
    dentist = replace(HOSPITAL, lead_id="L2", industry="Dentist", products=("Firewall", "ERP"), value=10_000.0)
    (profile,) = recruitment([HOSPITAL, dentist])
    assert profile.industry == "Healthcare"
    assert profile.products == ("ERP", "Firewall")
    assert (profile.least_deal, profile.largest_deal, profile.value) == (10_000.0, 40_000.0, 50_000.0)


def test_another_country_is_another_profile() -> None:
    assert len(recruitment([HOSPITAL, replace(HOSPITAL, lead_id="L2", country="DE")])) == 2


def test_an_unknown_trade_is_unknown_and_not_a_trade() -> None:
    (profile,) = recruitment([replace(HOSPITAL, industry="no such trade")])
    assert profile.industry is None


def test_the_partner_that_is_near_to_most_leads_is_named_with_what_it_lacks() -> None:
    other = NearestPartner("P0", ())
    leads = [HOSPITAL, replace(HOSPITAL, lead_id="L2"), replace(HOSPITAL, lead_id="L3", nearest=(other,))]
    (profile,) = recruitment(leads)
    assert profile.nearest is not None
    assert profile.nearest.partner_id == "P1"
    assert profile.to_dict()["lacks"] == ["Does not sell ERP"]
    assert profile.nearest.to_dict()["partner_id"] == "P1"


def test_without_any_near_partner_none_is_named() -> None:
    row = recruitment([replace(HOSPITAL, nearest=())])[0].to_dict()
    assert (row["nearest_partner"], row["lacks"]) == (None, [])
