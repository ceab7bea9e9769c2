"""A private server says what is missing where it cannot be run."""

import os
import pwd
import shutil
from typing import Any

import pytest

from leadmatch.errors import StoreError
from leadmatch.testing import postgres
from leadmatch.testing.postgres import private_postgres


def run() -> None:
    with private_postgres():
        pass


def missing(*_: object) -> None:
    raise KeyError


@pytest.mark.parametrize("case", ["programs", "user", "broken"])
def test_what_is_missing_is_told(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changes: dict[str, tuple[Any, str, Any, str]] = {
        "programs": (postgres, "_FOLDERS", "/nowhere/*", "apt-get install postgresql"),
        "user": (pwd, "getpwnam", missing, "refuses to be run by root"),
        "broken": (shutil, "which", lambda _: "/nowhere/initdb", "could not be run"),
    }
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    holder, name, value, words = changes[case]
    monkeypatch.setattr(holder, name, value)
    with pytest.raises(StoreError, match=words):
        run()


def test_what_a_program_says_when_it_fails_is_told() -> None:
    with pytest.raises(StoreError, match="could not be run"), private_postgres("no_such_setting=1"):
        pass
