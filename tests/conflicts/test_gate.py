from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.duplicates import Relation, judge_portraits
from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.gate import Gate
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead
from leadmatch.testing.accounts import account_leads
from leadmatch.testing.strategies import leads

SETTINGS = ConflictSettings()


def market(count: int, seed: int) -> list[Portrait]:
    return [portrait_of_lead(lead) for _, lead in account_leads(count, Random(seed))]


@pytest.fixture(scope="module", params=[0, 6000])
def known(request: pytest.FixtureRequest) -> Frequencies:
    frequencies = Frequencies()
    for portrait in market(request.param, 5):
        frequencies.note(portrait)
    return frequencies


def kept(gate: Gate, a: Portrait, b: Portrait, known: Frequencies) -> bool:
    """Say whether a pair is let through, and check that it is if it belongs together, whichever comes first."""
    there = gate.lets(a, b)
    assert there == gate.lets(b, a)
    assert there or judge_portraits(a, b, SETTINGS, known)[0] is Relation.DIFFERENT, (a, b)
    return there


@pytest.mark.parametrize("seed", range(4))
def test_all_that_belongs_together_is_let_through_and_most_else_is_not(seed: int, known: Frequencies) -> None:
    gate = Gate(SETTINGS, known)
    pairs = list(combinations(market(700, seed)[-120:], 2))
    assert sum(kept(gate, a, b, known) for a, b in pairs) < len(pairs) / 3


@given(leads(), leads())
def test_nothing_that_belongs_together_is_turned_away(one: Lead, other: Lead) -> None:
    known = Frequencies()
    kept(Gate(SETTINGS, known), portrait_of_lead(one), portrait_of_lead(other), known)


NAMES = (
    "Redmoor Pottery", "Redmor Pottery Ltd", "Red Moor Potteries", "Redmoor", "RMP", "Redmoor Pottery York",
    "Redmoor Marine Products", "IBM", "International Business Machines", "Potteries of Redmoor and Sons", "Pottery",
    "Redm", "Redmoore Pot", "Redmoor Redmoor York", "Bluewaterline Quay", "Blue Water Line Yard",
    "Bluewater Lines Jetty",
)  # fmt: skip
ACCOUNTS = st.builds(
    Lead,
    company=st.sampled_from(NAMES),
    email=st.sampled_from((None, "a@redmoor.co.uk", "b@redmoor-pottery.com", "c@gmail.com", "d@rmp.net")),
    phone=st.sampled_from((None, "+44 1904 653200", "+44 1904 653247", "01904 653200", "+44 7911 123456")),
    city=st.sampled_from((None, "York", "Leeds")),
    postal_code=st.sampled_from((None, "YO1 7HH", "LS1 4AP")),
    country=st.sampled_from((None, "GB", "DE")),
)


@given(ACCOUNTS, ACCOUNTS)
def test_however_a_name_is_written_the_gate_sees_it(known: Frequencies, one: Lead, other: Lead) -> None:
    kept(Gate(SETTINGS, known), portrait_of_lead(one), portrait_of_lead(other), known)


def test_related_companies_and_private_persons_are_let_through() -> None:
    gate = Gate(SETTINGS, Frequencies())
    assert gate.lets(Portrait(company=("x",), company_key="x", group=1), Portrait(company=("y",), group=1))
    assert gate.lets(Portrait(person=("ada",)), Portrait(person=("bob",)))


def test_firms_of_unlike_domains_towns_and_countries_are_turned_away(known: Frequencies) -> None:
    gate = Gate(SETTINGS, known)
    one, other = (
        portrait_of_lead(Lead(company=f"{name} Pottery", email=f"a@{label}", city=city, country=country))
        for name, label, city, country in (
            ("Redmoor", "redmoorpottery.co.uk", "York", "GB"),
            ("Tavistone", "tavistone.de", "Bremen", "DE"),
        )
    )
    assert not kept(gate, one, other, known)


def test_a_name_in_common_is_not_enough_where_domains_differ(known: Frequencies) -> None:
    gate = Gate(SETTINGS, known)
    one, other = (
        portrait_of_lead(Lead(company="Redmoor", email=f"a@{label}", city=city))
        for label, city in (("redmoorpottery.co.uk", "York"), ("yorkcastle.com", "Hull"))
    )
    assert kept(gate, one, replace(other, domain=""), known)
    assert kept(gate, one, other, known) == (known.trust == 0)
