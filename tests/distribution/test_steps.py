"""One table holds all legal steps, and what is illegal says what is legal."""

import pytest

from leadmatch.distribution.events import EventKind
from leadmatch.distribution.steps import LIVE, SEEN, STEPS, Phase, legal, step
from leadmatch.errors import IllegalStepError


def test_every_phase_stands_in_the_table_and_can_be_reached() -> None:
    reached, fresh = {Phase.NEW}, {Phase.NEW}
    while fresh:
        fresh = {after for phase in fresh for after in STEPS[phase].values()} - reached
        reached |= fresh
    assert set(STEPS) == reached == set(Phase)


def test_every_kind_of_event_is_legal_somewhere() -> None:
    assert {kind for steps in STEPS.values() for kind in steps} == set(EventKind)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("kind", EventKind)
def test_a_step_is_taken_or_told_what_is_legal(phase: Phase, kind: EventKind) -> None:
    if kind in legal(phase):
        assert step(phase, kind, "L1") is STEPS[phase][kind]
    else:
        with pytest.raises(IllegalStepError, match=", ".join(legal(phase)) or "nothing"):
            step(phase, kind, "L1")


def test_an_objection_takes_a_lead_out_of_every_hand() -> None:
    assert all(STEPS[phase][EventKind.WITHDRAWN] is Phase.WITHDRAWN for phase in LIVE)


def test_the_contact_is_unknown_before_it_is_opened() -> None:
    assert Phase.OFFERED not in SEEN
    assert SEEN < LIVE
