"""Every setting stands on one page of the documentation, as the models have it now, and says what it sets."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "settings.md"


def test_the_page_is_what_the_models_give() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "settings_reference.py", "--check"], check=False)
    assert done.returncode == 0, "Run python tools/settings_reference.py"


def test_every_setting_says_what_it_sets() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(rows) > 100
    assert [row for row in rows if row.endswith("|  |")] == []
