"""What only pandas has; where it is not installed this file is left out."""

import sys
from typing import Any

import pandas as pd
import pytest

import leadmatch as lm
from leadmatch.errors import FrameError


@pytest.mark.parametrize("index", [[7, 7, 9], ["x", "y", "z"]])
def test_the_index_is_kept(index: list[Any]) -> None:
    frame = pd.DataFrame({"lead_id": ["A", "B", "C"], "company": ["a", None, "c"]}, index=index)
    found = lm.frames.screen(frame)
    pd.testing.assert_index_equal(found.index, frame.index)
    pd.testing.assert_frame_equal(found[["lead_id", "company"]], frame)


def test_an_index_of_several_levels_is_kept() -> None:
    index = pd.MultiIndex.from_tuples([("DE", 1), ("DE", 2)], names=["country", "number"])
    found = lm.frames.qualify(pd.DataFrame({"lead_id": ["A", "B"]}, index=index))
    pd.testing.assert_index_equal(found.index, index)


def test_truth_values_and_whole_numbers_know_what_is_missing() -> None:
    frame = pd.DataFrame({"lead_id": ["A"], "phone": ["030 901820"]})
    assert str(lm.frames.screen(frame)["phone_ok"].dtype) == "boolean"
    assert lm.frames.screen(frame)["phone_ok"].isna().all()
    assert str(lm.frames.qualify(frame)["budget_level"].dtype) == "Int64"


def test_it_works_without_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pd.DataFrame({"lead_id": ["A", "B"], "company": ["Borsuk", "nan"], "employees": [5, None]})
    found = lm.frames.screen(frame)
    monkeypatch.delitem(sys.modules, "pyarrow", raising=False)
    plain = lm.frames.screen(frame)
    assert plain["verdict"].tolist() == found["verdict"].tolist()
    assert plain["phone_ok"].isna().tolist() == found["phone_ok"].isna().tolist()


def test_columns_may_have_names_that_are_no_text() -> None:
    found = lm.frames.screen(pd.DataFrame({"lead_id": ["A"], 7: ["x"]}))
    assert list(found.columns)[:2] == ["lead_id", 7]


def test_nullable_types_are_read() -> None:
    frame = pd.DataFrame(
        {
            "lead_id": pd.array(["A", None], "string"),
            "employees": pd.array([5, None], "Int64"),
            "company": pd.Categorical(["Borsuk", None]),
            "received_at": pd.Series([pd.Timestamp("2026-11-01T10:00:00Z"), pd.NaT]),
            "active": pd.array([True, None], "boolean"),
        }
    )
    found = lm.frames.screen(frame)
    assert found["error"].isna().all()


def test_a_column_that_stands_there_twice_is_refused() -> None:
    frame = pd.DataFrame([["A", "B"]], columns=["email", "email"])
    with pytest.raises(FrameError, match="Give each column its own name"):
        lm.frames.screen(frame)


def test_lists_that_parquet_makes_arrays_are_read() -> None:
    import numpy as np

    products = [np.array(["Scanning", "Printing"], dtype=object)]
    frame = pd.DataFrame({"lead_id": ["A"], "products": products})
    assert lm.frames.screen(frame)["error"].isna().all()
