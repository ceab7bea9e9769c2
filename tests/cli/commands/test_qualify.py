from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


def test_every_lead_has_four_criteria(cli: Cli, leads: Path) -> None:
    objects = cli("qualify", leads, "--json", "--now", NOW).objects
    assert [one["lead_id"] for one in objects] == ["L1", "L2", "L3", "L4"]
    assert all(set(one) >= {"budget", "authority", "need", "timing", "readiness", "next_questions"} for one in objects)


def test_people_get_score_levels_and_the_next_question(cli: Cli, leads: Path) -> None:
    lines = cli("qualify", leads, "--now", NOW).out.splitlines()
    assert lines[0].split("  ")[0] == "Lead"
    assert lines[2].startswith("L1")
    assert "sales ready" in lines[2]
    assert "B4 A4" in lines[2]
    assert "What" in lines[3]
    assert lines[-1].startswith("4 leads: 1 sales ready")


def test_the_clock_is_the_default(cli: Cli, leads: Path) -> None:
    assert cli("qualify", leads, "--json").status == 0


def test_no_leads_are_no_readiness(cli: Cli) -> None:
    assert cli("qualify", "-").out.splitlines()[-1] == "0 leads. The evidence stands in --json."
