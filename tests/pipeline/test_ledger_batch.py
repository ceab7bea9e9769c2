"""A run over a ledger reads what its leads have to do with, and no more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.ledger_batch import LedgerBatch, ledger_batch
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.accounts import account_leads
from leadmatch.testing.memory_store import MemoryStore

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)
KNOWN = Lead(
    lead_id="known",
    received_at=NOW - 3 * DAY,
    first_name="Birte",
    last_name="Petersen",
    email="b.petersen@birkenmoor-foundry.de",
    company="Birkenmoor Foundry GmbH",
    country="DE",
    message="We would like an offer for two label printers.",
)
SLIP = replace(
    KNOWN,
    lead_id="slip",
    received_at=NOW,
    email="birte.petersen84@gmail.com",
    company="Birkemnoor Foundry",
    message="Could somebody call me back about the label printers?",
)


class CountingStore(MemoryStore):
    """Notes which leads are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def lead(self, lead_id: str) -> Lead | None:
        self.read.append(lead_id)
        return super().lead(lead_id)

    def leads(self) -> Iterator[Lead]:
        for lead in super().leads():
            self.read.append(lead.id)
            yield lead


@pytest.fixture
def store() -> CountingStore:
    store = CountingStore()
    store.put(Partner(partner_id="P1", countries=("DE",), capacity=9))
    return store


@pytest.fixture
def desk(store: CountingStore) -> DistributionDesk:
    return DistributionDesk(store)


def gathered(store: MemoryStore, *leads: Lead, settings: ConflictSettings | None = None) -> LedgerBatch:
    return ledger_batch(store, LedgerRanking(store), leads, now=NOW, settings=settings)


def decided(batch: LedgerBatch) -> Decision:
    pipeline = LeadPipeline(
        batch.partners, deals=batch.deals, offers=batch.offers, earlier=batch.earlier, truncated=batch.truncated
    )
    (decision,) = pipeline.run(batch.leads, now=NOW).decisions
    return decision


def test_of_thousands_of_leads_only_related_ones_are_read_and_a_slip_finds_its_lead(store: CountingStore) -> None:
    for _, lead in account_leads(2_000, Random(7)):
        store.put(replace(lead, received_at=NOW - DAY))
    store.put(KNOWN)
    store.read.clear()
    batch = gathered(store, SLIP)
    assert batch.earlier == (KNOWN,)
    assert set(store.read) == {"slip", "known"}
    assert batch.truncated == frozenset()
    decision = decided(batch)
    assert (decision.kind, decision.duplicate_of) == (DecisionKind.DUPLICATE, "known")


def test_a_weak_key_that_names_too_many_is_told_with_what_was_found(store: CountingStore) -> None:
    store.put(KNOWN)
    for number in range(17):
        store.put(Lead(lead_id=f"other{number}", company=f"Birkenmoor {'abcdefghijklmnopq'[number] * 5}"))
    again = replace(KNOWN, lead_id="again", received_at=NOW, company="Birkenmoor")
    batch = gathered(store, again)
    assert batch.truncated == {"again"}
    assert batch.earlier == (KNOWN,)
    (found,) = decided(batch).duplicates
    assert (found.b, found.truncated) == ("known", True)
    wide = gathered(store, again, settings=ConflictSettings(most_broad=99))
    assert (wide.truncated, len(wide.earlier)) == (frozenset(), 18)


def test_beyond_the_window_only_exact_keys_are_followed(store: CountingStore) -> None:
    store.put(replace(KNOWN, received_at=NOW - 40 * DAY))
    assert gathered(store, SLIP).earlier == ()
    assert len(gathered(store, replace(SLIP, email=KNOWN.email)).earlier) == 1
    assert len(gathered(store, SLIP, settings=ConflictSettings(window_days=40)).earlier) == 1
    assert len(gathered(store, replace(SLIP, received_at=None)).earlier) == 1


def test_leads_that_stand_for_no_other_are_left_out(store: CountingStore, desk: DistributionDesk) -> None:
    desk.receive(KNOWN, now=NOW)
    assert [lead.id for lead in gathered(store, SLIP).earlier] == ["known"]
    desk.decide("known", "rejected", now=NOW)
    assert gathered(store, SLIP).earlier == ()


def test_offers_are_told_that_live_that_ended_lately_and_of_related_leads(
    store: CountingStore, desk: DistributionDesk
) -> None:
    long_ago = NOW - 400 * DAY
    for number, name in enumerate(("ended", "live", "late", "known")):
        desk.receive(replace(KNOWN, lead_id=name, company=f"Firm{number}", email=f"a@firm{number}.de"), now=long_ago)
        desk.offer(name, "P1", now=long_ago)
    for name, moment in (("ended", long_ago), ("known", long_ago), ("late", NOW - DAY)):
        desk.decline(name, "territory", now=moment)
        desk.decide(name, "nurture", now=moment)
    batch = gathered(store, replace(SLIP, email="b@firm3.de"))
    assert [offer.lead_id for offer in batch.offers] == ["known", "late", "live"]
    assert next(iter(gathered(store, replace(KNOWN, lead_id="ended")).offers)).lead_id == "ended"
