import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.money.rates import Rates, default_rates

CODES = sorted({"EUR", *default_rates().table})


def test_the_shipped_table_is_named_by_its_day() -> None:
    assert default_rates().name == "ecb-2026-10-30"
    assert len(CODES) == 36


def test_a_pegged_currency_follows_the_one_it_is_tied_to() -> None:
    assert default_rates().convert(100, "USD", "AED") == pytest.approx(367.25)
    assert default_rates().convert(1, "EUR", "BGN") == pytest.approx(1.95583)


@given(st.floats(0.01, 1e9), st.sampled_from(CODES), st.sampled_from(CODES))
def test_converting_there_and_back_gives_the_amount_again(amount: float, source: str, target: str) -> None:
    there = default_rates().convert(amount, source, target)
    assert there is not None
    assert default_rates().convert(there, target, source) == pytest.approx(amount)


def test_a_currency_without_a_rate_is_unknown_never_one_to_one() -> None:
    assert default_rates().convert(5, "XXX", "EUR") is None
    assert default_rates().convert(5, "EUR", "XXX") is None
    assert default_rates().convert(5, "XXX", "XXX") == 5


@pytest.mark.parametrize("table", [{"usd": 1.0}, {"USDX": 1.0}, {"USD": 0.0}, {"USD": float("nan")}, {"USD": -1.0}])
def test_a_wrong_table_is_refused(table: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"currency|above 0"):
        Rates("EUR", date(2026, 1, 1), table)


def test_rates_of_ones_own_can_be_pickled_and_hashed() -> None:
    rates = Rates("USD", date(2026, 1, 1), {"EUR": 0.9})
    assert pickle.loads(pickle.dumps(rates)) == rates  # noqa: S301 (our own bytes)
    assert hash(rates) == hash(Rates("USD", date(2026, 1, 1), {"EUR": 0.9}))
    assert rates.name == "own-2026-01-01"
