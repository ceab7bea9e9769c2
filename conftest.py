"""The examples of README.md and docs/ are tests: `pytest -p no:randomly README.md docs` runs them.

Python blocks of a page run one after the other in one namespace. In console blocks each line `$ leadmatch …` is run,
and the lines below it must stand in what it prints; `…` stands for any lines. A page has a folder of its own.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser

PROGRAM = Path(sys.executable).with_name("leadmatch")


@pytest.fixture(scope="module")
def folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give each page an empty folder, so that no example writes into the checkout."""
    before = Path.cwd()
    place = tmp_path_factory.mktemp("page")
    os.chdir(place)
    yield place
    os.chdir(before)


def run_console(example: Example) -> str | None:
    """Run the commands of a console block; return what is wrong with the lines printed below them."""
    printed = ""
    for is_command, lines in groupby(str(example.parsed).splitlines(), lambda line: line.startswith("$ ")):
        if not is_command:
            missing = [line for line in lines if line.strip() not in {"", "…"} and line.strip() not in printed]
            if missing:
                return f"not printed: {missing}\nprinted:\n{printed}"
            continue
        for line in lines:
            words = shlex.split(line.removeprefix("$ "))
            if words[0] != "leadmatch":
                continue
            done = subprocess.run([PROGRAM, *words[1:]], capture_output=True, text=True, check=False)
            printed = done.stdout + done.stderr
            if done.returncode:
                return f"{line} ended with status {done.returncode}\n{printed}"
    return None


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), CodeBlockParser(language="console", evaluator=run_console), SkipParser()],
    patterns=["README.md", "docs/*.md", "docs/*/*.md"],
    fixtures=["folder_of_its_own"],
).pytest()
