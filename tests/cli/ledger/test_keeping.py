"""What is kept is checked, erased and given out; what cannot be reached is told with its remedy."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def altered(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_first_altered_event_is_named_and_the_status_is_4(filled: Cli, tmp_path: Path) -> None:
    filled("offer", "L1", "P1")
    altered(tmp_path / "ledger.db", "UPDATE leadmatch_events SET content = replace(content, 'P1', 'P2')")
    answer = filled("verify")
    assert (answer.status, answer.out) == (4, "Event 2 of lead L1 is not as it was written.\n")
    [told] = filled("verify", "--json").objects
    assert told == {"verified": False, "lead_id": "L1", "sequence": 2, "message": answer.out.strip()}


def test_a_seal_shows_what_was_cut_off(filled: Cli, tmp_path: Path) -> None:
    sealed = filled("seal").out.strip()
    assert filled("verify", "--seal", sealed).status == 0
    assert filled("verify", "--seal", "0" * 64).status == 4
    altered(tmp_path / "ledger.db", "DELETE FROM leadmatch_states WHERE lead_id = 'L2'")
    altered(tmp_path / "ledger.db", "DELETE FROM leadmatch_events WHERE lead_id = 'L2'")
    assert filled("verify").status == 4


def test_a_person_is_given_out_and_erased(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    filled("open", "L1")
    filled("accept", "L1")
    filled("progress", "L1", "--comment", "Frau Jürgens rief an.")
    [kept] = filled("export", "Svea@juergens-backwaren.de").objects
    assert kept["records"][0]["first_name"] == "Svea"
    assert "Frau Jürgens rief an." in kept["texts"]
    answer = filled("erase", "svea@juergens-backwaren.de")
    assert answer.out == "1 lead erased. The events stay, and still verify.\n"
    [left] = filled("export", "L1").objects
    assert (left["records"], left["texts"]) == ([], [])
    assert "Jürgens" not in json.dumps(left, ensure_ascii=False)
    assert left["events"][-1]["kind"] == "withdrawn"
    assert filled("verify").status == 0
    assert filled("erase", "L1", "--json").objects == [{"lead_id": "L1", "erased": 0}]


def test_there_is_no_ledger_until_one_is_begun(ledger: Cli) -> None:
    for words in (("due",), ("verify",), ("open", "L1"), ("export", "a@b.de")):
        answer = ledger(*words)
        assert answer.status == 3
        assert "There is no ledger at" in answer.err
        assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be read as one" * 99, b""])
def test_a_file_that_is_no_ledger_is_told(ledger: Cli, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ledger.db").write_bytes(content)
    answer = ledger("due")
    assert answer.status == 3
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:////nowhere/at/all/x.db",
        "postgresql://lm:geheim@/none?host=/nowhere",
        "mysql://root@localhost/x",
        "not a url",
    ],
)
def test_a_ledger_out_of_reach_is_one_line_without_its_password(cli: Cli, tmp_path: Path, url: str) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("lead_id\nL1\n")
    answer = cli("ledger", "import", leads, "--store", url)
    assert answer.status == 3
    assert answer.err.startswith("Error: ")
    assert len(answer.err.splitlines()) == 1
    assert "geheim" not in answer.err


def test_the_settings_may_name_the_ledger(cli: Cli, tmp_path: Path) -> None:
    leads, settings = tmp_path / "leads.csv", tmp_path / "leadmatch.toml"
    leads.write_text("lead_id\nL1\n")
    settings.write_text(f"[ledger]\nstore = 'sqlite:///{tmp_path}/own.db'\n")
    assert cli("ledger", "import", leads, "--settings", settings).status == 0
    assert (tmp_path / "own.db").is_file()
    settings.write_text("[ledger]\nstore = 7\n")
    answer = cli("ledger", "due", "--settings", settings)
    assert (answer.status, "ledger.store" in answer.err) == (2, True)
