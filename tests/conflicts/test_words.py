import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.words import (
    COMMON_NAME,
    FILLER,
    LARGE_PLACE,
    ORDINARY,
    PLACE,
    information,
    standard,
    vocabulary,
)


def test_rare_words_tell_more_than_those_of_a_trade() -> None:
    assert information("of") == 0
    assert information("services") == FILLER
    assert information("roofing") == information("and") == information("british") == ORDINARY
    assert information("muller") == COMMON_NAME
    assert information("vienna") == information("texas") == LARGE_PLACE
    assert information("hungary") == PLACE
    assert information("brq") < information("redmoor") < information("loomworksweaving")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("univ", "university"),
        ("universidad", "university"),
        ("co", "county"),
        ("wien", "vienna"),
        ("tu", "technologies university"),
        ("island", "island"),
        ("deutschland", "germany"),
        ("hrvatska", "croatia"),
        ("england", "england"),
        ("loomworks", "loomworks"),
    ],
)
def test_short_and_foreign_spellings_are_one_word(word: str, expected: str) -> None:
    assert standard(word) == expected


def test_no_spelling_stands_for_a_word_that_another_one_stands_for() -> None:
    same = vocabulary().same
    assert not same.keys() & set(same.values())


def test_a_spelling_tells_no_more_than_the_word_that_stands_for_it() -> None:
    known = vocabulary()
    words = {word for word in known.told if " " not in standard(word)}
    assert {
        word for word in words if information(word) < information(standard(word)) and word not in known.small
    } == set()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789"))
def test_information_lies_between_nothing_and_three(word: str) -> None:
    assert 0 <= information(word) <= 3
