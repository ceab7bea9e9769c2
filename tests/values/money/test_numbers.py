"""Numbers in figures and in words."""

import pytest

from leadmatch.values.money.numbers import number_in_words, parse_number
from leadmatch.values.money.words import money_words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", 1234),
        ("1.234", 1234),
        ("0.125", 0.125),
        ("1.5", 1.5),
        ("1.234.567", 1_234_567),
        ("1,234.5", 1234.5),
        ("7", 7),
    ],
)
def test_the_last_of_two_separators_is_the_decimal_sign(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("twenty-two thousand", 22, "thousand"),
        ("one hundred and fifty dollars", 150, "dollars"),
        ("seven and a half grand", 7.5, "grand"),
        ("treinta y cinco mil", 35, "mil"),
        ("fifteen and twenty thousand", 15, "and"),
        ("five and a day", 5, "and"),
        ("hundred and many", 100, "and"),
        ("diecimila euro", 10_000, "euro"),
        ("half a million", 0.5, "million"),
        ("nothing", 0, "nothing"),
        ("five", 5, ""),
    ],
)
def test_number_words_add_up_until_another_word_stands(text: str, value: float, rest: str) -> None:
    read, end, following = number_in_words(text, 0, money_words())
    assert (read, following.folded) == (value, rest)
    assert text[:end] == text[: following.start].rstrip(" ")
