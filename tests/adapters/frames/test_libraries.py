"""What is true of single libraries, each in a process of its own or where the library is there."""

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


@pytest.mark.parametrize("table", [None, 5, "leads.csv", [{"email": "a@b.de"}], {"email": ["a@b.de"]}])
def test_what_is_no_table_is_refused(table: object) -> None:
    with pytest.raises(FrameError, match="is no table"):
        lm.frames.screen(table)
