"""`leadmatch settings`: check settings, show those in force, or show the form of files."""

import json
from collections.abc import Iterator, Mapping

import click

from leadmatch.adapters.files.settings_file import leaves, load_settings, stated_keys
from leadmatch.cli.options import with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.records.schema import json_schema
from leadmatch.settings import Settings


@click.group("settings", short_help="Check settings, show those in force, or the form of files.")
def command() -> None:
    """Check settings, show those in force, or show the form of files."""


@command.command("check", short_help="Check a file of settings.")
@click.argument("settings_file", metavar="FILE")
def check(settings_file: str) -> int:
    """Check a file of settings; every wrong key is named with the nearest right one."""
    settings = load_settings(settings_file)
    click.echo(f"{settings_file} is right. Decisions made with it are marked {settings.digest()}.")
    return 0


@command.command("show", short_help="Show the settings in force.")
@click.option("--toml", "as_toml", is_flag=True, help="As TOML, to begin a file of your own.")
@with_session
def show(session: Session, *, as_toml: bool) -> None:
    """Show the settings in force, each value with where it comes from: the default, or the file."""
    if as_toml:
        session.deliver([session.settings.to_toml()])
        return
    file = session.sources.get("--settings")
    stated = stated_keys(file) if file else frozenset[str]()
    rows = [
        {"key": key, "value": value, "from": "file" if key in stated else "default"}
        for key, value in leaves(session.settings.model_dump(mode="json"))
    ]
    session.write(rows, lambda objects: _table(objects, session.settings.digest()), len(rows), "Settings")


_KINDS: Mapping[str, type[Record]] = {"lead": Lead, "partner": Partner, "deal": Deal, "offer": Offer}


@command.command("schema", short_help="Show the form of a file as JSON Schema.")
@click.argument("kind", type=click.Choice([*_KINDS, "settings"]))
def schema(kind: str) -> int:
    """Show the form of leads, partners, deals, offers or settings as JSON Schema, with what each column means."""
    told = Settings.model_json_schema() if kind == "settings" else json_schema(_KINDS[kind])
    click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    return 0


def _table(rows: Objects, digest: str) -> Iterator[str]:
    yield from table(rows, COLUMNS)
    yield from closing(f"Decisions made with these settings are marked {digest}. --toml writes a file to begin with.")


COLUMNS = (
    Column("Setting", field("key")),
    Column("From", field("from")),
    Column("Value", lambda row: json.dumps(row["value"], ensure_ascii=False), wide=True),
)
