"""`leadmatch conflicts`: find claims on leads."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import click

from leadmatch.cli.options import deals_option, leads_argument, offers_option, with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table, weightiest
from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.conflicts.report import ConflictReport
from leadmatch.evidence.wording import count

_MOMENT: Final = timedelta(microseconds=1)


@click.command("conflicts", short_help="Find claims on leads: deals, offers, protected accounts.")
@leads_argument
@deals_option
@offers_option
@with_session
def command(session: Session, leads_file: str, deals_file: str | None, offers_file: str | None) -> None:
    """Find what is claimed already: by a registered deal, an open offer, or the vendor itself."""
    if deals_file is None and offers_file is None:
        raise click.UsageError("Give --deals FILE or --offers FILE: without them nothing can be claimed.")
    leads = session.leads(leads_file)
    deals, offers = session.deals(deals_file), session.offers(offers_file)
    finder = ConflictFinder(deals, offers, settings=session.settings.conflicts, zone=session.settings.zone)
    found = finder.find_many(leads, now=session.now)
    session.write((_claims(report) for report in found), _table, len(leads), "Conflicts")


def _claims(report: ConflictReport) -> dict[str, Any]:
    return {"lead_id": report.lead_id, "conflicts": [conflict.to_dict() for conflict in report.conflicts]}


def _table(reports: Objects) -> Iterator[str]:
    reports = list(reports)
    claims = [{**claim, "lead_id": report["lead_id"]} for report in reports for claim in report["conflicts"]]
    yield from table(claims, COLUMNS)
    taken = sum(bool(report["conflicts"]) for report in reports)
    told = "has a claim on it" if taken == 1 or len(reports) == 1 else "have a claim on them"
    yield from closing(f"{taken:,} of {count(len(reports), 'lead')} {told}. All reasons stand in --json.")


def _holder(claim: Mapping[str, Any]) -> str:
    return str(claim["partner_id"] or "the vendor")


def _last_day(claim: Mapping[str, Any]) -> str:
    """Return the last day of which at least a part is covered."""
    if claim["until"] is None:
        return "no end"
    return str((datetime.fromisoformat(claim["until"]) - _MOMENT).date())


COLUMNS = (
    Column("Lead", field("lead_id")),
    Column("Claim", lambda claim: str(claim["kind"]).replace("_", " ")),
    Column("By", field("with")),
    Column("Held by", _holder),
    Column("Until", _last_day),
    Column("Remedy", lambda claim: str(claim["remedy"]).replace("_", " ")),
    Column("Why", lambda claim: weightiest(claim["reasons"]), wide=True),
)
