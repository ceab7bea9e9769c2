"""`leadmatch duplicates`: find leads of the same person or company."""

from collections.abc import Iterator
from typing import Any

import click

from leadmatch.adapters.files.pairs import LeadPair
from leadmatch.cli.options import with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table, weightiest
from leadmatch.conflicts.duplicates import judge
from leadmatch.conflicts.finder import duplicate_pairs
from leadmatch.evidence.wording import MINUS, count


@click.command("duplicates", short_help="Find leads of the same person or company.")
@click.argument("leads_file", metavar="[LEADS]", required=False)
@click.option("--pairs", "pairs_file", metavar="FILE", help="Judge these pairs {pair_id, a, b} instead of LEADS.")
@with_session
def command(session: Session, leads_file: str | None, pairs_file: str | None) -> None:
    """Find pairs of leads of the same person or company, with the evidence of each.

    The score is the natural log-odds of the relation: 0 is even, 3 is 20 to 1.
    """
    if (leads_file is None) == (pairs_file is None):
        raise click.UsageError("Give either LEADS or --pairs FILE.")
    if pairs_file is not None:
        pairs = session.pairs(pairs_file)
        session.write((_judged(session, pair) for pair in pairs), _table, len(pairs), "Judging pairs")
        return
    leads = session.leads(str(leads_file))
    found = list(duplicate_pairs(leads, session.settings.conflicts))
    session.write((pair.to_dict() for pair in found), _table, len(found), "Finding duplicates")


def _judged(session: Session, pair: LeadPair) -> dict[str, Any]:
    verdict = judge(pair.a, pair.b, session.settings.conflicts).to_dict()
    return {"pair_id": pair.pair_id} | {name: verdict[name] for name in ("relation", "score", "reasons")}


def _table(pairs: Objects) -> Iterator[str]:
    pairs = list(pairs)
    named = any("pair_id" in pair for pair in pairs)
    ids = (_PAIR,) if named else (_ONE, _OTHER)
    yield from table(pairs, (*ids, _RELATION, _SCORE, _WHY))
    what = "judged" if named else "of duplicates"
    yield from closing(f"{count(len(pairs), 'pair')} {what}. All reasons stand in --json.")


_PAIR, _ONE, _OTHER = Column("Pair", field("pair_id")), Column("Lead", field("a")), Column("Other lead", field("b"))
_RELATION = Column("Relation", lambda pair: str(pair["relation"]).replace("_", " "))
_SCORE = Column("Score", lambda pair: f"{pair['score']:.1f}".replace("-", MINUS), right=True)
_WHY = Column("Why", lambda pair: weightiest(pair["reasons"]), wide=True)
