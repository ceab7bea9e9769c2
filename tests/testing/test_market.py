"""The synthetic market keeps what its docstrings promise."""

from collections import Counter
from random import Random

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.testing.market import NOW, synthetic_market

SEEDS = st.integers(0, 10_000)


@given(SEEDS, st.integers(0, 40), st.integers(1, 10))
def test_the_same_seed_gives_the_same_market(seed: int, leads: int, partners: int) -> None:
    def made() -> object:
        return synthetic_market(Random(seed), leads=leads, partners=partners)

    assert made() == made()


@given(SEEDS, st.integers(0, 60))
def test_every_lead_has_one_id_and_one_truth_and_came_in_before_now(seed: int, leads: int) -> None:
    market = synthetic_market(Random(seed), leads=leads)
    assert len(market.leads) == len(market.truth) == leads
    assert {lead.id for lead in market.leads} == set(market.truth)
    assert all(lead.received_at is not None and lead.received_at < NOW for lead in market.leads)
    assert list(market.leads) == sorted(market.leads, key=lambda lead: lead.order)


@given(SEEDS)
def test_a_duplicate_names_an_earlier_lead_of_the_same_person(seed: int) -> None:
    market = synthetic_market(Random(seed), leads=60, junk=0.0)
    by_id = {lead.id: lead for lead in market.leads}
    for lead in market.leads:
        first = market.truth[lead.id].duplicate_of
        if first is not None:
            assert by_id[first].email == lead.email
            assert by_id[first].order < lead.order
            assert market.truth[first].duplicate_of is None


@given(SEEDS)
def test_fitting_partners_serve_the_region_and_sell_the_product(seed: int) -> None:
    market = synthetic_market(Random(seed), leads=30)
    partners = {partner.id: partner for partner in market.partners}
    for lead in market.leads:
        for partner in (partners[name] for name in market.truth[lead.id].fitting):
            assert lead.region in partner.regions
            assert set(lead.products) <= set(partner.products)


@given(SEEDS)
def test_a_holder_has_a_deal_with_the_company_of_the_lead(seed: int) -> None:
    market = synthetic_market(Random(seed), leads=60, junk=0.0)
    held = {(deal.partner_id, deal.company) for deal in market.deals}
    for lead in market.leads:
        holder = market.truth[lead.id].holder
        assert holder is None or (holder, lead.company) in held


@pytest.mark.parametrize(("junk", "expected"), [(0.0, False), (1.0, True)])
def test_the_share_of_junk_is_kept_at_its_ends(junk: float, expected: bool) -> None:
    market = synthetic_market(Random(7), leads=50, junk=junk)
    assert {known.category is not None for known in market.truth.values()} == {expected}


def test_about_the_asked_share_is_junk_and_ready() -> None:
    market = synthetic_market(Random(1), leads=2_000, junk=0.25, ready=0.5)
    counts = Counter((known.category is not None, known.ready) for known in market.truth.values())
    assert 400 < counts[True, False] < 600
    assert 600 < counts[False, True] < 850


def test_genuine_leads_have_phones_that_a_numbering_plan_knows() -> None:
    market = synthetic_market(Random(3), leads=200, junk=0.0)
    for lead in market.leads:
        number = phonenumbers.parse(lead.phone or "")
        assert phonenumbers.is_possible_number(number), lead.phone
        assert phonenumbers.is_valid_number(number), lead.phone
