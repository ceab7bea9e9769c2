import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.screening.letters import is_improbable, is_key_run, is_mash, is_repeated, surprise


@pytest.mark.parametrize(
    "word", ["asdf", "qwerty", "poiuytrewq", "qazwsx", "edcrfvtgb", "azertyuiop", "asdasd", "йцукен", "1234567890"]
)
def test_walks_over_the_keys_are_seen(word: str) -> None:
    assert is_key_run(word)


@pytest.mark.parametrize("word", ["wert", "were", "reza", "abc", "sales", "hello", "popp", "export"])
def test_words_that_only_touch_neighbouring_keys_are_not(word: str) -> None:
    assert not is_key_run(word)


@pytest.mark.parametrize("word", ["aaa", "gggggg", "hahahaha", "abcabcabc", "nananana"])
def test_repetitions_are_seen(word: str) -> None:
    assert is_repeated(word)


@pytest.mark.parametrize("word", ["aa", "anna", "yeyeye", "barbara", "mississippi"])
def test_names_with_echoes_are_not_repetitions(word: str) -> None:
    assert not is_repeated(word)


@pytest.mark.parametrize("word", ["gfhtr", "xqtvrmlpzw", "sdkfjh", "bnckdwyhsg", "ksjdhfk"])
def test_random_keys_are_improbable(word: str) -> None:
    assert is_improbable(word)
    assert is_mash(word)


@pytest.mark.parametrize("word", ["schwarzkopf", "brzeczyszczykiewicz", "ndlovu", "straße1", "山田", "xyz"])
def test_words_of_other_languages_are_not(word: str) -> None:
    assert not is_improbable(word)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1))
def test_surprise_is_a_number_of_bits(word: str) -> None:
    assert 0 <= surprise(word) < 25


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_is_judged(word: str) -> None:
    assert is_mash(word) in {True, False}
