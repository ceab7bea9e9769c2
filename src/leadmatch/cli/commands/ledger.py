"""`leadmatch ledger`: keep the record of what was sent to whom, step by step."""

import click

from leadmatch.cli.ledger.answering import accept, close, decline, feedback, open_, progress, return_
from leadmatch.cli.ledger.importing import import_
from leadmatch.cli.ledger.people import erase, export
from leadmatch.cli.ledger.registering import approve, extend, register, reject
from leadmatch.cli.ledger.sending import deactivate, offer, reassign, restore, revoke, withdraw
from leadmatch.cli.ledger.upkeep import due, history, introduce, seal, teaser, verify
from leadmatch.cli.nearest import NearestGroup


@click.group(
    "ledger",
    cls=NearestGroup,
    short_help="Keep the record of what was sent to whom, step by step.",
    epilog="Example: leadmatch ledger decline L17 --reason no_room --as anna --store sqlite:///leadmatch.db",
)
def command() -> None:
    """Keep the record of what was sent to whom: one ledger, in SQLite or PostgreSQL.

    `leadmatch run LEADS --partners PARTNERS --store URL --out DIR` begins it and offers what it assigns; the verbs here
    follow each lead on. Every step is an event that is never changed again. A step that the lead's state does not
    allow is refused, and you are told what is legal now.
    """


for verb in (
    offer, open_, accept, decline, progress, return_, revoke, reassign, register, approve, reject, extend, feedback,
    close, history, teaser, introduce, due, import_, verify, seal, erase, export, withdraw, restore, deactivate,
):  # fmt: skip
    command.add_command(verb)
