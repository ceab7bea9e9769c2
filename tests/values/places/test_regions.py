import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.regions import lineage, parent, region_code, region_name


@pytest.mark.parametrize(
    ("text", "country", "code"),
    [
        ("US-PA", None, "US-PA"), ("us_pa", None, "US-PA"), ("PA", "US", "US-PA"), ("Pa.", "US", "US-PA"),
        ("Bayern", None, "DE-BY"), ("Bavaria", "DE", "DE-BY"), ("NRW", "DE", "DE-NW"), ("75", "FR", "FR-75C"),
        ("County Cork", "IE", "IE-CO"), ("Île-de-France", "FR", "FR-IDF"), ("CA", "US", "US-CA"),
        ("State of New York", "US", "US-NY"), ("Kanton Zürich", "CH", "CH-ZH"), ("大阪府", "JP", "JP-27"),
        ("Stockholms län", "SE", "SE-AB"), ("uk-ken", None, "GB-KEN"), ("IN-TG", None, "IN-TS"), ("Wien", "AT", "AT-9"),
        (" Ontario ", None, "CA-ON"), ("Georgia", "US", "US-GA"), ("Vic", "AU", "AU-VIC"),
        ("Antwerpen", "BE", "BE-VAN"),
    ],
)  # fmt: skip
def test_a_region_is_known_by_its_codes_and_names(text: str, country: str | None, code: str) -> None:
    assert region_code(text, country) == code


@pytest.mark.parametrize(
    ("text", "country"),
    [("", None), (None, "US"), ("PA", None), ("Florida", None), ("US-QQ", None), ("QQ-12", None), ("x" * 10**7, "US"),
     ("Bavaria", "US"), ("\x00", "US"), ("somewhere", "US")],
)  # fmt: skip
def test_what_is_no_certain_region_is_none(text: str | None, country: str | None) -> None:
    assert region_code(text, country) is None


def test_a_region_knows_its_name_and_what_it_lies_in() -> None:
    assert region_name("DE-BY") == "Bavaria"
    assert (parent("GB-KEN"), parent("US-PA"), parent("XX-1")) == ("GB-ENG", None, None)
    assert lineage("FR-75C") == ("FR-75C", "FR-IDF")


def test_an_unknown_region_has_its_code_as_name_and_stands_alone() -> None:
    assert (region_name("XX-1"), lineage("XX-1")) == ("XX-1", ("XX-1",))


@given(st.text(), st.sampled_from([None, "US", "DE", "JP", "ZZ"]))
def test_any_text_gets_an_answer_in_the_country_asked_for(text: str, country: str | None) -> None:
    code = region_code(text, country)
    assert code is None or code[2] == "-"
