import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from phonenumbers import NumberParseException, PhoneNumberType

from leadmatch.values.identity.numbering import OrdinaryNumber, read_ordinary

REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
EXAMPLES = [
    (region, phonenumbers.national_significant_number(number))
    for region in REGIONS
    for number_type in (0, 1, 3, 4, 6, 7)
    if (number := phonenumbers.example_number_for_type(region, number_type)) is not None
]


def as_the_library_reads(written: str, region: str) -> OrdinaryNumber | None:
    """Return what `phonenumbers` says of a valid number."""
    try:
        parsed = phonenumbers.parse(written, region)
    except NumberParseException:
        return None
    number_type = phonenumbers.number_type(parsed)
    found = phonenumbers.region_code_for_number(parsed)
    national = phonenumbers.national_significant_number(parsed)
    is_valid = number_type != PhoneNumberType.UNKNOWN and not parsed.extension
    return OrdinaryNumber(str(parsed.country_code), national, found or "", number_type) if is_valid else None


@st.composite
def written_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """Draw numbers near those that exist, written in many ways, with the region they are dialled in."""
    region, national = draw(st.sampled_from(EXAMPLES))
    kept = draw(st.integers(0, len(national)))
    digits = national[:kept] + draw(
        st.text("0123456789", min_size=len(national) - kept, max_size=len(national) + 1 - kept)
    )
    code = phonenumbers.country_code_for_region(region)
    trunk = phonenumbers.ndd_prefix_for_region(region, strip_non_digits=True) or "0"
    before = draw(st.sampled_from(["", trunk, f"+{code}", f"+{code} (0)", str(code), "00", f"00{code}", "1", "8", "+"]))
    number = f"{before}{digits}"
    place = draw(st.integers(1, len(number)))
    return f"{number[:place]}{draw(st.sampled_from(['', ' ', '-', ') ']))}{number[place:]}", region


@given(written_numbers())
@example(("0 11 91234-5678", "BR"))
@example(("1832 02 7010 1234", "AU"))
@example(("+1 242 322 0000", "US"))
@example(("+800 1234 5678", "US"))
@example(("+", "US"))
@example(("+7 701 123 4567", "RU"))
def test_what_is_told_of_a_number_is_what_the_library_tells(number: tuple[str, str]) -> None:
    written, region = number
    told = read_ordinary(written, region)
    assert told is None or told == as_the_library_reads(written, region)


def test_most_valid_numbers_are_ordinary() -> None:
    valid = [(f"+{phonenumbers.country_code_for_region(region)}{number}", region) for region, number in EXAMPLES]
    told = [read_ordinary(written, region) is not None for written, region in valid]
    assert sum(told) > 0.8 * len(told)


@pytest.mark.parametrize("written", ["030 1", "+49 1", "0049 30 901820", "49 30 901820"])
def test_nothing_is_told_where_more_may_be_at_work(written: str) -> None:
    assert read_ordinary(written, "DE") is None


def test_a_number_without_a_country_is_not_told() -> None:
    assert read_ordinary("030 901820", None) is None
    assert read_ordinary("030 901820", "DE") == OrdinaryNumber("49", "30901820", "DE", PhoneNumberType.FIXED_LINE)
