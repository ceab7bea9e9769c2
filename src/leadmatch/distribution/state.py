"""The state of a lead and of its offers: the fold of its events."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from leadmatch.distribution.events import START, Deadline, Event
from leadmatch.distribution.events import EventKind as Kind
from leadmatch.distribution.steps import LIVE, SEEN, Phase, step
from leadmatch.records.offer import LIVE_STATES, OfferState

_HOLDS: Final = frozenset({"offered", "opened", "accepted"})
_MAKES: Final = frozenset({Kind.OFFERED, Kind.REASSIGNED, Kind.IMPORTED})
_MARKS: Final[dict[Kind, OfferState]] = {
    Kind.OPENED: "opened",
    Kind.ACCEPTED: "accepted",
    Kind.REGISTERED: "registered",
}
_ENDS: Final[dict[Kind, OfferState]] = {
    Kind.DECLINED: "declined",
    Kind.EXPIRED: "expired",
    Kind.REVOKED: "revoked",
    Kind.REASSIGNED: "revoked",
    Kind.WITHDRAWN: "revoked",
    Kind.RETURNED: "returned",
    Kind.WON: "won",
    Kind.LOST: "lost",
}


@dataclass(frozen=True, slots=True)
class OfferStanding:
    """One offer and what became of it.

    Attributes:
        offer_id: the lead's id and the number of the offer.
        partner_id: to whom.
        state: as in the published format of offers.
        offered_at: when it was made.
        deadline: by when it was to be opened; None where none was set.
        opened_at: when the contact was seen; None where it never was.
        accepted_at: when it was taken on; None where it was not.
        closed_at: when it ended; None while it lives.
        reason: why it ended, such as a decline reason; None where nobody said.
        counts: whether it counts in the partner's month once opened; a return as junk gives it back.
        overrides: hard rules that the hand which made it set aside.
    """

    offer_id: str
    partner_id: str
    state: OfferState
    offered_at: datetime
    deadline: Deadline | None = None
    opened_at: datetime | None = None
    accepted_at: datetime | None = None
    closed_at: datetime | None = None
    reason: str | None = None
    counts: bool = True
    overrides: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether the lead is in this partner's hands."""
        return self.state in LIVE_STATES

    @property
    def holds(self) -> bool:
        """Whether it takes one of the partner's places: from the offer to registration, close, return or expiry."""
        return self.state in _HOLDS


@dataclass(frozen=True, slots=True)
class LeadState:
    """Where a lead stands after its events.

    Attributes:
        lead_id: which lead.
        phase: where it stands.
        sequence: how many events it has; 0 for one that the ledger does not know.
        head: hash of the last event.
        partner_id: in whose hands it is; None where it is with the vendor.
        deadline: what has to be done next; None where nothing has.
        offers: all its offers, in order; at most one of them is live, and only the last one can be.
        received_at: when it first came in.
        may_share: whether it may be handed to a partner.
        urgent: whether it waits less than others.
        decision: what the last run made of it, or what the desk did; None where nothing was decided.
        waiting_since: since when the vendor has it; None in a partner's hands.
        registrations: how often protection was asked for.
        refusals: how often it was refused to the present partner.
        extensions: how often the present protection was prolonged.
        merged_into: which lead it joined.
        feedback_on: (partner id, occasion) of the feedback that was given.
    """

    lead_id: str
    phase: Phase = Phase.NEW
    sequence: int = 0
    head: str = START
    partner_id: str | None = None
    deadline: Deadline | None = None
    offers: tuple[OfferStanding, ...] = ()
    received_at: datetime | None = None
    may_share: bool = True
    urgent: bool = False
    decision: str | None = None
    waiting_since: datetime | None = None
    registrations: int = 0
    refusals: int = 0
    extensions: int = 0
    merged_into: str | None = None
    feedback_on: tuple[tuple[str, str], ...] = ()

    @property
    def offer(self) -> OfferStanding | None:
        """The last offer, or None where none was ever made."""
        return self.offers[-1] if self.offers else None

    @property
    def is_live(self) -> bool:
        """Whether it is in a partner's hands."""
        return self.phase in LIVE

    @property
    def is_seen(self) -> bool:
        """Whether the partner that has it knows the contact."""
        return self.phase in SEEN

    @property
    def tried(self) -> frozenset[str]:
        """The partners that it was offered to."""
        return frozenset(offer.partner_id for offer in self.offers)

    @property
    def declined_by(self) -> frozenset[str]:
        """The partners that declined it or gave it back; they never get it again."""
        return frozenset(o.partner_id for o in self.offers if o.state in {"declined", "returned"})


def fold(lead_id: str, events: Iterable[Event]) -> LeadState:
    """Return the state of a lead after all its events."""
    state = LeadState(lead_id)
    for event in events:
        state = apply(state, event)
    return state


def apply(state: LeadState, event: Event) -> LeadState:
    """Return the state after one more event.

    Raises:
        IllegalStepError: the event cannot happen now; the text says what can.
    """
    after = step(state.phase, event.kind, state.lead_id)
    live = after in LIVE
    since = state.waiting_since if state.phase is after is Phase.WAITING else event.at
    return replace(
        state,
        phase=after,
        sequence=event.sequence,
        head=event.hash,
        deadline=event.deadline,
        partner_id=_holder(state, event) if live else None,
        offers=_offers(state, event, live=live),
        waiting_since=since if after is Phase.WAITING else None,
        **_facts(state, event),
    )


def _holder(state: LeadState, event: Event) -> str | None:
    """Return who has a live lead: feedback of an earlier partner does not move it."""
    takes = event.kind in _MAKES or state.phase is Phase.NEW
    return event.partner_id if takes else state.partner_id


def _facts(state: LeadState, event: Event) -> dict[str, Any]:
    """Return what one kind of event changes beside phase and offers."""
    match event.kind:
        case Kind.RECEIVED:
            return {
                "received_at": state.received_at or event.at,
                "may_share": event.flag("may_share"),
                "urgent": event.flag("urgent"),
                "decision": event.text("decision") or state.decision,
            }
        case Kind.DECIDED | Kind.RESTORED:
            return {"decision": event.text("decision"), "urgent": event.flag("urgent") or state.urgent}
        case Kind.OFFERED | Kind.REASSIGNED | Kind.IMPORTED:
            return {"decision": "assigned", "refusals": 0}
        case Kind.FEEDBACK:
            return {"feedback_on": (*state.feedback_on, (event.partner_id or "", event.text("on") or ""))}
        case _:
            return _count(state, event) | _last_word(event)


def _count(state: LeadState, event: Event) -> dict[str, int]:
    match event.kind:
        case Kind.REGISTERED:
            return {"registrations": state.registrations + 1, "extensions": 0}
        case Kind.REJECTED:
            return {"refusals": state.refusals + 1}
        case Kind.EXTENDED:
            return {"extensions": state.extensions + 1}
        case _:
            return {}


def _last_word(event: Event) -> dict[str, Any]:
    if event.kind is Kind.MERGED:
        return {"merged_into": event.text("into")}
    return {"may_share": False} if event.kind is Kind.WITHDRAWN else {}


def _offers(state: LeadState, event: Event, *, live: bool) -> tuple[OfferStanding, ...]:
    """Return the offers after an event: the last one marked or ended, a new one added."""
    offers = state.offers
    last = state.offer
    if last is not None and last.is_live:
        offers = (*offers[:-1], _changed(last, event, ends=event.kind is Kind.REASSIGNED or not live))
    if event.kind in _MAKES and event.partner_id is not None:
        offers = (*offers, _made(event, event.partner_id, len(offers) + 1))
    return offers


def _made(event: Event, partner_id: str, number: int) -> OfferStanding:
    overrides = event.facts.get("overrides")
    imported = event.kind is Kind.IMPORTED
    return OfferStanding(
        offer_id=f"{event.lead_id}/{number}",
        partner_id=partner_id,
        state="accepted" if imported else "offered",
        offered_at=event.at,
        deadline=None if imported else event.deadline,
        opened_at=event.at if imported else None,
        accepted_at=event.at if imported else None,
        overrides=overrides if isinstance(overrides, tuple) else (),
    )


def _changed(offer: OfferStanding, event: Event, *, ends: bool) -> OfferStanding:
    if ends:
        counts = offer.counts and not event.flag("junk")
        reason = event.text("reason")
        return replace(offer, state=_ENDS[event.kind], closed_at=event.at, reason=reason, counts=counts)
    if event.kind not in _MARKS:
        return offer
    times = {Kind.OPENED: "opened_at", Kind.ACCEPTED: "accepted_at"}
    named: dict[str, Any] = {times[event.kind]: event.at} if event.kind in times else {}
    return replace(offer, state=_MARKS[event.kind], **named)
