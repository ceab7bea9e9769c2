"""Writes docs/reference/reason-codes.md from the catalogue of reasons: `python tools/reason_codes.py`.

`--check` writes nothing and fails if the page is not up to date.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from made_page import write_or_check

from leadmatch.evidence.catalogue import ROOMS, Entry, catalogue

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "reason-codes.md"

_IN_WORDS = re.compile(r"\{(\w+):\w+\}")
_TITLES = {
    "evidence": "Every stage",
    "screening": "Screening: is it a real inquiry?",
    "qualification": "Qualification: how ready is it?",
    "conflicts": "Conflicts: has it been seen, is it taken?",
    "matching": "Matching: which partners suit it?",
    "assignment": "Assignment: who gets what?",
    "distribution": "Distribution: what was sent to whom?",
    "pipeline": "Decisions over a whole batch",
}
_HEAD = """\
# Reason codes

Every result says why: each reason has a code, a sentence and its points. Codes are stable; other programs may rely on
them. In a sentence, `{observed}` stands for what was found and other names in braces for further values.

This page is made from the catalogue in `src/leadmatch/evidence/sentences/` by `python tools/reason_codes.py`.
"""


def page() -> str:
    """Return the page as Markdown."""
    entries = sorted(catalogue().values(), key=lambda entry: (ROOMS.index(entry.room), entry.code))
    return "\n".join([_HEAD, *(line for room, group in groupby(entries, _room) for line in _section(room, group))])


def _room(entry: Entry) -> str:
    return entry.room


def _section(room: str, entries: Iterator[Entry]) -> Iterator[str]:
    yield f"## {_TITLES[room]}\n"
    for entry in entries:
        yield f"### `{entry.code}` {{ #{entry.code} }}\n"
        yield f"> {_plain(entry.sentence)}\n"
        yield f"{_plain(entry.about)}\n"


def _plain(text: str) -> str:
    """Keep signs of Markdown and HTML as they are written, and of a value in words (`{observed:country}`) the name."""
    text = _IN_WORDS.sub(r"{\1}", text)
    for sign in "\\*_<>[]|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


if __name__ == "__main__":
    write_or_check(PAGE, page())
