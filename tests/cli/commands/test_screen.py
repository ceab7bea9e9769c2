from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_every_lead_has_one_line_in_the_order_of_the_file(cli: Cli, leads: Path) -> None:
    answer = cli("screen", leads, "--json")
    assert [one["lead_id"] for one in answer.objects] == ["L1", "L2", "L3", "L4"]
    assert list(answer.objects[0]) == [
        "lead_id", "verdict", "category", "disposition", "score", "contact", "reasons",
    ]  # fmt: skip


def test_people_get_a_table_with_marks_and_a_sentence(cli: Cli, leads: Path) -> None:
    lines = cli("screen", leads).out.splitlines()
    assert lines[0].split() == ["Lead", "Verdict", "Junk", "Goes", "to", "Why"]
    assert lines[2].startswith("L1    ✓ accept")
    assert lines[3].startswith("L2    × reject")
    assert lines[-1].startswith("4 leads: ")
    assert max(map(len, lines)) <= 80


def test_an_empty_file_gives_an_empty_table(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.touch()
    answer = cli("screen", path)
    assert answer.status == 0
    assert answer.out.splitlines()[-1] == "0 leads. All reasons stand in --json."
    assert "nothing to read" in answer.err
