import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.fold import fold, to_ascii


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Größe", "grosse"),
        ("Søren Æbelø", "soren aebelo"),
        ("İstanbul Ilık", "istanbul ilik"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("Nguyễn", "nguyen"),
        ("Þórður", "thordur"),
        ("vi\u200bag\u00adra", "viagra"),
        ("Съешь ёж", "съешь ёж"),
        ("ガス", "ガス"),
    ],
)
def test_latin_letters_lose_their_marks_and_other_scripts_keep_theirs(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_for_latin_text(text: str) -> None:
    latin = "".join(sign for sign in text if "LATIN" in unicodedata.name(sign, ""))
    assert fold(fold(latin)) == fold(latin)


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_folded_without_an_exception(text: str) -> None:
    assert isinstance(fold(text), str)
    assert to_ascii(text).isascii()


def test_a_long_run_of_combining_marks_is_cut_and_does_not_stall() -> None:
    zalgo = "a" + "\u0315\u0316" * 200_000 + "b"
    assert len(fold(zalgo)) < 100


def test_other_scripts_are_transliterated_to_ascii() -> None:
    assert to_ascii("Привет") == "privet"
    assert to_ascii("ABC") == "abc"
