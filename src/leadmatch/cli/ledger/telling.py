"""How states and events of the ledger are told: as plain data, and as lines for people."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from leadmatch.cli.ledger.call import Call
from leadmatch.cli.session import Objects
from leadmatch.cli.table import Column, closing, field, table
from leadmatch.cli.terminal import wrapped
from leadmatch.distribution.events import Event
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import legal
from leadmatch.evidence.wording import count, moment

_ACTS = {
    "place": "to be offered", "open": "to be opened", "accept": "to be accepted or declined",
    "contact": "to be contacted", "update": "to be heard of", "review": "to be approved or rejected",
    "close": "to be closed or extended", "return": "judged anew", "stale": "given up",
}  # fmt: skip
"""Act → what is said of the lead before `by` and a time."""


def state_dict(state: LeadState) -> dict[str, Any]:
    """Return where a lead stands as plain data."""
    offer, deadline = state.offer, state.deadline
    return {
        "lead_id": state.lead_id,
        "phase": str(state.phase),
        "partner_id": state.partner_id,
        "offer_id": offer.offer_id if offer is not None and offer.is_live else None,
        "decision": state.decision,
        "urgent": state.urgent,
        "deadline": deadline
        and {
            "act": str(deadline.act),
            "at": deadline.at.isoformat(),
            "warn_at": deadline.warn_at.isoformat(),
        },
        "sequence": state.sequence,
        "legal": [str(kind) for kind in legal(state.phase)],
    }


def tell_state(call: Call, state: LeadState, **more: object) -> None:
    """Write where a lead stands after a step.

    Args:
        call: of the verb.
        state: after it.
        **more: what else stands in the object, and below the sentence.
    """
    call.session.write([state_dict(state) | more], lambda told: _sentences(told, call), 1, "Step")


def tell_states(call: Call, states: Iterable[LeadState], ending: str) -> None:
    """Write where several leads stand.

    Args:
        call: of the verb.
        states: in order.
        ending: the sentence under the table.
    """
    found = [state_dict(state) for state in states]
    call.session.write(found, lambda told: _table(told, STATES, ending), len(found), "Leads")


def tell_events(call: Call, events: Iterable[Event]) -> None:
    """Write events in order."""
    found = [event.content() | {"hash": event.hash} for event in events]
    ending = f"{count(len(found), 'event')}. --json gives them as they can be imported."
    call.session.write(found, lambda told: _table(told, EVENTS, ending), len(found), "Events")


def _table(objects: Objects, columns: tuple[Column, ...], ending: str) -> Iterator[str]:
    rows = list(objects)
    if rows:
        yield from table(rows, columns)
        yield from closing(ending)
    else:
        yield from wrapped(ending)


def _sentences(objects: Objects, call: Call) -> Iterator[str]:
    for told in objects:
        yield from wrapped(_sentence(told, call))
        for name, value in told.get("contact", {}).items():
            yield from wrapped(f"{name}: {value}", "  ")


def _sentence(told: Mapping[str, Any], call: Call) -> str:
    partner = call.store.partner(told["partner_id"] or "")
    named = f"{partner.id} ({partner.name})" if partner is not None and partner.name else told["partner_id"]
    at = f", with {named}" if named else f", as {told['decision']}" if told["phase"] == "waiting" else ""
    return f"Lead {told['lead_id']} is {told['phase']}{at}.{_until(told)}"


def _until(told: Mapping[str, Any]) -> str:
    deadline = told["deadline"]
    if deadline is None:
        return ""
    return f" It is {_ACTS[deadline['act']]} by {_moment(deadline['at'])}."


def _moment(text: str) -> str:
    return moment(datetime.fromisoformat(text))


def _deadline(told: Mapping[str, Any]) -> str:
    deadline = told["deadline"]
    return "" if deadline is None else f"{deadline['act']} by {_moment(deadline['at'])}"


def _facts(event: Mapping[str, Any]) -> str:
    facts = (f"{name} {value}" for name, value in event["facts"].items() if value not in (False, None))
    return "; ".join((*facts, *event["reasons"]))


STATES = (
    Column("Lead", field("lead_id")),
    Column("Stands", field("phase")),
    Column("Partner", field("partner_id")),
    Column("Decision", field("decision")),
    Column("Deadline", _deadline, wide=True),
)
EVENTS = (
    Column("#", lambda event: str(event["sequence"]), right=True),
    Column("When", lambda event: _moment(event["at"])),
    Column("What", lambda event: str(event["kind"]).replace("_", " ")),
    Column("By", field("actor")),
    Column("Partner", field("partner_id")),
    Column("More", _facts, wide=True),
)
