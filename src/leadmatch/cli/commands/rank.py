"""`leadmatch rank`: rank the partners that suit each lead."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from leadmatch.cli.options import deals_option, leads_argument, offers_option, partners_option, with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, table, weightiest
from leadmatch.evidence.wording import chance, count
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.points import BASE


@click.command("rank", short_help="Rank the partners that suit each lead.")
@leads_argument
@partners_option
@deals_option
@offers_option
@click.option("--top", default=5, show_default=True, type=click.IntRange(0), help="Partners a lead; 0 is all.")
@click.option(
    "--ineligible",
    default=20,
    show_default=True,
    type=click.IntRange(0),
    help="Partners that do not fit; 0 is all.",
)
@with_session
def command(  # noqa: PLR0913 - one parameter an option
    session: Session,
    leads_file: str,
    partners_file: str,
    deals_file: str | None,
    offers_file: str | None,
    *,
    top: int,
    ineligible: int,
) -> None:
    """Rank the partners that suit each lead, best first, and say why the others do not.

    It neither screens, qualifies nor looks for duplicates; `leadmatch run` does.
    """
    leads = session.leads(leads_file)
    matcher = Matcher(
        session.partners(partners_file),
        deals=session.deals(deals_file),
        offers=session.offers(offers_file),
        settings=session.settings.matching,
    )
    rankings = matcher.rank_many(leads, now=session.now)
    cut = (ranking.to_dict(top=top, ineligible=ineligible) for ranking in rankings)
    session.write(cut, _table, len(leads), "Ranking")


def _table(rankings: Objects) -> Iterator[str]:
    rankings = list(rankings)
    yield from table([row for ranking in rankings for row in _rows(ranking)], COLUMNS)
    served = sum(bool(ranking["matches"]) for ranking in rankings)
    suits = "has a partner that suits it" if served == 1 or len(rankings) == 1 else "have a partner that suits them"
    told = f"{served:,} of {count(len(rankings), 'lead')} {suits}"
    yield from closing(f"{told}. All reasons stand in --json.")


def _rows(ranking: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row a match; a lead without any has one row that says why."""
    lead_id = ranking["lead_id"]
    for match in ranking["matches"]:
        reasons = [reason for reason in match["reasons"] if reason["code"] != BASE]
        yield {
            "lead": lead_id if match["rank"] == 1 else "",
            "rank": str(match["rank"]),
            "partner": match["partner_id"],
            "chance": chance(match["probability"]),
            "why": weightiest(reasons, 1) or weightiest(reasons),
        }
    if not ranking["matches"]:
        nearest = ranking["ineligible"][:1]
        why = weightiest(nearest[0]["reasons"]) if nearest else "There is no partner"
        partner = f"{nearest[0]['partner_id']}: " if nearest else ""
        yield {"lead": lead_id, "rank": "", "partner": "nobody", "chance": "", "why": partner + why}


def _cell(name: str) -> Any:  # noqa: ANN401 - a cell of the table
    return lambda row: row[name]


COLUMNS = (
    Column("Lead", _cell("lead")),
    Column("#", _cell("rank"), right=True),
    Column("Partner", _cell("partner")),
    Column("Chance", _cell("chance"), right=True),
    Column("Why", _cell("why"), wide=True),
)
