"""Whatever was altered, cut off or left out in a ledger is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Event, EventKind
from leadmatch.distribution.verification import Alteration
from leadmatch.errors import LeadmatchError
from leadmatch.records.lead import Lead
from leadmatch.testing.memory_store import MemoryStore

Chain = tuple[Event, ...]


@pytest.fixture
def chain(desk: DistributionDesk, now: datetime) -> Chain:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now + timedelta(hours=1))
    desk.accept("L1", now=now + timedelta(hours=2))
    desk.receive(Lead(lead_id="L2"), now=now)
    return desk.history("L1")


@pytest.mark.parametrize(
    ("alter", "place"),
    [
        (lambda chain: (chain[0], replace(chain[1], kind=EventKind.REVOKED), *chain[2:]), 2),
        (lambda chain: (*chain[:3], replace(chain[3], actor="somebody else")), 4),
        (lambda chain: (chain[0], *chain[2:]), 3),
        (lambda chain: (chain[1], chain[0], *chain[2:]), 2),
        (lambda chain: chain[:-1], 4),
        (lambda chain: (*chain, replace(chain[3], sequence=5)), 5),
        (lambda _: (), 1),
    ],
    ids=("changed", "signed by another", "left out", "moved", "cut off", "put in", "all gone"),
)
def test_the_first_altered_event_is_named(
    desk: DistributionDesk, store: MemoryStore, chain: Chain, alter: Callable[[Chain], Chain], place: int
) -> None:
    assert desk.verify() is None
    store._chains["L1"] = alter(chain)
    altered = desk.verify()
    assert altered == Alteration("L1", place)
    assert altered.message() == f"Event {place} of lead L1 is not as it was written."


def test_what_is_no_event_at_all_is_named(store: MemoryStore, chain: Chain) -> None:
    for text in ("", "[]", "{}", "no JSON", chain[1].to_json().replace("offered", "given"), "[" * 9_999):
        with pytest.raises(LeadmatchError, match="altered"):
            Event.from_json(text)

    class Scribbled(MemoryStore):
        def chains(self):  # type: ignore[no-untyped-def]  # noqa: ANN202 - as its parent
            return ((lead_id, n, text if n < 3 else "scribble") for lead_id, n, text in super().chains())

    scribbled = Scribbled()
    vars(scribbled).update(vars(store))
    assert DistributionDesk(scribbled).verify() == Alteration("L1", 3)


def test_a_head_that_was_set_back_with_its_events_shows_by_the_checkpoint(
    desk: DistributionDesk, store: MemoryStore, chain: Chain, now: datetime
) -> None:
    assert desk.checkpoint(now=now) is not None
    assert desk.verify() is None
    store._chains["L1"] = chain[:-1]
    store._states["L1"] = replace(store._states["L1"], sequence=3, head=chain[2].hash)
    assert desk.verify() == Alteration("L1", 4)
    del store._chains["L1"], store._states["L1"]
    assert desk.verify() == Alteration("L1", 1)


def test_a_chain_without_its_head_or_under_another_head_shows(
    desk: DistributionDesk, store: MemoryStore, chain: Chain
) -> None:
    state = store._states.pop("L1")
    assert desk.verify() == Alteration("L1", 5)
    store._states["L1"] = replace(state, head=chain[0].hash)
    assert desk.verify() == Alteration("L1", 4)


def test_a_chain_that_was_written_anew_shows_by_the_checkpoint(
    desk: DistributionDesk, store: MemoryStore, chain: Chain, now: datetime
) -> None:
    desk.checkpoint(now=now)
    forged = replace(chain[3], actor="somebody else")
    forged = replace(forged, hash=forged.digest())
    store._chains["L1"] = (*chain[:3], forged)
    store._states["L1"] = replace(store._states["L1"], head=forged.hash)
    assert desk.verify() == Alteration("L1", 4)


@pytest.mark.usefixtures("chain")
def test_checkpoints_go_on_from_each_other_and_show_when_they_are_altered(
    desk: DistributionDesk, store: MemoryStore, now: datetime
) -> None:
    first = desk.checkpoint(now=now)
    assert desk.checkpoint(now=now + timedelta(days=1)) == first
    desk.progress("L1", now=now + timedelta(hours=3))
    second = desk.checkpoint(now=now + timedelta(days=1))
    assert second not in {None, first}
    assert [one.previous for one in store.checkpoints()] == ["", first]
    assert desk.verify(first) is None
    assert desk.verify(second) is None
    lost = desk.verify("a seal of another ledger")
    assert lost == Alteration(None, 0)
    assert "another ledger" in lost.message()
    store._checkpoints[2] = replace(store._checkpoints[2], at=now)
    altered = desk.verify()
    assert altered == Alteration(None, 2)
    assert altered.message() == "Checkpoint 2 is not as it was written."


def test_an_empty_ledger_has_nothing_to_seal(now: datetime) -> None:
    desk = DistributionDesk(MemoryStore())
    assert desk.checkpoint(now=now) is None
    assert desk.verify() is None


def test_a_batch_that_breaks_off_leaves_nothing(store: MemoryStore, desk: DistributionDesk, now: datetime) -> None:
    def breaks_off() -> None:
        with store.batch():
            desk.offer("L1", "P1", now=now)
            raise KeyError

    with pytest.raises(KeyError):
        breaks_off()
    assert len(desk.history("L1")) == 1
    assert store.versions(["lead:L1", "partner:P1"]) == {"lead:L1": 1, "partner:P1": 1}
