from collections.abc import Callable

import phonenumbers
import pytest

from leadmatch.screening import phone
from leadmatch.screening.inquiry import Inquiry

Codes = Callable[..., set[str]]
Inquire = Callable[..., Inquiry]

FICTIONAL = [
    *[("US", f"{area}-555-01{end:02}") for area in (202, 212, 818) for end in (0, 23, 99)],
    ("US", "800-555-0123"),
    ("CA", "416 555 0177"),
    ("GB", "020 7946 0123"),
    ("GB", "0161 496 0999"),
    ("GB", "0808 157 0999"),
    ("GB", "03069 990123"),
    ("DE", "030 23125 123"),
    ("DE", "069 90009 456"),
    ("DE", "089 99998 789"),
    ("AU", "02 5550 1234"),
    ("AU", "0491 570 157"),
    ("SE", "070-174 06 50"),
    ("SE", "08-465 004 55"),
    ("FR", "01 99 00 12 34"),
]
PLACEHOLDERS = [
    ("US", "(212) 867-5309"),
    ("US", "212-555-1212"),
    ("US", "415-555-2671"),
    ("GB", "+44 7911 123456"),
    ("CN", "13800138000"),
]
RUNS = [
    ("US", "234-567-8901"),
    ("GB", "01234 567890"),
    ("IN", "1234567890"),
    ("IN", "9876543210"),
    ("JP", "090-1234-5678"),
    ("NL", "06 12345678"),
    ("FR", "06 12 34 56 78"),
]
REPEATED = [
    ("US", "212-222-2222"),
    ("US", "888-888-8888"),
    ("GB", "07777777777"),
    ("BR", "11 99999-9999"),
    ("ES", "666 666 666"),
    ("SG", "8888 8888"),
    ("AU", "0400 000 000"),
    ("FR", "06 00 00 00 00"),
    ("FR", "01 01 01 01 01"),
]


@pytest.mark.parametrize(("country", "number"), FICTIONAL)
def test_numbers_that_regulators_keep_for_fiction_are_found(codes: Codes, country: str, number: str) -> None:
    assert "phone.fictional" in codes(country=country, phone=number)


@pytest.mark.parametrize(("country", "number"), PLACEHOLDERS)
def test_numbers_known_from_songs_and_manuals_are_found(codes: Codes, country: str, number: str) -> None:
    assert "phone.placeholder" in codes(country=country, phone=number)


@pytest.mark.parametrize(("country", "number"), RUNS)
def test_digits_that_count_are_found(codes: Codes, country: str, number: str) -> None:
    assert "phone.sequential" in codes(country=country, phone=number)


@pytest.mark.parametrize(("country", "number"), REPEATED)
def test_digits_that_repeat_are_found(codes: Codes, country: str, number: str) -> None:
    assert "phone.repeated" in codes(country=country, phone=number)


@pytest.mark.parametrize(("country", "number"), [("CN", "13888888888"), ("IN", "9999999999"), ("IN", "7777777777")])
def test_lucky_numbers_are_only_a_hint_where_they_are_sold(codes: Codes, country: str, number: str) -> None:
    found = codes(country=country, phone=number)
    assert "phone.lucky" in found
    assert "phone.repeated" not in found


@pytest.mark.parametrize(
    ("country", "number"),
    [*FICTIONAL, *PLACEHOLDERS, *RUNS, *REPEATED, ("GB", "12"), ("US", "1-900-234-5678"), ("US", None)],
)
def test_nobody_answers_such_numbers(inquire: Inquire, country: str, number: str | None) -> None:
    assert phone.is_usable(inquire(country=country, phone=number)) is False


def test_a_number_without_a_country_is_unknown_but_filler_is_filler(inquire: Inquire) -> None:
    assert phone.is_usable(inquire(country=None, phone="0183 750 912")) is None
    assert phone.is_usable(inquire(country=None, phone="1234567890")) is False


def test_kinds_and_faults_have_their_codes(codes: Codes) -> None:
    assert "phone.unparseable" in codes(phone="1")
    assert "phone.invalid" in codes(phone="020 7183")
    assert "phone.premium" in codes(country="US", phone="1-900-234-5678")
    assert "phone.special_kind" in codes(country="US", phone="800-486-7047")


def test_a_number_of_another_country_is_told_unless_they_share_a_plan(codes: Codes) -> None:
    assert "phone.other_country" in codes(country="NG", phone="+44 20 7183 8750")
    assert "phone.other_country" not in codes(country="US", phone="+1 416 448 5516")


def test_the_examples_of_all_regions_seldom_look_like_filler(inquire: Inquire) -> None:
    examples = [(region, phonenumbers.example_number(region)) for region in sorted(phonenumbers.SUPPORTED_REGIONS)]
    shown = [
        (region, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
        for region, number in examples
        if number
    ]
    listed = [
        region for region, number in shown if phone.is_listed(inquire(country=region, phone=number).phone, "fictional")
    ]
    assert set(listed) <= {"US", "CA"}
