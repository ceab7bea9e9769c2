"""What a language model is told to read is the navigation of the site, as it is now."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "llms.txt"


def test_the_file_is_what_the_navigation_gives() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "llms.py", "--check"], check=False)
    assert done.returncode == 0, "Run python tools/llms.py"


def test_every_page_is_named_and_said_what_it_is_about() -> None:
    found = re.findall(r"^- \[.+\]\((.+)\): \S.+\.$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    pages = {page.relative_to(ROOT / "docs").with_suffix("").as_posix() for page in (ROOT / "docs").rglob("*.md")}
    assert sorted(found) == sorted(f"{page}/" if page != "index" else "./" for page in pages)
