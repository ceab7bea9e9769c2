import os
from pathlib import Path

import pytest

from leadmatch.adapters.files.source import Source
from leadmatch.errors import FileError


def test_a_missing_file_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").touch()
    with pytest.raises(FileError, match=r"no such file. Did you mean .*leads\.csv\?"):
        Source.of(tmp_path / "laeds.csv")
    with pytest.raises(FileError, match="Check its name"):
        Source.of(tmp_path / "zzzzzzzz")
    with pytest.raises(FileError, match="There is no folder"):
        Source.of(tmp_path / "no" / "leads.csv")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="is a folder"):
        Source.of(tmp_path)


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "leads.csv"
    path.touch()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, who may read anything
    with pytest.raises(FileError, match="may not be read by you"):
        Source.of(path)


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="could not be read"):
        Source.of(os.fspath(tmp_path) + "/" + "x" * 300)
    with pytest.raises(FileError, match="could not be read"):
        Source.of("a\0b")


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"PK\x03\x04", "Excel"), (b"\xd0\xcf\x11\xe0", "old Excel"), (b"PAR1", "Parquet"), (b"\x1f\x8b\x08", "gzip")],
)
def test_what_is_no_text_is_named_with_its_remedy(tmp_path: Path, head: bytes, kind: str) -> None:
    path = tmp_path / "leads.xlsx"
    path.write_bytes(head + b"\0\0\0\0")
    with pytest.raises(FileError, match=kind):
        Source.of(path)
