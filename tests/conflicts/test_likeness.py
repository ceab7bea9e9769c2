import pytest

from leadmatch.conflicts.likeness import domain_within, domains_alike, one_switchboard, same_line
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.records.lead import Lead


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("loomworks.co.uk", "loom-works.de", True),
        ("loomworks.de", "loomwroks.de", True),
        ("loomworks.de", "redmoor.de", False),
        ("aon.com", "aol.com", False),
    ],
)
def test_domains_are_alike_up_to_ending_hyphens_and_one_stroke(one: str, other: str, *, alike: bool) -> None:
    assert domains_alike(one, other) is domains_alike(other, one) is alike


def test_a_domain_may_stand_within_another() -> None:
    assert domain_within("millbrook-il.us", "cityofmillbrook-il.us")
    assert not domain_within("abc.com", "abcdef.com")


@pytest.mark.parametrize(
    ("one", "other", "same", "switchboard"),
    [
        ("+44 1904 653247", "01904 653247", True, True),
        ("+44 1904 653247", "+44 1904 653251", False, True),
        ("+44 1904 653247", "+44 1904 753247", False, False),
        ("+49 89 35140", "+49 89 35142210", False, True),
        ("+49 89 351422", "+49 89 3514 2210", False, True),
        ("+44 7911 123456", "+44 7911 123457", False, False),
        ("+44 1904 653247", None, False, False),
        ("+44 1904 653247", "904 653 247", False, False),
    ],
)
def test_lines_are_one_or_of_one_switchboard(one: str, other: str | None, *, same: bool, switchboard: bool) -> None:
    a, b = (portrait_of_lead(Lead(phone=phone, country="GB")) for phone in (one, other))
    assert same_line(a, b) is same_line(b, a) is same
    assert one_switchboard(a, b) is one_switchboard(b, a) is switchboard


def test_a_number_of_no_country_is_compared_by_its_digits() -> None:
    a, b = portrait_of_lead(Lead(phone="01904 653247")), portrait_of_lead(Lead(phone="+44 1904 653247"))
    assert same_line(a, b)
