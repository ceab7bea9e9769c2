"""Package data are read as text, once, and only from packages."""

import pytest

from leadmatch.values.resources import read


def test_a_data_file_is_read_as_text() -> None:
    assert "[" in read("data/SOURCES.toml")
    assert read("sentences/en/evidence.toml", "leadmatch.evidence").startswith("#")


def test_a_file_is_read_once_a_process() -> None:
    assert read("data/SOURCES.toml") is read("data/SOURCES.toml")


def test_a_file_that_is_not_shipped_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        read("data/nothing.toml")
