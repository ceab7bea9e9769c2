from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.size import CompanyFits, CompanyScale, DealFits, DealRange, DealScale
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.money.rates import Rates

NOW = datetime(2026, 6, 15, tzinfo=UTC)
RATES = Rates(base="EUR", as_of=date(2026, 6, 1), table={"USD": 2.0})
SETTINGS = MatchingSettings()


def deal(size: float | None, currency: str | None = "EUR") -> LeadProfile:
    return profile_of(Lead(lead_id="L1", deal_size=size, currency=currency), now=NOW)


def partner(low: float | None = 40_000, high: float | None = 90_000, currency: str | None = "EUR") -> Partner:
    return Partner(partner_id="a", deal_size_min=low, deal_size_max=high, currency=currency)


def rule(one: Partner) -> DealFits:
    return DealFits(DealRange([one], SETTINGS, RATES), SETTINGS)


@pytest.mark.parametrize(
    ("size", "blocked"),
    [(40_000, False), (38_001, False), (38_000, True), (94_499, False), (94_500, True), (0, True), (None, False)],
)
def test_a_deal_less_than_five_percent_off_still_fits(size: float | None, *, blocked: bool) -> None:
    assert rule(partner()).blocked(deal(size)).tolist() == [blocked]


def test_amounts_are_compared_by_rates_and_the_reason_names_them() -> None:
    fits = rule(partner(currency="USD"))
    assert fits.blocked(deal(25_000)).tolist() == [False]
    reasons = list(fits.reasons(deal(10_000), 0))
    assert [reason.message() for reason in reasons] == [
        "A deal of 10,000 EUR lies below its smallest of 40,000 USD (rates own-2026-06-01)"
    ]
    assert [reason.code for reason in fits.reasons(deal(99_000), 0)] == ["deal_size.above"]


def test_a_currency_without_a_rate_is_unknown_and_said_so() -> None:
    fits = rule(partner())
    assert fits.blocked(deal(1, "XAU")).tolist() == [False]
    assert [reason.code for reason in fits.notes(deal(1, "XAU"), 0)] == ["deal_size.no_rate"]


def test_an_unstated_currency_is_that_of_the_settings() -> None:
    assert rule(partner(currency=None)).blocked(deal(30_000, None)).tolist() == [True]


def test_a_tolerated_deal_is_noted_and_one_within_range_is_not() -> None:
    fits = rule(partner())
    assert [reason.code for reason in fits.notes(deal(39_000), 0)] == ["deal_size.tolerated"]
    assert list(fits.notes(deal(50_000), 0)) == []
    assert list(rule(partner(None, None)).notes(deal(50_000, "XAU"), 0)) == []
    assert list(rule(partner(0, None)).notes(deal(None), 0)) == []


def test_a_deal_of_nothing_fits_a_range_from_nothing() -> None:
    assert rule(partner(0, 0)).blocked(deal(0)).tolist() == [False]


def test_companies_have_the_size_that_is_served() -> None:
    fits = CompanyFits([Partner(partner_id="a", employees_min=10, employees_max=100), Partner(partner_id="b")])
    small, large = (profile_of(Lead(lead_id="L1", employees=count), now=NOW) for count in (9, 101))
    assert fits.blocked(small).tolist() == [True, False]
    assert fits.blocked(large).tolist() == [True, False]
    assert fits.blocked(deal(1)).tolist() == [False, False]
    assert [reason.code for reason in fits.reasons(small, 0)] == ["customer_size.below"]
    assert [reason.code for reason in fits.reasons(large, 0)] == ["customer_size.above"]


def test_the_middle_of_a_range_costs_nothing_and_its_edges_the_full_points() -> None:
    scale = DealScale(DealRange([partner(10_000, 1_000_000)], SETTINGS, RATES), SETTINGS)
    assert scale.points(deal(100_000))[0] == pytest.approx(0, abs=1e-5)
    assert scale.points(deal(10_000))[0] == pytest.approx(SETTINGS.deal_size_edge, abs=1e-5)
    assert scale.points(deal(None))[0] == 0
    assert [reason.code for reason in scale.reasons(deal(50_000), 0)] == ["scale.deal"]
    assert list(scale.reasons(deal(None), 0)) == []


def test_companies_at_the_edge_of_the_sizes_served_cost_points() -> None:
    scale = CompanyScale(
        [Partner(partner_id="a", employees_min=10, employees_max=1000), Partner(partner_id="b")], SETTINGS
    )
    lead = profile_of(Lead(lead_id="L1", employees=10), now=NOW)
    assert scale.points(lead).tolist() == pytest.approx([SETTINGS.customer_size_edge, 0], abs=1e-5)
    assert [reason.code for reason in scale.reasons(lead, 0)] == ["scale.company"]
    assert list(scale.reasons(lead, 1)) == []


amounts = st.none() | st.floats(0, 1e12)


@given(amounts, amounts, amounts)
def test_scale_points_lie_between_the_edge_and_nothing(
    size: float | None, low: float | None, high: float | None
) -> None:
    points = DealScale(DealRange([partner(low, high)], SETTINGS, RATES), SETTINGS).points(deal(size))
    assert SETTINGS.deal_size_edge - 1e-6 <= points[0] <= 0
