from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.capacity import MONTH, FreePlace, MonthlyPlace, Places, stated_capacity
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.profile import profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, tzinfo=UTC)
LEAD = profile_of(Lead(lead_id="L1"), now=NOW)
EVEN = MatchingSettings(monthly_pace="even")
counts = st.none() | st.integers(0, 20)


def places(*partners: Partner, offers: tuple[Offer, ...] = (), settings: MatchingSettings | None = None) -> Places:
    return Places(partners, offers, settings or MatchingSettings())


def offer(number: int, offered_at: datetime) -> Offer:
    return Offer(offer_id=f"O{number}", partner_id="a", lead_id=f"L{number}", state="won", offered_at=offered_at)


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
    partners = (
        Partner(partner_id="a", monthly_capacity=2, offered_last_30_days=2),
        Partner(partner_id="b", monthly_capacity=2),
        Partner(partner_id="c", offered_last_30_days=99),
    )
    rule = MonthlyPlace(partners, places(*partners))
    assert rule.blocked(LEAD).tolist() == [True, False, False]
    assert [reason.code for reason in rule.reasons(LEAD, 0)] == ["partner.month_full"]


def test_offers_of_the_last_thirty_days_count_where_the_record_says_less() -> None:
    offers = (offer(1, NOW - MONTH), offer(2, NOW - MONTH + timedelta(seconds=1)), offer(3, NOW))
    found = places(Partner(partner_id="a", monthly_capacity=3, offered_last_30_days=1), offers=offers)
    assert (found.offered(0, NOW), found.offered(0, None)) == (2, 1)
    assert (found.of_month(0, NOW), found.of_month(0, None)) == (1, 2)


def test_places_that_come_evenly_are_carried_over_for_a_week_at_most() -> None:
    partner = Partner(partner_id="a", capacity=99, monthly_capacity=30)
    assert places(partner, settings=EVEN).left(0, NOW) == 7
    week = tuple(offer(number, NOW - timedelta(hours=60)) for number in range(7))
    found = places(partner, offers=week, settings=EVEN)
    assert found.left(0, NOW - timedelta(hours=60)) == 0
    assert found.left(0, NOW) == 2
    assert found.left(0, None) == 30


def test_a_partner_who_waits_for_its_next_place_is_told_from_one_who_had_all() -> None:
    partner = Partner(partner_id="a", monthly_capacity=4)
    rule = MonthlyPlace([partner], places(partner, offers=(offer(1, NOW), offer(2, NOW)), settings=EVEN))
    assert rule.blocked(LEAD).tolist() == [True]
    assert [reason.code for reason in rule.reasons(LEAD, 0)] == ["partner.month_waits"]


@pytest.mark.parametrize("pace", ["free", "even"])
@given(st.integers(1, 14), st.integers(1, 3))
def test_few_leads_a_month_are_all_given_and_never_more(pace: str, monthly: int, step: int) -> None:
    settings = MatchingSettings.model_validate({"monthly_pace": pace})
    partner = Partner(partner_id="a", capacity=99, monthly_capacity=monthly)
    made: list[Offer] = []
    for day in range(0, 120, step):
        now = NOW + timedelta(days=day)
        room = Matcher([partner], offers=made, settings=settings).remaining("a", now=now)
        made += [offer(len(made) + number, now) for number in range(min(room, 2))]
    times = [one.offered_at for one in made if one.offered_at is not None]
    assert all(sum(end - MONTH < time <= end for time in times) <= monthly for end in times)
    assert len(made) >= 4 * monthly - 1 - monthly / 4


def test_a_soft_limit_takes_no_place_away() -> None:
    partner = Partner(partner_id="a", capacity=4, open_leads=4, monthly_capacity=2, offered_last_30_days=2)
    soft = MatchingSettings(soft=("capacity", "monthly_capacity"))
    assert places(partner).left(0, NOW) == 0
    assert places(partner, settings=soft).left(0, NOW) == 4


@given(counts, counts, counts, counts)
def test_a_partner_has_a_place_left_exactly_where_neither_rule_blocks_it(
    capacity: int | None, carried: int | None, monthly: int | None, offered: int | None
) -> None:
    partner = Partner(
        partner_id="a", capacity=capacity, open_leads=carried, monthly_capacity=monthly, offered_last_30_days=offered
    )
    found = places(partner)
    rules = (FreePlace([partner]), MonthlyPlace([partner], found))
    blocked = any(rule.blocked(LEAD)[0] for rule in rules)
    assert (found.left(0, NOW) > 0) is not blocked
