"""Every reason code stands on one page of the documentation, as the catalogue has it now."""

import subprocess
import sys
from pathlib import Path

from leadmatch.evidence.catalogue import catalogue

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "reason-codes.md"
REMEDY = "Run python tools/reason_codes.py"


def test_no_code_is_missing_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    missing = [code for code in catalogue() if f"### `{code}`" not in text]
    assert missing == [], REMEDY


def test_the_page_is_what_the_catalogue_gives() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "reason_codes.py", "--check"], check=False)
    assert done.returncode == 0, REMEDY
