import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def test_the_example_needs_no_file_and_says_where_the_report_lies(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = cli("demo")
    assert answer.status == 0
    assert "leadmatch-demo/report.html" in " ".join(answer.out.split())
    assert (tmp_path / "leadmatch-demo" / "report.html").exists()
    lines = (tmp_path / "leadmatch-demo" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    ends = Counter(json.loads(line)["decision"] for line in lines)
    assert set(ends) == {
        "assigned", "unmatched", "held", "nurture", "redirected", "rejected", "duplicate", "conflict",
    }  # fmt: skip


def test_folder_time_and_hand_over_can_be_chosen(cli: Cli, tmp_path: Path) -> None:
    out, now = tmp_path / "out", "2026-11-17T08:00:00+00:00"
    assert cli("demo", "--out", out, "--now", now, "--hand-over", "sales_ready,ask").status == 0
    assert json.loads((out / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[0])["now"] == now
    assert "leadmatch demo --hand-over sales_ready,ask" in (out / "report.html").read_text(encoding="utf-8")
