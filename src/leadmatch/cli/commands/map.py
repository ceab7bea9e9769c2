"""`leadmatch map`: guess what the columns of a file mean, show it, write it as a field map."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import click

from leadmatch.adapters.fieldmaps.field_map import KINDS
from leadmatch.adapters.fieldmaps.guessing import GuessedMap, guess_map
from leadmatch.adapters.files.reading import head_of
from leadmatch.adapters.files.writing import to_json_lines
from leadmatch.cli.options import with_session
from leadmatch.cli.session import Session, say
from leadmatch.cli.table import Column, closing, field, table
from leadmatch.cli.terminal import cut
from leadmatch.errors import FileError
from leadmatch.evidence.wording import count, shown

_WIDEST = 40
_COLUMNS = (
    Column("Column", lambda guess: cut(shown(guess["column"]), _WIDEST)),
    Column("Means", lambda guess: guess["means"] or "–"),
    Column("Example", field("example"), wide=True),
    Column("Why", lambda guess: guess["why"] or "kept as it is"),
)


@click.command("map", short_help="Guess what the columns of a file mean, and write it as a field map.")
@click.argument("file", metavar="FILE")
@click.option("--kind", type=click.Choice(tuple(KINDS)), default="lead", show_default=True, help="What FILE holds.")
@with_session
def command(session: Session, file: str, *, kind: str) -> None:
    """Guess what the columns of FILE mean, by their names and values, and show it.

    With --out it is written as a field map in TOML, which --map takes; where a system is recognised, or named with
    --map, it extends the map of that.
    """
    header, rows = head_of(file, sheet=f"{kind}s")
    session.read_from(file)
    if not header:
        raise FileError(f"{file}: it has no columns, so there is nothing to map. Name a file with a header")
    found = guess_map(header, rows, KINDS[kind], session.field_map)
    objects = [guess.to_dict() for guess in found.guesses]
    sys.stdout.writelines(
        to_json_lines(objects) if session.as_json else (line + "\n" for line in _shown(objects, found))
    )
    if session.out is not None:
        session.deliver([found.to_toml()])
        say(f"{session.out} holds the field map. Look it over, then give it with --map {session.out}.")


def _shown(objects: list[Mapping[str, Any]] | list[dict[str, str]], found: GuessedMap) -> Iterator[str]:
    yield from table(objects, _COLUMNS)
    meant = sum(bool(guess.target) for guess in found.guesses)
    kept = len(found.guesses) - meant
    system = f"The columns are those of {found.base.system}. " if found.base and found.base.system else ""
    yield from closing(f"{system}{count(meant, 'column')} mean something here; {count(kept, 'column')} will be kept.")
