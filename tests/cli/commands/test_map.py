import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

CONTACTS = (
    "Record ID,First Name,Last Name,Email,Phone Number,Company Name,Country/Region,Lifecycle Stage,Sprache\n"
    "151,Svea,Jürgens,svea@juergens-backwaren.de,+49 40 3456781,Jürgens Backwaren,Germany,Lead,German\n"
)


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return path


def test_a_map_is_shown_and_written_and_can_be_used(cli: Cli, contacts: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    answer = cli("map", contacts, "--out", own)
    assert answer.status == 0
    assert "HubSpot calls it so" in answer.out
    assert "8 columns mean something here; 1 column will be kept" in " ".join(answer.out.split())
    text = own.read_text(encoding="utf-8")
    assert text.startswith('extends = "hubspot"')
    assert '\n"Sprache" = "languages"\n' in text
    screened = cli("screen", contacts, "--map", own, "--json")
    assert json.loads(screened.out)["lead_id"] == "151"


def test_a_map_as_json_has_one_object_a_column(cli: Cli, contacts: Path) -> None:
    answer = cli("map", contacts, "--map", "none", "--json")
    assert [json.loads(line)["means"] for line in answer.out.splitlines()][:3] == ["lead_id", "first_name", "last_name"]


def test_the_kind_of_record_can_be_told(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Partnernummer,Firma\nP1,Nord\n")
    assert "partner_id" in cli("map", path, "--kind", "partner").out


def test_the_file_is_never_written_over(cli: Cli, contacts: Path) -> None:
    assert cli("map", contacts, "--out", contacts).status == 2
    assert contacts.read_text(encoding="utf-8") == CONTACTS


def test_a_system_is_recognised_unless_that_is_not_wanted(cli: Cli, contacts: Path) -> None:
    told = cli("screen", contacts, "--json")
    assert "its columns are those of HubSpot, so they are read with --map hubspot" in told.err
    assert json.loads(told.out)["lead_id"] == "151"
    plain = cli("screen", contacts, "--json", "--map", "none")
    assert "HubSpot" not in plain.err
    assert json.loads(plain.out)["lead_id"].startswith("sha-")


def test_a_shipped_map_is_taken_by_name_and_a_misspelt_one_is_told(cli: Cli, contacts: Path) -> None:
    assert json.loads(cli("screen", contacts, "--json", "--map", "hubspot").out)["lead_id"] == "151"
    answer = cli("screen", contacts, "--map", "hubspt")
    assert answer.status == 2
    assert "the nearest is hubspot" in answer.err


def test_a_run_writes_what_the_system_imports(cli: Cli, contacts: Path, tmp_path: Path) -> None:
    partners = tmp_path / "partners.csv"
    partners.write_text("partner_id,name,countries\nP1,Nord,DE\n")
    out = tmp_path / "out"
    for _ in range(2):
        answer = cli("run", contacts, "--partners", partners, "--out", out, "--hand-over", "sales_ready,ask,nurture")
        assert answer.status == 0, answer.err
    header, row = (out / "hubspot-import.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("Record ID,Email,Lead Status,leadmatch decision,leadmatch partner")
    assert row.startswith("151,svea@juergens-backwaren.de,IN_PROGRESS,assigned,Nord,")


def test_a_file_without_columns_is_told_and_a_long_name_is_cut(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.touch()
    answer = cli("map", path)
    assert answer.status == 3
    assert "it has no columns" in answer.err
    path.write_text("x" * 5000 + ",Email\n1,a@b.de\n")
    assert max(map(len, cli("map", path).out.splitlines())) <= 100
