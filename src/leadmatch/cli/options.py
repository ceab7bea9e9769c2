"""Options that the commands share."""

import functools
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import click

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.loading import SHIPPED, field_map_from
from leadmatch.adapters.files.field_map import read_field_map
from leadmatch.adapters.files.settings_file import load_settings
from leadmatch.cli.session import Session
from leadmatch.settings import Settings
from leadmatch.values.calendar.moments import parse_moment

Function = Callable[..., Any]
_NO_MAP = "none"
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
    click.option(
        "--settings",
        "settings_file",
        metavar="FILE",
        help="Settings as TOML; `leadmatch settings show --toml` writes one.",
    ),
    click.option(
        "--now", callback=read_now, metavar="TIME", help="Time of the decisions, with offset; default the clock."
    ),
    click.option("--json", "as_json", is_flag=True, help="One JSON object a line, instead of a table."),
)
_OUT = click.option("--out", metavar="FILE", help="Write there; .csv, .jsonl, .parquet and .xlsx choose the form.")
map_option = click.option(
    "--map",
    "map_file",
    metavar="MAP",
    help=f"What your columns mean: {', '.join(SHIPPED)}, a TOML file, or {_NO_MAP}; recognised if not given.",
)


def with_session(function: Function) -> Function:
    """Give a command the common options; it is called with a `Session` and returns the exit status of that."""
    return _with_options(function, (*_COMMON, map_option, _OUT))


def with_plain_session(function: Function) -> Function:
    """Give a command that reads no records the common options; otherwise as `with_session`."""
    return _with_options(function, (*_COMMON, _OUT))


def with_folder(default: str | None = None) -> Callable[[Function], Function]:
    """Give a command the common options, with a folder in `--out`.

    Args:
        default: the folder where none is named; None where one has to be.
    """
    told = "Folder for the results." if default is None else f"Folder for the results; default {default}."
    out = click.option("--out", metavar="DIR", required=default is None, default=default, help=told)
    return lambda function: _with_options(function, (out, *_COMMON, map_option))


def _field_map(told: str | None, settings: Settings) -> FieldMap | None:
    """Return the field map of an option or of the settings; None where it is to be recognised."""
    if told == _NO_MAP:
        return FieldMap()
    if told is not None:
        return read_field_map(told)
    return field_map_from(settings.map, "[map]") if settings.map else None


def _with_options(function: Function, options: tuple[Function, ...]) -> Function:
    @functools.wraps(function)
    def command(
        *,
        as_json: bool,
        out: str | None,
        settings_file: str | None,
        now: datetime | None,
        map_file: str | None = None,
        **rest: object,
    ) -> int:
        settings = load_settings(settings_file) if settings_file else Settings()
        session = Session(
            settings=settings,
            now=now or datetime.now(UTC).replace(microsecond=0),
            told_now=now,
            field_map=_field_map(map_file, settings),
            as_json=as_json,
            out=out,
            sources={option: file for option, file in (("--settings", settings_file), ("--map", map_file)) if file},
        )
        try:
            function(session, **rest)
        finally:
            session.progress.end()
        return session.status

    for option in reversed(options):
        command = option(command)
    return command


leads_argument = click.argument("leads_file", metavar="LEADS")
partners_option = click.option("--partners", "partners_file", metavar="FILE", required=True, help="The partners.")
deals_option = click.option("--deals", "deals_file", metavar="FILE", help="Registered deals and protected accounts.")
offers_option = click.option("--offers", "offers_file", metavar="FILE", help="Earlier offers and what became of them.")
