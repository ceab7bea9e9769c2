import io
import sys
import time
from itertools import count

import pytest

from leadmatch.cli.progress import Progress


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_long_work_shows_how_far_it_is_and_cleans_up(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, clock = Screen(), count()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))  # every look at it costs a second
    progress = Progress()
    assert list(progress.over(range(1000), "Screening", 1000)) == list(range(1000))
    told = screen.getvalue()
    assert "Screening" in told
    assert "50 %  500 of 1,000" in told
    assert told.count("\r") <= 102
    assert told.endswith("\r\x1b[K")


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Screen()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(time, "monotonic", lambda: 0.0)
    progress = Progress()
    progress("Screening", 1, 0)
    progress.end()
    assert stream.getvalue() == ""


def test_nothing_is_shown_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    list(Progress().over(range(10), "Screening", 10))
    assert capsys.readouterr().err == ""


def test_work_of_unknown_length_is_counted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Progress().counted("Reading leads.csv", 1000)
    assert capsys.readouterr().err == ""
    screen, clock = Screen(), count()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(time, "monotonic", lambda: float(next(clock)))
    Progress().counted("Reading leads.csv", 12_000)
    assert screen.getvalue() == "\r\x1b[KReading leads.csv  12,000"
