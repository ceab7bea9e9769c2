"""A desk with two partners that are ranked in turn, on a Monday morning."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.memory_store import MemoryStore


class InTurn:
    """Names the partners of a store by id; asks for no requirement but that of a product."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def rank(self, lead: Lead, *, tried: frozenset[str], now: datetime) -> Sequence[str]:
        del lead, now
        return [partner.id for partner in self.store.partners() if partner.id not in tried]

    def unmet(self, lead: Lead, partner: Partner, *, now: datetime) -> Sequence[str]:
        del now
        return () if set(lead.products) <= set(partner.products) else ("products", "active")


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    store.put(Partner(partner_id="P1", name="Nordlicht"))
    store.put(Partner(partner_id="P2", name="Alpwerk"))
    return store


@pytest.fixture
def desk(store: MemoryStore, now: datetime) -> DistributionDesk:
    desk = DistributionDesk(store, ranking=InTurn(store))
    desk.receive(Lead(lead_id="L1", company="Ostfeld GmbH", email="birte@ostfeld.de", deal_size=9e3), now=now)
    return desk
