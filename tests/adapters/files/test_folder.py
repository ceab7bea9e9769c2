import os
from pathlib import Path

import pytest

from leadmatch.adapters.files import folder
from leadmatch.adapters.files.exchange import exchange
from leadmatch.adapters.files.folder import write_folder
from leadmatch.errors import FileError

KNOWN = {"decisions.jsonl", "report.html"}


def write(path: Path, text: str, error: type[BaseException] | None = None) -> None:
    with write_folder(path, KNOWN) as new:
        (new / "decisions.jsonl").write_text(text)
        if error is not None:
            raise error


def write_while_somebody_writes_there(path: Path) -> None:
    with write_folder(path, KNOWN):
        path.mkdir()
        (path / "mine.txt").touch()


def listing(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def test_a_folder_appears_whole_with_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "a" / "out"
    with write_folder(out, KNOWN) as new:
        (new / "decisions.jsonl").write_text("1")
        assert not out.exists()
        assert new.parent == out.parent
    assert listing(out) == ["decisions.jsonl"]
    assert listing(out.parent) == ["out"]


@pytest.mark.parametrize("swaps", ["swaps", ""])
def test_an_earlier_result_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swaps: str) -> None:
    if not swaps:
        monkeypatch.setattr(folder, "exchange", lambda *_: False)
    out = tmp_path / "out"
    write(out, "1")
    (out / "report.html").touch()
    (out / ".DS_Store").touch()
    write(out, "2")
    assert listing(out) == ["decisions.jsonl"]
    assert (out / "decisions.jsonl").read_text() == "2"
    assert listing(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_an_interrupted_run_leaves_the_earlier_result(tmp_path: Path, error: type[BaseException]) -> None:
    out = tmp_path / "out"
    write(out, "1")
    with pytest.raises(error):
        write(out, "2", error)
    assert (out / "decisions.jsonl").read_text() == "1"
    assert listing(tmp_path) == ["out"]


def test_the_earlier_result_comes_back_where_the_new_one_cannot_be_put(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write(out, "1")
    monkeypatch.setattr(folder, "exchange", lambda *_: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.suffix == ".part":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(FileError, match="No space left on device"):
        write(out, "2")
    assert (out / "decisions.jsonl").read_text() == "1"


def test_what_is_not_an_earlier_result_is_never_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "mine").mkdir()
    for name in ("a", "b", "c", "d", "decisions.jsonl"):
        (tmp_path / "mine" / name).touch()
    (tmp_path / "loose").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileError, match="is a file"):
        write(tmp_path / "file", "")
    with pytest.raises(FileError, match=r"not an earlier result \(a, b, c, …\)"):
        write(tmp_path / "mine", "")
    with pytest.raises(FileError, match="points to nothing"):
        write(tmp_path / "loose", "")
    with pytest.raises(FileError, match="below"):
        write(tmp_path / "file" / "below", "")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(FileError, match="folder you are in"):
        write(Path(), "")
    monkeypatch.setattr(os.path, "ismount", lambda _: True)
    (tmp_path / "volume").mkdir()
    with pytest.raises(FileError, match="mounted volume"):
        write(tmp_path / "volume", "")


def test_what_appears_during_the_run_is_not_replaced_either(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"\(mine\.txt\)"):
        write_while_somebody_writes_there(tmp_path / "out")
    assert listing(tmp_path / "out") == ["mine.txt"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write(tmp_path / "out", "1")
    assert (tmp_path / "out").is_symlink()
    assert listing(tmp_path / "real") == ["decisions.jsonl"]


def test_a_system_that_cannot_swap_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    assert exchange(tmp_path / "a", tmp_path / "b") is False
