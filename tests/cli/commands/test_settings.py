import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadmatch.settings import Settings

Cli = Callable[..., Any]


def test_right_settings_are_named_by_their_digest(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("zone = 'Europe/Berlin'\n")
    answer = cli("settings", "check", path)
    assert answer.status == 0
    assert Settings(zone="Europe/Berlin").digest() in answer.out


def test_settings_that_are_no_toml_are_told(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("zone =\n")
    answer = cli("settings", "check", path)
    assert answer.status == 2
    assert "not TOML" in answer.err


def test_each_value_is_shown_with_where_it_comes_from(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "leadmatch.toml"
    path.write_text("zone = 'Europe/Berlin'\n[screening]\nreject_at = 50\n[map.lead]\nFirma = 'company'\n")
    rows = {one["key"]: one for one in cli("settings", "show", "--settings", path, "--json").objects}
    assert rows["zone"] == {"key": "zone", "value": "Europe/Berlin", "from": "file"}
    assert rows["hand_over"]["from"] == "default"
    assert rows["screening.reject_at"]["from"] == "file"
    assert rows["map.lead.Firma"]["from"] == "file"
    assert "Europe/Berlin" in cli("settings", "show", "--settings", path).out


def test_the_settings_can_be_written_as_a_file_to_begin_with(cli: Cli) -> None:
    assert Settings.from_toml(cli("settings", "show", "--toml").out) == Settings()


@pytest.mark.parametrize("kind", ["lead", "partner", "deal", "offer", "settings"])
def test_the_form_of_files_is_shown_as_json_schema(cli: Cli, kind: str) -> None:
    answer = cli("settings", "schema", kind)
    assert answer.status == 0
    assert json.loads(answer.out)["title"].lower() == kind


def test_a_form_that_does_not_exist_is_told(cli: Cli) -> None:
    answer = cli("settings", "schema", "invoice")
    assert answer.status == 2
    assert "'lead', 'partner', 'deal', 'offer', 'settings'" in answer.err
