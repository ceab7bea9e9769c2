from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.names import LONGEST_NAME, name_key


def test_case_accents_and_signs_do_not_count() -> None:
    assert name_key("Île-de-France") == name_key("ILE DE  FRANCE") == "ile de france"
    assert name_key("Øresund") == "oresund"


def test_a_text_longer_than_any_name_has_no_key() -> None:
    assert name_key("x" * (LONGEST_NAME + 1)) == ""


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
