import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


@pytest.fixture
def run(cli: Cli, leads: Path, partners: Path, deals: Path, tmp_path: Path) -> Path:
    """Return the folder of a run."""
    out = tmp_path / "out"
    cli("run", leads, "--partners", partners, "--deals", deals, "--now", NOW, "--out", out)
    return out


def test_an_assigned_lead_tells_every_stage(cli: Cli, run: Path) -> None:
    out = cli("explain", "L1", run).out
    titles = ["Is it a real inquiry?", "How ready is it?", "Which partners suit it?", "Who gets it?"]
    places = [out.index(title) for title in titles]
    assert places == sorted(places)
    assert out.startswith("L1: assigned\n")
    assert f"Decided {NOW}" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_rejected_lead_tells_why_and_no_more(cli: Cli, run: Path) -> None:
    out = cli("explain", "L2", run).out
    assert "× reject" in out
    assert "Who gets it?" not in out


def test_a_taken_lead_tells_by_whom(cli: Cli, run: Path) -> None:
    assert "protected account: D2, held by the vendor until 2027-01-01" in cli("explain", "L3", run).out
    assert "registered deal: D1, held by P2\n" in cli("explain", "L4", run).out


def test_json_is_the_line_of_the_run(cli: Cli, run: Path) -> None:
    line = (run / "decisions.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert cli("explain", "L1", run, "--json").objects == [json.loads(line)]


@pytest.mark.parametrize(
    ("lead_id", "remedy"), [("L11", "Did you mean L1"), ("xyz", "It has 4 leads; the first is L1.")]
)
def test_a_lead_that_is_not_there_is_told_with_the_nearest(cli: Cli, run: Path, lead_id: str, remedy: str) -> None:
    answer = cli("explain", lead_id, run)
    assert answer.status == 2
    assert remedy in answer.err


def test_a_folder_without_a_run_is_told(cli: Cli, tmp_path: Path) -> None:
    answer = cli("explain", "L1", tmp_path)
    assert answer.status == 3
    assert "there is no such file. Name the folder" in answer.err
    (tmp_path / "decisions.jsonl").write_text("")
    assert "It has no leads." in cli("explain", "L1", tmp_path).err
    for strange in ("x", "5", "{}", '{"lead_id": "L1"}'):
        (tmp_path / "decisions.jsonl").write_text(strange)
        answer = cli("explain", "L1", tmp_path)
        assert answer.status == 3
        assert "holds no decisions of a run" in answer.err
    answer = cli("explain", "L1", tmp_path / "decisions.jsonl")
    assert answer.status == 3
    assert "could not be read: Not a directory. Name the folder" in answer.err
