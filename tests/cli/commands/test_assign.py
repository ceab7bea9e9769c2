from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


def test_every_lead_has_one_line_and_the_plan_ends_them(cli: Cli, leads: Path, partners: Path) -> None:
    *outcomes, last = cli("assign", leads, "--partners", partners, "--json", "--now", NOW).objects
    assert [one["lead_id"] for one in outcomes] == ["L1", "L2", "L3", "L4"]
    assert list(outcomes[0]) == ["lead_id", "partner_id", "utility", "alternates", "reason"]
    assert last["plan"]["assigned"] == 4
    assert last["plan"]["gap"] >= 0


def test_people_see_who_gets_what_and_what_it_is_worth(cli: Cli, leads: Path, partners: Path, deals: Path) -> None:
    lines = cli("assign", leads, "--partners", partners, "--deals", deals, "--now", NOW).out.splitlines()
    assert lines[2].startswith("L1    P1")
    assert any(line.startswith("L3    nobody") for line in lines)
    assert lines[-1].startswith("3 of 4 leads assigned, worth")


def test_pairs_are_fixed_and_forbidden(cli: Cli, leads: Path, partners: Path) -> None:
    answer = cli("assign", leads, "--partners", partners, "--json", "--fix", "L1=P2", "--forbid", "L3=P2")
    given = {one["lead_id"]: one["partner_id"] for one in answer.objects[:-1]}
    assert given["L1"] == "P2"
    assert given["L3"] is None


@pytest.mark.parametrize(
    ("pair", "remedy"),
    [
        ("L1", "Write LEAD=PARTNER"),
        ("=P1", "Write LEAD=PARTNER"),
        ("L11=P1", "There is no lead L11. Did you mean L1?"),
        ("L1=Bäcker", "There is no partner Bäcker."),
    ],
)
def test_a_pair_of_nobody_is_wrong_usage(cli: Cli, leads: Path, partners: Path, pair: str, remedy: str) -> None:
    answer = cli("assign", leads, "--partners", partners, "--fix", pair)
    assert answer.status == 2
    assert remedy in answer.err


def test_a_fixed_pair_that_does_not_fit_is_told(cli: Cli, leads: Path, partners: Path) -> None:
    answer = cli("assign", leads, "--partners", partners, "--fix", "L2=P1")
    assert answer.status == 2
    assert "L2 may not go to P1: " in answer.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--fix", "L3=P2", "--forbid", "L3=P2"), "L3 is to go to P2 and must not. Drop the --fix or the --forbid."),
        (("--fix", "L1=P1", "--fix", "L1=P2"), "L1 is fixed to more than one partner. Keep one --fix for it."),
    ],
)
def test_pairs_that_contradict_each_other_are_told_by_name(
    cli: Cli, leads: Path, partners: Path, options: tuple[str, ...], told: str
) -> None:
    answer = cli("assign", leads, "--partners", partners, *options)
    assert answer.status == 2
    assert told in answer.err


def test_the_same_pair_may_be_fixed_twice(cli: Cli, leads: Path, partners: Path) -> None:
    assert cli("assign", leads, "--partners", partners, "--fix", "L1=P2", "--fix", "L1=P2").status == 0


def test_more_fixed_leads_than_places_are_told(cli: Cli, leads: Path, tmp_path: Path) -> None:
    full = tmp_path / "full.jsonl"
    full.write_text('{"partner_id": "P1", "capacity": 1}')
    answer = cli("assign", leads, "--partners", full, "--fix", "L1=P1", "--fix", "L3=P1")
    assert answer.status == 2
    assert "There are 2 leads fixed to P1, which has 1 free place. Fix fewer leads to it" in answer.err
