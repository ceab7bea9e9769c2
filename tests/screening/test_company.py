from collections.abc import Callable

import pytest

Codes = Callable[..., set[str]]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"company": None}, "company.missing"),
        ({"company": "n/a"}, "company.missing"),
        ({"company": "Musterfirma GmbH"}, "company.placeholder"),
        ({"company": "Wayne Enterprises Inc."}, "company.fictional"),
        ({"company": "Marlinspike Hall"}, "company.fictional"),
        ({"company": "TEST PLEASE IGNORE"}, "company.test"),
        ({"company": "Test 2"}, "company.test"),
        ({"company": "sdkfjh qwrtzp"}, "company.gibberish"),
        ({"company": "Jjj"}, "company.gibberish"),
        ({"job_title": "sdkfjh"}, "company.gibberish_title"),
        ({"job_title": "Test"}, "company.test_title"),
    ],
)
def test_what_is_no_company_has_its_code(codes: Codes, fields: dict[str, str | None], code: str) -> None:
    assert code in codes(**fields)


@pytest.mark.parametrize(
    "company",
    [
        "Rival Packaging",
        "Bruckner Antriebstechnik GmbH",
        "東洋精密株式会社",
        "BMW",
        "Mickey Mouse Plumbing LLC",
        "Test-Iliadis Marble Works Ltd",
    ],
)
def test_odd_but_real_companies_have_none(codes: Codes, company: str) -> None:
    assert not {code for code in codes(company=company) if code.startswith("company.")}
