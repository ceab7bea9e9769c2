"""`leadmatch screen`: tell real inquiries from junk."""

from collections.abc import Iterator

import click

from leadmatch.cli.options import leads_argument, with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import VERDICTS, Column, closing, field, table, weightiest
from leadmatch.evidence.wording import MINUS, count, listed
from leadmatch.screening.screener import Screener


@click.command("screen", short_help="Tell real inquiries from junk.")
@leads_argument
@with_session
def command(session: Session, leads_file: str) -> None:
    """Tell real inquiries from junk, each with its reasons.

    A lead is rejected only on evidence from independent fields. `disposition` says where it goes instead of to a
    partner.
    """
    leads = session.leads(leads_file)
    reports = Screener(session.settings.screening).screen_many(leads)
    session.write((report.to_dict() for report in reports), _table, len(leads), "Screening")


def _table(reports: Objects) -> Iterator[str]:
    reports = list(reports)
    yield from table(reports, COLUMNS)
    verdicts = [report["verdict"] for report in reports]
    counts = listed(f"{verdicts.count(verdict)} {verdict}" for verdict in VERDICTS if verdict in verdicts)
    told = f": {counts}" if counts else ""
    yield from closing(f"{count(len(verdicts), 'lead')}{told}. All reasons stand in --json.")


COLUMNS = (
    Column("Lead", field("lead_id")),
    Column("Verdict", lambda report: VERDICTS[report["verdict"]]),
    Column("Junk", lambda report: f"{report['score']:.0f}".replace("-0", "0").replace("-", MINUS), right=True),
    Column("Goes to", field("disposition")),
    Column("Why", lambda report: weightiest(report["reasons"]), wide=True),
)
