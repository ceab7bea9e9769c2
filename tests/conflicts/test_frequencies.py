import math
from typing import Any

import pytest

from leadmatch.conflicts import frequencies as frequencies_module
from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.private import private_evidence
from leadmatch.conflicts.settings import AccountWeights, PrivateWeights
from leadmatch.conflicts.signs import WordedSigns, weight
from leadmatch.records.lead import Lead

CITIES = ("York", "Hull", "Leeds", "Selby")


def firm(company: str | None, label: str = "", **fields: Any) -> Portrait:
    email = f"a@{label}.co.uk" if label else None
    return portrait_of_lead(Lead(company=company, email=email, country="GB", **fields))


@pytest.fixture(scope="module")
def ledger() -> Frequencies:
    known = Frequencies()
    for number in range(3000):
        name = f"Firm{number:04}x"
        known.note(firm(f"{name} Works", f"{name}works".lower(), city=CITIES[number % 4], postal_code=f"YO{number}"))
    for number in range(40):
        known.note(firm(f"Dalton {number}q", f"dalton{number}q"))
        known.note(firm("Redmoor", f"redmoor-{number}"))
    for name in ("Helulwal Systems", "Norbrook Pumps", "Norbrock Pumps", "Lanter Hollow Quay"):
        known.note(firm(name, name.replace(" ", "").lower(), city="Filey", postal_code="YO14 9AA"))
    return known


def score(a: Portrait, b: Portrait, known: Frequencies) -> float:
    there = account_evidence(a, b, AccountWeights(), known)
    back = account_evidence(b, a, AccountWeights(), known)
    assert there == back
    assert [reason.message() for reason in WordedSigns(there, a, b)]
    return weight(there)


def test_a_word_that_one_firm_bears_tells_more_than_one_that_many_bear(ledger: Frequencies) -> None:
    alone = weight(account_evidence(firm("Helulwal"), firm("Helulwal Systems"), AccountWeights()))
    assert score(firm("Helulwal"), firm("Helulwal Systems"), ledger) > alone + 1
    assert score(firm("Dalton"), firm("Dalton Foods"), ledger) < score(firm("Helulwal"), firm("Helulwal Foods"), ledger)


def test_the_odds_are_one_to_the_other_firms_of_the_name(ledger: Frequencies) -> None:
    assert score(firm("Redmoor"), firm("Redmoor"), ledger) < -2
    assert score(firm("Helulwal Systems"), firm("Helulwal Systems"), ledger) > 0.5


def test_a_slip_is_taken_for_one_only_where_it_is_no_name_itself(ledger: Frequencies) -> None:
    assert score(firm("Norbrook Pumps"), firm("Norbrock Pumps"), ledger) < -2
    assert score(firm("Helulwal Systems"), firm("Helulwla Systems"), ledger) > 0
    assert score(firm("Helulwla Systems", "helulwalsystems"), firm("Helulwal Systems"), ledger) > 0


def test_a_domain_that_spells_the_others_word_settles_a_slip(ledger: Frequencies) -> None:
    mistyped = firm("Helulwla Systems Group", "helulwal-group")
    assert score(mistyped, firm("Helulwal Systems"), ledger) == pytest.approx(
        score(firm("Helulwal Systems"), mistyped, ledger)
    )


def test_initials_count_the_firms_that_they_stand_for(ledger: Frequencies) -> None:
    assert score(firm("LHQ"), firm("Lanter Hollow Quay"), ledger) > 0


def test_the_end_of_a_name_tells_less_than_its_beginning(ledger: Frequencies) -> None:
    begin = score(firm("Lanter"), firm("Lanter Hollow Quay"), ledger)
    assert score(firm("Quay"), firm("Lanter Hollow Quay"), ledger) < begin


def test_a_small_place_tells_more_beside_a_name(ledger: Frequencies) -> None:
    def at(city: str) -> float:
        return score(firm("Redmoor", city=city), firm("Redmoor", city=city), ledger)

    assert at("Filey") > at("York")
    plain = score(firm("Redmoor"), firm("Redmoor"), ledger)
    assert score(firm("Redmoor", postal_code="YO14 9AA"), firm("Redmoor", postal_code="YO14 9AA"), ledger) > plain + 3


def test_two_strokes_may_be_a_slip_only_where_many_firms_are_known(ledger: Frequencies) -> None:
    one, other = firm("Helulwal Systems"), firm("Hellulwall Systems")
    assert weight(account_evidence(one, other, AccountWeights())) < score(one, other, ledger)


def test_a_name_that_a_domain_spells_counts_its_namesakes(ledger: Frequencies) -> None:
    assert score(firm("Helulwal Systems"), firm(None, "helulwalsystems"), ledger) > 0


def test_ordinary_words_tell_no_more_where_they_are_rare(ledger: Frequencies) -> None:
    assert ledger.information("freight") <= 0.6
    assert ledger.information("helulwal") == pytest.approx(3, abs=0.5)
    assert ledger.information("works") < 1
    assert Frequencies().information("helulwal") == 2.7


def test_few_firms_are_no_measure() -> None:
    known = Frequencies()
    assert (known.trust, known.named("x"), known.bearing("x"), known.city_share("york")) == (0, 0, 0, (1, 0))
    assert known.postal_share("YO1") == (1, 0)
    for number in range(3):
        known.note(firm("Redmoor", f"redmoor-{number}x"))
    signs = account_evidence(firm("Redmoor"), firm("Redmoor", "redmoor-0x"), AccountWeights(), known)
    told = {sign.code: sign for sign in signs}["same_account.namesakes"]
    assert (told.points, told.others) == (-4.5, 3)


def private(**fields: Any) -> Portrait:
    return portrait_of_lead(Lead(**fields))


def test_a_mailbox_may_spell_the_name_that_a_record_does_not_give() -> None:
    one = private(first_name="Adeline", email="a@web.de")
    other = private(last_name="Thornbury", email="adeline.thornbury@web.de")
    signs = private_evidence(one, other, PrivateWeights(), None)
    assert "private_person.name" in {sign.code for sign in signs}
    assert "private_person.name_differs" not in {sign.code for sign in signs}


def test_names_that_nearly_agree_tell_less_than_those_that_do() -> None:
    def told(first: str) -> float:
        a, b = private(first_name="Theodore", last_name="Morris"), private(first_name=first, last_name="Morris")
        return weight(private_evidence(a, b, PrivateWeights(), None))

    assert told("Theodore") > told("eTheodroe") > told("Quentin")
    assert told("Ted") > told("Quentin")
    assert math.isfinite(told("T"))


def test_reasons_can_be_read_in_part() -> None:
    a, b = firm("Redmoor"), firm("Redmoor")
    worded = WordedSigns(account_evidence(a, b, AccountWeights()), a, b)
    assert worded[:1] == (worded[0],)


def test_what_words_tell_is_the_same_however_many_are_asked(
    ledger: Frequencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [f"tavistone{number}" for number in range(4)]
    monkeypatch.setattr(frequencies_module, "_MOST_TOLD", 2)
    told = list(map(ledger.information, words))
    assert list(map(ledger.information, words * 2)) == told * 2
    assert len(ledger._told) <= 2
