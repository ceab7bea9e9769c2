"""What is true of single libraries, each in a process of its own or where the library is there."""

import importlib
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import pytest

import leadmatch as lm
from leadmatch.errors import FrameError

Kind = Any
"""A kind of table, which makes one of columns and reads the columns of one."""

LIBRARIES = [name for name in ("pandas", "polars", "pyarrow") if find_spec(name)]
FRAME = {"pandas": "pandas.DataFrame", "polars": "polars.DataFrame", "pyarrow": "pyarrow.table"}
OTHERS = {
    "pandas": {"polars", "duckdb"},
    "polars": {"pandas", "pyarrow", "duckdb", "numpy.f2py"},
    "pyarrow": {"polars", "duckdb"},  # pyarrow itself loads pandas where it is there
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_library_is_loaded_that_the_caller_has_not_loaded(library: str) -> None:
    code = (
        f"import sys, {library}\n"
        "import leadmatch as lm\n"
        f"lm.frames.screen({FRAME[library]}({{'lead_id': ['A'], 'email': ['a@b.de'], 'employees': [5.0]}}))\n"
        f"print(*sorted({OTHERS[library]!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def pandas_alone() -> list[Any]:
    return [importlib.import_module("pandas")] if find_spec("pandas") else []


@pytest.mark.parametrize("pandas", pandas_alone())
class TestPandas:
    """What only pandas has."""

    @pytest.mark.parametrize("index", [[7, 7, 9], ["x", "y", "z"]])
    def test_the_index_is_kept(self, pandas: Any, index: list[Any]) -> None:
        frame = pandas.DataFrame({"lead_id": ["A", "B", "C"], "company": ["a", None, "c"]}, index=index)
        found = lm.frames.screen(frame)
        pandas.testing.assert_index_equal(found.index, frame.index)
        pandas.testing.assert_frame_equal(found[["lead_id", "company"]], frame)

    def test_an_index_of_several_levels_is_kept(self, pandas: Any) -> None:
        index = pandas.MultiIndex.from_tuples([("DE", 1), ("DE", 2)], names=["country", "number"])
        found = lm.frames.qualify(pandas.DataFrame({"lead_id": ["A", "B"]}, index=index))
        pandas.testing.assert_index_equal(found.index, index)

    def test_truth_values_and_whole_numbers_know_what_is_missing(self, pandas: Any) -> None:
        frame = pandas.DataFrame({"lead_id": ["A"], "phone": ["030 901820"]})
        assert str(lm.frames.screen(frame)["phone_ok"].dtype) == "boolean"
        assert lm.frames.screen(frame)["phone_ok"].isna().all()
        assert str(lm.frames.qualify(frame)["budget_level"].dtype) == "Int64"

    def test_it_works_without_arrow(self, pandas: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        frame = pandas.DataFrame({"lead_id": ["A", "B"], "company": ["Borsuk", "nan"], "employees": [5, None]})
        found = lm.frames.screen(frame)
        monkeypatch.delitem(sys.modules, "pyarrow", raising=False)
        plain = lm.frames.screen(frame)
        assert plain["verdict"].tolist() == found["verdict"].tolist()
        assert plain["phone_ok"].isna().tolist() == found["phone_ok"].isna().tolist()

    def test_columns_may_have_names_that_are_no_text(self, pandas: Any) -> None:
        found = lm.frames.screen(pandas.DataFrame({"lead_id": ["A"], 7: ["x"]}))
        assert list(found.columns)[:2] == ["lead_id", 7]

    def test_nullable_types_are_read(self, pandas: Any) -> None:
        frame = pandas.DataFrame(
            {
                "lead_id": pandas.array(["A", None], "string"),
                "employees": pandas.array([5, None], "Int64"),
                "company": pandas.Categorical(["Borsuk", None]),
                "received_at": pandas.to_datetime(["2026-11-01T10:00:00Z", None]),
                "active": pandas.array([True, None], "boolean"),
            }
        )
        found = lm.frames.screen(frame)
        assert found["error"].isna().all()

    def test_a_column_that_stands_there_twice_is_refused(self, pandas: Any) -> None:
        frame = pandas.DataFrame([["A", "B"]], columns=["email", "email"])
        with pytest.raises(FrameError, match="Give each column its own name"):
            lm.frames.screen(frame)

    def test_lists_that_parquet_makes_arrays_are_read(self, pandas: Any) -> None:
        import numpy as np

        products = [np.array(["Scanning", "Printing"], dtype=object)]
        frame = pandas.DataFrame({"lead_id": ["A"], "products": products})
        assert lm.frames.screen(frame)["error"].isna().all()


@pytest.mark.parametrize("table", [None, 5, "leads.csv", [{"email": "a@b.de"}], {"email": ["a@b.de"]}])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(FrameError, match="is no table"):
        lm.frames.screen(table)
