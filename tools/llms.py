"""Writes docs/llms.txt, which tells a language model what to read first: `python tools/llms.py`.

Names and order of the pages come from the navigation of the site, what each is about from its first sentence.
`--check` writes nothing and fails if the file is not up to date.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from made_page import write_or_check

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "llms.txt"

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE = re.compile(r"(?<=\.)\s")
_HEAD = """\
# leadmatch

> {about}

To write a program, read Python and Files; to run it, Commands. Things to know before:

- Install it as `channel-leadmatch`; `import leadmatch as lm`. Another package bears the plain name.
- The time of a decision is an argument with an offset: `now=datetime(2026, 11, 16, 8, tzinfo=UTC)`. No clock is read.
- Unknown is not no: leave out what is not known. Nothing is required of a lead, only `partner_id` of a partner.
- Every result has `to_dict()`; the points of its reasons add up to its score. Reason codes are stable.
- Settings are frozen and strict. A wrong key is refused with the nearest right one.
"""


def page() -> str:
    """Return the file."""
    project = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    first = {"Start": [entry for entry in project["nav"] if isinstance(_only(entry)[1], str)]}
    rest = dict(_only(entry) for entry in project["nav"] if not isinstance(_only(entry)[1], str))
    lines = [_HEAD.format(about=project["site_description"])]
    for title, entries in (first | rest).items():
        lines += [f"## {title}\n", *_lines(entries), ""]
    return "\n".join(lines)


def _only(entry: dict[str, Any]) -> tuple[str, Any]:
    ((title, value),) = entry.items()
    return title, value


def _lines(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        title, path = _only(entry)
        yield f"- [{title}]({_address(path)}): {_about(ROOT / 'docs' / path)}"


def _address(path: str) -> str:
    """Return where a page lies in the site."""
    return "./" if path == "index.md" else f"{path.removesuffix('.md')}/"


def _about(path: Path) -> str:
    """Return the first sentence of a page."""
    parts = path.read_text(encoding="utf-8").split("\n\n")
    prose = next(" ".join(part.split()) for part in parts if not part.startswith("#"))
    return _SENTENCE.split(_LINK.sub(r"\1", prose).replace("*", ""))[0]


if __name__ == "__main__":
    write_or_check(PAGE, page())
