import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity import phone
from leadmatch.values.identity.phone import PhoneKind, PhoneStatus, read_phone

PHONE_LIKE = st.text(alphabet="+0123456789 ()-/x#.extDW", max_size=40)


@pytest.mark.parametrize(
    ("raw", "country", "e164"),
    [
        ("+44 20 7946 0958", None, "+442079460958"),
        ("(0)20 7946 0958", "GB", "+442079460958"),
        ("+49 (0)221 94 31 70", "GB", "+49221943170"),
        ("0221/943170", "DE", "+49221943170"),
        ("0049 221 943170", None, "+49221943170"),
        ("0049 221 943170", "US", "+49221943170"),
        ("call me 212-867-5308", "US", "+12128675308"),
        ("Tel.: 070 123 45 67 (Axel)", "SE", "+46701234567"),
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("\uff0b\uff14\uff14 20 7946 0958", None, "+442079460958"),
        ("٠٢٢١ ٩٤٣١٧٠", "DE", "+49221943170"),
    ],
)
def test_a_number_is_read_as_people_type_it(raw: str, country: str | None, e164: str) -> None:
    assert read_phone(raw, country).e164 == e164


@pytest.mark.parametrize(
    ("raw", "country", "e164", "extension"),
    [
        ("450 646 8817 poste 42", "CA", "+14506468817", "42"),
        ("01 234567 DW 12", "AT", "+431234567", "12"),
        ("217-789-2000 ext. 14", "US", "+12177892000", "14"),
        ("785 825-4419 x12", "US", "+17858254419", "12"),
        ("61 847 29 06 wewn. 5", "PL", "+48618472906", "5"),
    ],
)
def test_the_word_for_an_extension_is_understood_in_several_languages(
    raw: str, country: str, e164: str, extension: str
) -> None:
    reading = read_phone(raw, country)
    assert (reading.e164, reading.extension) == (e164, extension)


def test_the_first_valid_one_of_two_numbers_counts() -> None:
    assert read_phone("212-867-5308 / 212-867-5310", "US").e164 == "+12128675308"
    assert read_phone("123-456-7890 or 212-867-5310", "US").e164 == "+12128675310"


def test_a_national_number_without_a_country_is_unknown_never_invalid() -> None:
    reading = read_phone("0221 943170")
    assert (reading.status, reading.e164, reading.national) == (PhoneStatus.UNKNOWN, None, "0221943170")
    assert read_phone("0221 943170", "XX").status is PhoneStatus.UNKNOWN


def test_the_default_country_counts_only_where_the_lead_names_none() -> None:
    assert read_phone("0221 943170", None, "DE").country == "DE"
    assert not read_phone("0221 943170", "US", "DE").valid


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (None, PhoneStatus.MISSING),
        ("  - ", PhoneStatus.MISSING),
        ("n/a", PhoneStatus.UNPARSEABLE),
        ("123-456-7890", PhoneStatus.INVALID),
        ("+999 1234 5678", PhoneStatus.INVALID),
        ("1234567890123456789012345", PhoneStatus.INVALID),
        ("1", PhoneStatus.UNPARSEABLE),
    ],
)
def test_a_number_that_cannot_be_dialled_says_why(raw: str | None, status: PhoneStatus) -> None:
    reading = read_phone(raw, "US")
    assert (reading.status, reading.e164, reading.valid) == (status, None, False)


def test_too_few_digits_without_a_country_are_no_number() -> None:
    assert read_phone("12").status is PhoneStatus.UNPARSEABLE


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("+4915112345678", PhoneKind.MOBILE),
        ("+49221943170", PhoneKind.FIXED),
        ("+12128675308", PhoneKind.FIXED_OR_MOBILE),
        ("+18003569377", PhoneKind.TOLL_FREE),
        ("+19002345678", PhoneKind.PREMIUM),
        ("+447012345678", PhoneKind.PERSONAL),
    ],
)
def test_the_kind_of_line_follows_the_numbering_plan(raw: str, kind: PhoneKind) -> None:
    assert read_phone(raw).kind is kind


def test_a_number_of_no_country_has_none() -> None:
    reading = read_phone("+800 1234 5678")
    assert (reading.valid, reading.country) == (True, None)


@given(st.text() | PHONE_LIKE, st.sampled_from([None, "DE", "US", "FR", "nowhere"]))
def test_any_text_gives_an_answer(raw: str, country: str | None) -> None:
    reading = read_phone(raw, country)
    assert reading.valid == (reading.e164 is not None)


@given(PHONE_LIKE)
def test_what_was_read_once_is_read_the_same_from_its_canonical_form(raw: str) -> None:
    reading = read_phone(raw, "US")
    if reading.e164:
        assert read_phone(reading.e164).e164 == reading.e164


@given(st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)))
def test_the_example_number_of_each_country_is_valid(country: str) -> None:
    example = phonenumbers.example_number(country)
    assert example is not None
    written = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert read_phone(written, country).valid


def test_a_field_of_megabytes_is_read_at_its_beginning() -> None:
    assert read_phone("212-867-5308" + " " * 10_000_000, "US").e164 == "+12128675308"
    assert read_phone("(" * 10_000_000, "US").status is PhoneStatus.MISSING


def test_the_pattern_cache_of_the_library_is_optional(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(phonenumbers, "enable_pattern_cache", lambda: asked.append(1))
    phone._keep_patterns.cache_clear()
    read_phone("+12128675308", cache_patterns=False)
    assert asked == []
    read_phone("+12128675308")
    read_phone("+12128675309")
    assert asked == [1]
    monkeypatch.delattr(phonenumbers, "enable_pattern_cache")
    phone._keep_patterns.cache_clear()
    assert read_phone("+12128675308").valid
