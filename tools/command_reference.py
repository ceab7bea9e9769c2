"""Writes docs/reference/commands.md from the commands themselves: `python tools/command_reference.py`.

`--check` writes nothing and fails if the page is not up to date.
"""

import inspect
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
from made_page import write_or_check

from leadmatch.cli.program import program

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"

_SHARED = 5
"""An option that so many commands take is told once for all of them."""
_HEAD = """\
# Commands

`leadmatch COMMAND --help` shows the same in a terminal. This page is made from the commands by
`python tools/command_reference.py`.
"""


def page() -> str:
    """Return the page as Markdown."""
    context = click.Context(program, info_name="leadmatch")
    general = [_HEAD, *_prose(program), *_index(program, context)]
    shared = ["## Options of many commands { #shared }\n", *_table(list(_shared()))]
    return "\n".join([*general, *shared, *_below(program, context, 2)])


def _index(group: click.Group, context: click.Context) -> Iterator[str]:
    """Yield a table of the commands of a group."""
    yield "| command | what it does |"
    yield "|---|---|"
    for name, command in _commands(group, context):
        path = f"{context.command_path} {name}"
        yield f"| [`{path}`](#{path.replace(' ', '-')}) | {_cell(command.get_short_help_str(200))} |"
    yield ""


def _below(group: click.Group, context: click.Context, depth: int) -> Iterator[str]:
    for name, command in _commands(group, context):
        yield from _section(command, click.Context(command, context, info_name=name), depth)


def _section(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
    """Yield what a command does and takes; of a group its commands too."""
    path = context.command_path
    yield f"{'#' * depth} `{path}` {{ #{path.replace(' ', '-')} }}\n"
    if isinstance(command, click.Group):
        yield from _prose(command)
        yield from _index(command, context)
        yield from _below(command, context, depth + 1)
        return
    yield f"```text\n{' '.join([path, *command.collect_usage_pieces(context)])}\n```\n"
    yield from _prose(command)
    rows = _rows(command, context)
    if own := [row for row in rows if row not in _shared()]:
        yield from _table(own)
    if also := [f"`{names.split()[0]}`" for names, told in rows if (names, told) in _shared()]:
        yield f"[As many do](#shared), it takes {', '.join(also)}.\n"


@cache
def _shared() -> dict[tuple[str, str], None]:
    """Return the options that many commands take."""
    found = Counter(row for command, context in _leaves(program, None) for row in _rows(command, context))
    return {row: None for row, commands in found.items() if commands >= _SHARED}


def _leaves(command: click.Command, context: click.Context | None) -> Iterator[tuple[click.Command, click.Context]]:
    """Yield the commands that are no groups."""
    here = click.Context(command, context, info_name=command.name)
    if not isinstance(command, click.Group):
        yield command, here
        return
    for _, each in _commands(command, here):
        yield from _leaves(each, here)


def _rows(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    """Return each option of a command as its help tells it."""
    options = (one for one in command.params if isinstance(one, click.Option) and not one.hidden)
    return [told for one in options if (told := one.get_help_record(context))]


def _table(rows: list[tuple[str, str]]) -> Iterator[str]:
    yield "| option | what it does |"
    yield "|---|---|"
    yield from (f"| `{names}` | {_cell(told)} |" for names, told in rows)
    yield ""


def _commands(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None and not command.hidden:
            yield name, command


def _prose(command: click.Command) -> Iterator[str]:
    """Yield the text of a command as paragraphs, and its example."""
    for part in (command.help, command.epilog):
        if part:
            yield f"{inspect.cleandoc(part)}\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "\\<")


if __name__ == "__main__":
    write_or_check(PAGE, page())
