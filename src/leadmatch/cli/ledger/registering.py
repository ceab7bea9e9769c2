"""Verbs of deal registration: register, approve, reject, extend."""

import click

from leadmatch.cli.ledger.call import Call, with_call
from leadmatch.cli.ledger.sending import lead_argument
from leadmatch.cli.ledger.telling import tell_state
from leadmatch.records.deal import Deal


@click.command("register", short_help="Ask for protection of a deal.")
@lead_argument
@click.option("--product", "products", multiple=True, metavar="NAME", help="What it protects, if not all of the lead.")
@click.option("--territory", multiple=True, metavar="PLACE", help="A region or country that limits it.")
@click.option("--partner", "partner_id", metavar="PARTNER", help="Whose own deal it is, where no lead was handed on.")
@click.option("--company", metavar="NAME", help="The account of a deal of its own.")
@click.option("--domain", metavar="DOMAIN", help="The account's e-mail domain or website.")
@with_call
def register(
    call: Call,
    lead_id: str,
    products: tuple[str, ...],
    territory: tuple[str, ...],
    **own: str | None,
) -> None:
    """Ask for protection of an accepted lead; the deal is made of the lead, with nothing typed again.

    With --partner and --company it is a deal that the partner found itself, and LEAD is an id for it. What speaks
    against it, such as a lead of the account with another partner, stands in its history.
    """
    if own["partner_id"] is None:
        state = call.desk.register(call.known(lead_id), products=products, territory=territory, **call.how)
    else:
        deal = Deal(
            deal_id=lead_id,
            partner_id=own["partner_id"],
            company=own["company"],
            email_domain=own["domain"],
            products=products,
            territory=territory,
        )
        state = call.desk.register_own(deal, **call.how)
    tell_state(call, state)


@click.command("approve", short_help="Grant a registration its protection.")
@lead_argument
@with_call
def approve(call: Call, lead_id: str) -> None:
    """Grant a registration its protection; at most one stands on an account, a product and a territory."""
    tell_state(call, call.desk.approve(call.known(lead_id), **call.how))


@click.command("reject", short_help="Refuse a registration.")
@lead_argument
@click.option("--reason", required=True, metavar="TEXT", help="Why, as a code of your own.")
@with_call
def reject(call: Call, lead_id: str, reason: str) -> None:
    """Refuse a registration; the partner keeps the lead, unprotected, and may ask once more."""
    tell_state(call, call.desk.reject(call.known(lead_id), reason, **call.how))


@click.command("extend", short_help="Prolong a protection.")
@lead_argument
@with_call
def extend(call: Call, lead_id: str) -> None:
    """Prolong a protection, once, where progress was told lately."""
    tell_state(call, call.desk.extend(call.known(lead_id), **call.how))
