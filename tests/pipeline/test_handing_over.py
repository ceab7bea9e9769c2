"""A run is written into the ledger once, in whatever state its leads stand there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.steps import Phase
from leadmatch.pipeline.handing_over import HandedOver, hand_over
from leadmatch.pipeline.ledger_batch import LedgerBatch, ledger_batch
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings
from leadmatch.testing.memory_store import MemoryStore

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)
READY = Lead(
    lead_id="ready",
    received_at=NOW - 2 * DAY,
    first_name="Birte",
    last_name="Petersen",
    email="b.petersen@birkenmoor-foundry.de",
    phone="+49 40 74321567",
    job_title="Managing Director",
    company="Birkenmoor Foundry GmbH",
    country="DE",
    products=("Label Printing",),
    deal_size=40_000,
    currency="EUR",
    message="Our label printing fails every day and orders leave late.",
    answers={
        "budget.range": "A budget of 40,000 EUR is approved.",
        "authority.signs": "I decide and sign.",
        "need.today": "Our present system fails every day and orders leave late.",
        "timing.by": "It must be in service by 31 January 2027.",
    },
)
OTHER = replace(
    READY,
    lead_id="other",
    first_name="Ansgar",
    last_name="Hathaway",
    email="a.hathaway@elsterdale-bakery.de",
    phone="+49 89 75438912",
    company="Elsterdale Bakery GmbH",
)
P1 = Partner(partner_id="P1", countries=("DE",), products=("Label Printing",), capacity=3)
P2 = Partner(partner_id="P2", countries=("DE",), products=("Label Printing",), capacity=3, tier="gold")


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.put(P1)
    return store


@pytest.fixture
def desk(store: MemoryStore) -> DistributionDesk:
    return DistributionDesk(store)


def gathered(store: MemoryStore, *leads: Lead, now: datetime = NOW) -> LedgerBatch:
    return ledger_batch(store, LedgerRanking(store), leads, now=now)


def run(
    desk: DistributionDesk, *leads: Lead, now: datetime = NOW, settings: Settings | None = None, restored: str = ""
) -> HandedOver:
    store = desk.store
    assert isinstance(store, MemoryStore)
    batch = gathered(store, *leads, now=now)
    pipeline = LeadPipeline(
        batch.partners,
        deals=batch.deals,
        offers=batch.offers,
        earlier=batch.earlier,
        settings=settings,
        restored={restored},
    )
    result = pipeline.run(batch.leads, now=now)
    return hand_over(result, desk, now=now, returning=batch.returning)


def test_what_is_assigned_is_offered_once(desk: DistributionDesk) -> None:
    assert run(desk, READY, OTHER).offered == ("ready", "other")
    before = desk.history("ready")
    again = run(desk, READY, OTHER)
    assert (again.offered, again.standing) == ((), ("ready", "other"))
    assert desk.history("ready") == before


def test_prices_of_the_plan_are_noted(desk: DistributionDesk) -> None:
    run(desk, READY)
    assert desk.store.noted("plan.prices") is not None


def test_a_repeat_joins_a_lead_of_the_same_batch_before_that_is_offered(desk: DistributionDesk) -> None:
    later = replace(READY, lead_id="later", received_at=NOW - DAY, message="Any news?")
    handed = run(desk, later, READY)
    assert (handed.merged, handed.offered) == (("later",), ("ready",))
    assert [str(event.kind) for event in desk.history("ready")] == ["received", "received", "offered"]
    assert run(desk, later, READY).standing == ("later", "ready")


def test_what_a_repeat_says_is_read_when_its_lead_comes_back(desk: DistributionDesk, store: MemoryStore) -> None:
    desk.receive(replace(READY, answers={}), now=NOW)
    desk.receive(replace(READY, lead_id="later", message="Any news?"), now=NOW)
    desk.merge("later", "ready", now=NOW)
    [whole] = gathered(store).leads
    assert whole.answers == READY.answers
    desk.erase("later")
    assert gathered(store).leads[0].answers == {}


def test_a_lead_that_is_not_assigned_waits_with_its_decision(desk: DistributionDesk) -> None:
    bare = replace(OTHER, answers={})
    junk = Lead(lead_id="junk", email="mm@example.com", message="asdf asdf", first_name="Mickey", last_name="Mouse")
    run(desk, bare, junk)
    assert desk.state("other").decision in {"held", "nurture"}
    assert desk.state("junk").decision == "rejected"
    length = desk.state("other").sequence
    run(desk, bare, junk)
    assert desk.state("other").sequence == length


def test_a_claim_with_an_end_keeps_a_lead_until_then(desk: DistributionDesk) -> None:
    held = Deal(deal_id="D1", partner_id="P9", company=READY.company, website="birkenmoor-foundry.de",
                status="approved", expires_at=NOW + DAY)  # fmt: skip
    desk.put(held)
    run(desk, READY)
    state = desk.state("ready")
    assert state.deadline is not None
    assert (state.decision, str(state.deadline.act), state.deadline.at) == ("conflict", "return", NOW + DAY)
    length = state.sequence
    run(desk, READY)
    assert desk.state("ready").sequence == length


def test_a_nurtured_lead_comes_back_before_its_date(desk: DistributionDesk) -> None:
    far = {"need.today": "It is fine as it is.", "timing.by": "It must be in service by 31 December 2028."}
    lead = replace(READY, message="We look around for 2028.", answers=far)
    for _ in range(2):
        run(desk, lead)
    state = desk.state("ready")
    assert state.deadline is not None
    assert (state.decision, state.sequence, str(state.deadline.act)) == ("nurture", 2, "return")
    assert state.deadline.at == datetime(2028, 10, 2, tzinfo=UTC)
    assert [each.decision for each in desk.due(now=state.deadline.at)] == ["again"]
    run(desk, lead, now=datetime(2028, 12, 1, tzinfo=UTC))
    waits = desk.state("ready").deadline
    assert waits is not None
    assert str(waits.act) == "stale"


def test_a_lead_that_was_rejected_and_is_let_through_is_restored_first(desk: DistributionDesk) -> None:
    desk.receive(READY, now=NOW)
    desk.decide("ready", "rejected", now=NOW)
    assert run(desk, READY, restored="ready").offered == ("ready",)
    assert [str(event.kind) for event in desk.history("ready")] == ["received", "decided", "restored", "offered"]


def test_a_lead_that_turns_out_urgent_gets_shorter_deadlines(desk: DistributionDesk) -> None:
    urgent = replace(READY, message="URGENT: our printers are down, we need somebody today!")
    desk.receive(urgent, now=NOW)
    run(desk)
    state = desk.state("ready")
    assert state.phase is Phase.OFFERED
    if state.urgent:
        assert state.deadline is not None
        assert state.deadline.at == NOW + timedelta(hours=4)


def test_after_so_many_offers_a_person_decides(store: MemoryStore) -> None:
    desk = DistributionDesk(store, DistributionSettings(most_offers=1))
    run(desk, READY)
    desk.put(P2)
    desk.revoke("ready", "mistake", now=NOW)
    assert desk.state("ready").decision == "person"
    batch = gathered(store, READY)
    assert (batch.leads, batch.left_out) == ((), ("ready",))
    desk.restore("ready", now=NOW)
    run(desk, READY)
    assert desk.state("ready").decision == "person"


def test_closed_leads_are_left_out_until_they_bring_something_new(desk: DistributionDesk, store: MemoryStore) -> None:
    run(desk, READY, OTHER)
    for lead_id, won in (("ready", True), ("other", False)):
        desk.open(lead_id, now=NOW)
        desk.accept(lead_id, now=NOW)
        desk.close(lead_id, won=won, now=NOW)
    assert gathered(store, READY, OTHER).left_out == ("ready", "other")
    new = replace(OTHER, message="We want it after all; the need is pressing.")
    assert gathered(store, replace(READY, message="x"), new).left_out == ("ready",)
    desk.erase("other")
    assert gathered(store, OTHER).left_out == ("other",)


def test_an_offer_that_a_rule_keeps_back_waits_and_is_told(desk: DistributionDesk, store: MemoryStore) -> None:
    result = LeadPipeline((P1,)).run([READY], now=NOW)
    store.put(replace(P1, capacity=0))
    handed = hand_over(result, desk, now=NOW)
    assert "P1: Has capacity" in handed.refused["ready"] or "capacity" in handed.refused["ready"]
    assert desk.state("ready").decision == "unmatched"


class Broken(MemoryStore):
    """Fails in the middle of the second batch."""

    batches = 0

    @contextmanager
    def batch(self) -> Iterator[None]:
        with super().batch():
            yield
            self.batches += 1
            if self.batches == 2:
                raise OSError("The machine went down")


def test_a_run_that_broke_off_is_completed_by_the_same_run() -> None:
    store = Broken()
    store.put(P1)
    desk = DistributionDesk(store)
    with pytest.raises(OSError, match="went down"):
        run(desk, READY, OTHER)
    assert {desk.state(lead_id).phase for lead_id in ("ready", "other")} == {Phase.WAITING}
    assert run(desk, READY, OTHER).offered == ("ready", "other")
    assert [str(event.kind) for event in desk.history("ready")] == ["received", "offered"]
    assert desk.verify() is None
