"""Settings are frozen and strict; TOML goes in and out; a wrong key names the nearest right one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.errors import SettingsError
from leadmatch.settings import Settings


def test_settings_come_back_from_their_own_toml() -> None:
    settings = Settings.from_toml('zone = "Europe/Berlin"\nhand_over = ["sales_ready", "ask"]')
    assert Settings.from_toml(settings.to_toml()) == settings


def test_what_is_not_named_keeps_its_default() -> None:
    assert Settings.from_toml("") == Settings()


@given(st.lists(st.sampled_from(["sales_ready", "ask", "nurture", "disqualified"]), unique=True))
def test_another_hand_over_choice_changes_nothing_else(choice: list[str]) -> None:
    changed = Settings().with_hand_over(choice)  # type: ignore[arg-type] # drawn from the allowed words
    assert changed.hand_over == tuple(choice)
    assert changed.model_copy(update={"hand_over": Settings().hand_over}) == Settings()


def test_a_wrong_key_names_the_nearest_right_one() -> None:
    with pytest.raises(SettingsError, match=r"hand_ovr: there is no such setting\. Did you mean hand_over\?"):
        Settings.from_toml('hand_ovr = ["ask"]')


def test_a_wrong_key_inside_a_section_names_the_nearest_right_one() -> None:
    with pytest.raises(SettingsError, match=r"assignment\.tolerence: .* Did you mean tolerance\?"):
        Settings.from_toml("[assignment]\ntolerence = 0.1")


def test_a_key_that_resembles_none_lists_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"xyzzy: there is no such setting\. Known here: assignment, conflicts"):
        Settings.from_toml("xyzzy = 1")


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_toml('zone = "Europe/Berln"\nhand_over = "ask"\n[assignment]\ntolerance = -1')
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "zone",
        "hand_over",
        "assignment.tolerance",
    ]
    assert "Did you mean Europe/Berlin?" in str(caught.value)


def test_text_that_is_not_toml_is_refused_with_its_place() -> None:
    with pytest.raises(SettingsError, match=r"not TOML.*line 1"):
        Settings.from_toml("zone = = 1")


def test_settings_cannot_be_changed_once_made() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().zone = "UTC"  # type: ignore[misc] # the point of the test


def test_the_digest_tells_settings_apart_and_only_them() -> None:
    assert Settings().digest() == Settings.from_toml("").digest()
    assert Settings().digest() != Settings.from_toml('zone = "Europe/Berlin"').digest()


def test_sections_of_the_doors_are_kept_unread() -> None:
    settings = Settings.from_toml('[web]\ncolour = "blue"\n[ledger]\nurl = "sqlite:///x.db"')
    assert settings.web == {"colour": "blue"}
    assert settings.ledger == {"url": "sqlite:///x.db"}
    assert Settings.from_toml(settings.to_toml()) == settings
