"""Events are sealed one to the next: whatever is altered shows."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Event, first_altered, seal
from leadmatch.distribution.verification import Alteration
from leadmatch.testing.memory_store import MemoryStore


@pytest.fixture
def chain(desk: DistributionDesk, now: datetime) -> tuple[Event, ...]:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now + timedelta(hours=1))
    desk.accept("L1", now=now + timedelta(hours=2))
    return desk.history("L1")


def test_a_chain_as_it_was_written_verifies(chain: tuple[Event, ...]) -> None:
    assert [event.sequence for event in chain] == [1, 2, 3, 4]
    assert first_altered(chain) is None
    assert first_altered(()) is None


@pytest.mark.parametrize("place", range(4))
def test_a_changed_event_is_named(chain: tuple[Event, ...], place: int) -> None:
    changed = replace(chain[place], actor="somebody else")
    resealed = replace(changed, hash=changed.digest())
    for forged in (changed, resealed):
        altered = first_altered([*chain[:place], forged, *chain[place + 1 :]])
        last = forged is resealed and place == 3
        assert altered == (None if last else forged if forged is changed else chain[place + 1])


def test_an_event_left_out_or_moved_is_named(chain: tuple[Event, ...]) -> None:
    assert first_altered([chain[0], *chain[2:]]) == chain[2]
    assert first_altered([chain[1], chain[0]]) == chain[1]


def test_an_event_goes_through_json_and_back(chain: tuple[Event, ...]) -> None:
    assert [Event.from_json(event.to_json()) for event in chain] == list(chain)


def test_facts_are_read_by_their_kind(chain: tuple[Event, ...]) -> None:
    assert chain[0].flag("may_share")
    assert chain[0].text("decision") == "new"
    assert chain[0].text("may_share") is None
    assert not chain[0].flag("decision")


def test_a_seal_depends_on_every_head_and_on_the_seal_before_it(chain: tuple[Event, ...]) -> None:
    heads = [("L1", 4, chain[-1].hash), ("L2", 1, "ab")]
    assert seal(heads) == seal(iter(heads))
    assert seal(heads, seal(heads)) != seal(heads)
    assert seal(heads) != seal([("L1", 3, chain[-2].hash), ("L2", 1, "ab")])


def test_a_personal_text_that_was_exchanged_shows_and_an_erased_one_does_not(
    desk: DistributionDesk, store: MemoryStore, chain: tuple[Event, ...]
) -> None:
    digest = chain[0].personal or ""
    payload = store.payload(digest)
    assert payload is not None
    assert "birte@ostfeld.de" in payload.content
    assert all("birte" not in event.to_json() for event in chain)
    store._payloads[digest] = replace(payload, content="something else")
    assert desk.verify() == Alteration("L1", 1)
    assert desk.erase("L1") == 2
    assert desk.erase("L1") == 0
    assert store.payload(digest) is None
    assert store.lead("L1") is None
    assert desk.verify() is None
