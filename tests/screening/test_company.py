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


def test_a_private_person_without_a_need_is_looked_at(codes: Codes) -> None:
    private = {
        "company": None,
        "email": "m.ode@gmail.com",
        "message": "Hello there, my cousin says you are nice people.",
    }
    assert "company.private" in codes(**private)
    assert "company.private" not in codes(**private | {"message": "Hello there, I need a quote for my two shops."})
    assert "company.private" not in codes(**private | {"message": "Call me after four"})
    assert "company.private" not in codes(
        **private | {"message": "Voitteko soittaa minulle huomenna tai ensi viikolla"}
    )
    assert "company.private" not in codes(**private | {"company": "Ode Foods"})


def test_the_seat_of_a_celebrity_tells_beside_their_name_only(codes: Codes) -> None:
    assert "company.of_celebrity" in codes(first_name="Elon", last_name="Musk", company="SpaceX Inc")
    assert "company.of_celebrity" not in codes(company="SpaceX Inc")
