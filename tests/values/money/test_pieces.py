"""Amounts from words that are known already are the amounts of the text."""

import pytest

from leadmatch.values.money.amounts import find_amounts
from leadmatch.values.text.token_table import token_table


@pytest.mark.parametrize(
    "text",
    [
        "nothing of the kind",
        "we have twenty-two thousand pounds, they say",
        "diecimila euro per il nuovo gestionale",
        "between $2 and $3 thousand, and much later in the text of this note, another 1.200,50 EUR or 25kg",
        "予算は200万円です",
        "one and two but never three",
    ],
)
def test_known_words_change_nothing(text: str) -> None:
    assert find_amounts(text, local="USD", table=token_table(text)) == find_amounts(text, local="USD")


def test_amounts_far_apart_are_not_joined() -> None:
    text = "$5 " + "and so on and on " * 5 + "to $9"
    assert [span.is_range for span in find_amounts(text, table=token_table(text))] == [False, False]
