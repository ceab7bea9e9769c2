from collections.abc import Callable

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given, settings
from hypothesis import strategies as st

from leadmatch.screening import email
from leadmatch.screening.inquiry import Inquiry
from leadmatch.values.identity.email import read_email

Codes = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("sam at firm", "email.syntax"),
        ("sam@", "email.syntax"),
        ("sam@example.com", "email.placeholder"),
        ("asdf@asdf.co.uk", "email.placeholder"),
        ("john.doe@gmail.com", "email.placeholder_mailbox"),
        ("sam@mailinator.com", "email.disposable"),
        ("x8@duck.com", "email.relay"),
        ("sam@gmail.com", "email.free"),
        ("info@brightwaterfoods.co.uk", "email.role"),
        ("noreply@brightwaterfoods.co.uk", "email.no_reply"),
        ("sam@gmial.com", "email.misspelt"),
        ("sam@mayo.edu", "email.academic"),
        ("sam@student.lund.edu", "email.student"),
        ("sam@аcme.com", "email.look_alike"),
        ("sdkfjhg@gmail.com", "email.mash"),
        ("sam@prizes.win", "email.bulk_domain"),
        ("sam@gmx.dee", "email.unknown_ending"),
    ],
)
def test_what_an_address_says_has_its_code(codes: Codes, address: str, code: str) -> None:
    assert code in codes(email=address)


@pytest.mark.parametrize(
    "address",
    ["sokello@brightwaterfoods.co.uk", "sam+vendor@firm.de", "x8@duck.com", "info@firm.de", "müller@bücher.de"],
)
def test_a_reply_to_an_ordinary_address_arrives(inquire: Callable[..., Inquiry], address: str) -> None:
    assert email.is_usable(inquire(email=address))


@pytest.mark.parametrize(
    "address",
    [None, "", "sam at firm", "sam@example.com", "sam@yopmail.com", "sam@gmail.con", "noreply@firm.de", "sam@firm.cmo"],
)
def test_a_reply_to_these_does_not(inquire: Callable[..., Inquiry], address: str | None) -> None:
    assert not email.is_usable(inquire(email=address))


def test_a_slip_is_not_thrown_away_even_if_somebody_registered_it(codes: Codes) -> None:
    assert "email.disposable" not in codes(email="sam@gmial.com")


def test_a_missing_address_gives_no_reason_about_it(codes: Codes) -> None:
    assert not any(code.startswith("email.") for code in codes(email=None))


@settings(max_examples=2_000, deadline=None)
@given(
    local=st.text("abz09.+-_!é\"' ", max_size=8),
    domain=st.lists(st.text("abz09-_ü", max_size=5), min_size=1, max_size=3).map(".".join),
)
def test_addresses_are_judged_as_email_validator_judges_them(local: str, domain: str) -> None:
    reading = read_email(f"{local}@{domain}.com")
    if not reading.repaired:
        assert reading.valid == _is_valid(f"{local}@{domain}.com")


def _is_valid(address: str) -> bool:
    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True
