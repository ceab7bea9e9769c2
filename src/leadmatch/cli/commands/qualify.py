"""`leadmatch qualify`: say how ready each lead is."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from leadmatch.cli.options import leads_argument, with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table
from leadmatch.evidence.card import Bar
from leadmatch.evidence.display import bar_text
from leadmatch.evidence.wording import count, listed
from leadmatch.qualification.qualifier import Qualifier

CRITERIA = ("budget", "authority", "need", "timing")
_READINESS = ("sales_ready", "ask", "nurture", "disqualified")


@click.command("qualify", short_help="Say how ready each lead is (BANT).")
@leads_argument
@with_session
def command(session: Session, leads_file: str) -> None:
    """Say how ready each lead is: budget, authority, need and timing, with evidence and the next question."""
    leads = session.leads(leads_file)
    qualifications = Qualifier(session.settings.qualification).qualify_many(leads, now=session.now)
    session.write((one.to_dict() for one in qualifications), _table, len(leads), "Qualification")


def _table(qualifications: Objects) -> Iterator[str]:
    qualifications = list(qualifications)
    yield from table(qualifications, COLUMNS)
    readiness = [one["readiness"] for one in qualifications]
    counts = listed(f"{readiness.count(word)} {spoken(word)}" for word in _READINESS if word in readiness)
    told = f": {counts}" if counts else ""
    yield from closing(f"{count(len(readiness), 'lead')}{told}. The evidence stands in --json.")


def score(one: Mapping[str, Any]) -> str:
    """Draw the score with the part that depends on what is unknown."""
    return bar_text(Bar("score", one["score"], one["low"], one["high"], 100))


def levels(one: Mapping[str, Any]) -> str:
    """Write the four levels as `B? A4 N4 T4`."""
    told = ((name[0].upper(), one[name]["level"]) for name in CRITERIA)
    return " ".join(f"{letter}{'?' if level is None else level}" for letter, level in told)


def spoken(readiness: str) -> str:
    """Return a readiness as people write it, such as `sales ready`."""
    return readiness.replace("_", " ")


def _question(one: Mapping[str, Any]) -> str:
    return str(one["next_questions"][0]["text"]) if one["next_questions"] else ""


COLUMNS = (
    Column("Lead", field("lead_id")),
    Column("Readiness", lambda one: spoken(one["readiness"])),
    Column("Score of 100", score),
    Column("BANT", levels),
    Column("Next question", _question, wide=True),
)
