"""Verbs for the rights of a person: export what is kept of it, and erase it."""

from collections.abc import Iterator
from typing import Any

import click

from leadmatch.adapters.files.writing import to_json_lines
from leadmatch.cli.ledger.call import Call, with_reading_call
from leadmatch.cli.terminal import wrapped
from leadmatch.distribution.events import EventKind
from leadmatch.distribution.steps import Phase, legal
from leadmatch.errors import LeadmatchError
from leadmatch.evidence.wording import count
from leadmatch.records.making import to_row
from leadmatch.values.identity.email import read_email

person_argument = click.argument("person", metavar="PERSON")


@click.command("erase", short_help="Erase what is kept of a person.")
@person_argument
@with_reading_call
def erase(call: Call, person: str) -> None:
    """Erase the records and texts of a person, named by an e-mail address or a lead's id.

    A lead that a partner has is taken back first. The events stay, without anything personal, and still verify. What a
    partner has copied is for the partner to erase.
    """
    leads = _leads_of(call, person)
    told = [{"lead_id": lead_id, "erased": _erased(call, lead_id)} for lead_id in leads]
    ending = f"{count(len(leads), 'lead')} erased. The events stay, and still verify."
    call.session.write(told, lambda _: iter(wrapped(ending)), len(told), "Erasing")


@click.command("export", short_help="Give out all that is kept of a person.")
@person_argument
@with_reading_call
def export(call: Call, person: str) -> None:
    """Give out all that is kept of a person, as JSON: records in all their versions, events, personal texts."""
    call.session.deliver(to_json_lines(_kept(call, lead_id) for lead_id in _leads_of(call, person)))


def _leads_of(call: Call, person: str) -> list[str]:
    """Return the ids of a person's leads, by id.

    Raises:
        LeadmatchError: the ledger knows nobody of this address or id.
    """
    if call.store.state(person).phase is not Phase.NEW:
        return [person]
    mailbox = _mailbox(person) if "@" in person else None
    found = [lead.id for lead in call.store.leads() if lead.email and mailbox and _mailbox(lead.email) == mailbox]
    if not found:
        raise LeadmatchError(f"The ledger knows nobody by {person}; give an e-mail address or a lead's id.")
    return found


def _mailbox(address: str) -> str:
    return read_email(address).key or address.strip().casefold()


def _erased(call: Call, lead_id: str) -> int:
    if EventKind.WITHDRAWN in legal(call.store.state(lead_id).phase):
        call.desk.withdraw(lead_id, now=call.session.now, reason="erasure", actor=call.actor)
    return call.desk.erase(lead_id)


def _kept(call: Call, lead_id: str) -> dict[str, Any]:
    from leadmatch.records.lead import Lead

    events = call.desk.history(lead_id)
    return {
        "lead_id": lead_id,
        "records": [to_row(edition) for edition in call.store.editions(Lead, lead_id)],
        "texts": list(_texts(call, lead_id)),
        "events": [event.content() | {"hash": event.hash} for event in events],
    }


def _texts(call: Call, lead_id: str) -> Iterator[str]:
    for event in call.desk.history(lead_id):
        payload = None if event.personal is None else call.store.payload(event.personal)
        if payload is not None:
            yield payload.content
