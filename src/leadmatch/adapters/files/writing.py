"""Results as text: JSON Lines and CSV, the same bytes for the same results."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from leadmatch.adapters.files.cells import as_json, flatten, guarded


def to_json_lines(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield one line of JSON, with its line feed, for each object; NaN and infinity become null."""
    for value in objects:
        yield as_json(value) + "\n"


def to_csv(objects: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Return objects as CSV: comma, UTF-8 text, line feeds, cells harmless for spreadsheets.

    Args:
        objects: plain data; an object inside becomes dotted columns such as `budget.level`.
        columns: the columns to write, in this order; without it all, in the order of their first appearance.
    """
    rows = [dict(flatten(value)) for value in objects]
    names = list(columns) or _appearing(rows)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([guarded(name) for name in names])
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return text.getvalue()


def _appearing(rows: list[dict[str, str]]) -> list[str]:
    """Return every column once, without those that stand for an object which other rows spell out."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    parents = {name[:place] for name in names for place, char in enumerate(name) if char == "."}
    filled = {name for row in rows for name, value in row.items() if value}
    return [name for name in names if name not in parents or name in filled]
