import json
from pathlib import Path

from leadmatch.adapters.files.pairs import read_pairs

LEAD = {"lead_id": "A", "email": "a@example.com"}


def test_good_pairs_go_on_and_bad_ones_are_told(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    rows = [
        {"pair_id": "P1", "a": LEAD, "b": {**LEAD, "lead_id": "B"}},
        {"pair_id": "P2", "a": LEAD, "b": 5},
        {"a": {**LEAD, "cost": "x"}, "b": {**LEAD, "employees": "y"}},
        {"a": LEAD, "b": {"products": "[" * 100_000}},
        {"a": LEAD, "b": LEAD},
    ]
    path.write_text("x\n" + "".join(json.dumps(row) + "\n" for row in rows))
    result = read_pairs(path)
    assert [(pair.pair_id, pair.a.id, pair.b.id) for pair in result.records] == [("P1", "A", "B"), ("6", "A", "A")]
    assert [(bad.row, bad.column) for bad in result.bad_rows] == [
        (1, ""),
        (3, "b"),
        (4, "a.cost"),
        (4, "b.employees"),
        (5, "b.products"),
    ]


def test_an_empty_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.touch()
    assert "empty" in read_pairs(path).warnings[0].message


def test_a_table_holds_no_pairs(tmp_path: Path) -> None:
    path = tmp_path / "pairs.csv"
    path.write_text("pair_id,a,b\nP1,x,y\n")
    assert [bad.column for bad in read_pairs(path).bad_rows] == ["a", "b"]
