from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import fsum
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.errors import RecordError
from leadmatch.matching.matcher import CHUNK, Matcher
from leadmatch.matching.ranking import Recommendation
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.testing.strategies import leads, offers, partners

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
LEAD = Lead(
    lead_id="L1", company="Hydra Gears", industry="Machine shop", country="US", region="US-PA", products=("EDR",)
)


def order(*candidates: Partner, lead: Lead = LEAD, urgent: bool = False) -> list[str]:
    ranking = Matcher(candidates).rank(lead, now=NOW, urgent=urgent)
    return [match.partner_id for match in ranking.matches]


def test_a_target_account_goes_before_a_speciality() -> None:
    courting = Partner(partner_id="b", target_accounts=("Hydra Gears, Inc.",))
    special = Partner(partner_id="a", specialities=("machine shop",), industries=("Machining",), tier="platinum")
    assert order(courting, special) == ["b", "a"]


def test_a_speciality_goes_before_a_group_of_industries_and_a_good_record() -> None:
    special = Partner(partner_id="b", specialities=("machining",))
    proven = Partner(
        partner_id="a",
        industries=("Manufacturing",),
        track_record=(TrackRecord(industry="Machining", won=40, lost=20),),
    )
    assert order(special, proven)[0] == "b"


def test_forty_of_sixty_goes_before_one_of_one_and_both_before_three_of_forty() -> None:
    proven = Partner(partner_id="c", track_record=(TrackRecord(won=40, lost=20),))
    lucky = Partner(partner_id="b", track_record=(TrackRecord(won=1, lost=0),))
    poor = Partner(partner_id="a", track_record=(TrackRecord(won=3, lost=37),))
    newcomer = Partner(partner_id="d")
    assert order(proven, lucky, poor, newcomer) == ["c", "b", "d", "a"]


def test_response_time_goes_before_the_record_where_the_lead_is_urgent() -> None:
    proven = Partner(
        partner_id="a", track_record=(TrackRecord(industry="Machining", won=40, lost=30),), median_response_hours=60
    )
    quick = Partner(
        partner_id="b", track_record=(TrackRecord(industry="Machining", won=20, lost=18),), median_response_hours=2
    )
    assert order(proven, quick, urgent=True) == ["b", "a"]


def test_the_tier_decides_only_what_would_be_a_draw() -> None:
    plain, gold = Partner(partner_id="a"), Partner(partner_id="b", tier="Gold")
    assert order(plain, gold) == ["b", "a"]
    english = replace(LEAD, languages=("en",))
    couple = (replace(plain, languages=("en",)), replace(gold, languages=("de",)))
    assert order(*couple, lead=english) == ["a", "b"]


def test_equal_partners_stand_in_the_order_of_their_ids() -> None:
    assert order(*(Partner(partner_id=name) for name in "cab")) == ["a", "b", "c"]


def test_only_so_many_matches_are_kept_as_asked_for() -> None:
    matcher = Matcher([Partner(partner_id=str(number), tier="gold" if number % 2 else None) for number in range(9)])
    whole = matcher.rank(LEAD, now=NOW)
    for top in range(1, 10):
        assert matcher.rank(LEAD, now=NOW, top=top).matches[:] == whole.matches[:top]


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Matcher([]).rank(LEAD, now=NOW.replace(tzinfo=None))


def test_nobody_to_rank_recommends_to_recruit() -> None:
    ranking = Matcher([]).rank(LEAD, now=NOW)
    assert (ranking.recommendation, ranking.best, ranking.ineligible_count) == (Recommendation.RECRUIT, None, 0)
    assert ranking.reasons[0].code == "recruit.nobody_fits"


def test_nobody_who_fits_well_enough_recommends_to_recruit() -> None:
    settings = MatchingSettings(least_probability=0.9)
    ranking = Matcher([Partner(partner_id="a")], settings=settings).rank(LEAD, now=NOW)
    assert ranking.recommendation is Recommendation.RECRUIT
    assert ranking.reasons[0].code == "recruit.no_good_fit"


def test_a_claim_of_a_partner_leaves_the_lead_to_its_holder() -> None:
    matcher = Matcher([Partner(partner_id="a"), Partner(partner_id="b")])
    ranking = matcher.rank(LEAD, now=NOW, conflicts=[("registered_deal", "b", "D1")])
    assert [match.partner_id for match in ranking.matches] == ["b"]
    assert ranking.recommendation is Recommendation.ROUTE_TO_HOLDER
    assert [reason.code for reason in ranking.ineligible[0].reasons] == ["deal.registered"]


def test_a_protected_account_stays_with_the_vendor() -> None:
    ranking = Matcher([Partner(partner_id="a")]).rank(LEAD, now=NOW, conflicts=[("protected_account", None, "PA-1")])
    assert (ranking.recommendation, len(ranking.matches)) == (Recommendation.VENDOR, 0)
    assert ranking.reasons[0].code == "account.protected"


def test_a_recent_offer_or_an_incumbent_keeps_nobody_away() -> None:
    claims = [("recent_offer", "b", "O1"), ("incumbent", "b", "D1")]
    ranking = Matcher([Partner(partner_id="a")]).rank(LEAD, now=NOW, conflicts=claims)
    assert ranking.recommendation is Recommendation.ASSIGN


def test_claims_are_looked_up_in_the_deals_unless_they_are_given() -> None:
    deal = Deal(deal_id="D1", partner_id="b", company="Hydra Gears", country="US", status="approved")
    couple = [Partner(partner_id="a", timezone="America/New_York"), Partner(partner_id="b")]
    matcher = Matcher(couple, deals=[deal])
    assert matcher.rank(LEAD, now=NOW).recommendation is Recommendation.ROUTE_TO_HOLDER
    assert matcher.rank(LEAD, now=NOW, conflicts=()).recommendation is Recommendation.ASSIGN
    assert next(matcher.rank_many([LEAD], now=NOW)).recommendation is Recommendation.ROUTE_TO_HOLDER
    assert next(matcher.rank_many([LEAD], now=NOW, conflicts={})).recommendation is Recommendation.ASSIGN


def test_of_two_deals_on_an_account_the_one_registered_first_holds_the_lead() -> None:
    known: dict[str, Any] = {"company": "Hydra Gears", "country": "US", "status": "approved"}
    first = Deal(deal_id="D2", partner_id="b", registered_at=NOW - timedelta(days=2), **known)
    later = Deal(deal_id="D1", partner_id="a", registered_at=NOW - timedelta(days=1), **known)
    matcher = Matcher([Partner(partner_id="a"), Partner(partner_id="b")], deals=[later, first])
    assert [match.partner_id for match in matcher.rank(LEAD, now=NOW).matches] == ["b"]


def test_partners_who_share_an_id_are_refused() -> None:
    twin = Partner(partner_id="a")
    with pytest.raises(RecordError, match="share this id"):
        Matcher([twin, Partner(partner_id="b"), twin])


def test_a_refusal_keeps_the_lead_with_the_vendor() -> None:
    refused = replace(LEAD, sharing_basis="refused")
    ranking = Matcher([Partner(partner_id="a")]).rank(refused, now=NOW)
    assert (ranking.recommendation, len(ranking.matches)) == (Recommendation.VENDOR, 0)


def test_what_a_partner_can_still_take_is_known() -> None:
    matcher = Matcher([Partner(partner_id="a", capacity=4, open_leads=1, monthly_capacity=2, offered_last_30_days=0)])
    assert matcher.remaining("a") == 2
    with pytest.raises(KeyError):
        matcher.remaining("b")


def test_an_executor_gives_the_same_answers_in_order() -> None:
    matcher = Matcher([Partner(partner_id="a"), Partner(partner_id="b", tier="gold")])
    batch = [Lead(lead_id=f"L{number}") for number in range(CHUNK + 1)]
    with ThreadPoolExecutor(2) as pool:
        spread = list(matcher.rank_many(batch, now=NOW, top=1, executor=pool))
    assert spread == list(matcher.rank_many(batch, now=NOW, top=1))
    assert [ranking.lead_id for ranking in spread] == [lead.id for lead in batch]


rosters = st.lists(partners(), max_size=6, unique_by=lambda partner: partner.id)


@given(rosters, leads(), st.lists(offers(), max_size=3), st.booleans())
def test_every_score_is_the_sum_of_its_reasons(
    roster: list[Partner], lead: Lead, declined: list[Offer], urgent: bool
) -> None:
    ranking = Matcher(roster, offers=declined).rank(lead, now=NOW, urgent=urgent)
    scores = [match.score for match in ranking.matches]
    assert scores == sorted(scores, reverse=True)
    for match in ranking.matches:
        assert match.score == fsum(reason.points for reason in match.reasons) == match.scorecard.total
        assert 0 <= match.probability <= 1
        assert match.utility == match.probability * ranking.value


@given(rosters, leads(), st.lists(offers(), max_size=3))
def test_every_partner_is_either_a_match_or_has_reasons(roster: list[Partner], lead: Lead, seen: list[Offer]) -> None:
    ranking = Matcher(roster, offers=seen).rank(lead, now=NOW)
    matched = {match.partner_id for match in ranking.matches}
    others = {line.partner_id for line in ranking.ineligible}
    assert matched | others == {one.id for one in roster}
    assert len(ranking.ineligible) == ranking.ineligible_count == len(roster) - len(ranking.matches)
    assert all(line.reasons for line in ranking.ineligible)


@given(rosters, leads(), st.randoms(use_true_random=False))
def test_the_order_of_partners_never_matters(roster: list[Partner], lead: Lead, random: Random) -> None:
    shuffled = random.sample(roster, len(roster))
    assert Matcher(shuffled).rank(lead, now=NOW).to_dict() == Matcher(roster).rank(lead, now=NOW).to_dict()


@given(rosters, st.lists(leads(), max_size=4), st.lists(offers(), max_size=3))
def test_many_leads_get_the_answers_that_each_would_get_alone(
    roster: list[Partner], batch: list[Lead], seen: list[Offer]
) -> None:
    matcher = Matcher(roster, offers=seen)
    urgent = {lead.id for lead in batch[::2]}
    many = [ranking.to_dict() for ranking in matcher.rank_many(batch, now=NOW, urgent=urgent)]
    fresh = Matcher(roster, offers=seen)
    assert many == [fresh.rank(lead, now=NOW, urgent=lead.id in urgent).to_dict() for lead in batch]


@given(rosters, st.lists(leads(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_leads_never_matters(roster: list[Partner], batch: list[Lead], random: Random) -> None:
    matcher, order = Matcher(roster), random.sample(range(len(batch)), len(batch))
    straight = [ranking.to_dict() for ranking in matcher.rank_many(batch, now=NOW, top=2)]
    shuffled = [ranking.to_dict() for ranking in matcher.rank_many([batch[n] for n in order], now=NOW, top=2)]
    assert shuffled == [straight[n] for n in order]


@given(rosters, leads())
def test_a_partner_more_never_changes_who_else_may_have_the_lead(roster: list[Partner], lead: Lead) -> None:
    rest = roster[1:]
    among_all, among_rest = (
        {match.partner_id for match in Matcher(some).rank(lead, now=NOW).matches} for some in (roster, rest)
    )
    assert among_rest == among_all & {one.id for one in rest}
