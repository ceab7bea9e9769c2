import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.duplicates import PairVerdict, Relation, judge, probability
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads


def person(**fields: Any) -> Lead:
    return Lead(**{"country": "GB", **fields})


SAME_PERSON = {
    "a form sent twice": (
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", company="Loomworks Ltd"),
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", company="Loomworks"),
    ),
    "surname first, umlauts written out": (
        person(first_name="Jürgen", last_name="Köhler", phone="030 901820", company="Köhler Sägewerk", country="DE"),
        person(first_name="Koehler", last_name="Juergen", phone="+49 30 901820", company="Koehler Saegewerk GmbH"),
    ),
    "a private and a company address, one phone": (
        person(
            first_name="Bill",
            last_name="Hatch",
            email="bhatch77@gmail.com",
            phone="01904 653247",
            company="Hatch Boats",
        ),
        person(
            first_name="William",
            last_name="Hatch",
            email="w.hatch@hatchboats.co.uk",
            phone="01904 653 247",
            company="Hatch Boats Ltd",
        ),
    ),
    "an address mistyped at a fair": (
        person(
            first_name="Mia", last_name="Strand", email="mia.strand@strandlaks.no", company="Strand Laks", country="NO"
        ),
        person(
            first_name="Mia",
            last_name="Strand",
            email="mia.strand@strandlask.no",
            company="Strand Laks AS",
            country="NO",
        ),
    ),
    "names in two alphabets": (
        person(first_name="Иван", last_name="Петров", email="i.petrov@sevdetal.ru", company="ООО Севдеталь"),
        person(first_name="Ivan", last_name="Petrov", email="i.petrov@sevdetal.ru", company="Sevdetal"),
    ),
    "a family name alone, and one phone": (
        person(last_name="Brenner", phone="+49 711 2233440", company="Brenner Kältetechnik"),
        person(first_name="Uwe", last_name="Brenner", phone="+49 711 2233440", company="Brenner Kältetechnik GmbH"),
    ),
    "a mailbox and nothing else": (person(email="ada@loomworks.co.uk"), person(email="ADA@loomworks.co.uk")),
    "one digit wrong in the phone": (
        person(
            first_name="A", last_name="Okoye", email="a.okoye@sunmill.ng", phone="+234 803 123 4567", company="Sunmill"
        ),
        person(
            first_name="Amaka",
            last_name="Okoye",
            email="office@sunmill.ng",
            phone="+234 803 123 4576",
            company="Sunmill",
        ),
    ),
}

SAME_COMPANY = {
    "a colleague at one domain": (
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", company="Loomworks Ltd"),
        person(first_name="Tom", last_name="Reed", email="tom@loomworks.co.uk", company="Loomworks"),
    ),
    "a shared switchboard": (
        person(first_name="Ada", last_name="Byron", phone="01904 653247 ext 12", company="Loomworks Weaving"),
        person(first_name="Tom", last_name="Reed", phone="01904 653247 ext 14", company="Loomworks Weaving Ltd"),
    ),
    "a branch and its head office": (
        person(
            first_name="Ada",
            last_name="Byron",
            email="ada@loomworks.co.uk",
            company="Loomworks (York depot)",
            city="York",
        ),
        person(
            first_name="Tom",
            last_name="Reed",
            company="Loomworks",
            phone="01904 1",
            email="t.reed@loomworks.co.uk",
            city="Hull",
        ),
    ),
    "initials at one domain": (
        person(first_name="Ada", last_name="Byron", email="ada@ibm.example", company="International Business Machines"),
        person(first_name="Tom", last_name="Reed", email="tom@ibm.example", company="IBM"),
    ),
    "the office mailbox used by two": (
        person(first_name="Ada", last_name="Byron", email="info@loomworks.co.uk", company="Loomworks"),
        person(first_name="Tom", last_name="Reed", email="info@loomworks.co.uk", company="Loomworks"),
    ),
    "a name that the other's domain spells": (
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", city="York", postal_code="YO1 7EP"),
        person(first_name="Tom", last_name="Reed", company="Loomworks Ltd", city="York", postal_code="YO17EP"),
    ),
    "two lines of one switchboard": (
        person(first_name="Ada", last_name="Byron", phone="01904 653247", company="Loomworks", city="York"),
        person(first_name="Tom", last_name="Reed", phone="01904 653251", company="Loomworks Ltd", city="York"),
    ),
    "lines of different length": (
        person(first_name="Ada", last_name="Byron", phone="+49 89 3514 0", company="Isarmühle"),
        person(first_name="Tom", last_name="Reed", phone="+49 89 3514 2210", company="Isarmuehle", country="DE"),
    ),
    "the domain of one stands in the other's": (
        person(first_name="Ada", last_name="Byron", email="ada@cityofmillbrook-il.us", company="City of Millbrook"),
        person(first_name="Tom", last_name="Reed", email="tom@millbrook-il.us", company="Millbrook, City of"),
    ),
    "a mailbox that is called after the firm": (
        person(first_name="Tom", last_name="Sully", email="farm@sullyfarm.co.nz", company="Sully Farm"),
        person(first_name="Ann", last_name="Sully", email="farm@sullyfarm.co.nz", company="Sully Farm"),
    ),
    "a country's daughter at another ending": (
        person(company="Trelvik AS", email="a.berg@trelvik.no", country="NO"),
        person(company="Trelvik France SAS", email="b.moreau@trelvik.fr", country="FR"),
    ),
    "initials that count the legal form, and one phone": (
        person(company="Meadow Seeds Corporation", phone="01904 653247"),
        person(company="MSC", phone="01904 653247"),
    ),
    "a name in translation at one domain": (
        person(company="Stadt Köln", email="a.koch@stadt-koeln.de"),
        person(company="Cologne", email="b.mertens@stadt-koeln.de"),
    ),
    "two extensions of one phone, names not told": (
        person(phone="01904 653247 ext 12", company="Loomworks Weaving"),
        person(phone="01904 653247 ext 14", company="Loomworks Weaving"),
    ),
}

DIFFERENT = {
    "one ordinary word in common": (person(company="Bank of the West"), person(company="Bank of the East")),
    "one telling word in common": (person(company="Delta Air Lines"), person(company="Delta Faucet")),
    "ordinary name, other trade": (person(company="Orion Bakery"), person(company="Orion Ltd")),
    "nothing but a trade in common": (person(company="Freight"), person(company="Freight Redmoor")),
    "names that look alike": (person(company="Eastgate Hotel"), person(company="Westgate Hotel")),
    "initials and nothing else": (person(company="ABC"), person(company="Alpine Barrel Company of Cork")),
    "one who changed firms with a private mailbox": (
        person(
            first_name="Ada", last_name="Byron", email="ada.byron@gmail.com", phone="07911 123456", company="Loomworks"
        ),
        person(
            first_name="Ada",
            last_name="Byron",
            email="ada.byron@gmail.com",
            phone="07911 123456",
            company="Redmoor Pottery",
        ),
    ),
    "namesakes at two firms": (
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", company="Loomworks"),
        person(first_name="Ada", last_name="Byron", email="ada@redmoor.co.uk", company="Redmoor Pottery"),
    ),
    "two firms of one building": (
        person(company="Loomworks", phone="01904 653247"),
        person(company="Redmoor Pottery", phone="01904 653247"),
    ),
    "franchisees of one brand": (
        person(company="Snackbar Leeds", city="Leeds", email="ann1@gmail.com"),
        person(company="Snackbar York", city="York", email="bob1@gmail.com"),
    ),
    "founders and a place": (
        person(company="Harrow & Pike", email="a@harrowandpike.co.uk"),
        person(company="Harrow Pike", email="b@harrowpikefarm.co.uk"),
    ),
    "a namesake of one who gives no name": (
        person(first_name="Ada", last_name="Byron", email="ada@loomworks.co.uk", city="York"),
        person(first_name="Tom", last_name="Reed", company="Redmoor", city="York"),
    ),
    "filler instead of a name and a number": (
        person(company="n/a", phone="0000000000"),
        person(company="none", phone="0000000000"),
    ),
    "a throw-away address": (person(email="x@mailinator.com"), person(email="x@mailinator.com")),
    "nothing known": (person(), person()),
    "names and domains that differ by the same letter": (
        person(company="Altoris", email="a.b@altoris.de"),
        person(company="Altaris", email="c.d@altaris.de"),
    ),
    "sisters that share a brand": (
        person(company="Tavo Steel", email="a.shah@tavosteel.com"),
        person(company="Tavo Motors", email="a.mehta@tavomotors.com"),
    ),
    "schools of one saint": (
        person(company="St John's Primary School", email="a@stjohns-york.sch.uk", city="York"),
        person(company="Saint Johns Primary School", email="b@stjohns-bath.sch.uk", city="Bath"),
    ),
    "a common family name in two towns": (
        person(company="Müller Bau", city="Ulm", country="DE"),
        person(company="Mueller Bau GmbH", city="Kiel", country="DE"),
    ),
    "one name in two countries": (person(company="Sunmill", country="NG"), person(company="Sunmill", country="CL")),
}


@pytest.mark.parametrize("why", SAME_PERSON)
def test_one_person_is_recognised(why: str) -> None:
    assert judge(*SAME_PERSON[why]).relation is Relation.SAME_PERSON


@pytest.mark.parametrize("why", SAME_COMPANY)
def test_another_person_of_one_company_is_recognised(why: str) -> None:
    assert judge(*SAME_COMPANY[why]).relation is Relation.SAME_COMPANY


@pytest.mark.parametrize("why", DIFFERENT)
def test_what_is_not_one_account_stays_apart(why: str) -> None:
    assert judge(*DIFFERENT[why]).relation is Relation.DIFFERENT


def mirrored(verdict: PairVerdict) -> tuple[object, ...]:
    return verdict.b, verdict.a, verdict.relation, verdict.score, verdict.reasons


@given(leads(), leads())
def test_the_order_of_the_two_does_not_matter(a: Lead, b: Lead) -> None:
    there, back = judge(a, b), judge(b, a)
    assert (there.a, there.b, there.relation, there.score, there.reasons) == mirrored(back)


@pytest.mark.parametrize("pair", [*SAME_PERSON.values(), *SAME_COMPANY.values(), *DIFFERENT.values()])
def test_the_points_of_the_reasons_add_up_to_the_score_in_any_order(pair: tuple[Lead, Lead]) -> None:
    verdict = judge(*pair)
    assert math.fsum(reason.points for reason in reversed(verdict.reasons)) == verdict.score
    assert [reason.message() for reason in verdict.reasons]
    assert {reason["code"] for reason in verdict.to_dict()["reasons"]} == {reason.code for reason in verdict.reasons}


def test_a_lead_is_the_same_person_as_itself_where_a_mailbox_names_one() -> None:
    lead = person(email="ada@loomworks.co.uk", company="Loomworks")
    assert judge(lead, lead).duplicate


def test_a_word_that_one_name_repeats_is_no_error() -> None:
    repeated = Lead(first_name="I0I", phone="(313) 849-2716")
    once = Lead(first_name="I", last_name="Lührsen", phone="(313) 849-2716", country="DE")
    assert judge(repeated, once).relation == judge(once, repeated).relation


@given(st.floats(-700, 700))
def test_log_odds_become_a_probability(score: float) -> None:
    assert probability(score) + probability(-score) == pytest.approx(1)


def test_the_country_of_the_settings_reads_phones_of_leads_that_name_none() -> None:
    a = Lead(company="Loomworks Weaving", phone="01904 653247")
    b = Lead(company="Loomworks Weaving", phone="+44 1904 653247")
    known = judge(a, b, ConflictSettings(default_country="GB"))
    assert "same_account.phone" in {reason.code for reason in known.reasons}
