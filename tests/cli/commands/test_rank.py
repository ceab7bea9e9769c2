from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


def test_partners_come_best_first_and_the_others_with_their_reason(cli: Cli, leads: Path, partners: Path) -> None:
    objects = cli("rank", leads, "--partners", partners, "--json", "--now", NOW).objects
    first = objects[0]
    assert [match["rank"] for match in first["matches"]] == list(range(1, len(first["matches"]) + 1))
    assert [one["partner_id"] for one in objects[1]["ineligible"]] == ["P1"]
    assert objects[1]["ineligible_count"] == 1


def test_the_number_of_partners_can_be_chosen(cli: Cli, leads: Path, partners: Path) -> None:
    assert len(cli("rank", leads, "--partners", partners, "--json", "--top", "1").objects[0]["matches"]) == 1
    assert len(cli("rank", leads, "--partners", partners, "--json", "--top", "0").objects[0]["matches"]) == 2
    assert cli("rank", leads, "--partners", partners, "--top", "-1").status == 2


def test_people_see_each_lead_once_and_why_nobody_suits(cli: Cli, leads: Path, partners: Path, deals: Path) -> None:
    lines = cli("rank", leads, "--partners", partners, "--deals", deals, "--now", NOW).out.splitlines()
    assert lines[2].startswith("L1    1")
    assert lines[3].startswith("      2")
    assert any("nobody" in line and "vendor" in line for line in lines)
    assert lines[-1].startswith("3 of 4 leads have a partner that suits them.")


def test_without_partners_there_is_nobody(cli: Cli, leads: Path, tmp_path: Path) -> None:
    none = tmp_path / "partners.jsonl"
    none.touch()
    assert "There is no partner" in cli("rank", leads, "--partners", none).out


def test_partners_are_needed(cli: Cli, leads: Path) -> None:
    answer = cli("rank", leads)
    assert answer.status == 2
    assert "--partners" in answer.err


def test_one_served_lead_is_told_in_the_singular(cli: Cli, partners: Path, tmp_path: Path) -> None:
    lead = tmp_path / "lead.jsonl"
    lead.write_text('{"lead_id": "L1"}')
    assert "1 of 1 lead has a partner that suits it." in cli("rank", lead, "--partners", partners).out
