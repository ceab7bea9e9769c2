import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.postal import (
    could_lie_in,
    has_prefix,
    normal_postal,
    region_of_postal,
    region_of_prefix,
)


@pytest.mark.parametrize(
    ("country", "text", "code"),
    [
        ("DE", "D-79098", "79098"), ("GB", "ec3m5ad", "EC3M 5AD"), ("GB", "EC3M", "EC3M"),
        ("GB", "nonsense", "NONSENSE"),
        ("US", "19104-1234", "191041234"), ("US", "2139", "02139"), ("CH", "CH 8001", "8001"), ("NO", "5357", "5357"),
        (None, "79098", "79098"), ("NL", "8441 ab", "8441AB"), ("AT", "A-1010", "1010"),
    ],
)  # fmt: skip
def test_a_postal_code_is_written_one_way(country: str | None, text: str, code: str) -> None:
    assert normal_postal(country, text) == code


@pytest.mark.parametrize("text", [None, "", "–", "1" * 10**7, "12345678901234567890"])
def test_what_can_be_no_postal_code_is_none(text: str | None) -> None:
    assert normal_postal("US", text) is None
    assert region_of_postal("US", text) is None


@pytest.mark.parametrize(
    ("country", "code", "region"),
    [
        ("US", "19104", "US-PA"), ("US", "10017", "US-NY"), ("US", "2139", "US-MA"), ("US", "83414", "US-WY"),
        ("GB", "M1 1AE", "GB-ENG"), ("GB", "BT43 5EH", "GB-NIR"), ("GB", "EH1 1AA", "GB-SCT"),
        ("GB", "CF10 1AA", "GB-WLS"),
        ("GB", "CH1 1AA", None), ("FR", "75008", "FR-75C"), ("FR", "20000", "FR-2A"), ("FR", "97400", "FR-974"),
        ("ES", "28013", "ES-M"), ("IT", "20121", "IT-25"), ("DE", "04177", "DE-SN"), ("DE", "69117", None),
        ("CA", "G1V 4H6", "CA-QC"), ("AU", "2600", "AU-ACT"), ("AU", "2072", "AU-NSW"), ("IN", "403001", None),
        ("IN", "411026", "IN-MH"), ("BE", "9000", "BE-VOV"), ("DE", "96515", "DE-TH"), ("DE", "66482", None),
        ("DK", "2680", "DK-85"), ("NL", "5301", None), ("ZZ", "1234", None), ("GB", "12345", None),
    ],
)  # fmt: skip
def test_the_region_of_a_postal_code_is_told_only_where_it_is_certain(
    country: str, code: str, region: str | None
) -> None:
    assert region_of_postal(country, code) == region


def test_a_prefix_lies_in_a_region_when_all_its_codes_do() -> None:
    assert region_of_prefix("DE", "79") == "DE-BW"
    assert region_of_prefix("DE", "7") is None
    assert region_of_prefix("IN", "40") is None
    assert region_of_prefix("GB", "EC") == "GB-ENG"


def test_a_prefix_with_letters_lies_in_no_country_of_digits() -> None:
    assert could_lie_in("GB", "EC")
    assert not could_lie_in("DE", "EC")
    assert could_lie_in("ZZ", "EC")
    assert not could_lie_in("ZZ", "–")


@pytest.mark.parametrize(
    ("country", "code", "prefix", "covered"),
    [
        ("GB", "M1 1AE", "M", True), ("GB", "ME1 1AE", "M", False), ("GB", "E1 6AN", "E1", True),
        ("GB", "E17 6AN", "E1", False),
        ("GB", "W1A 1AA", "W1", True), ("GB", "EC3M 5AD", "EC", True), ("GB", "M1 1AE", "m1  1", True),
        ("DE", "79098", "79", True), ("DE", "78098", "79", False), ("CA", "G1V4H6", "G1V 4", True),
        ("GB", "12345", "M", False),
    ],
)  # fmt: skip
def test_a_prefix_covers_what_the_post_means_by_it(country: str, code: str, prefix: str, *, covered: bool) -> None:
    assert has_prefix(country, code, prefix) is covered


@given(st.sampled_from(["US", "GB", "DE", "ZZ"]), st.text(), st.text(max_size=6))
def test_any_text_gets_an_answer(country: str, text: str, prefix: str) -> None:
    code = normal_postal(country, text)
    region_of_postal(country, text)
    region_of_prefix(country, prefix)
    assert has_prefix(country, code or "", prefix) in (True, False)
