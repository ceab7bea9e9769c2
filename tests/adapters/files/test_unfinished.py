"""What a killed run leaves is cleared away by the next one, and nothing else is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadmatch.adapters.files import unfinished as room
from leadmatch.adapters.files.folder import write_folder
from leadmatch.adapters.files.unfinished import unfinished
from leadmatch.adapters.files.writing import write_file

WRITER = """
import os, sys
from pathlib import Path
from leadmatch.adapters.files.unfinished import unfinished
with unfinished(Path(sys.argv[1]), Path.mkdir) as new:
    (new / "half.csv").touch()
    os.kill(os.getpid(), 9)
"""


def hidden(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir() if entry.name.startswith("."))


def test_the_next_run_clears_away_what_a_killed_one_left(tmp_path: Path) -> None:
    out = tmp_path / "out"
    subprocess.run([sys.executable, "-c", WRITER, str(out)], check=False)
    assert len(hidden(tmp_path)) == 1
    with write_folder(out, {"a.csv"}) as new:
        assert hidden(tmp_path) == [new.name]
        (new / "a.csv").touch()
    assert hidden(tmp_path) == []
    assert [entry.name for entry in out.iterdir()] == ["a.csv"]


def test_a_file_that_a_killed_run_left_goes_away_too(tmp_path: Path) -> None:
    (tmp_path / ".out.csv.0123abcd.part").touch()
    write_file(tmp_path / "out.csv", ["x\n"])
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.csv"]


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with unfinished(out, Path.mkdir) as one, unfinished(out, Path.mkdir) as other:
        assert one != other
        assert hidden(tmp_path) == sorted([one.name, other.name])
    assert hidden(tmp_path) == []


def test_what_only_looks_alike_stays(tmp_path: Path) -> None:
    names = [".mine.0123abcd.part", ".out.part", ".out.0123abc.part", ".out.mine.part", ".out.0123ABCD.part"]
    for name in names:
        (tmp_path / name).mkdir()
    with unfinished(tmp_path / "out", Path.mkdir):
        pass
    assert hidden(tmp_path) == sorted(names)


def test_what_is_taken_away_before_it_was_locked_is_made_anew(tmp_path: Path) -> None:
    made: list[Path] = []

    def taken_once(path: Path) -> None:
        made.append(path)
        if len(made) > 1:
            path.mkdir()

    with unfinished(tmp_path / "out", taken_once) as new:
        assert new == made[1]


@pytest.mark.parametrize("locks", ["none", "refused"])
def test_where_nothing_can_be_locked_nothing_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    if locks == "none":
        monkeypatch.setattr(room, "_LOCKS", False)
    else:
        monkeypatch.setattr("fcntl.flock", refuse)
    (tmp_path / ".out.0123abcd.part").mkdir()
    with unfinished(tmp_path / "out", Path.mkdir) as new:
        assert new.is_dir()
    assert hidden(tmp_path) == [".out.0123abcd.part"]


def test_a_folder_that_may_not_be_listed_can_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with unfinished(tmp_path / "out", Path.touch) as new:
        assert os.path.lexists(new)
