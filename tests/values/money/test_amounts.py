from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.money.amounts import MoneySpan, find_amounts
from leadmatch.values.money.words import local_currency


def only(text: str, local: str | None = None) -> MoneySpan:
    (span,) = find_amounts(text, local=local)
    return span


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("about $250K", 250_000, 250_000, "USD"),
        ("40-50k EUR", 40_000, 50_000, "EUR"),
        ("1.200,50 EUR", 1200.5, 1200.5, "EUR"),
        ("CHF 120'000 genehmigt", 120_000, 120_000, "CHF"),
        ("€2-3k", 2000, 3000, "EUR"),
        ("100 Tsd. Euro", 100_000, 100_000, "EUR"),
        ("40-45 lakh", 4_000_000, 4_500_000, None),
        ("12,34,567 INR", 1_234_567, 1_234_567, "INR"),
        ("25–28 T€", 25_000, 28_000, "EUR"),
        ("between 6 and 8 grand", 6000, 8000, None),
        ("zwischen 20 und 30 Tsd Euro", 20_000, 30_000, "EUR"),
        ("$1.5M-2M", 1_500_000, 2_000_000, "USD"),
        ("Twenty-two thousand in", 22_000, 22_000, None),
        ("a hundred thousand", 100_000, 100_000, None),
        ("two hundred thousand dollars", 200_000, 200_000, "USD"),
        ("diecimila", 10_000, 10_000, None),
        ("予算は500万円", 5_000_000, 5_000_000, "JPY"),
        ("1 234,56 €", 1234.56, 1234.56, "EUR"),
        ("15,000 US dollars", 15_000, 15_000, "USD"),
        ("700 tys. zł", 700_000, 700_000, "PLN"),
        ("80 TEUR", 80_000, 80_000, "EUR"),
        ("NOK 1.2m", 1_200_000, 1_200_000, "NOK"),
        ("Rs. 500", 500, 500, "INR"),
        ("fünfzigtausend", 50_000, 50_000, None),
    ],
)
def test_amounts_of_many_countries_are_read(text: str, low: float, high: float, currency: str | None) -> None:
    span = only(text)
    assert (span.low, span.high, span.currency) == (low, high, currency)
    assert not span.is_bare
    assert span.is_range == (low != high)


@pytest.mark.parametrize(
    "text", ["25kg", "15% of calls", "at 10:30", "v8.82", "2k users", "on 12/31", "US", "thousand", ""]
)
def test_weights_shares_times_versions_and_counts_are_no_amounts(text: str) -> None:
    assert not find_amounts(text)


@pytest.mark.parametrize(("text", "value"), [("310 approved", 310), ("500/mo", 500), ("under 400", 400), ("25 m", 25)])
def test_a_plain_number_is_marked_bare(text: str, value: float) -> None:
    assert only(text).is_bare
    assert only(text).low == value


def test_the_place_settles_whose_dollar_or_krone_is_meant() -> None:
    assert only("$500").currency == "USD"
    assert only("$500", local="CAD").currency == "CAD"
    assert only("$500", local="EUR").currency == "USD"
    assert only("500 kr", local="DKK").currency == "DKK"


def test_the_second_number_of_a_falling_pair_is_an_amount_of_its_own() -> None:
    assert [span.low for span in find_amounts("€900 - €100")] == [900, 100]


def test_two_numbers_joined_by_and_are_a_range_only_after_between() -> None:
    assert [span.is_range for span in find_amounts("$20 and $30")] == [False, False]


def test_a_number_beyond_all_money_is_no_amount() -> None:
    assert not find_amounts("9" * 40 + " EUR")


@given(st.text(max_size=400))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    spans = find_amounts(text)
    assert all(0 <= span.start < span.end <= len(text) and 0 <= span.low <= span.high for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(st.integers(1, 999_999), st.sampled_from(["EUR", "USD", "CHF", "GBP"]))
def test_an_amount_beside_its_code_is_found_on_either_side(value: int, code: str) -> None:
    for text in (f"we have {value} {code}.", f"we have {code} {value}."):
        assert (only(text).low, only(text).currency) == (value, code)


def test_a_currency_is_told_by_the_country_else_by_the_language() -> None:
    assert local_currency("CH", "de") == "CHF"
    assert local_currency("FR") == "EUR"
    assert local_currency(None, "pl") == "PLN"
    assert local_currency("ZZ", None) is None


def test_compound_number_words_need_a_known_head() -> None:
    assert only("achttienduizend").low == 18_000
    assert not find_amounts("xyztausend")


def test_a_point_behind_a_multiplier_belongs_to_it_only_before_a_currency() -> None:
    assert only("5 Mio. EUR").end == len("5 Mio. EUR")
    assert only("5 Mio. Danach").end == len("5 Mio")


def test_us_alone_is_no_currency_and_a_range_needs_its_second_number() -> None:
    assert only("5,000 US staff").currency is None
    assert not only("5k to nobody").is_range
    assert only("5k -").high == 5000
    assert [span.high for span in find_amounts("€5 to € nothing")] == [5]


def test_a_range_of_plain_numbers_before_a_small_multiplier_keeps_its_lower_end() -> None:
    assert (only("5000-6k").low, only("5000-6k").high) == (5000, 6000)


def test_number_words_without_a_multiplier_are_no_amount() -> None:
    assert not find_amounts("three plants and twenty-two - people")


@pytest.mark.parametrize(
    ("text", "low", "currency"),
    [
        ("R$ 15.000,00", 15_000, "BRL"),
        ("A$40k", 40_000, "AUD"),
        ("HK$ 90,000", 90_000, "HKD"),
        ("B$ 9", 9, "USD"),
        ("80'000.– Franken", 80_000, "CHF"),
        ("10.000,- €", 10_000, "EUR"),
        ("twenty-five hundred dollars", 2_500, "USD"),
        ("half a million euros", 500_000, "EUR"),
        ("a million", 1_000_000, None),
        ("fünfundzwanzigtausend Euro", 25_000, "EUR"),
        ("tweehonderdduizend euro", 200_000, "EUR"),
    ],
)
def test_sums_are_read_as_each_country_writes_them(text: str, low: float, currency: str | None) -> None:
    assert (only(text).low, only(text).currency) == (low, currency)


def test_hundreds_of_other_things_are_no_money() -> None:
    assert not find_amounts("two hundred people and a k")


def test_one_or_two_of_a_kind_is_a_range() -> None:
    assert (only("a grand or two").low, only("a grand or two").high) == (1_000, 2_000)
