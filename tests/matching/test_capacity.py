from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.capacity import FreePlace, MonthlyPlace, remaining, stated_capacity
from leadmatch.matching.profile import profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

LEAD = profile_of(Lead(lead_id="L1"), now=datetime(2026, 6, 15, tzinfo=UTC))
counts = st.none() | st.integers(0, 20)


def test_a_full_partner_says_how_many_leads_it_carries() -> None:
    rule = FreePlace(
        [Partner(partner_id="a", capacity=3, open_leads=3), Partner(partner_id="b", capacity=3, open_leads=2)]
    )
    assert rule.blocked(LEAD).tolist() == [True, False]
    assert [reason.message() for reason in rule.reasons(LEAD, 0)] == ["Carries 3 open leads and has capacity for 3"]
    assert list(rule.notes(LEAD, 1)) == []


def test_an_unstated_capacity_is_five_and_said_so() -> None:
    rule = FreePlace([Partner(partner_id="a", open_leads=5), Partner(partner_id="b", open_leads=4)])
    assert rule.blocked(LEAD).tolist() == [True, False]
    assert [reason.code for reason in rule.reasons(LEAD, 0)] == ["partner.full", "capacity.assumed"]
    assert [reason.code for reason in rule.notes(LEAD, 1)] == ["capacity.assumed"]
    assert stated_capacity(Partner(partner_id="a", capacity=0)) == 0


def test_a_month_that_is_used_up_says_so() -> None:
    rule = MonthlyPlace(
        [
            Partner(partner_id="a", monthly_capacity=2, offered_last_30_days=2),
            Partner(partner_id="b", monthly_capacity=2),
            Partner(partner_id="c", offered_last_30_days=99),
        ]
    )
    assert rule.blocked(LEAD).tolist() == [True, False, False]
    assert [reason.code for reason in rule.reasons(LEAD, 0)] == ["partner.month_full"]


@given(counts, counts, counts, counts)
def test_a_partner_has_a_place_left_exactly_where_neither_rule_blocks_it(
    capacity: int | None, carried: int | None, monthly: int | None, offered: int | None
) -> None:
    partner = Partner(
        partner_id="a", capacity=capacity, open_leads=carried, monthly_capacity=monthly, offered_last_30_days=offered
    )
    blocked = any(rule([partner]).blocked(LEAD)[0] for rule in (FreePlace, MonthlyPlace))
    assert (remaining(partner) > 0) is not blocked
