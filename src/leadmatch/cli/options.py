"""Options that the commands share."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from leadmatch.adapters.files.field_map import FieldMap, read_field_map
from leadmatch.adapters.files.settings_file import load_settings
from leadmatch.cli.session import Session
from leadmatch.settings import Settings
from leadmatch.values.calendar.moments import parse_moment

Function = Callable[..., Any]
_REMEDY = "Write it with its offset, such as 2026-11-18T09:00:00+01:00"


def read_now(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """Read a moment; one without an offset is refused, for it could mean any zone."""
    if value is None:
        return None
    try:
        moment, assumed = parse_moment(value, UTC)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time. {_REMEDY}") from None
    if assumed:
        raise click.BadParameter(f"{value!r} does not say in which zone. {_REMEDY}")
    return moment


_COMMON = (
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line, instead of a table."),
    click.option("--out", metavar="FILE", help="Write there; .csv and .jsonl choose the form."),
    click.option(
        "--settings", "settings_file", metavar="FILE", help="Settings as TOML; see `settings show`."
    ),
    click.option("--now", callback=read_now, metavar="TIME", help="Time of the decisions, with offset; default the clock."),
    click.option("--map", "map_file", metavar="FILE", help="TOML that says what your columns mean."),
)


def with_session(function: Function) -> Function:
    """Give a command the common options; it is called with a `Session` and returns the exit status of that."""

    @functools.wraps(function)
    def command(
        *,
        as_json: bool,
        out: str | None,
        settings_file: str | None,
        now: datetime | None,
        map_file: str | None,
        **rest: object,
    ) -> int:
        settings = load_settings(settings_file) if settings_file else Settings()
        field_map = read_field_map(map_file) if map_file else FieldMap.from_tables(settings.map, "[map]")
        session = Session(settings, now or datetime.now(UTC).replace(microsecond=0), field_map, as_json, out)
        try:
            function(session, **rest)
        finally:
            session.progress.end()
        return session.status

    for option in reversed(_COMMON):
        command = option(command)
    return command


leads_argument = click.argument("leads_file", metavar="LEADS")
partners_option = click.option("--partners", "partners_file", metavar="FILE", required=True, help="The partners.")
deals_option = click.option("--deals", "deals_file", metavar="FILE", help="Registered deals and protected accounts.")
offers_option = click.option("--offers", "offers_file", metavar="FILE", help="Earlier offers and what became of them.")
