"""What the tools that make pages of the documentation share: writing a page, or checking that it is up to date."""

import sys
from pathlib import Path


def write_or_check(page: Path, text: str) -> None:
    """Write a page; with `--check` on the command line write nothing, and fail if the page has another text.

    Args:
        page: where it lies.
        text: what stands on it.
    """
    if sys.argv[1:] == ["--check"]:
        sys.exit(int(not page.is_file() or page.read_text(encoding="utf-8") != text))
    page.write_text(text, encoding="utf-8")
