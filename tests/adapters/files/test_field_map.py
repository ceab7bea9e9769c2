from pathlib import Path

import pytest

from leadmatch.adapters.fieldmaps.field_map import KindMap
from leadmatch.adapters.fieldmaps.loading import field_map_of
from leadmatch.adapters.files.field_map import read_field_map
from leadmatch.errors import SettingsError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead


def test_a_map_has_a_table_for_each_kind_of_record(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[lead]\n"E-Mail" = "email"\n', encoding="utf-8")
    told = read_field_map(path)
    assert {name: meaning.target for name, meaning in told.of(Lead).meanings.items()} == {"E-Mail": "email"}
    assert told.of(Deal) == KindMap()


def test_every_wrong_name_is_told_with_the_nearest_right_one() -> None:
    with pytest.raises(SettingsError) as caught:
        field_map_of('[lead]\n"E-Mail" = "emial"\nA = "compny"\n[partnr]\nx = "y"\n', "map.toml")
    message = str(caught.value)
    assert "'emial', which is no column of a lead; the nearest is email" in message
    assert "nearest is company" in message
    assert "'partnr'; the nearest is partner" in message


@pytest.mark.parametrize("text", ["lead = 5", "[lead", "lead = " + "[" * 100_000])
def test_what_is_no_table_is_told(text: str) -> None:
    with pytest.raises(SettingsError, match="E-Mail"):
        field_map_of(text)
