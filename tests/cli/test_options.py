from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.mark.parametrize(
    ("told", "remedy"), [("2026-06-15T09:00", "does not say in which zone"), ("yesterday", "is not a time")]
)
def test_a_time_without_an_offset_is_refused(cli: Cli, leads: Path, told: str, remedy: str) -> None:
    answer = cli("qualify", leads, "--now", told)
    assert answer.status == 2
    assert remedy in answer.err
    assert "2026-11-18T09:00:00+01:00" in answer.err


def test_wrong_settings_are_told_with_their_file(cli: Cli, leads: Path, tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("hand_ovr = ['ask']\nzone = 'Nowhere/Land'\n")
    answer = cli("screen", leads, "--settings", path)
    assert answer.status == 2
    assert f"{path}: hand_ovr: there is no such setting. Did you mean hand_over?" in answer.err
    assert f"{path}: zone:" in answer.err


def test_columns_are_renamed_by_a_map_of_their_own_or_of_the_settings(cli: Cli, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text("Kennung,Firma\nL1,A\n")
    field_map = tmp_path / "map.toml"
    field_map.write_text('[lead]\nKennung = "lead_id"\nFirma = "company"\n')
    settings = tmp_path / "leadmatch.toml"
    settings.write_text('[map.lead]\nKennung = "lead_id"\nFirma = "company"\n')
    for option, file in (("--map", field_map), ("--settings", settings)):
        answer = cli("screen", leads, "--json", option, file)
        assert answer.objects[0]["lead_id"] == "L1"


def test_a_wrong_map_is_wrong_usage(cli: Cli, leads: Path, tmp_path: Path) -> None:
    field_map = tmp_path / "map.toml"
    field_map.write_text('[lead]\nFirma = "compny"\n')
    answer = cli("screen", leads, "--map", field_map)
    assert answer.status == 2
    assert "the nearest is company" in answer.err


def test_the_settings_say_where_a_time_without_an_offset_is_meant(cli: Cli, tmp_path: Path) -> None:
    settings = tmp_path / "leadmatch.toml"
    settings.write_text("zone = 'Europe/Berlin'\n")
    leads = tmp_path / "leads.csv"
    leads.write_text("lead_id,received_at\n" + "".join(f"L{n},2026-06-12 09:00\n" for n in range(3)))
    answer = cli("screen", leads, "--settings", settings)
    assert answer.status == 0
    assert "Europe/Berlin" in answer.err
    assert "The same holds for 2 more rows." in answer.err
    assert len(answer.err.splitlines()) == 1
