"""`leadmatch settings`: check settings, or show those in force."""

import json
from collections.abc import Iterator

import click

from leadmatch.adapters.files.settings_file import leaves, load_settings, stated_keys
from leadmatch.cli.options import with_session
from leadmatch.cli.session import Objects, Session
from leadmatch.cli.table import Column, closing, field, table


@click.group("settings", short_help="Check settings, or show those in force.")
def command() -> None:
    """Check settings, or show those in force."""


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


def _table(rows: Objects, digest: str) -> Iterator[str]:
    yield from table(rows, COLUMNS)
    yield from closing(f"Decisions made with these settings are marked {digest}. --toml writes a file to begin with.")


COLUMNS = (
    Column("Setting", field("key")),
    Column("From", field("from")),
    Column("Value", lambda row: json.dumps(row["value"], ensure_ascii=False), wide=True),
)
