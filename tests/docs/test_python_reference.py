"""Every public name stands on the page of the Python interface, and what stands there exists."""

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import leadmatch as lm

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")
LISTED = re.findall(r"^::: (\S+)$", TEXT, re.MULTILINE)


def missing(holder: object, names: list[str]) -> list[str]:
    """Return the functions and classes that the page lists neither by themselves nor with their module."""
    found = [(name, getattr(holder, name)) for name in names]
    homes = {name: {f"{each.__module__}.{name}", each.__module__} for name, each in found if callable(each)}
    return [name for name, home in homes.items() if home.isdisjoint(LISTED)]


def test_no_public_name_is_missing() -> None:
    assert missing(lm, lm.__all__) == []
    assert [name for name in lm.__all__ if isinstance(getattr(lm, name), str) and f"`lm.{name}`" not in TEXT] == []


def test_no_name_of_a_public_module_is_missing() -> None:
    doors = [getattr(lm, name) for name in lm.__all__ if isinstance(getattr(lm, name), ModuleType)]
    assert doors
    for door in doors:
        assert missing(door, door.__all__) == []


def test_what_is_listed_exists() -> None:
    for path in LISTED:
        home, _, name = path.rpartition(".")
        module = import_module(home)
        assert hasattr(module, name) or import_module(path).__doc__
