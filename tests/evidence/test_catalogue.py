"""The catalogue and the code speak of the same reasons."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from leadmatch.evidence.catalogue import ROOMS, catalogue, word
from leadmatch.values.resources import read

PACKAGE = Path(__file__).parents[2] / "src" / "leadmatch"
CODE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+")
ATTRIBUTES = {"points", "field", "observed", "personal", "span"}
ALWAYS_THERE = {"observed", "field"}


@cache
def trees() -> dict[Path, ast.Module]:
    return {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}


def makings() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield file, code and the names passed (None where they cannot be seen) of each `Reason.of("code", …)`."""
    for file, tree in trees().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "of"):
                continue
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and CODE.fullmatch(first.value):
                names = {keyword.arg for keyword in node.keywords}
                seen = None if None in names else {name for name in names if name is not None}
                yield file.name, first.value, seen


@cache
def spoken() -> frozenset[str]:
    """Return every text in the package that could be a code, whatever it is used for, and the codes in data files."""
    said = {
        node.value
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    data = [file for file in PACKAGE.rglob("*.toml") if "sentences" not in file.parts]
    words = {found for file in data for found in CODE.findall(file.read_text(encoding="utf-8"))}
    return frozenset(said | words)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_code_that_is_made_stands_in_the_catalogue() -> None:
    assert sorted({code for _, code, _ in makings()} - set(catalogue())) == []


def test_every_code_of_the_catalogue_is_given_somewhere() -> None:
    heads = {text for text in spoken() if text.endswith(".")}
    unused = {code for code in catalogue() if code not in spoken()}
    # A code may be put together from its head and a word of a closed list, such as `currency.` and `unknown`.
    assert (
        sorted(code for code in unused if not any(code.startswith(head) for head in heads if CODE.match(head + "x")))
        == []
    )


def test_every_value_that_a_sentence_names_is_passed_where_that_can_be_seen() -> None:
    gaps = [
        f"{file}: {code} lacks {', '.join(sorted(lacking))}"
        for file, code, names in makings()
        if names is not None and code in catalogue()
        if (lacking := placeholders(catalogue()[code].sentence) - names - ALWAYS_THERE)
    ]
    assert gaps == []


def test_a_sentence_that_shows_what_was_observed_is_given_it() -> None:
    gaps = [
        f"{file}: {code} shows {{observed}} and passes none"
        for file, code, names in makings()
        if names is not None and code in catalogue()
        if "observed" in placeholders(catalogue()[code].sentence) and "observed" not in names
    ]
    assert gaps == []


@pytest.mark.parametrize("room", ROOMS)
def test_codes_are_dotted_lower_case_and_told_in_full(room: str) -> None:
    for entry in (entry for entry in catalogue().values() if entry.room == room):
        assert CODE.fullmatch(entry.code), entry.code
        assert entry.sentence == entry.sentence.strip(), entry.code
        assert not entry.sentence.endswith((".", "!")), entry.code
        assert "!" not in entry.about, entry.code
        assert entry.about.endswith("."), entry.code
        assert all(name.isidentifier() for name in placeholders(entry.sentence)), entry.code


def test_no_code_stands_in_two_rooms() -> None:
    codes = [code for room in ROOMS for code in tomllib.loads(read(f"sentences/en/{room}.toml", "leadmatch.evidence"))]
    assert sorted(codes) == sorted(catalogue())


def test_a_missing_value_reads_unknown() -> None:
    assert word("model.missing", {}) == "unknown is unknown"


def test_a_language_that_is_not_shipped_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        catalogue("tlh")
