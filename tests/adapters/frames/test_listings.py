import math
from datetime import UTC, datetime
from typing import Any

import pytest

import leadmatch as lm

Kind = Any
"""A kind of table, which makes one of columns and reads the columns of one."""

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
LEADS: dict[str, list[Any]] = {
    "lead_id": ["L1", "L2", "L3", "L4"],
    "email": ["b.luehrsen@obstkiste-wetterau.de", "asdf@asdf.com", "j.nowak@borsuk.pl", "a@norte.pt"],
    "country": ["DE", "US", "DE", "DE"],
    "message": ["Wir brauchen Scanner bis März.", "lol", "We need printers, 20,000 EUR are approved.", None],
    "employees": ["250", "5", "many", "9"],
}
PARTNERS = {"partner_id": ["P1", "P2", "P3"], "countries": ["DE", "DE;AT", "US"], "capacity": [2, 3, 4]}


def lines(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table, cells, strict=True)) for cells in zip(*table.values(), strict=True)]


@pytest.fixture(autouse=True)
def _bad_rows_are_expected(recwarn: pytest.WarningsRecorder) -> None:
    """Let the third row be as bad as it is."""


def test_matches_are_a_line_for_each_partner_of_each_lead(kind: Kind) -> None:
    found = lines(kind.read(lm.frames.matches(kind(LEADS), kind(PARTNERS), now=NOW)))
    matcher = lm.Matcher(
        [
            lm.Partner(partner_id="P1", countries=("DE",), capacity=2),
            lm.Partner(partner_id="P2", countries=("DE", "AT"), capacity=3),
            lm.Partner(partner_id="P3", countries=("US",), capacity=4),
        ]
    )
    expected = []
    for row in (0, 1, 3):
        lead = lm.Lead(**{name: cells[row] for name, cells in LEADS.items() if cells[row]})
        for match in matcher.rank(lead, now=NOW).matches:
            told = (match.partner_id, match.rank, match.score, match.probability, match.utility)
            expected.append((row, lead.id, *told))
    assert [tuple(line.values()) for line in found] == expected


def test_matches_can_be_cut_to_the_best(kind: Kind) -> None:
    found = kind.read(lm.frames.matches(kind(LEADS), kind(PARTNERS), now=NOW, top=1))
    assert found["row"] == [0, 1, 3]
    assert set(found["rank"]) == {1}


def test_reasons_of_a_stage_add_up_to_its_score(kind: Kind) -> None:
    reasons = lines(kind.read(lm.frames.reasons(kind(LEADS), kind(PARTNERS), now=NOW)))
    scores = {
        "screening": kind.read(lm.frames.screen(kind(LEADS)))["score"],
        "qualification": kind.read(lm.frames.qualify(kind(LEADS), now=NOW))["score"],
        "ranking": kind.read(lm.frames.rank(kind(LEADS), kind(PARTNERS), now=NOW))["score"],
    }
    assert {line["stage"] for line in reasons} == set(scores)
    for stage, expected in scores.items():
        for row in (0, 1, 3):
            points = [line["points"] for line in reasons if (line["stage"], line["row"]) == (stage, row)]
            assert math.fsum(points) == pytest.approx(expected[row], abs=1e-9)
    assert {line["partner_id"] for line in reasons if line["stage"] == "screening"} == {None}


def test_reasons_without_partners_are_those_of_the_lead_alone(kind: Kind) -> None:
    found = kind.read(lm.frames.reasons(kind(LEADS), now=NOW))
    assert set(found["stage"]) == {"screening", "qualification"}
    assert 2 not in found["row"]
    assert all(found["message"])


def test_everything_that_is_wrong_can_be_listed(kind: Kind) -> None:
    table = {
        "lead_id": ["A", "B", "B", "C"],
        "received_at": ["2026-11-01 10:00", "x", "2026-11-01T10:00:00Z", "2026-11-01T10:00:00Z"],
        "employees": ["5", "many", "7", None],
    }
    found = lines(kind.read(lm.frames.check(kind(table))))
    assert [(line["row"], line["column"], line["found"]) for line in found] == [
        (0, "received_at", None),
        (1, "received_at", "x"),
        (1, "employees", "many"),
    ]
    assert "offset" in found[0]["message"]


def test_nothing_wrong_is_a_table_without_rows(kind: Kind) -> None:
    assert kind.read(lm.frames.check(kind({"lead_id": ["A"]}))) == {"row": [], "column": [], "found": [], "message": []}
