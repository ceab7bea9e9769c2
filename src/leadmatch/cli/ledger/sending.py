"""Verbs of the vendor: offer, place, reassign, revoke, withdraw, restore, deactivate."""

import click

from leadmatch.cli.ledger.call import Call, with_call, with_reading_call
from leadmatch.cli.ledger.telling import tell_state, tell_states
from leadmatch.evidence.wording import count

lead_argument = click.argument("lead_id", metavar="LEAD")
partner_argument = click.argument("partner_id", metavar="PARTNER")
override_option = click.option(
    "--override",
    "overrides",
    multiple=True,
    metavar="NAME",
    help="A requirement to set aside; it is kept and reported.",
)


@click.command("offer", short_help="Offer a waiting lead to a partner.")
@lead_argument
@click.argument("partner_id", metavar="[PARTNER]", required=False)
@override_option
@with_call
def offer(call: Call, lead_id: str, partner_id: str | None, overrides: tuple[str, ...]) -> None:
    """Offer a waiting lead to a partner, which sees a teaser until it opens it.

    Without a PARTNER it goes to the one that gains most above the price of its place. Capacity, an earlier decline and
    a refusal to share are never set aside.
    """
    lead = call.known(lead_id)
    if partner_id is None:
        tell_state(call, call.desk.place(lead, **call.how))
    else:
        tell_state(call, call.desk.offer(lead, partner_id, overrides=overrides, **call.how))


@click.command("reassign", short_help="Give a lead to another partner.")
@lead_argument
@partner_argument
@override_option
@with_call
def reassign(call: Call, lead_id: str, partner_id: str, overrides: tuple[str, ...]) -> None:
    """Take a lead from its partner and offer it to another, in one step."""
    tell_state(call, call.desk.reassign(call.known(lead_id), partner_id, overrides=overrides, **call.how))


@click.command("revoke", short_help="Take a lead back and offer it to the next.")
@lead_argument
@click.option("--reason", required=True, metavar="TEXT", help="Why, as a code of your own.")
@with_call
def revoke(call: Call, lead_id: str, reason: str) -> None:
    """Take a lead back and offer it to the next partner of a fresh ranking, in one step."""
    tell_state(call, call.desk.revoke(call.known(lead_id), reason, **call.how))


@click.command("withdraw", short_help="Take a lead out for good: its person objects.")
@lead_argument
@with_call
def withdraw(call: Call, lead_id: str) -> None:
    """Take a lead out for good, from whoever has it, because its person objects."""
    tell_state(call, call.desk.withdraw(call.known(lead_id), **call.how))


@click.command("restore", short_help="Take up a lead that was rejected, lost or given up.")
@lead_argument
@with_call
def restore(call: Call, lead_id: str) -> None:
    """Take up a lead again that was rejected, merged, lost or given up; the next run judges it anew."""
    tell_state(call, call.desk.restore(call.known(lead_id), **call.how))


@click.command("deactivate", short_help="End a partner's part in the programme.")
@partner_argument
@with_reading_call
def deactivate(call: Call, partner_id: str) -> None:
    """End a partner's part: what it has not opened goes to the next, what it has opened is listed to decide on."""
    left = call.desk.deactivate(partner_id, now=call.session.now, actor=call.actor)
    tell_states(
        call, left, f"{partner_id} takes no more leads. It still has {count(len(left), 'lead')} that it opened."
    )
