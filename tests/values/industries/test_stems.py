import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.industries.stems import stem


@pytest.mark.parametrize(
    ("one", "other"),
    [("bakery", "bakeries"), ("krankenhauser", "krankenhaus"), ("clinica", "clinicas"), ("bedrijf", "bedrijven"),
     ("hotel", "hotels"), ("backerei", "backereien")],
)  # fmt: skip
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["glass", "病院", "3pl", "it", ""])
def test_what_has_no_ending_stays(word: str) -> None:
    assert stem(word) == word


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=30))
def test_a_stem_is_its_own_stem(word: str) -> None:
    assert stem(stem(word)) == stem(word)
