from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.words import COMMON_NAME, ORDINARY, information, vocabulary


def test_rare_words_tell_more_than_those_of_a_trade() -> None:
    assert information("of") == 0
    assert information("services") == information("and") == ORDINARY
    assert information("muller") == COMMON_NAME
    assert information("brq") < information("redmoor") < information("loomworksweaving")


def test_short_and_full_spellings_are_one_word() -> None:
    assert vocabulary().same["univ"] == "university"
    assert vocabulary().same["co"] == "county"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789"))
def test_information_lies_between_nothing_and_three(word: str) -> None:
    assert 0 <= information(word) <= 3
