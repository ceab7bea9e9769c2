"""Which steps are legal when: the one table of a lead's way."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from leadmatch.distribution.events import EventKind as Kind
from leadmatch.errors import IllegalStepError


class Phase(StrEnum):
    """Where a lead stands."""

    NEW = "new"
    """The ledger does not know it yet."""
    WAITING = "waiting"
    """The vendor has it."""
    OFFERED = "offered"
    """A partner has its teaser."""
    OPENED = "opened"
    """A partner has seen the contact."""
    ACCEPTED = "accepted"
    """A partner works on it."""
    REGISTERED = "registered"
    """A partner works on it and has asked for protection."""
    APPROVED = "approved"
    """A partner works on it, protected."""
    UNPROTECTED = "unprotected"
    """A partner works on it; its protection was refused, lapsed or ran out."""
    WON = "won"
    """It became a customer."""
    LOST = "lost"
    """It did not."""
    STALE = "stale"
    """It waited too long."""
    MERGED = "merged"
    """It joined another lead."""
    WITHDRAWN = "withdrawn"
    """The person objected."""


LIVE: Final = frozenset(
    {Phase.OFFERED, Phase.OPENED, Phase.ACCEPTED, Phase.REGISTERED, Phase.APPROVED, Phase.UNPROTECTED}
)
"""The lead is in a partner's hands."""
SEEN: Final = LIVE - {Phase.OFFERED}
"""The partner knows the contact."""

_TOLD: Final = (Kind.RECEIVED, Kind.FEEDBACK)
_WORKED: Final = (*_TOLD, Kind.PROGRESS, Kind.NOT_REACHED, Kind.INTRODUCED)


def _stay(phase: Phase, *kinds: Kind) -> dict[Kind, Phase]:
    return dict.fromkeys(kinds, phase)


_CLOSED: Final = {Kind.WON: Phase.WON, Kind.LOST: Phase.LOST, Kind.WITHDRAWN: Phase.WITHDRAWN}
_TAKEN_BACK: Final = {
    Kind.EXPIRED: Phase.WAITING,
    Kind.REVOKED: Phase.WAITING,
    Kind.REASSIGNED: Phase.OFFERED,
    Kind.WITHDRAWN: Phase.WITHDRAWN,
}

STEPS: Final[Mapping[Phase, Mapping[Kind, Phase]]] = MappingProxyType(
    {
        Phase.NEW: {
            Kind.RECEIVED: Phase.WAITING,
            Kind.REGISTERED: Phase.REGISTERED,
        },
        Phase.WAITING: {
            **_stay(Phase.WAITING, *_TOLD, Kind.DECIDED, Kind.RESTORED),
            Kind.IMPORTED: Phase.ACCEPTED,
            Kind.OFFERED: Phase.OFFERED,
            Kind.EXPIRED: Phase.STALE,
            Kind.MERGED: Phase.MERGED,
            Kind.WITHDRAWN: Phase.WITHDRAWN,
        },
        Phase.OFFERED: {
            **_stay(Phase.OFFERED, *_TOLD),
            **_TAKEN_BACK,
            Kind.OPENED: Phase.OPENED,
            Kind.DECLINED: Phase.WAITING,
        },
        Phase.OPENED: {
            **_stay(Phase.OPENED, *_TOLD),
            **_TAKEN_BACK,
            Kind.ACCEPTED: Phase.ACCEPTED,
            Kind.DECLINED: Phase.WAITING,
            Kind.RETURNED: Phase.WAITING,
        },
        Phase.ACCEPTED: {
            **_stay(Phase.ACCEPTED, *_WORKED),
            **_TAKEN_BACK,
            **_CLOSED,
            Kind.RETURNED: Phase.WAITING,
            Kind.REGISTERED: Phase.REGISTERED,
        },
        Phase.REGISTERED: {
            **_stay(Phase.REGISTERED, *_WORKED),
            **_CLOSED,
            Kind.APPROVED: Phase.APPROVED,
            Kind.REJECTED: Phase.UNPROTECTED,
            Kind.EXPIRED: Phase.UNPROTECTED,
        },
        Phase.APPROVED: {
            **_stay(Phase.APPROVED, *_WORKED, Kind.EXTENDED),
            **_CLOSED,
            Kind.EXPIRED: Phase.UNPROTECTED,
        },
        Phase.UNPROTECTED: {
            **_stay(Phase.UNPROTECTED, *_WORKED),
            **_TAKEN_BACK,
            **_CLOSED,
            Kind.RETURNED: Phase.WAITING,
            Kind.REGISTERED: Phase.REGISTERED,
        },
        Phase.WON: _stay(Phase.WON, *_TOLD),
        Phase.LOST: {
            **_stay(Phase.LOST, Kind.FEEDBACK),
            Kind.RECEIVED: Phase.WAITING,
            Kind.RESTORED: Phase.WAITING,
        },
        Phase.STALE: {
            Kind.RECEIVED: Phase.WAITING,
            Kind.RESTORED: Phase.WAITING,
            Kind.WITHDRAWN: Phase.WITHDRAWN,
        },
        Phase.MERGED: {
            **_stay(Phase.MERGED, Kind.RECEIVED),
            Kind.RESTORED: Phase.WAITING,
            Kind.WITHDRAWN: Phase.WITHDRAWN,
        },
        Phase.WITHDRAWN: {},
    }
)
"""Phase → what may happen then → the phase after it. What does not stand here is illegal."""


def legal(phase: Phase) -> tuple[Kind, ...]:
    """Return what may happen to a lead in a phase, by name."""
    return tuple(sorted(STEPS[phase]))


def legal_now(phase: Phase) -> str:
    """Return what may happen to a lead in a phase, as the sentence that ends a refusal."""
    return f"Legal now: {', '.join(legal(phase)) or 'nothing'}."


def step(phase: Phase, kind: Kind, lead_id: str) -> Phase:
    """Return the phase after a step.

    Raises:
        IllegalStepError: the phase does not allow it; the text says what is legal now.
    """
    after = STEPS[phase].get(kind)
    if after is None:
        raise IllegalStepError(f"Lead {lead_id} is {phase}: it cannot be {kind}. {legal_now(phase)}")
    return after
