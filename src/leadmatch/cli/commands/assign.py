"""`leadmatch assign`: assign a batch of leads at its optimum."""

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from leadmatch.assignment.assign import assign
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.cli.handout import certificate
from leadmatch.cli.options import deals_option, leads_argument, offers_option, partners_option, with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table
from leadmatch.evidence.wording import count, money
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.ranking import Ranking
from leadmatch.pipeline.outcomes import outcomes_of
from leadmatch.records.lead import Lead

Pair = tuple[str, str]


def read_pairs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[Pair, ...]:
    """Cut each pair at its first `=`."""
    pairs = []
    for value in values:
        lead, _, partner = value.partition("=")
        if not (lead and partner):
            raise click.BadParameter(f"{value!r} is no pair. Write LEAD=PARTNER, such as L1=P2")
        pairs.append((lead, partner))
    return tuple(pairs)


@click.command("assign", short_help="Assign a batch of leads at its optimum.")
@leads_argument
@partners_option
@deals_option
@offers_option
@click.option("--fix", "fixed", multiple=True, callback=read_pairs, metavar="L=P", help="Lead L goes to partner P.")
@click.option(
    "--forbid", "forbidden", multiple=True, callback=read_pairs, metavar="L=P", help="Lead L never goes to P."
)
@with_session
def command(  # noqa: PLR0913 - one parameter an option
    session: Session,
    leads_file: str,
    partners_file: str,
    deals_file: str | None,
    offers_file: str | None,
    *,
    fixed: tuple[Pair, ...],
    forbidden: tuple[Pair, ...],
) -> None:
    """Assign a batch of leads at its optimum within capacities, with a certificate.

    It neither screens, qualifies nor looks for duplicates; `leadmatch run` does.
    """
    leads = session.leads(leads_file)
    partners = session.partners(partners_file)
    matcher = Matcher(
        partners,
        deals=session.deals(deals_file),
        offers=session.offers(offers_file),
        settings=session.settings.matching,
    )
    _check_ids("lead", {lead for lead, _ in fixed + forbidden}, {lead.id for lead in leads})
    _check_ids("partner", {partner for _, partner in fixed + forbidden}, {partner.id for partner in partners})
    rankings = list(session.progress.over(matcher.rank_many(leads, now=session.now), "Ranking", len(leads)))
    _check_fixed(fixed, forbidden, rankings)
    capacity = {partner.id: matcher.remaining(partner.id, now=session.now) for partner in partners}
    _check_room(fixed, capacity)
    problem = AssignmentProblem.from_rankings(
        {ranking.lead_id: [(match.partner_id, match.utility) for match in ranking.matches] for ranking in rankings},
        capacity,
        fixed=dict.fromkeys(fixed),
        forbidden=forbidden,
        min_utility=session.settings.assignment.min_utility,
    )
    plan = assign(problem, tol=session.settings.assignment.tolerance)
    currency = session.settings.matching.currency
    session.write(_outcomes(leads, plan), lambda objects: _table(objects, currency), len(leads) + 1, "Writing")


def _check_ids(noun: str, ids: set[str], known: set[str]) -> None:
    """Refuse pairs of leads or partners that are not there."""
    for strange in sorted(ids - known):
        near = difflib.get_close_matches(strange, sorted(known), n=1)
        raise click.UsageError(f"There is no {noun} {strange}." + (f" Did you mean {near[0]}?" if near else ""))


def _check_fixed(fixed: tuple[Pair, ...], forbidden: tuple[Pair, ...], rankings: Sequence[Ranking]) -> None:
    """Refuse a fixed pair that must not be, with the reason."""
    both = sorted(set(fixed) & set(forbidden))
    if both:
        raise click.UsageError(f"{both[0][0]} is to go to {both[0][1]} and must not. Drop the --fix or the --forbid.")
    places = dict(fixed)
    torn = sorted({lead for lead, partner in fixed if places[lead] != partner})
    if torn:
        raise click.UsageError(f"{torn[0]} is fixed to more than one partner. Keep one --fix for it.")
    barred = {
        (ranking.lead_id, one.partner_id): one.reasons
        for ranking in rankings
        if ranking.lead_id in places
        for one in ranking.ineligible
    }
    for lead, partner in fixed:
        if (lead, partner) in barred:
            why = "; ".join(reason.message() for reason in barred[lead, partner])
            raise click.UsageError(f"{lead} may not go to {partner}: {why}.")


def _check_room(fixed: tuple[Pair, ...], capacity: Mapping[str, int]) -> None:
    """Refuse more fixed leads for a partner than it has places."""
    for partner, number in Counter(partner for _, partner in sorted(set(fixed))).items():
        if number > capacity[partner]:
            told = f"{count(number, 'lead')} fixed to {partner}, which has {count(capacity[partner], 'free place')}"
            raise click.UsageError(f"There are {told}. Fix fewer leads to it, or raise its capacity.")


def _outcomes(leads: tuple[Lead, ...], plan: AssignmentPlan) -> Iterator[Mapping[str, Any]]:
    outcomes = outcomes_of(plan)
    for lead in leads:
        yield {"lead_id": lead.id, **outcomes[lead.id].to_dict()}
    yield {"plan": plan.to_dict()}


def _table(objects: Objects, currency: str) -> Iterator[str]:
    *outcomes, last = objects
    columns = (
        Column("Lead", field("lead_id")),
        Column("Partner", lambda outcome: outcome["partner_id"] or "nobody"),
        Column("Worth", lambda outcome: _worth(outcome, currency), right=True),
        Column("Next", lambda outcome: ", ".join(outcome["alternates"][:1])),
        Column("Why", lambda outcome: outcome["reason"]["message"] if outcome["reason"] else "First choice", wide=True),
    )
    yield from table(outcomes, columns)
    plan = last["plan"]
    served = f"{plan['assigned']:,} of {count(len(outcomes), 'lead')} assigned"
    yield from closing(f"{served}, worth {money(plan['value'], currency)}; {certificate(plan['gap'])}.")


def _worth(outcome: Mapping[str, Any], currency: str) -> str:
    return "" if outcome["utility"] is None else money(outcome["utility"], currency)
