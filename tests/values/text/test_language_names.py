import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.language_names import language_codes, language_name


@pytest.mark.parametrize(
    ("code", "name"),
    [("de", "German"), ("EN", "English"), ("pt-BR", "Portuguese"), ("zh_Hans", "Chinese"), ("nb", "Norwegian Bokmål")],
)
def test_a_language_is_named_by_its_code(code: str, name: str) -> None:
    assert language_name(code) == name


@pytest.mark.parametrize("code", ["", "xx", "fil", "german", "-"])
def test_a_code_that_is_not_known_stays_as_it_is(code: str) -> None:
    assert language_name(code) == code


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(language_name(text), str)


def test_a_language_is_found_by_its_name() -> None:
    assert language_codes()["german"] == "de"
