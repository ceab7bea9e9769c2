import io
import sys
from typing import Any

import pytest

from leadmatch.cli.table import Column, closing, drawn, field, table, weightiest

COLUMNS = (
    Column("Lead", field("id")),
    Column("Points", field("points"), right=True),
    Column("Why", field("why"), wide=True),
)


def test_a_table_has_a_line_under_its_head_and_no_box() -> None:
    rows: list[dict[str, Any]] = [{"id": "L-1", "points": 7, "why": "found"}, {"id": "L-2047", "points": None}]
    assert list(table(rows, COLUMNS)) == [
        "Lead    Points  Why",
        "──────  ──────  ─────",
        "L-1          7  found",
        "L-2047",
    ]


def test_the_wide_column_gives_way() -> None:
    lines = list(table([{"id": "L-1", "points": 7, "why": "x" * 200}], COLUMNS))
    assert max(map(len, lines)) == 80
    assert lines[2].endswith("x…")


def test_the_wide_column_keeps_a_few_letters_where_there_is_no_room() -> None:
    lines = list(table([{"id": "L" * 100, "points": 7, "why": "x" * 200}], COLUMNS))
    assert lines[2].endswith("xxxxxxx…")


def test_a_hostile_text_stays_in_its_cell() -> None:
    lines = list(table([{"id": "L\n1\x1b[2J", "points": "", "why": ""}], COLUMNS))
    assert lines[2] == "L 1 [2J"


def test_old_terminals_get_plain_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert drawn("✓ × 84 ██▒░ 75–100 −2…") == "+ x 84 ##+. 75-100 -2~"


def test_the_weightiest_reason_speaks() -> None:
    reasons = [{"points": -9.0, "message": "against"}, {"points": 3.0, "message": "for"}]
    assert weightiest(reasons) == "against"
    assert weightiest(reasons, 1) == "for"
    assert weightiest([], 1) == ""


def test_the_closing_sentence_stands_apart() -> None:
    assert list(closing("Done.")) == ["", "Done."]
