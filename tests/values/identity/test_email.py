import subprocess
import sys

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.email import EmailFault, EmailRepair, EmailStatus, mailbox_parts, read_email

ADDRESS_LIKE = st.text(alphabet="ab.@<>-+ ;,'\"ü\uff20\x00", max_size=40)


@pytest.mark.parametrize(
    ("raw", "address", "repaired"),
    [
        ("Bob@Acme.COM", "Bob@acme.com", ()),
        ("  bob@acme.com\u200b", "bob@acme.com", (EmailRepair.SPACE,)),
        ("mailto:bob@acme.com?subject=Hi", "bob@acme.com", (EmailRepair.MAILTO,)),
        ("Bob Ray <bob@acme.com>", "bob@acme.com", (EmailRepair.ANGLE_BRACKETS,)),
        ("bob@acme.com.", "bob@acme.com", (EmailRepair.PUNCTUATION,)),
        ("'bob@acme.com'", "bob@acme.com", (EmailRepair.PUNCTUATION,)),
        ("ｂｏｂ＠ａｃｍｅ．ｃｏｍ", "bob@acme.com", (EmailRepair.FULL_WIDTH,)),
        ("bob @ acme. com", "bob@acme.com", (EmailRepair.SPACE,)),
        ("bob@acme.com; eve@acme.com", "bob@acme.com", (EmailRepair.SECOND_ADDRESS,)),
        ("bob@acme.com eve@acme.com", "bob@acme.com", (EmailRepair.SECOND_ADDRESS,)),
        ("x@xn--mller-kva.de", "x@müller.de", ()),
        ("jürgen@müller.de", "jürgen@müller.de", ()),
        ("a" * 65 + "@acme.com", "a" * 65 + "@acme.com", ()),
    ],
)
def test_an_address_is_repaired_where_that_is_safe(raw: str, address: str, repaired: tuple[EmailRepair, ...]) -> None:
    reading = read_email(raw)
    assert (reading.address, reading.repaired, reading.valid) == (address, repaired, True)


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("acme.com", EmailFault.NO_AT),
        ("@acme.com", EmailFault.NO_LOCAL),
        ("bob@", EmailFault.NO_DOMAIN),
        ("bob@@acme.com", EmailFault.MANY_AT),
        ("bob@acme", EmailFault.NO_DOT),
        ("bob@acme.local", EmailFault.SPECIAL_USE),
        ("bob ray@acme.com", EmailFault.BAD_LOCAL),
        ("bob..ray@acme.com", EmailFault.BAD_LOCAL),
        ("bob@-acme.com", EmailFault.BAD_DOMAIN),
        ("b" * 400 + "@acme.com", EmailFault.TOO_LONG),
        ("bob\ud800@acme.com", EmailFault.BAD_LOCAL),
    ],
)
def test_an_invalid_address_says_what_is_wrong(raw: str, fault: EmailFault) -> None:
    reading = read_email(raw)
    assert (reading.fault, reading.status, reading.address) == (fault, EmailStatus.INVALID, None)


@pytest.mark.parametrize("raw", [None, "", " \t"])
def test_nothing_is_missing_not_invalid(raw: str | None) -> None:
    assert read_email(raw).status is EmailStatus.MISSING


def test_addresses_of_one_mailbox_have_one_key() -> None:
    keys = {read_email(raw).key for raw in ("b.o.b+x@gmail.com", "BOB@googlemail.com", "bob@gmail.com")}
    assert keys == {"bob@gmail.com"}
    assert read_email("b.ob@acme.com").key != read_email("bob@acme.com").key


def test_an_address_of_only_a_tag_keeps_it() -> None:
    assert read_email("+news@acme.com").key == "+news@acme.com"


@given(st.emails() | ADDRESS_LIKE | st.text())
def test_a_text_that_needs_no_repair_gets_the_verdict_of_the_validator(raw: str) -> None:
    reading = read_email(raw)
    try:
        expected = validate_email(raw, check_deliverability=False).normalized
    except (EmailNotValidError, UnicodeError):
        expected = None
    if not reading.repaired and reading.status is not EmailStatus.MISSING:
        assert reading.address == expected


@given(st.emails() | ADDRESS_LIKE | st.text())
def test_reading_a_canonical_address_again_changes_nothing(raw: str) -> None:
    reading = read_email(raw)
    if reading.address:
        again = read_email(reading.address)
        assert (again.address, again.key, again.repaired) == (reading.address, reading.key, ())


@given(st.emails() | ADDRESS_LIKE | st.text())
def test_the_parts_of_an_address_are_those_of_its_reading(raw: str) -> None:
    reading = read_email(raw)
    assert mailbox_parts(raw) == (reading.key, reading.local, reading.domain)


def test_a_field_of_megabytes_is_answered() -> None:
    assert read_email("<" + " " * 10_000_000).fault is not None
    assert read_email("a@" * 5_000_000).valid is False


def test_the_validator_is_loaded_with_the_first_address() -> None:
    code = "import sys, leadmatch.values.identity.email; assert 'email_validator' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
