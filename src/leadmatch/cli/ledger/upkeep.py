"""Verbs of upkeep: due, history, teaser, introduce, verify, seal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click

from leadmatch.cli.ledger.call import Call, with_call, with_reading_call
from leadmatch.cli.ledger.sending import lead_argument
from leadmatch.cli.ledger.telling import tell_events, tell_states
from leadmatch.cli.options import read_now
from leadmatch.cli.session import Objects
from leadmatch.cli.table import drawn
from leadmatch.cli.terminal import wrapped
from leadmatch.distribution.introduction import Call as PhoneCall
from leadmatch.distribution.introduction import Introduction
from leadmatch.evidence.wording import count


@click.command("due", short_help="Expire, take back and re-offer what is overdue.")
@with_reading_call
def due(call: Call) -> None:
    """Do what is overdue: expire, take back, offer to the next, lapse, give up; then try those that nobody could take.

    It can run as often as you like, from any number of machines at once; each lead is dealt with once. Let your
    scheduler call it every few minutes.
    """
    states = call.desk.due(now=call.session.now, actor=call.actor if call.actor != "cli" else "due")
    near = len(call.desk.warnings(now=call.session.now))
    warned = f" {count(near, 'deadline')} will come soon." if near else ""
    tell_states(call, states, f"{count(len(states), 'lead')} changed.{warned}")


@click.command("history", short_help="Tell everything that happened to a lead.")
@lead_argument
@with_reading_call
def history(call: Call, lead_id: str) -> None:
    """Tell everything that happened to a lead, in order."""
    tell_events(call, call.desk.history(call.known(lead_id)))


@click.command("teaser", short_help="Show what a partner sees before it opens a lead.")
@lead_argument
@with_reading_call
def teaser(call: Call, lead_id: str) -> None:
    """Show what a partner sees of a lead before it opens it: nothing that leads back to a person or a company."""
    shown = call.desk.teaser(call.known(lead_id))
    lines = str(shown).splitlines()
    call.session.write([shown.to_dict()], lambda _: (drawn(line) for line in lines), 1, "Teaser")


@click.command("introduce", short_help="Draft the introduction of a person and a partner.")
@lead_argument
@click.option("--call", "at", required=True, callback=read_now, metavar="TIME", help="When the partner means to call.")
@click.option("--caller", metavar="NAME", help="Who calls; the partner where not told.")
@click.option("--sent", is_flag=True, help="Note that it was sent; sending it is up to you.")
@with_call
def introduce(call: Call, lead_id: str, *, at: datetime, caller: str | None, sent: bool) -> None:
    """Draft what is written to the person and to the partner of an accepted lead, with a calendar entry."""
    drafted = call.desk.introduction(call.known(lead_id), PhoneCall(at, caller), now=call.session.now)
    if sent:
        call.desk.introduced(lead_id, **call.how)
    call.session.write([_introduction(lead_id, drafted)], _letters, 1, "Introduction")


def _introduction(lead_id: str, drafted: Introduction) -> dict[str, Any]:
    letters = {"to_lead": drafted.to_lead, "to_partner": drafted.to_partner}
    told = {name: {"subject": one.subject, "text": one.text, "html": one.html} for name, one in letters.items()}
    return {"lead_id": lead_id, **told, "calendar": drafted.calendar}


def _letters(objects: Objects) -> Iterator[str]:
    for told in objects:
        for name in ("to_lead", "to_partner"):
            yield from wrapped(told[name]["subject"])
            for line in told[name]["text"].splitlines():
                yield from wrapped(line, "  ")
            yield ""
        yield from told["calendar"].splitlines()


@click.command("verify", short_help="Check that nothing was altered.")
@click.option("--seal", metavar="SEAL", help="A seal that was kept elsewhere: it shows a ledger that was set back.")
@with_reading_call
def verify(call: Call, seal: str | None) -> None:
    """Check that every event is as it was written; the first that is not is named, and the exit status is 4."""
    altered = call.desk.verify(seal)
    call.session.check_failed = altered is not None
    told = {
        "verified": altered is None,
        "lead_id": altered.lead_id if altered is not None else None,
        "sequence": altered.sequence if altered is not None else None,
        "message": altered.message() if altered is not None else "Every event is as it was written.",
    }
    call.session.write([told], lambda _: iter(wrapped(str(told["message"]))), 1, "Verifying")


@click.command("seal", short_help="Seal the last event of every lead.")
@with_reading_call
def seal(call: Call) -> None:
    """Seal the last event of every lead, and print the seal.

    Keep it where the ledger's keeper cannot write; `verify --seal` then shows whether anything was cut off since.
    """
    made = call.desk.checkpoint(now=call.session.now)
    call.session.write([{"seal": made}], lambda _: iter([made or "The ledger is empty."]), 1, "Sealing")
