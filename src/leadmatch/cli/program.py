"""The program: it finds the command, runs it, and turns every error into one clear line and an exit status."""

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn, cast

import click

from leadmatch.cli.nearest import NearestGroup
from leadmatch.cli.terminal import prepare_streams
from leadmatch.errors import FileError, LeadmatchError, StoreError

_STOPPED, _PIPE_CLOSED, _TERMINATED = 130, 141, 143

COMMANDS = {
    "run": "Take a batch through all stages, into a folder with a report.",
    "demo": "Run on the example data of the package.",
    "explain": "Tell the story of one lead of a run.",
    "screen": "Tell real inquiries from junk.",
    "qualify": "Say how ready each lead is (BANT).",
    "duplicates": "Find leads of the same person or company.",
    "conflicts": "Find claims on leads: deals, offers, protected accounts.",
    "rank": "Rank the partners that suit each lead.",
    "assign": "Assign a batch of leads at its optimum.",
    "ledger": "Keep the record of what was sent to whom, step by step.",
    "map": "Guess what the columns of a file mean, as a field map.",
    "questions": "Show the questions that qualify a lead.",
    "settings": "Check settings, show those in force, or the form of files.",
}
"""Command → its line in the help, in the order in which one meets them."""


class Program(NearestGroup):
    """The commands, each loaded when it is called, so that help and version come at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click gives it
        """Name the commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click gives it
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"leadmatch.cli.commands.{cmd_name}")
        return cast("click.Command", module.command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click gives it
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command; errors of the library become one line, a closed pipe ends it quietly."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(_STOPPED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(_PIPE_CLOSED) from None
        except LeadmatchError as error:
            told = _OutOfReach if isinstance(error, FileError | StoreError) else _Wrong
            raise told(str(error)) from error


class _Wrong(click.ClickException):
    """What was asked for, or the settings, cannot be: exit status 2."""

    exit_code = 2


class _OutOfReach(click.ClickException):
    """A file or store could not be reached: exit status 3."""

    exit_code = 3


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with `leadmatch demo`. Each command tells its options with --help.",
)
@click.version_option(package_name="channel-leadmatch", prog_name="leadmatch", message="%(prog)s %(version)s")
def program() -> None:
    """Decide which leads may go to channel partners, and to which one.

    Files are CSV, JSON Lines, Parquet or Excel; `-` is standard input. Results go to standard output, messages to
    standard error.

    Exit status: 0 done, 1 done but some rows could not be read, 2 wrong usage or settings, 3 a file or store could not
    be reached, 4 a check failed.
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status.

    Args:
        arguments: of the command line; those of the process by default.
    """
    prepare_streams()
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        status = program.main(arguments, prog_name="leadmatch", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    finally:
        signal.signal(signal.SIGTERM, before)
    return int(status or 0)


def _terminated(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End like an error does, so that half-written folders are removed."""
    raise SystemExit(_TERMINATED)
