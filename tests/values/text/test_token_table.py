"""The columns of a text's tokens."""

from hypothesis import example, given
from hypothesis import strategies as st

from leadmatch.values.text.token_table import token_table
from leadmatch.values.text.tokens import tokenize


@given(st.text(alphabet=st.characters(codec=None)))
@example("")
@example("l'offre: 18k, Größe İstanbul 300万円 e\u0301te\u0301 \ud800 \0")
@example("a aa a.a aaa aa")
def test_the_columns_hold_what_tokenize_finds(text: str) -> None:
    table = token_table(text)
    tokens = [(token.folded, token.start, token.end) for token in tokenize(text)]
    assert list(zip(table.words, table.starts, table.ends, strict=True)) == tokens
    assert len(table) == len(tokens)


@given(st.text(alphabet="ab 1.,"))
def test_figures_are_the_tokens_with_a_sign_that_is_no_letter(text: str) -> None:
    table = token_table(text)
    assert [table.words[at] for at in table.figures] == [word for word in table.words if "1" in word]
