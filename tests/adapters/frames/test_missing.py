"""Where a library is not installed, the extra that brings it is named.

This file needs nothing but pytest and the package, so it also runs where none of them is.
"""

import subprocess
import sys
from pathlib import Path

import pytest

NAMED = 'pip install "channel-leadmatch[frames]"'


def printed(library: str, code: str, folder: Path) -> str:
    """Return what a fresh interpreter without a library prints."""
    without = f"import sys\nsys.modules[{library!r}] = None\nimport leadmatch as lm\n{code}"
    done = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True, check=True, cwd=folder)
    return done.stdout


def test_frames_need_narwhals(tmp_path: Path) -> None:
    code = "try: lm.frames.screen({})\nexcept lm.LeadmatchError as error: print(type(error).__name__, error)"
    assert printed("narwhals", code, tmp_path).strip() == f"MissingExtraError Data frames need narwhals: {NAMED}"


def test_frames_can_be_looked_at_without_narwhals(tmp_path: Path) -> None:
    assert "Screen the leads of a table." in printed("narwhals", "print(lm.frames.screen.__doc__)", tmp_path)


def test_streams_need_pyarrow(tmp_path: Path) -> None:
    code = (
        "class Stream:\n    def __arrow_c_stream__(self, requested_schema=None): ...\n"
        "try: lm.frames.screen(Stream())\n"
        "except lm.LeadmatchError as error: print(type(error).__name__, error)"
    )
    told = printed("pyarrow", code, tmp_path)
    assert told.startswith("MissingExtraError")
    assert NAMED in told


@pytest.mark.parametrize(("library", "ending"), [("pyarrow", "parquet"), ("openpyxl", "xlsx")])
def test_files_that_need_a_library_name_it(library: str, ending: str, tmp_path: Path) -> None:
    (tmp_path / f"leads.{ending}").write_bytes(b"x")
    code = (
        "from leadmatch.adapters.files.writing import write_table\n"
        f"for call in (lambda: lm.read_leads('leads.{ending}'), lambda: write_table('out.{ending}', [])):\n"
        "    try: call()\n"
        "    except lm.LeadmatchError as error: print(type(error).__name__, error)"
    )
    told = printed(library, code, tmp_path)
    assert told.count("MissingExtraError") == told.count(NAMED) == 2
    assert told.count(library) == 2
