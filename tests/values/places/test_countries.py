import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.countries import (
    LANGUAGES,
    calling_code,
    country_code,
    country_name,
    currency_of,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("de", "DE"), ("DEU", "DE"), (" deu ", "DE"), ("UK", "GB"), ("England", "GB"), ("ドイツ", "DE"),
        ("Allemagne", "DE"), ("Holland", "NL"), ("the Netherlands", "NL"), ("U.S.A.", "US"), ("EE. UU.", "US"),
        ("Côte d’Ivoire", "CI"), ("cote d'ivoire", "CI"), ("MEXICO", "MX"), ("Türkei", "TR"), ("Turkey", "TR"),
        ("Georgia", "GE"), ("South Korea", "KR"), ("North Korea", "KP"), ("Kosovo", "XK"), ("EL", "GR"),
        ("Szwajcaria", "CH"), ("Reino Unido", "GB"), ("Stati Uniti", "US"), ("Duitsland", "DE"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_codes_and_names(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", None, " ", "Atlantis", "ZZ", "x" * 10_000_000, "\x00\ud800", "United", "?!"])
def test_what_names_no_country_is_none(text: str | None) -> None:
    assert country_code(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["DE", "US", "GB", "JP", "BR", "CZ", "CH", "AT", "PL"])
def test_every_name_leads_back_to_its_country(code: str, language: str) -> None:
    assert country_code(country_name(code, language)) == code


def test_a_country_has_a_name_a_calling_code_and_a_currency() -> None:
    assert (country_name("de"), country_name("DE", "fr"), country_name("DE", "xx")) == (
        "Germany",
        "Allemagne",
        "Germany",
    )
    assert (calling_code("gb"), currency_of("ch")) == (44, "CHF")


def test_an_unknown_code_has_itself_as_name_and_nothing_else() -> None:
    assert (country_name("ZZ"), calling_code("ZZ"), currency_of("ZZ")) == ("ZZ", None, None)
    assert (calling_code("AQ"), currency_of("AQ")) == (None, None)


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    code = country_code(text)
    assert code is None or len(code) == 2
