"""`leadmatch explain`: tell the story of one lead of a run."""

import difflib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from leadmatch.adapters.files.results import DECISIONS
from leadmatch.cli.story import story
from leadmatch.cli.table import drawn
from leadmatch.errors import FileError
from leadmatch.evidence.wording import count

_REMEDY = "Name the folder that `leadmatch run --out` wrote"


@click.command("explain", short_help="Tell the story of one lead of a run.")
@click.argument("lead_id", metavar="LEAD_ID")
@click.argument("folder", metavar="DIR")
@click.option("--json", "as_json", is_flag=True, help="The decision as one JSON object.")
def command(lead_id: str, folder: str, *, as_json: bool) -> None:
    """Tell the story of one lead: every stage of a run in DIR, with its reasons."""
    path = Path(folder) / DECISIONS
    ids: list[str] = []
    for decision in _decisions(path):
        ids.append(decision["lead_id"])
        if decision["lead_id"] == lead_id:
            lines = [json.dumps(decision, ensure_ascii=False)] if as_json else story(decision)
            sys.stdout.writelines(drawn(line) + "\n" for line in lines)
            sys.stdout.flush()
            return
    near = difflib.get_close_matches(lead_id, ids, n=3)
    first = f"It has {count(len(ids), 'lead')}; the first is {ids[0]}." if ids else "It has no leads."
    remedy = f"Did you mean {' or '.join(near)}?" if near else first
    raise click.UsageError(f"The run in {folder} has no lead {lead_id}. {remedy}")


def _decisions(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield _decision(json.loads(line))
    except FileNotFoundError:
        raise FileError(f"{path}: there is no such file. {_REMEDY}") from None
    except OSError as error:
        raise FileError(f"{path} could not be read: {error.strerror or error}. {_REMEDY}") from None
    except ValueError:
        raise FileError(f"{path} holds no decisions of a run. {_REMEDY}") from None


def _decision(told: object) -> dict[str, Any]:
    if not isinstance(told, dict) or not told.keys() >= {"lead_id", "decision", "versions"}:
        raise ValueError("This is no decision")
    return told
