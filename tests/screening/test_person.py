from collections.abc import Callable
from importlib import import_module

import faker.config
import pytest

from leadmatch.screening import person
from leadmatch.screening.inquiry import Inquiry
from leadmatch.screening.letters import is_improbable, is_key_run, is_repeated
from leadmatch.values.text.tokens import folded_words

Codes = Callable[..., set[str]]
REAL = (
    "Nguyen Ng Li Bo Szczepański O'Brien Mxolisi Krzysztof Zbigniew Strzelczyk Brzęczyszczykiewicz Grzegorz Xu Ptáček "
    "Hrvoje Mkhize Tszyu Smrž Trnka Jyrki Llwyd Xhosa Ndlovu Qwabe Fadhl Sasa Asad Klaas Wertz Ewert Were Zhu Yu Żółć"
)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("Mickey", "Mouse", "person.character"),
        ("Mouse", "Mickey", "person.character"),
        ("Dr. Homer", "Simpson", "person.character"),
        ("Batman", ".", "person.character"),
        ("Scrooge", "McDuck", "person.character"),
        ("Elon", "Musk", "person.celebrity"),
        ("Erika", "Mustermann", "person.placeholder"),
        ("張", "三", "person.placeholder"),
        ("Mario", "Rossi", "person.common_placeholder"),
        ("山田", "太郎", "person.common_placeholder"),
        ("Hugh", "Jass", "person.prank"),
        ("xxx", "none", "person.filler"),
        ("Sam", "lastname", "person.filler"),
        ("Test", "Tester2", "person.test"),
        ("Anna", "Test", "person.test_in_name"),
        ("asdf", "Qwerty", "person.key_run"),
        ("Gggggg", "Hhhhh", "person.key_run"),
        ("Sdkfjhg", "Xqwzrt", "person.gibberish"),
        ("XqTvRmLpZw", "Hill", "person.strange_case"),
        ("http://x.y", "Hill", "person.address"),
        ("Sam", "4f2a99b", "person.address"),
        ("Jamespoeds", "Jamespoeds", "person.bot"),
        ("DavidTum", "DavidTumQL", "person.bot"),
        ("Otto", "Otto", "person.same_twice"),
    ],
)
def test_names_that_nobody_bears_have_their_code(codes: Codes, first: str, last: str, code: str) -> None:
    assert code in codes(first_name=first, last_name=last, job_title=first)


@pytest.mark.parametrize("name", REAL.split())
def test_rare_real_names_are_never_flagged(inquire: Callable[..., Inquiry], name: str) -> None:
    rules = (person.gibberish, person.key_run, person.filler, person.character, person.test_name, person.strange_case)
    assert not [rule.__name__ for rule in rules for _ in rule(inquire(first_name="Anna", last_name=name))]
    assert not [rule.__name__ for rule in rules for _ in rule(inquire(first_name=name, last_name=name))]


def locale_names(locale: str) -> set[str]:
    provider = import_module(f"faker.providers.person.{locale}").Provider
    texts = [
        text
        for key, value in vars(provider).items()
        if "name" in key and isinstance(value, (tuple, list))
        for text in value
        if isinstance(text, str)
    ]
    return {word for text in texts if "{" not in text for word in folded_words(text)}


@pytest.mark.parametrize("locale", sorted({name for name in faker.config.AVAILABLE_LOCALES if "_" in name}))
def test_no_language_has_more_than_one_name_in_a_hundred_flagged(locale: str) -> None:
    try:
        names = locale_names(locale)
    except (ImportError, AttributeError):
        return
    flagged = [
        name for name in names if is_improbable(name) or is_key_run(name) or (len(name) > 3 and is_repeated(name))
    ]
    assert len(flagged) <= 0.01 * max(len(names), 100), flagged


def test_a_name_of_digits_or_none_gives_no_name_reason(codes: Codes) -> None:
    assert not {code for code in codes(first_name=None, last_name=None) if code.startswith("person.")}


def test_a_mailbox_made_up_like_the_name_tells(codes: Codes) -> None:
    joker = {"first_name": "Mickey", "last_name": "Mouse", "email": "mickey@disneymail.com", "company": "Disneymail"}
    found = codes(**joker, message="i want it all")
    assert "person.character_mailbox" in found
    assert "buyer.company_mailbox" not in found


def test_names_that_people_bear_too_keep_the_signs_of_a_buyer(codes: Codes) -> None:
    bond = {"first_name": "James", "last_name": "Bond", "email": "jbond@bondcooling.com.au", "company": "Bond Cooling"}
    found = codes(**bond)
    assert "person.character_mailbox" not in found
    assert {"person.character", "buyer.company_mailbox"} <= found


def test_a_project_speaks_even_for_an_unlikely_name(codes: Codes) -> None:
    mouse = {"first_name": "Mickey", "last_name": "Mouse", "email": "mm@mouseplumbing.com", "company": "Mouse Plumbing"}
    assert "buyer.company_mailbox" in codes(**mouse, message="We need trackers for 12 vehicles in two depots.")
