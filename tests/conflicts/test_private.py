from random import Random
from typing import Any

import pytest
from hypothesis import given

from leadmatch.conflicts.duplicates import Relation, judge
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads


def ada(**fields: Any) -> Lead:
    extra = {name: fields.pop(name) for name in ("dob", "date_of_birth", "street") if name in fields}
    return Lead(**{"first_name": "Ada", "last_name": "Thornbury", "extra": extra, **fields})


ONE = {
    "a date of birth": (ada(dob="1971-06-24"), ada(date_of_birth="1971-06-24")),
    "a date of birth with a slip, names the other way round": (
        ada(dob="1971-06-24", city="Ulm"),
        ada(first_name="Thornbury", last_name="Ada", dob="1971-05-24", city="Ulm"),
    ),
    "a mailbox, names mistyped": (
        ada(email="ada.t52@gmail.com"),
        ada(first_name="dAa", last_name="Thornbruy", email="ada.t52@gmail.com"),
    ),
    "a mailbox with a slip": (ada(email="ada.t52@web.de"), ada(last_name=None, email="ada.t25@web.de", dob="19710624")),
    "a mailbox at a mistyped provider": (ada(email="ada.t52@posteo.de"), ada(email="ada.t52@psoteo.de")),
    "a mailbox that spells the name": (
        ada(first_name="Adeline", last_name=None, dob="19710624"),
        ada(first_name=None, email="adeline.thornbury@web.de", dob="19710624"),
    ),
    "a street and a postal code": (
        ada(street="7 Wallaby Place", postal_code="2119", dob="19710624"),
        ada(street="7 Walaby Place", postal_code="2191", dob="19710101"),
    ),
    "a number": (ada(phone="+44 7911 123456"), ada(phone="+44 7911 123456", last_name=None)),
    "a date near in the year": (
        ada(dob="1971-12-28", city="Lymington", email="a@web.de"),
        ada(dob="1972-01-11", city="Lymingtn", email="ab@web.de"),
    ),
}

TWO = {
    "a name and nothing else": (ada(), ada()),
    "a common city": (ada(city="London", email="ada1@web.de"), ada(city="London", email="thornbury77@gmx.de")),
    "a family's phone": (ada(phone="+44 7911 123456"), ada(first_name="Tom", phone="+44 7911 123456")),
    "another date of birth": (ada(dob="1971-06-24"), ada(dob="1948-03-02")),
    "half a date of birth": (ada(dob="1971-06-24"), ada(dob="1971-03-02")),
    "a date that is none": (ada(dob="1971"), ada(dob="24 June 1971")),
    "a year alone": (ada(dob="1971"), ada(dob="1948")),
    "the same birthday": (ada(dob="1971-06-24"), Lead(first_name="Tom", last_name="Reed", extra={"dob": "1971-06-24"})),
    "lone names": (ada(last_name=None, dob="19710624"), ada(first_name=None, last_name="Reed", dob="19710101")),
    "other streets, codes and numbers": (
        ada(street="7 Wallaby Place", postal_code="2119", phone="+44 7911 123456", city="Ulm"),
        ada(street="91 Kent Road", postal_code="4818", phone="+44 7911 987654", city="Kiel"),
    ),
    "a company that one of them names": (ada(dob="19710624"), ada(dob="19710624", company="Redmoor Pottery")),
    "numbers one stroke apart": (ada(phone="+44 7911 123456"), ada(phone="+44 7911 123457", first_name="Tom")),
}


@pytest.mark.parametrize("why", ONE)
def test_a_private_person_is_recognised(why: str) -> None:
    verdict = judge(*ONE[why])
    assert verdict.relation is Relation.SAME_PERSON
    assert [reason.message() for reason in verdict.reasons]


@pytest.mark.parametrize("why", TWO)
def test_other_private_persons_stay_apart(why: str) -> None:
    assert judge(*TWO[why]).relation is not Relation.SAME_PERSON


@given(leads(), leads())
def test_the_order_of_two_private_persons_does_not_matter(a: Lead, b: Lead) -> None:
    one, other = (Lead(lead_id=x.id, first_name=x.first_name, last_name=x.last_name, city=x.city) for x in (a, b))
    assert judge(one, other).score == judge(other, one).score


def test_a_name_tells_more_where_it_is_rare() -> None:
    rng = Random(7)
    firsts, lasts = ("Ann", "Bob", "Eva", "Tom"), ("Smith", "Jones", "Patel", "Reed")
    crowd = [
        Lead(lead_id=f"{n}", first_name=rng.choice(firsts), last_name=rng.choice(lasts), city="Hull")
        for n in range(900)
    ]
    rare, common = ada(lead_id="r", city="Hull"), Lead(lead_id="c", first_name="Ann", last_name="Smith", city="Hull")
    search = DuplicateSearch([*crowd, rare])
    asked = ada(lead_id="x", city="Hull")
    assert [verdict.b for verdict in search.find(asked).verdicts] == ["r"]
    assert search.find(common).verdicts == ()
