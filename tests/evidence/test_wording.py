"""Figures, money, times and names, as people read them."""

from datetime import UTC, date, datetime
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.wording import (
    MINUS,
    SHOWN,
    THIN,
    apportioned,
    chance,
    count,
    day,
    listed,
    moment,
    money,
    percent,
    shown,
    signed,
    spelled,
    titled,
)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, f"€{THIN}0"),
        (880.4, f"€{THIN}880"),
        (2_150, f"€{THIN}2,150"),
        (9_999.6, f"€{THIN}10.0k"),
        (42_000, f"€{THIN}42.0k"),
        (99_949, f"€{THIN}99.9k"),
        (99_960, f"€{THIN}100k"),
        (777_123, f"€{THIN}777k"),
        (999_960, f"€{THIN}1.00m"),
        (1_250_000, f"€{THIN}1.25m"),
        (-2_150, f"{MINUS}€{THIN}2,150"),
        (-0.2, f"€{THIN}0"),
    ],
)
def test_money_shows_three_or_four_telling_digits(amount: float, text: str) -> None:
    assert money(amount, "EUR") == text


def test_money_without_a_known_sign_shows_the_code_of_its_currency() -> None:
    assert money(12, "CHF") == f"CHF{THIN}12"


@pytest.mark.parametrize(
    ("share", "text"), [(0.0004, "0.04"), (0.034, "3.4"), (0.2, "20"), (1.5, "150"), (-0.034, f"{MINUS}3.4"), (0, "0")]
)
def test_a_percentage_keeps_the_decimals_that_tell_something(share: float, text: str) -> None:
    assert percent(share) == f"{text}{THIN}%"


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.456, f"46{THIN}%"), (0.001, f"<{THIN}1{THIN}%"), (0.999, f">{THIN}99{THIN}%"), (1, f"100{THIN}%")],
)
def test_a_chance_is_whole_and_never_wrongly_called_certain(probability: float, text: str) -> None:
    assert chance(probability) == text


def test_numbers_go_with_their_nouns() -> None:
    assert [count(number, "lead") for number in (0, 1, 1_204)] == ["0 leads", "1 lead", "1,204 leads"]
    assert count(2, "entry", "entries") == "2 entries"


def test_small_numbers_are_words_at_the_start_of_a_sentence() -> None:
    assert [spelled(number) for number in (0, 3, 12, 13)] == ["No", "Three", "Twelve", "13"]


def test_phrases_are_joined_as_a_sentence_does() -> None:
    assert [listed(parts) for parts in ([], ["a"], ["a", "", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_points_have_a_true_sign() -> None:
    assert [signed(points) for points in (28, -2, 0, -1_200)] == ["+28", f"{MINUS}2", "0", f"{MINUS}1,200"]
    assert [signed(points) for points in (28.0, -0.25)] == ["+28", f"{MINUS}0.25"]


@given(st.floats(-1e6, 1e6))
def test_the_sign_of_any_points_is_the_first_that_is_read(points: float) -> None:
    told = signed(points)
    assert told[0] == ("+" if points > 0 else MINUS if points < 0 else "0")
    assert "-" not in told or "e-" in told


def test_days_and_moments_are_written_out() -> None:
    assert day(date(2027, 2, 4)) == "4 Feb 2027"
    assert moment(datetime(2026, 11, 23, 7, 5, tzinfo=UTC)) == "Mon 23 Nov 2026, 07:05 UTC"


def test_codes_become_words() -> None:
    assert [titled("fake_identity"), titled("")] == ["Fake identity", ""]


@given(st.text(max_size=2_000))
def test_any_text_is_shown_as_one_short_line_that_cannot_turn_its_direction(text: str) -> None:
    line = shown(text)
    assert len(line) <= SHOWN
    assert not set(line) & set("\n\r\t\0\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert shown(line) == line


def test_a_very_long_text_is_cut_with_a_mark() -> None:
    assert shown("a" * 1_000_000) == "a" * (SHOWN - 1) + "…"
    assert shown(" " * 900 + "b").endswith("…")
    assert shown("a b c", 4) == "a b…"


@given(st.lists(st.floats(-1e4, 1e4)), st.floats(0.1, 100))
def test_rounded_points_add_up_to_the_rounded_sum(values: list[float], scale: float) -> None:
    assert sum(apportioned(values, scale)) == (round(fsum(values) * scale) if values else 0)
