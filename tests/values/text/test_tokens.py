from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import folded_words, tokenize

anything = st.text(alphabet=st.characters(codec=None))


@given(anything)
def test_each_token_stands_where_it_says(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(token.folded == fold(token.text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@given(anything)
def test_folded_words_are_those_of_the_tokens(text: str) -> None:
    assert folded_words(text) == [token.folded for token in tokenize(text)]


def test_hyphens_apostrophes_and_points_part_words() -> None:
    assert folded_words("L'offre e-mail v2.5_x") == ["l", "offre", "e", "mail", "v2", "5", "x"]


def test_scripts_without_blanks_are_read_sign_by_sign() -> None:
    assert folded_words("見積をABCお願い") == ["見", "積", "を", "abc", "お", "願", "い"]


def test_marks_and_joiners_stay_inside_their_word() -> None:
    assert folded_words("cafe\u0301 नमस्ते") == ["cafe", "नमस्ते"]


def test_ten_million_characters_are_cut() -> None:
    assert len(tokenize("ab " * 300_000)) == 300_000
