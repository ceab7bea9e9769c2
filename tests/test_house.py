"""The sizes and habits of the house, counted from its syntax."""

import ast
import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "leadmatch"
LONGEST_FILE, LONGEST_FUNCTION, NINE_IN_TEN = 300, 50, 20
SOURCES = PACKAGE / "values" / "resources" / "data"


@cache
def trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


def functions() -> Iterator[tuple[int, str]]:
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or node.lineno) - node.lineno + 1, f"{file.stem}.{node.name}"


def module(file: Path) -> str:
    return ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.Module) -> Iterator[str]:
    """Yield whatever a module may import, anywhere in it: at its top, in functions and for type checkers alone."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {module(file): len(file.read_text(encoding="utf-8").splitlines()) for file in trees()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    assert [(name, length) for length, name in functions() if length > LONGEST_FUNCTION] == []


def test_nine_functions_in_ten_have_at_most_20_lines() -> None:
    lengths = sorted(length for length, _ in functions())
    assert lengths[int(len(lengths) * 0.9)] <= NINE_IN_TEN


def test_no_import_goes_round_in_a_circle() -> None:
    names = {module(file) for file in trees()}
    graph = {
        module(file): {name for name in imported(tree) if name in names and not module(file).startswith(f"{name}.")}
        - {module(file)}
        for file, tree in trees().items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_no_import_is_relative() -> None:
    relative = [
        module(file)
        for file, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_every_data_file_stands_in_the_list_of_sources_as_it_is() -> None:
    listed = tomllib.loads((SOURCES / "SOURCES.toml").read_text(encoding="utf-8"))
    shipped = {
        file.relative_to(SOURCES).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in SOURCES.rglob("*")
        if file.is_file() and file.name not in {"SOURCES.toml", "__init__.py"} and file.suffix != ".pyc"
    }
    assert {name: entry.get("sha256") for name, entry in listed.items()} == shipped


def test_every_source_tells_origin_licence_date_and_making() -> None:
    listed = tomllib.loads((SOURCES / "SOURCES.toml").read_text(encoding="utf-8"))
    gaps = {name: {"origin", "licence", "date", "made"} - set(entry) for name, entry in listed.items()}
    assert {name: gap for name, gap in gaps.items() if gap} == {}


def test_the_pinned_versions_name_no_index() -> None:
    assert "://" not in (ROOT / "constraints.txt").read_text(encoding="utf-8")


def test_every_direct_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {line.partition("==")[0] for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    wanted = {need.partition(">=")[0] for need in project["dependencies"]}
    assert wanted - pinned == set()


def test_the_tests_stand_where_the_modules_they_test_stand() -> None:
    rooms = {file.parent.relative_to(PACKAGE).as_posix() for file in trees()}
    places = {file.parent.relative_to(ROOT / "tests").as_posix() for file in (ROOT / "tests").rglob("test_*.py")}
    assert places - rooms - {".", "docs", "examples", "typing"} == set()
