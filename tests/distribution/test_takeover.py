"""Events of another ledger are taken over as they are, or not at all."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Event
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import Commit
from leadmatch.distribution.takeover import take_over
from leadmatch.errors import IllegalStepError, LeadmatchError, StoreError
from leadmatch.records.lead import Lead
from leadmatch.testing.memory_store import MemoryStore

DAY = timedelta(days=1)


@pytest.fixture
def events(desk: DistributionDesk, now: datetime) -> tuple[Event, ...]:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    return desk.history("L1")


def test_a_story_is_taken_over_once_and_goes_on_here(events: tuple[Event, ...], now: datetime) -> None:
    store = MemoryStore()
    assert take_over(store, "L1", events[:2]).phase is Phase.OFFERED
    assert take_over(store, "L1", events).phase is Phase.OPENED
    assert take_over(store, "L1", events).sequence == 3
    desk = DistributionDesk(store)
    assert desk.history("L1") == events
    assert desk.verify() is None
    assert desk.withdraw("L1", now=now).phase is Phase.WITHDRAWN


def test_an_altered_story_is_refused(events: tuple[Event, ...]) -> None:
    forged = (events[0], replace(events[1], partner_id="P2"), events[2])
    with pytest.raises(LeadmatchError, match="Event 2 of lead L1 is not as it was written"):
        take_over(MemoryStore(), "L1", forged)
    with pytest.raises(LeadmatchError, match="Event 3 of lead L1"):
        take_over(MemoryStore(), "L1", (events[0], events[2]))


def test_another_story_of_a_lead_is_refused(events: tuple[Event, ...], now: datetime) -> None:
    store = MemoryStore()
    DistributionDesk(store).receive(Lead(lead_id="L1"), now=now + DAY)
    with pytest.raises(LeadmatchError, match="another story of lead L1 from event 1 on"):
        take_over(store, "L1", events)


def test_a_story_in_an_illegal_order_is_refused(events: tuple[Event, ...]) -> None:
    opened = replace(events[2], sequence=1, previous="")
    with pytest.raises(IllegalStepError, match="L1 is new"):
        take_over(MemoryStore(), "L1", (replace(opened, hash=opened.digest()),))


class Busy(MemoryStore):
    """Somebody else is always quicker."""

    def append(self, commit: Commit) -> bool:
        del commit
        return False


def test_whoever_is_too_slow_is_told(events: tuple[Event, ...]) -> None:
    with pytest.raises(StoreError, match="quicker"):
        take_over(Busy(), "L1", events)


def test_what_became_of_earlier_offers_is_taken_over(desk: DistributionDesk, now: datetime) -> None:
    for number, (became, phase) in enumerate(
        (("offered", "accepted"), ("declined", "waiting"), ("expired", "waiting"), ("won", "won"), ("lost", "lost"))
    ):
        state = desk.import_(Lead(lead_id=f"A{number}"), "P1", now=now, became=became)  # type: ignore[arg-type] # one of its literals
        assert state.phase == phase
        assert state.decision == ("again" if phase == "waiting" else "assigned")
    assert desk.state("A1").declined_by == {"P1"}
    assert desk.state("A2").declined_by == frozenset()
