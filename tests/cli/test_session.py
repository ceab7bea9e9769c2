from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_the_ending_of_the_file_chooses_the_form(cli: Cli, leads: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("out.jsonl", "out.csv", "out.txt")]
    for file in files:
        answer = cli("screen", leads, "--out", file)
        assert (answer.status, answer.out) == (0, "")
    lines, table, text = (file.read_text(encoding="utf-8") for file in files)
    assert lines.startswith('{"lead_id": "L1"')
    assert table.splitlines()[0] == (
        "lead_id,verdict,category,disposition,score,contact.email,contact.phone,contact.phone_ok,contact.email_ok,reasons"
    )
    assert "+49403456781," in table
    assert text.startswith("Lead  Verdict")


def test_json_wins_over_the_ending(cli: Cli, leads: Path, tmp_path: Path) -> None:
    cli("screen", leads, "--out", tmp_path / "out.csv", "--json")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("{")


def test_a_file_that_cannot_be_written_is_told(cli: Cli, leads: Path, tmp_path: Path) -> None:
    answer = cli("screen", leads, "--out", tmp_path / "no" / "out.csv")
    assert answer.status == 3
    assert "could not be written: No such file or directory. Choose another file with --out" in answer.err


def test_what_is_read_is_never_overwritten(cli: Cli, leads: Path) -> None:
    before = leads.read_bytes()
    answer = cli("screen", leads, "--out", leads)
    assert answer.status == 2
    assert "would overwrite what is read" in answer.err
    assert leads.read_bytes() == before


def test_a_message_cannot_steer_the_terminal(cli: Cli) -> None:
    answer = cli("screen", "-", stdin="\x1b[2Jnonsense")
    assert answer.status == 1
    assert "\x1b" not in answer.err
