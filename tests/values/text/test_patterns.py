import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.patterns import keys_of, patterns_of, words_of


def test_a_phrase_is_found_by_the_rarest_place_that_is_never_left_out() -> None:
    assert keys_of("(please|kindly) send (a|) (quotation|quote)") == ("send",)
    assert keys_of("my ... (thesis|term paper)") == ("paper", "thesis")
    assert keys_of("(send|mail) offer", {"offer": 9, "send": 1, "mail": 1}) == ("mail", "send")


def test_a_phrase_whose_places_may_all_be_left_out_is_found_by_each_reading() -> None:
    assert keys_of("(quote|) (offer|)") == ("offer", "quote")


def test_stems_are_found_by_their_first_letters() -> None:
    assert keys_of("pric* #") == ("pri*",)
    assert words_of("pric* (list|)") == {"pri*", "list"}


@given(st.sampled_from(["a (b|c d) eeee", "(x|y) ... zeta*", "# units (of|) (rope|wire)", "(quote|) (offer|)"]))
def test_every_reading_has_an_anchor_among_the_words_that_its_phrase_is_found_by(phrase: str) -> None:
    keys = keys_of(phrase)
    assert all(pattern.anchor.handles() <= set(keys) for pattern in patterns_of(phrase, keys))


def test_a_word_that_is_too_short_for_a_stem_is_told() -> None:
    with pytest.raises(ValueError, match="stem"):
        words_of("ab*")
