"""What the terminal can show: its width, its signs, and whether colour is wanted."""

import io
import os
import shutil
import sys
import textwrap
import unicodedata
from bisect import bisect_right
from itertools import accumulate

import click

from leadmatch.evidence.wording import shown

WIDTH = 80
_LONGEST = 400


def prepare_streams() -> None:
    """Write UTF-8 where nobody has chosen an encoding, and never fail at a character that cannot be shown."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace", encoding=None if stream.isatty() else "utf-8")


def width() -> int:
    """Return how many columns a table may take: 80, more only where the terminal is wider."""
    return max(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns) if sys.stdout.isatty() else WIDTH


def is_plain() -> bool:
    """Tell whether standard output can only show the signs of old terminals."""
    try:
        "✓×─█▒░–−…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def coloured(text: str, colour: str | None) -> str:
    """Return a text in a colour where standard output is a terminal and nobody asked for none (no-color.org)."""
    if colour is None or not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return click.style(text, fg=colour)


def columns_of(text: str) -> int:
    """Return how many columns a text takes: East Asian letters take two, marks that join a letter none."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, room: int) -> str:
    """Return a text in at most so many columns; what is cut off shows as an ellipsis."""
    if columns_of(text) <= room:
        return text
    ends = list(accumulate(map(_columns, text)))
    return text[: bisect_right(ends, room - 1)].rstrip() + "…"


def padded(text: str, room: int, *, right: bool = False) -> str:
    """Return a text with blanks up to so many columns."""
    blanks = " " * max(room - columns_of(text), 0)
    return blanks + text if right else text + blanks


def wrapped(text: str, indent: str = "") -> list[str]:
    """Return a text of any origin as lines that fit the terminal, without control characters.

    Args:
        text: at most 400 characters of it are shown.
        indent: stands before the first line; the others begin below its end.
    """
    line = shown(text, _LONGEST)
    return textwrap.wrap(line, width(), initial_indent=indent, subsequent_indent=" " * len(indent)) or [indent.rstrip()]
