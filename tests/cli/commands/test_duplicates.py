import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

SVEA = {
    "lead_id": "A",
    "email": "svea@juergens-backwaren.de",
    "company": "Jürgens Backwaren GmbH",
    "first_name": "Svea",
}
AGAIN = {**SVEA, "lead_id": "B", "message": "again"}
OTHER = {"lead_id": "C", "email": "ada@kalkwerk-berger.at", "company": "Kalkwerk Berger", "first_name": "Ada"}


def lines(*objects: dict[str, Any]) -> str:
    return "".join(json.dumps(value) + "\n" for value in objects)


def test_each_pair_of_a_batch_is_one_line(cli: Cli) -> None:
    answer = cli("duplicates", "-", "--json", stdin=lines(SVEA, OTHER, AGAIN))
    assert [(pair["a"], pair["b"], pair["relation"]) for pair in answer.objects] == [("A", "B", "same_person")]
    table = cli("duplicates", "-", stdin=lines(SVEA, OTHER, AGAIN)).out.splitlines()
    assert table[2].startswith("A     B           same person")
    assert table[-1] == "1 pair of duplicates. All reasons stand in --json."


def test_given_pairs_are_judged_each(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(lines({"pair_id": "P1", "a": SVEA, "b": AGAIN}, {"a": SVEA, "b": OTHER}))
    answer = cli("duplicates", "--pairs", path, "--json")
    assert [(one["pair_id"], one["relation"]) for one in answer.objects] == [("P1", "same_person"), ("2", "different")]
    assert list(answer.objects[0]) == ["pair_id", "relation", "score", "reasons"]
    assert "2 pairs judged" in cli("duplicates", "--pairs", path).out


def test_pairs_that_cannot_be_read_are_named(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    told = [{"a": SVEA}, {"a": SVEA, "b": {**OTHER, "employees": "many"}}, {"a": SVEA, "b": AGAIN}]
    path.write_text("nonsense\n" + lines(*told))
    answer = cli("duplicates", "--pairs", path, "--json")
    assert answer.status == 1
    assert len(answer.objects) == 1
    assert "row 2, b: found" in answer.err
    assert "row 3, b.employees: found" in answer.err


@pytest.mark.parametrize("words", [[], ["leads.csv", "--pairs", "pairs.jsonl"]])
def test_either_leads_or_pairs_are_given(cli: Cli, words: list[str]) -> None:
    answer = cli("duplicates", *words)
    assert answer.status == 2
    assert "either LEADS or --pairs" in answer.err
