"""Verbs of partners, or of the vendor for them: open, accept, decline, progress, return, feedback, close."""

import click

from leadmatch.cli.ledger.call import Call, with_call
from leadmatch.cli.ledger.sending import lead_argument
from leadmatch.cli.ledger.telling import tell_state
from leadmatch.distribution.feedback import DeclineReason
from leadmatch.records.making import to_row
from leadmatch.screening.kinds import Category

comment_option = click.option("--comment", metavar="TEXT", help="In the partner's words; it can be erased.")
reason_option = click.option("--reason", required=True, metavar="NAME", help=f"Why: {', '.join(DeclineReason)}.")
junk_option = click.option(
    "--junk", "kind_of_junk", metavar="NAME", help=f"Of what kind, where the reason is junk: {', '.join(Category)}."
)
_MARK = click.IntRange(1, 5)


@click.command("open", short_help="Show the contact to the partner.")
@lead_argument
@with_call
def open_(call: Call, lead_id: str) -> None:
    """Show the contact to the partner that has the teaser; from here on the lead counts in its month.

    With --as a user of that partner the contact is printed.
    """
    state = call.desk.open(call.known(lead_id), **call.how)
    user = call.store.user(call.actor)
    shown = {} if user is None else {"contact": to_row(call.desk.contact(lead_id, user.user_id))}
    tell_state(call, state, **shown)


@click.command("accept", short_help="Take an opened lead on.")
@lead_argument
@with_call
def accept(call: Call, lead_id: str) -> None:
    """Take an opened lead on; first contact is due some working hours later."""
    tell_state(call, call.desk.accept(call.known(lead_id), **call.how))


@click.command("decline", short_help="Decline an offer; it goes to the next.")
@lead_argument
@reason_option
@junk_option
@comment_option
@with_call
def decline(call: Call, lead_id: str, *, reason: str, kind_of_junk: str | None, comment: str | None) -> None:
    """Decline an offer, opened or not; in the same step it goes to the next partner."""
    state = call.desk.decline(call.known(lead_id), reason, kind_of_junk=kind_of_junk, comment=comment, **call.how)
    tell_state(call, state)


@click.command("return", short_help="Give back a lead whose contact was seen.")
@lead_argument
@reason_option
@junk_option
@comment_option
@with_call
def return_(call: Call, lead_id: str, *, reason: str, kind_of_junk: str | None, comment: str | None) -> None:
    """Give back a lead whose contact was seen. Junk does not count in the partner's month."""
    state = call.desk.return_(call.known(lead_id), reason, kind_of_junk=kind_of_junk, comment=comment, **call.how)
    tell_state(call, state)


@click.command("progress", short_help="Tell how it goes on.")
@lead_argument
@comment_option
@click.option("--not-reached", is_flag=True, help="Nobody could be reached.")
@with_call
def progress(call: Call, lead_id: str, *, comment: str | None, not_reached: bool) -> None:
    """Tell how it goes on; the next word is due some working days later."""
    tell_state(call, call.desk.progress(call.known(lead_id), comment=comment, reached=not not_reached, **call.how))


@click.command("feedback", short_help="Say how good a lead was.")
@lead_argument
@click.option("--fit", required=True, type=_MARK, help="How well it fits the partner, 1 (poor) to 5 (excellent).")
@click.option("--readiness", required=True, type=_MARK, help="How ready it is to buy, likewise.")
@comment_option
@with_call
def feedback(call: Call, lead_id: str, *, fit: int, readiness: int, comment: str | None) -> None:
    """Say how good a lead was, at its decline, some days after its acceptance, or at its close."""
    state = call.desk.feedback(call.known(lead_id), fit=fit, readiness=readiness, comment=comment, **call.how)
    tell_state(call, state)


@click.command("close", short_help="Close a lead as won or lost.")
@lead_argument
@click.option("--won/--lost", "won", default=None, help="Whether it became a customer.")
@click.option("--value", type=float, metavar="AMOUNT", help="Of the deal.")
@click.option("--currency", metavar="CODE", help="Of the value (ISO 4217); default that of matching.")
@click.option("--reason", metavar="TEXT", help="Why, as a code of your own.")
@with_call
def close(
    call: Call, lead_id: str, *, won: bool | None, value: float | None, currency: str | None, reason: str | None
) -> None:
    """Close a lead as won or lost, with the value of the deal and the reason."""
    if won is None:
        raise click.UsageError("Say how it ended: --won or --lost.")
    money = currency or call.session.settings.matching.currency
    state = call.desk.close(
        call.known(lead_id),
        won=won,
        value=value,
        currency=None if value is None else money.upper(),
        reason=reason,
        **call.how,
    )
    tell_state(call, state)
