"""Every command stands on one page of the documentation, as it tells itself in the terminal."""

import subprocess
import sys
from pathlib import Path

from leadmatch.cli.program import COMMANDS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "commands.md"


def test_the_page_is_what_the_commands_give() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "command_reference.py", "--check"], check=False)
    assert done.returncode == 0, "Run python tools/command_reference.py"


def test_no_command_is_missing_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"\n## `leadmatch {name}`" not in text] == []
