"""What comes back goes to the next partner of a ranking over the ledger as it stands."""

from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking, note_prices
from leadmatch.distribution.steps import Phase
from leadmatch.errors import IllegalStepError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.testing.memory_store import MemoryStore

HOUR = timedelta(hours=1)
LEAD = Lead(lead_id="L1", company="Ostfeld GmbH", country="DE", email="a@ostfeld.de", industry="Brewery")


@pytest.fixture
def ranked(store: MemoryStore, now: datetime) -> DistributionDesk:
    desk = DistributionDesk(store, ranking=LedgerRanking(store))
    desk.put(Partner(partner_id="P1", countries=("DE",), open_leads=99, median_response_hours=7))
    desk.put(Partner(partner_id="P2", countries=("DE",), track_record=(TrackRecord(won=40, lost=20),)))
    desk.put(Partner(partner_id="P3", countries=("FR",)))
    desk.receive(LEAD, now=now)
    return desk


def test_a_lead_that_is_ready_goes_to_the_best_and_then_to_the_next(ranked: DistributionDesk, now: datetime) -> None:
    ranked.decide("L1", "assigned", now=now)
    assert [state.partner_id for state in ranked.due(now=now + 4 * HOUR)] == ["P2"]
    assert ranked.decline("L1", "no_room", now=now).partner_id == "P1"
    last = ranked.decline("L1", "territory", now=now)
    assert (last.phase, last.decision) == (Phase.WAITING, "unmatched")


def test_a_hand_may_set_a_territory_aside_by_its_code(ranked: DistributionDesk, now: datetime) -> None:
    with pytest.raises(IllegalStepError, match="override: territory"):
        ranked.offer("L1", "P3", now=now)
    code = LedgerRanking(ranked.store).unmet(
        Lead(lead_id="L1", country="DE"), Partner(partner_id="P3", countries=("FR",)), now=now
    )
    assert ranked.offer("L1", "P3", now=now, overrides=code).offers[0].overrides == tuple(code)


def test_load_promptness_and_outcomes_come_from_the_ledger(ranked: DistributionDesk, now: datetime) -> None:
    ranking = LedgerRanking(ranked.store)
    before = ranking.standing(Partner(partner_id="P1", open_leads=99, median_response_hours=7), now=now)
    assert (before.open_leads, before.median_response_hours, before.track_record) == (0, 7, ())
    ranked.offer("L1", "P1", now=now)
    ranked.open("L1", now=now + HOUR)
    ranked.accept("L1", now=now + HOUR)
    open_ = ranking.standing(Partner(partner_id="P1", open_leads=99), now=now)
    assert (open_.open_leads, open_.offered_last_30_days) == (1, 1)
    assert open_.last_offered_at == now
    ranked.close("L1", won=True, now=now + HOUR)
    known = TrackRecord(industry="Bakery", won=3, lost=1)
    record = ranking.standing(Partner(partner_id="P1", track_record=(known,)), now=now).track_record
    assert record == (known, TrackRecord(industry="Brewery", won=1, lost=0))


def test_quick_answers_shorten_the_response_time_of_the_record_and_silence_lengthens_it(
    ranked: DistributionDesk, now: datetime
) -> None:
    ranking, known = LedgerRanking(ranked.store), Partner(partner_id="P1", median_response_hours=6)
    ranked.offer("L1", "P1", now=now)
    ranked.decline("L1", "territory", now=now)
    assert ranking.standing(known, now=now).median_response_hours == 6
    ranked.offer(Lead(lead_id="L2"), "P1", now=now)
    ranked.open("L2", now=now + HOUR)
    quick = ranking.standing(known, now=now).median_response_hours or 0
    assert 1 < quick < 6
    assert quick < (ranking.standing(Partner(partner_id="P1"), now=now).median_response_hours or 0) < 8
    ranked.offer(Lead(lead_id="L3"), "P1", now=now)
    ranked.due(now=now + 9 * HOUR)
    assert (ranking.standing(known, now=now).median_response_hours or 0) > quick


def test_silence_costs_rank_and_a_decline_before_opening_does_not(ranked: DistributionDesk, now: datetime) -> None:
    for partner_id in ("P1", "P2"):
        ranked.put(Partner(partner_id=partner_id, countries=("DE",), capacity=9))

    def best(at: datetime) -> str:
        return LedgerRanking(ranked.store).rank(Lead(lead_id="L9", country="DE"), tried=frozenset(), now=at)[0]

    for number in range(4):
        ranked.offer(Lead(lead_id=f"D{number}"), "P1", now=now)
        ranked.decline(f"D{number}", "bought_elsewhere", now=now)
    assert best(now) == "P1"
    for number in range(4):
        ranked.offer(Lead(lead_id=f"S{number}"), "P1", now=now)
    later = now + 9 * HOUR
    for state in ranked.due(now=later):
        ranked.decline(state.lead_id, "bought_elsewhere", now=later)
    assert best(later) == "P2"


def test_the_prices_of_the_last_plan_say_who_is_too_dear_for_a_week(ranked: DistributionDesk, now: datetime) -> None:
    lead = Lead(lead_id="L9", country="DE")
    assert LedgerRanking(ranked.store).rank(lead, tried=frozenset(), now=now) == ["P2", "P1"]
    note_prices(ranked.store, {"P1": 0.0, "P2": 1e9}, now=now)
    assert LedgerRanking(ranked.store).rank(lead, tried=frozenset(), now=now) == ["P1", "P2"]
    later = now + timedelta(days=8)
    assert LedgerRanking(ranked.store).rank(lead, tried=frozenset(), now=later) == ["P2", "P1"]
    note_prices(ranked.store, {"P1": 1e9, "P2": 2e9}, now=now)
    assert LedgerRanking(ranked.store).rank(lead, tried=frozenset(), now=now) == ["P1", "P2"]


def test_an_urgent_lead_goes_at_once_and_another_with_the_next_batch(ranked: DistributionDesk, now: datetime) -> None:
    ranked.receive(Lead(lead_id="L2", country="DE"), now=now)
    assert ranked.decide("L1", "assigned", now=now, urgent=True).partner_id == "P2"
    waits = ranked.decide("L2", "assigned", now=now + HOUR)
    assert waits.deadline is not None
    assert (waits.phase, waits.deadline.at) == (Phase.WAITING, now + 4 * HOUR)
    assert ranked.place("L2", now=now + 2 * HOUR).phase is Phase.OFFERED
    with pytest.raises(IllegalStepError, match="L2 is offered: it cannot be placed"):
        ranked.place("L2", now=now + 2 * HOUR)


def test_offers_of_the_ledger_are_told_in_the_published_format(ranked: DistributionDesk, now: datetime) -> None:
    ranked.offer("L1", "P1", now=now)
    [offer] = LedgerRanking(ranked.store).offers()
    assert (offer.offer_id, offer.company, offer.email_domain, offer.state) == (
        "L1/1",
        "Ostfeld GmbH",
        "ostfeld.de",
        "offered",
    )
    ranked.erase("L1")
    [erased] = LedgerRanking(ranked.store).offers()
    assert (erased.company, erased.email_domain, erased.products) == (None, None, ())


def test_an_account_that_another_partner_works_on_goes_to_that_partner_alone(
    ranked: DistributionDesk, now: datetime
) -> None:
    ranked.offer("L1", "P1", now=now)
    other = Lead(lead_id="L2", company="Ostfeld GmbH", country="DE", email="b@ostfeld.de")
    assert LedgerRanking(ranked.store).rank(other, tried=frozenset(), now=now) == ["P1"]
    assert LedgerRanking(ranked.store).rank(other, tried=frozenset({"P1"}), now=now) == []
