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
