import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.cli.terminal import WIDTH, coloured, columns_of, cut, is_plain, padded, prepare_streams, width, wrapped


class Screen(io.StringIO):
    """A terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@given(st.text(), st.integers(1, 40))
def test_what_is_cut_fits(text: str, room: int) -> None:
    assert columns_of(cut(text, room)) <= room


@given(st.text(), st.integers(1, 40), st.booleans())
def test_what_is_padded_fills_its_room(text: str, room: int, right: bool) -> None:
    assert columns_of(padded(cut(text, room), room, right=right)) == room


def test_letters_take_the_columns_that_a_terminal_gives_them() -> None:
    assert columns_of("東京") == 4
    assert columns_of("e\u0301") == 1
    assert cut("東京都", 4) == "東…"


@pytest.mark.parametrize("text", ["\x1b[31mred", "a\u202eb", "a\nb\x07c"])
def test_no_text_can_steer_the_terminal(text: str) -> None:
    assert not set("".join(wrapped(text))) & {"\x1b", "\u202e", "\n", "\x07"}


def test_a_text_without_letters_leaves_its_indent() -> None:
    assert wrapped("", "  - ") == ["  -"]


def test_a_pipe_gets_80_columns_and_no_colour() -> None:
    assert width() == WIDTH
    assert coloured("x", "red") == "x"


def test_a_wide_terminal_is_used_and_coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    assert width() == 120
    assert coloured("x", "red") == "\x1b[31mx\x1b[0m"
    assert coloured("x", None) == "x"
    monkeypatch.setenv("COLUMNS", "20")
    assert width() == WIDTH


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_declined(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setenv(name, value)
    assert coloured("x", "red") == "x"


def test_an_old_terminal_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_plain()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    assert is_plain()


def test_a_pipe_is_written_in_utf8_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", Screen())
    prepare_streams()
    assert stream.encoding == "utf-8"
