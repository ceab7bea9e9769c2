"""Pairs that make matchers fall, and what has to hold whatever the records are."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.duplicates import Relation, judge
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads
from leadmatch.values.identity.company import company_key
from leadmatch.values.identity.person import person_tokens


def ann(**fields: Any) -> Lead:
    return Lead(lead_id="ann", first_name="Ann", last_name="Marsh", **fields)


def bob(**fields: Any) -> Lead:
    return Lead(lead_id="bob", first_name="Bob", last_name="Stone", **fields)


APART = {
    "two banks": (ann(company="Bank of the West"), bob(company="Bank of the East")),
    "two deltas": (ann(company="Delta Air Lines"), bob(company="Delta Faucet")),
    "two deltas with domains": (
        ann(company="Delta Air Lines", email="ann.marsh@delta.com"),
        bob(company="Delta Faucet Company", email="bob.stone@deltafaucet.com"),
    ),
    "spelled letters and another company": (ann(company="A-B-C Company"), bob(company="Zenith Company")),
    "initials that many names have": (ann(company="ABC"), bob(company="American Barrel Cooperage")),
    "franchisees of one brand": (
        ann(company="Burgerstop Franchise Leeds", city="Leeds", phone="+44 113 496 0101"),
        bob(company="Burgerstop Franchise Hull", city="Hull", phone="+44 1482 960 202"),
    ),
    "two firms behind one switchboard": (
        ann(company="Loomworks", phone="+44 1904 653247"),
        bob(company="Redmoor Pottery", phone="+44 1904 653247"),
    ),
    "a person who changed firms with a private mailbox": (
        ann(company="Loomworks", email="ann.marsh@gmail.com", phone="+44 7911 123456"),
        ann(company="Redmoor Pottery", email="ann.marsh@gmail.com", phone="+44 7911 123456"),
    ),
    "a person who changed firms with everything": (
        ann(company="Loomworks", email="ann.marsh@loomworks.co.uk", phone="+44 7911 123456"),
        ann(company="Redmoor Pottery", email="ann.marsh@redmoor.co.uk", phone="+44 7911 123456"),
    ),
}


@pytest.mark.parametrize("why", APART)
def test_what_looks_alike_stays_apart(why: str) -> None:
    assert judge(*APART[why]).relation is Relation.DIFFERENT


def test_initials_are_the_firm_where_something_else_agrees() -> None:
    one = ann(company="IBM", email="ann.marsh@ibm.com")
    other = bob(company="International Business Machines Corp.", email="bob.stone@ibm.com")
    assert judge(one, other).relation is Relation.SAME_COMPANY


def test_spelled_letters_are_one_word() -> None:
    assert company_key("A-B-C Company") == company_key("A.B.C. Company") == company_key("ABC Company")


def test_two_businesses_of_one_domain_are_an_account_to_look_at() -> None:
    one = ann(company="Redmoor Pottery", email="ann@redmoor-estate.co.uk", city="York", postal_code="YO1 7EP")
    other = bob(company="Moorland Weddings", email="bob@redmoor-estate.co.uk", city="Hull", postal_code="HU1 1AA")
    verdict = judge(one, other)
    assert (verdict.relation, str(verdict.certainty)) == (Relation.SAME_COMPANY, "review")


def test_a_pair_is_never_one_person_where_full_names_differ() -> None:
    shared = {"company": "Loomworks", "email": "info@loomworks.co.uk", "phone": "+44 1904 653247"}
    assert judge(ann(**shared), bob(**shared)).relation is Relation.SAME_COMPANY


@given(st.text(max_size=60))
def test_comparable_forms_of_comparable_forms_are_the_same(text: str) -> None:
    key = company_key(text)
    assert company_key(key) == key
    words = person_tokens(text)
    assert person_tokens(" ".join(words)) == words


@given(st.lists(leads(), max_size=5, unique_by=lambda lead: lead.id))
def test_a_record_that_shares_nothing_changes_no_verdict(batch: list[Lead]) -> None:
    stranger = Lead(lead_id="stranger", company="Qvistgaard Trawlers", email="q@qvistgaard-trawlers.is")
    alone = list(DuplicateSearch(batch).pairs())
    assert [pair for pair in DuplicateSearch([*batch, stranger]).pairs() if "stranger" not in {pair.a, pair.b}] == alone


def test_a_large_account_is_answered_in_part_and_says_so() -> None:
    crowd = [Lead(lead_id=f"{n:03}", email=f"u{n}@loomworks.co.uk", company="Loomworks") for n in range(90)]
    search = DuplicateSearch(crowd, ConflictSettings(most_listed=16))
    asked = Lead(lead_id="x", first_name="Ann", last_name="Marsh", email="ann@loomworks.co.uk", company="Loomworks")
    found = search.find(asked)
    assert [verdict.b for verdict in found.verdicts] == ["000", "001", "002", "003", "086", "087", "088", "089"]
    assert found.unlisted == 82
    search.add(Lead(lead_id="early", first_name="Ann", last_name="Marsh", email="am@loomworks.co.uk"))
    for lead in crowd:
        search.add(Lead(lead_id=f"again {lead.id}", email=lead.email, company="Loomworks"))
    assert "early" in {verdict.b for verdict in search.find(asked).verdicts}
