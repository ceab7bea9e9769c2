"""What every store has to answer, in memory and in databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Event, EventKind
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.store import Commit, LedgerStore, Load, Recipient, StoredRecord, User
from leadmatch.distribution.verification import Alteration
from leadmatch.errors import IllegalStepError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.strategies import deals, leads, partners

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHARED = profile(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)


@pytest.fixture
def desk(store: LedgerStore) -> DistributionDesk:
    desk = DistributionDesk(store)
    for number in (1, 2):
        desk.put(Partner(partner_id=f"P{number}", capacity=2))
    for number in (1, 2, 3):
        desk.receive(Lead(lead_id=f"L{number}", company=f"Ostfeld {number} GmbH", email="a@b.de"), now=NOW)
    return desk


def test_an_empty_store_knows_nothing(store: LedgerStore) -> None:
    assert store.versions(["lead:L1", "partner:P1"]) == {"lead:L1": 0, "partner:P1": 0}
    assert store.versions([]) == {}
    assert store.events("L1") == ()
    assert store.state("L1") == LeadState("L1")
    assert store.standing("L1") == (0, LeadState("L1"))
    assert store.recipient("P1", NOW) == Recipient(0, None, Load(0, 0))
    assert store.keyed("key") is None
    assert (store.due(NOW, 9), store.warned(NOW), store.waiting("new"), store.held("P1")) == ((), (), (), ())
    assert store.load("P1", NOW) == Load(0, 0)
    assert list(store.offers()) == []
    assert (store.lead("L1"), store.partner("P1"), store.user("U1"), store.deal("D1")) == (None, None, None, None)
    assert (store.partners(), store.deals()) == ((), ())
    assert (store.payload("digest"), store.erase("L1"), store.editions(Lead, "L1")) == (None, 0, ())
    assert (list(store.heads()), list(store.unsealed()), list(store.sealed()), store.checkpoints()) == ([], [], [], ())
    assert len(store.salt()) == 32
    assert store.salt() != store.salt()


def test_what_a_step_is_decided_on_is_what_single_questions_answer(store: LedgerStore, desk: DistributionDesk) -> None:
    desk.offer("L1", "P1", now=NOW)
    desk.open("L1", now=NOW)
    desk.decline("L1", "territory", now=NOW)
    desk.offer("L1", "P2", now=NOW)
    store.put(Lead(lead_id="L9"))
    for lead_id in ("L1", "L2", "L9"):
        versions = store.versions([f"lead:{lead_id}"])
        assert store.standing(lead_id) == (versions[f"lead:{lead_id}"], store.state(lead_id))
    for partner_id in ("P1", "P2"):
        for since in (NOW - HOUR, NOW):
            version, load = store.versions([f"partner:{partner_id}"]), store.load(partner_id, since)
            found = Recipient(version[f"partner:{partner_id}"], store.partner(partner_id), load)
            assert store.recipient(partner_id, since) == found


@SHARED
@given(lead=leads(), partner=partners(), deal=deals())
def test_records_come_back_as_they_were_put(store: LedgerStore, lead: Lead, partner: Partner, deal: Deal) -> None:
    records: tuple[StoredRecord, ...] = (lead, partner, deal, User("U\ud8001", "P", "Zoë\0", None, "owner", "de"))
    before = [store.editions(type(record), _id(record)) for record in records]
    for record, earlier in zip(records, before, strict=True):
        store.put(record)
        assert store.editions(type(record), _id(record)) == (*earlier, record)
    assert store.lead(lead.id) == lead
    assert store.partner(partner.id) == partner
    assert store.deal(deal.id) == deal
    assert partner in store.partners()
    assert deal in store.deals()


def _id(record: StoredRecord) -> str:
    return record.user_id if isinstance(record, User) else record.id


def test_each_version_of_a_record_is_kept_until_it_is_erased(store: LedgerStore) -> None:
    first, second = Lead(lead_id="L", company="Ostfeld"), Lead(lead_id="L", company="Westfeld")
    assert [store.put(first), store.put(second)] == [1, 2]
    assert store.editions(Lead, "L") == (first, second)
    assert store.versions(["lead:L"]) == {"lead:L": 2}
    assert store.erase("L") == 1
    assert store.erase("L") == 0
    assert (store.lead("L"), store.editions(Lead, "L")) == (None, ())
    assert store.put(first) == 3
    assert store.lead("L") == first


def test_partners_are_listed_by_id_in_the_order_of_code_points(store: LedgerStore) -> None:
    for partner_id in ("é", "Z", "\U0001f600"):
        store.put(Partner(partner_id=partner_id))
    assert [partner.id for partner in store.partners()] == ["Z", "é", "\U0001f600"]


def test_notes_are_replaced_and_leads_are_yielded_by_id(store: LedgerStore) -> None:
    assert store.noted("prices") is None
    store.note("prices", "1")
    store.note("prices", "2")
    assert store.noted("prices") == "2"
    made = [Lead(lead_id=name) for name in ("B", "A", "C")]
    for lead in made:
        store.put(lead)
    store.erase("C")
    assert list(store.leads()) == [made[1], made[0]]


def test_what_is_due_warned_waiting_and_held_is_found(desk: DistributionDesk, store: LedgerStore) -> None:
    desk.offer("L2", "P1", now=NOW)
    desk.offer("L1", "P1", now=NOW + HOUR)
    first, second = store.state("L2").deadline, store.state("L1").deadline
    assert first is not None
    assert second is not None
    assert store.due(first.at - timedelta(microseconds=1), 9) == ()
    assert store.due(first.at, 9) == ("L2",)
    assert store.due(second.at, 9) == ("L2", "L1")
    assert store.due(second.at, 1) == ("L2",)
    assert store.warned(second.warn_at) == ("L2", "L1")
    assert store.warned(first.warn_at) == ("L2",)
    assert store.warned(first.at) == ("L1",)
    assert store.waiting("new") == ("L3",)
    assert store.held("P1") == ("L1", "L2")
    assert [lead for lead, _ in store.offers()] == ["L1", "L2"]
    assert [offer.offer_id for _, offer in store.offers("P1")] == ["L1/1", "L2/1"]
    assert list(store.offers("P2")) == []


def test_a_partner_carries_what_it_holds_and_what_it_opened_this_month(
    desk: DistributionDesk, store: LedgerStore
) -> None:
    desk.offer("L1", "P1", now=NOW)
    desk.offer("L2", "P1", now=NOW)
    assert store.load("P1", NOW - HOUR) == Load(2, 2)
    desk.open("L1", now=NOW)
    desk.decline("L2", "no_room", now=NOW)
    assert store.load("P1", NOW - HOUR) == Load(1, 1)
    assert store.load("P1", NOW) == Load(1, 0)
    desk.return_("L1", "junk", kind_of_junk="spam", now=NOW)
    assert store.load("P1", NOW - HOUR) == Load(0, 0)


def test_states_events_and_texts_come_back_as_they_were_written(desk: DistributionDesk, store: LedgerStore) -> None:
    state = desk.offer("L1", "P1", now=NOW, actor="Zo\ud800ë\0", idempotency_key="k\0" * 2_000)
    assert store.state("L1") == state
    state = desk.decline("L1", "territory", comment="nicht unser Gebiet", now=NOW)
    assert store.state("L1") == state
    received, offered, declined, _ = store.events("L1")
    assert offered.actor == "Zo\ud800ë\0"
    assert store.keyed("k\0" * 2_000) == offered
    assert desk.offer("L1", "P1", now=NOW, idempotency_key="k\0" * 2_000) == state
    kept = [store.payload(event.personal or "") for event in (received, declined)]
    assert [payload and payload.lead_id for payload in kept] == ["L1", "L1"]
    assert {payload.digest for payload in store.payloads()} >= {received.personal, declined.personal}
    assert store.erase("L1") == 3
    assert store.payload(received.personal or "") is None
    assert desk.verify() is None


def test_a_commit_is_refused_where_its_streams_moved_or_its_key_is_taken(
    desk: DistributionDesk, store: LedgerStore
) -> None:
    state = desk.offer("L1", "P1", now=NOW, idempotency_key="key")
    versions = store.versions(["lead:L1", "partner:P1"])
    event = Event("L1", state.sequence + 1, EventKind.OPENED, NOW, "me", "", previous=state.head)
    step = Commit(state, (event,), tuple(versions.items()))
    assert not store.append(replace(step, expected=(("lead:L1", versions["lead:L1"] - 1), *step.expected[1:])))
    assert not store.append(replace(step, expected=(("lead:L1", 0), *step.expected[1:])))
    assert not store.append(replace(step, events=(replace(event, idempotency_key="key"),)))
    assert store.versions(["lead:L1", "partner:P1"]) == versions
    assert store.append(step)
    assert store.versions(["lead:L1", "partner:P1"]) == {stream: n + 1 for stream, n in versions.items()}
    assert store.events("L1")[-1] == event


def test_a_batch_is_written_whole_or_not_at_all(desk: DistributionDesk, store: LedgerStore) -> None:
    with store.batch():
        desk.offer("L1", "P1", now=NOW)
        with pytest.raises(IllegalStepError):
            desk.offer("L1", "P2", now=NOW)
        desk.offer("L2", "P1", now=NOW)
        assert store.held("P1") == ("L1", "L2")

    def breaks_off() -> None:
        with store.batch():
            desk.open("L1", now=NOW)
            desk.put(Deal(deal_id="D"))
            raise KeyError

    with pytest.raises(KeyError):
        breaks_off()
    assert [str(store.state(lead).phase) for lead in ("L1", "L2", "L3")] == ["offered", "offered", "waiting"]
    assert store.deal("D") is None
    assert desk.verify() is None


def test_a_snapshot_is_of_one_moment_whatever_others_write(desk: DistributionDesk, store: LedgerStore) -> None:
    with store.snapshot():
        before = list(store.heads())
        other = Thread(target=lambda: desk.offer("L1", "P1", now=NOW))
        other.start()
        other.join(0 if type(store).__name__ == "MemoryStore" else None)  # in memory the other one waits
        assert list(store.heads()) == before
        assert store.held("P1") == ()
    other.join()
    assert store.held("P1") == ("L1",)


def test_checkpoints_are_kept_with_what_they_seal(desk: DistributionDesk, store: LedgerStore) -> None:
    first = desk.checkpoint(now=NOW)
    assert list(store.unsealed()) == []
    desk.offer("L2", "P1", now=NOW)
    assert [lead for lead, _, _ in store.unsealed()] == ["L2"]
    second = desk.checkpoint(now=NOW + HOUR)
    assert [(one.number, one.at, one.seal) for one in store.checkpoints()] == [(1, NOW, first), (2, NOW + HOUR, second)]
    assert [head[:2] for head in store.sealed(1)] == [("L1", 1), ("L2", 1), ("L3", 1)]
    assert [head[:2] for head in store.sealed(2)] == [("L2", 2)]
    assert [head[:2] for head in store.sealed()] == [("L1", 1), ("L2", 1), ("L2", 2), ("L3", 1)]
    assert desk.verify(first) is None
    assert desk.verify("another") == Alteration(None, 0)


def test_readers_that_stop_half_way_are_in_nobodys_way(desk: DistributionDesk, store: LedgerStore) -> None:
    for chain in (store.chains(), store.heads(), store.payloads()):
        next(iter(chain))
    desk.offer("L1", "P1", now=NOW)
    for lead, _ in store.offers():
        desk.open(lead, now=NOW)
    assert str(store.state("L1").phase) == "opened"
