import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from leadmatch.cli import main, program
from leadmatch.cli.program import COMMANDS
from leadmatch.errors import LeadmatchError, MissingExtraError, SettingsError, StoreError

Cli = Callable[..., Any]
ENVIRONMENT = {**os.environ, "PYTHONIOENCODING": "utf-8"}


def process(*arguments: object, **how: object) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "leadmatch", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=ENVIRONMENT, **how)  # type: ignore[call-overload,no-any-return]


def test_help_lists_every_command_without_loading_one(cli: Cli) -> None:
    answer = cli("--help")
    assert answer.status == 0
    assert all(f"  {name}" in answer.out and text in answer.out for name, text in COMMANDS.items())


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out.startswith("leadmatch ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(cli: Cli, name: str) -> None:
    answer = cli(name, "--help")
    assert answer.status == 0
    assert answer.out.startswith(f"Usage: leadmatch {name}")


def test_help_and_version_load_none_of_the_heavy_parts() -> None:
    code = (
        "import sys\nfrom leadmatch.cli.program import run\n"
        "for words in (['--help'], ['--version']):\n    run(words)\n"
        "heavy = {'pydantic', 'numpy', 'phonenumbers', 'jinja2', 'rapidfuzz'} & set(sys.modules)\n"
        "print(sorted(heavy), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["scren", "x"], "Did you mean screen?"),
        (["xyzzy"], "There are run, demo"),
        (["screen"], "Missing argument 'LEADS'"),
        (["screen", "x", "--jsn"], "No such option"),
    ],
)
def test_wrong_usage_names_the_remedy_and_ends_with_2(cli: Cli, words: list[str], remedy: str) -> None:
    answer = cli(*words)
    assert answer.status == 2
    assert remedy in answer.err


def test_a_file_out_of_reach_is_one_line_and_ends_with_3(cli: Cli, tmp_path: Path) -> None:
    answer = cli("screen", tmp_path / "none.csv")
    assert answer.status == 3
    assert answer.out == ""
    assert answer.err.startswith("Error: ")
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "status"), [(SettingsError("x"), 2), (MissingExtraError("x"), 2), (StoreError("x"), 3)]
)
def test_each_error_of_the_tree_has_its_status(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, error: LeadmatchError, status: int
) -> None:
    @click.command()
    def command() -> None:
        raise error

    monkeypatch.setattr("leadmatch.cli.commands.questions.command", command)
    answer = cli("questions")
    assert (answer.status, answer.err) == (status, "Error: x\n")


def test_an_interruption_ends_quietly_with_130(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def command() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("leadmatch.cli.commands.questions.command", command)
    assert cli("questions").status == 130


def test_an_order_to_end_is_obeyed_like_an_error() -> None:
    with pytest.raises(SystemExit) as ended:
        program._terminated(15, None)
    assert ended.value.code == 143


def test_bad_rows_are_named_and_the_others_go_on(cli: Cli, leads: Path) -> None:
    lines = [leads.read_text(encoding="utf-8").splitlines()[0], "nonsense", '{"lead_id": "L9", "employees": "many"}']
    answer = cli("screen", "-", "--json", stdin="\n".join(lines))
    assert answer.status == 1
    assert [one["lead_id"] for one in answer.objects] == ["L1"]
    assert answer.err.splitlines()[0].startswith('standard input, row 2: found "nonsense". This is not JSON')
    assert answer.err.splitlines()[1].startswith('standard input, row 3, employees: found "many". Write a whole number')


def test_the_program_is_the_same_as_a_process(leads: Path) -> None:
    done = process("screen", "-", "--json", input=leads.read_bytes() + b"nonsense\n")
    assert done.returncode == 1
    assert [json.loads(line)["lead_id"] for line in done.stdout.splitlines()] == ["L1", "L2", "L3", "L4"]
    assert b"row 5" in done.stderr


def test_a_closed_pipe_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "leadmatch", "questions", "--json"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert done.returncode == 141
    assert done.stderr == b""


def test_main_ends_the_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["leadmatch", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("leadmatch ")


def test_the_commands_are_listed_in_the_order_in_which_one_meets_them() -> None:
    assert program.program.list_commands(click.Context(program.program)) == list(COMMANDS)
