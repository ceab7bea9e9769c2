import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.identity.domains import (
    DomainKind,
    company_domain,
    domain_kind,
    has_known_ending,
    registrable_domain,
    typo_of,
)


@pytest.mark.parametrize(
    ("domain", "kind"),
    [
        ("acme-pumps.de", DomainKind.COMPANY),
        ("Gmail.com", DomainKind.FREE),
        ("t-online.de", DomainKind.FREE),
        ("hey.com", DomainKind.FREE),
        ("mailinator.com", DomainKind.DISPOSABLE),
        ("sub.mailinator.com.", DomainKind.DISPOSABLE),
        ("privaterelay.appleid.com", DomainKind.RELAY),
        ("mit.edu", DomainKind.ACADEMIC),
        ("cs.ox.ac.uk", DomainKind.ACADEMIC),
        ("stud.uni-koeln.de", DomainKind.ACADEMIC),
        ("tu-berlin.de", DomainKind.ACADEMIC),
        ("tu.com", DomainKind.COMPANY),
        ("acme.myshopify.com", DomainKind.HOSTING),
        ("linkedin.com", DomainKind.HOSTING),
        ("example.com", DomainKind.PLACEHOLDER),
        ("test.com", DomainKind.PLACEHOLDER),
        ("b.com", DomainKind.PLACEHOLDER),
        ("aaa.aaa", DomainKind.PLACEHOLDER),
        ("acme.example", DomainKind.SPECIAL),
        ("acme.local", DomainKind.SPECIAL),
        ("", DomainKind.COMPANY),
    ],
)
def test_a_domain_tells_who_is_behind_it(domain: str, kind: DomainKind) -> None:
    assert domain_kind(domain) is kind


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("bob@mail.acme.co.uk", "acme.co.uk"),
        ("https://www.acme.com.au/about?x=1#y", "acme.com.au"),
        ("https://user:secret@shop.acme.de:8080/", "acme.de"),
        ("acme.de", "acme.de"),
        ("st-octave.qc.ca", "st-octave.qc.ca"),
        ("www.law.de", "law.de"),
        ("it@procurement.lakemont.edu", "lakemont.edu"),
        ("http://acme.myshopify.com/products", "acme.myshopify.com"),
        ("https://www.wixsite.com/acme", None),
        ("https://www.linkedin.com/company/acme", None),
        ("bob@gmail.com", None),
        ("bob@mailinator.com", None),
        ("bob@duck.com", None),
        ("bob@example.org", None),
        ("localhost", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_domain_of_its_own_identifies_a_company(address: str | None, domain: str | None) -> None:
    assert company_domain(address) == domain


@pytest.mark.parametrize(
    ("domain", "meant"),
    [
        ("gmial.com", "gmail.com"),
        ("gmail.con", "gmail.com"),
        ("gmaik.com", "gmail.com"),
        ("hotmai.com", "hotmail.com"),
        ("yahoo.cm", "yahoo.com"),
        ("t-onlin.de", "t-online.de"),
        ("gmail.com", None),
        ("ymail.com", None),
        ("mail.com", None),
        ("weg.de", None),
        ("aon.com", None),
        ("comcast.com", None),
        ("example.com", None),
        ("acme.com", None),
    ],
)
def test_a_slip_of_the_keyboard_names_the_provider_that_was_meant(domain: str, meant: str | None) -> None:
    assert typo_of(domain) == meant


@given(st.text())
def test_any_text_gives_an_answer_that_stays_the_same(text: str) -> None:
    domain_kind(text)
    typo_of(text)
    domain = company_domain(text)
    if domain is not None:
        assert company_domain(domain) == domain
        assert registrable_domain(domain) == domain or domain_kind(domain) is DomainKind.HOSTING


def test_a_website_of_megabytes_is_answered() -> None:
    assert company_domain("a." * 5_000_000) is not None
    assert company_domain("/" * 10_000_000) is None


def test_endings_are_those_of_the_root_zone() -> None:
    assert all(map(has_known_ending, ("acme.de", "ACME.Co.UK.", "acme.museum", "acme.рф", "acme.xn--p1ai")))
    assert not any(map(has_known_ending, ("gmx.dee", "acme.con", "ziggo.n", "acme", "")))
