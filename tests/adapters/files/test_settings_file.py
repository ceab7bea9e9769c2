from pathlib import Path

import pytest

from leadmatch.adapters.files.settings_file import load_settings, stated_keys
from leadmatch.errors import FileError, SettingsError


def test_settings_are_read_whatever_the_editor_saved(tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path.write_text("zone = 'Europe/Berlin'\r\n", encoding=encoding)
        assert load_settings(path).zone == "Europe/Berlin"


def test_each_fault_names_file_and_key(tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("a = 1\nb = 2\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert [line.split(": ")[:2] for line in str(caught.value).splitlines()] == [[str(path), "a"], [str(path), "b"]]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such file"):
        load_settings(tmp_path / "none.toml")


def test_what_a_file_names_is_known_by_its_dotted_keys(tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("hand_over = ['ask']\n[screening]\nreject_at = 50\n[screening.dispositions]\nspam = 'discard'\n")
    assert stated_keys(path) == {"hand_over", "screening.reject_at", "screening.dispositions.spam"}
