from typing import Any

import pytest

from leadmatch.cli.story import receipt, story

REASON = {"code": "x.y", "field": None, "message": "A fact", "observed": None, "points": 0.0}
SCREENING: dict[str, Any] = {"verdict": "accept", "category": None, "score": 0.0, "reasons": []}
DECISION: dict[str, Any] = {
    "lead_id": "L1",
    "decision": "unmatched",
    "partner_id": None,
    "summary": "Ready, but goes to nobody.",
    "screening": SCREENING,
    "duplicates": [],
    "conflicts": [],
    "qualification": None,
    "ranking": None,
    "assignment": None,
    "settings": "abc",
    "versions": {"leadmatch": "1.0"},
    "now": "2026-06-15T09:00:00+00:00",
}


def told(**changes: object) -> list[str]:
    return list(story({**DECISION, **changes}))


def test_stages_that_were_not_reached_are_left_out() -> None:
    assert told() == [
        "L1: unmatched",
        "Ready, but goes to nobody.",
        "",
        "Is it a real inquiry?",
        "─────────────────────",
        "✓ accept, 0 junk points",
        "",
        "Decided 2026-06-15T09:00:00+00:00 with settings abc, leadmatch 1.0.",
    ]


def test_points_for_a_lead_have_a_true_minus() -> None:
    assert "✓ accept, −10 junk points" in told(screening={**SCREENING, "score": -10.0})


def test_points_stand_in_one_column_by_weight_and_add_up() -> None:
    reasons = [
        {**REASON, "points": points, "message": name} for name, points in (("a", 0.4), ("b", -28.4), ("c", 60.4))
    ]
    assert list(receipt([*reasons, REASON])) == [
        "    +60  c",
        "    −28  b",
        "      0  a",
        "         A fact",
    ]


@pytest.mark.parametrize("reason", [None, REASON])
def test_a_lead_without_a_partner_tells_who_came_nearest(reason: dict[str, Any] | None) -> None:
    nearest = [{"partner_id": "P1", "reasons": [{**REASON, "message": "Does not serve FR"}]}]
    ranking = {"matches": [], "ineligible": nearest, "ineligible_count": 7}
    outcome: dict[str, Any] = {"partner_id": None, "utility": None, "alternates": [], "reason": reason}
    lines = told(ranking=ranking, assignment=outcome)
    assert "Not suited: 7; the nearest are" in lines
    assert "     P1: Does not serve FR" in lines
    assert "nobody" in lines
    assert ("  A fact" in lines) == (reason is not None)


def test_a_second_choice_tells_the_next_in_line() -> None:
    outcome = {"partner_id": "P2", "utility": 5.0, "alternates": ["P3", "P4"], "reason": REASON}
    assert "  Next in line: P3, P4" in told(assignment=outcome)


def test_an_urgent_lead_with_unknowns_tells_what_to_ask() -> None:
    unknown: dict[str, Any] = {"level": None, "label": "unknown", "evidence": []}
    known = {"level": 3, "label": "strong", "evidence": [{"source": "notes", "text": "by \x1b[2J March", "span": None}]}
    found = {
        "readiness": "ask", "urgent": True, "score": 50.0, "low": 30.0, "high": 80.0,
        "budget": unknown, "authority": unknown, "need": known, "timing": known,
        "next_questions": [{"code": "budget.range", "text": "How much?"}],
    }  # fmt: skip
    lines = told(qualification=found)
    assert "ask, urgent, 50 ███▒▒▒▒▒░░ 30–80 of 100" in lines
    assert "  budget     unknown" in lines
    assert '             notes: "by [2J March"' in lines
    assert "  Ask next: How much?" in lines
