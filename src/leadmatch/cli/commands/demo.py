"""`leadmatch demo`: run on the example data of the package."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import as_file, files
from typing import Any

import click

from leadmatch.adapters.files.reading import read_deals, read_leads, read_partners
from leadmatch.cli.batch import Batch
from leadmatch.cli.commands.run import carry_out, hand_over_option, read_hand_over
from leadmatch.cli.options import with_folder
from leadmatch.cli.session import Session

_NEXT = "take your own leads: leadmatch run LEADS --partners PARTNERS --out DIR"


@click.command("demo", short_help="Run on the example data of the package.")
@hand_over_option
@with_folder(default="leadmatch-demo")
def command(session: Session, *, hand_over: str | None) -> None:
    """Run on the example data of the package, and say where the report lies.

    All firms and people in it are invented.
    """
    about = tomllib.loads((files("leadmatch.cli") / "demo" / "about.toml").read_text(encoding="utf-8"))
    if session.told_now is None:
        session.now = _moment(about["now"])
    session.settings = read_hand_over(session.settings, hand_over or ",".join(about["hand_over"]))
    repeated = "leadmatch demo" + (f" --hand-over {hand_over}" if hand_over else "")
    carry_out(session, lambda: _batch(about), repeated, _NEXT)


def _batch(about: Mapping[str, Any]) -> Batch:
    with as_file(files("leadmatch.cli") / "demo") as folder:
        return Batch(
            read_leads(folder / about["leads"]).records,
            read_partners(folder / about["partners"]).records,
            read_deals(folder / about["deals"]).records,
        )


def _moment(told: datetime | str) -> datetime:
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)
