from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.text.fold import fold
from leadmatch.values.text.tokens import folded_words, token_spans, tokenize, word_spans

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


def test_texts_with_a_great_many_signs_are_folded_like_all_others() -> None:
    text = " ".join(f"caf{chr(sign)}" for sign in range(0x00C0, 0x0180))
    assert folded_words(text) == [token.folded for token in tokenize(text)]


@given(st.one_of(anything, st.text("aé ß.\u3042"), st.text("ab ,")), st.data())
def test_words_are_found_again_where_their_tokens_stand(text: str, data: st.DataObject) -> None:
    words, spans = folded_words(text), token_spans(text)
    if words:
        numbers = data.draw(st.sets(st.integers(0, len(words) - 1), min_size=1))
        found = word_spans(numbers, words, text)
        assert all(found[number] == spans[number] for number in numbers)
