import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.files.cells import as_json, cell, flatten, guarded, unguarded

SIGNS = "=+-@\t\r"


@given(st.text())
def test_a_guard_comes_off_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.sampled_from(SIGNS), st.text())
def test_no_text_that_a_spreadsheet_runs_is_left_unguarded(sign: str, rest: str) -> None:
    shown = guarded(sign + rest)
    assert shown[0] == "'" or math.isfinite(float(shown))


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**15), 10**15))
def test_numbers_are_never_guarded_and_stay_the_same(number: float) -> None:
    assert float(cell(number)) == number


@pytest.mark.parametrize("phone", ["+4940123456", "+15550100123"])
def test_phones_in_e164_stay_as_they_are(phone: str) -> None:
    assert cell(phone) == phone


@pytest.mark.parametrize("text", ["+49 40 123", "=cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "+1"[0] + "x"])
def test_other_texts_with_such_a_sign_are_guarded(text: str) -> None:
    assert cell(text) == "'" + text


def test_values_become_cells() -> None:
    values: list[object] = [None, True, False, 3, 2.5, 3.0, math.nan, math.inf, [], {}, ""]
    assert [cell(value) for value in values] == [
        "", "true", "false", "3", "2.5", "3", "", "", "", "", "",
    ]  # fmt: skip
    assert cell(["a", "b"]) == "a;b"
    assert cell(("=a", "b")) == "'=a;b"
    assert cell(["a;b"]) == '["a;b"]'
    assert cell(["[a", "b"]) == '["[a", "b"]'
    assert cell([{"code": "x", "points": math.nan}]) == '[{"code": "x", "points": null}]'
    assert cell({"a": 1}) == '{"a": 1}'
    assert cell("a\0b") == "a�b"


def test_objects_become_dotted_columns() -> None:
    value: dict[str, object] = {
        "lead_id": "L1",
        "budget": {"level": 3, "evidence": [], "more": {"deep": None}},
        "empty": {},
    }
    assert dict(flatten(value)) == {
        "lead_id": "L1",
        "budget.level": "3",
        "budget.evidence": "",
        "budget.more.deep": "",
        "empty": "",
    }


def test_json_has_no_nan_and_no_broken_character() -> None:
    value = {"a": [math.nan, {"b": -math.inf}, 1.5, "x", None], "c": "\ud800"}
    assert json.loads(as_json(value)) == {"a": [None, {"b": None}, 1.5, "x", None], "c": "�"}
