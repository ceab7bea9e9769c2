from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.duplicates import Relation, judge
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads

DAY = datetime(2026, 6, 8, 9, tzinfo=UTC)


def lead(lead_id: str, after: timedelta = timedelta(), **fields: Any) -> Lead:
    given_fields: dict[str, Any] = {"company": "Loomworks", "email": f"{lead_id}@loomworks.co.uk", **fields}
    return Lead(lead_id=lead_id, received_at=DAY + after, **given_fields)


def duplicates(one: Lead, *others: Lead) -> list[str]:
    return [verdict.b for verdict in DuplicateSearch(others).find(one).verdicts]


def test_a_lead_never_duplicates_itself() -> None:
    assert duplicates(lead("a"), lead("a")) == []


def test_a_colleague_is_a_duplicate_only_for_an_overlapping_project() -> None:
    asked = lead("a", products=("ERP",))
    assert duplicates(asked, lead("b", products=("erp", "Firewall"))) == ["b"]
    assert duplicates(asked, lead("b")) == ["b"]
    assert duplicates(asked, lead("b", products=("Firewall",))) == []


def test_the_same_person_is_a_duplicate_whatever_is_wanted() -> None:
    asked = lead("a", email="ada@loomworks.co.uk", products=("ERP",))
    assert duplicates(asked, lead("b", email="ada@loomworks.co.uk", products=("Firewall",))) == ["b"]


def test_the_window_is_closed_to_the_second() -> None:
    month = timedelta(days=30)
    assert duplicates(lead("a", month), lead("b")) == ["b"]
    assert duplicates(lead("a", month + timedelta(seconds=1)), lead("b")) == []
    undated = Lead(lead_id="c", company="Loomworks", email="c@loomworks.co.uk")
    assert duplicates(lead("a", month * 9), undated) == ["c"]


def test_the_surest_duplicate_comes_first() -> None:
    asked = lead("a", email="ada@loomworks.co.uk")
    verdicts = DuplicateSearch([lead("b"), lead("c", email="ada@loomworks.co.uk")]).find(asked).verdicts
    assert [verdict.relation for verdict in verdicts] == [Relation.SAME_PERSON, Relation.SAME_COMPANY]
    assert [verdict.a for verdict in verdicts] == ["a", "a"]


def test_a_name_that_two_firms_bear_tells_less() -> None:
    private = Lead(lead_id="p", company="Loomworks", email="ann@gmail.com", country="GB")
    one = Lead(lead_id="o", company="Loomworks Ltd", email="a@loomworks.co.uk", country="GB")
    other = Lead(lead_id="q", company="Loomworks", email="b@yorkloom.co.uk", country="GB")
    assert duplicates(private, one) == ["o"]
    assert duplicates(private, one, other) == []
    ending = Lead(lead_id="e", company="Loomworks", email="b@loom-works.com", country="GB")
    assert duplicates(private, one, ending) == ["e", "o"]


def test_related_companies_are_a_group_and_no_duplicates() -> None:
    settings = ConflictSettings(related=(("Loomworks", "redmoor.co.uk"), ("redmoor.co.uk", "Tavo")))
    mother, daughter = lead("a"), lead("b", company="Redmoor Pottery", email="b@redmoor.co.uk")
    stranger = lead("c", company="Tavo", email="c@tavo.in")
    search = DuplicateSearch([mother, daughter, stranger], settings)
    assert [(pair.a, pair.b, pair.relation) for pair in search.pairs()] == [("a", "b", Relation.SAME_GROUP)]
    assert search.find(mother) == ((), False, 0)
    assert judge(daughter, mother, settings).relation is Relation.SAME_GROUP


def test_a_cut_search_says_so() -> None:
    search = DuplicateSearch(
        [Lead(lead_id=str(number), company="Redmoor", email=f"{number}@redmoor.co.uk") for number in range(9)],
        ConflictSettings(most_candidates=2, most_broad=2),
    )
    assert len(search) == 9
    found = search.find(Lead(company="Redmoor", email="x@redmoor.co.uk"))
    assert found.truncated
    assert len(found.verdicts) == 9
    assert all(verdict.truncated for verdict in found.verdicts)
    assert search.find(Lead(company="Redmoor Pottery Trading")) == ((), True, 0)


def test_each_pair_of_a_batch_comes_once_with_the_earlier_lead_first() -> None:
    batch = [lead("c", timedelta(hours=2)), lead("a", timedelta(hours=1)), lead("b")]
    pairs = [(verdict.a, verdict.b) for verdict in DuplicateSearch(batch).pairs()]
    assert pairs == [("b", "a"), ("a", "c"), ("b", "c")]


@given(st.lists(leads(), max_size=6, unique_by=lambda lead: lead.id), st.randoms(use_true_random=False))
def test_the_order_of_the_batch_changes_no_pair(batch: list[Lead], shuffle: Random) -> None:
    shuffled = list(batch)
    shuffle.shuffle(shuffled)
    expected = list(DuplicateSearch(batch).pairs())
    assert list(DuplicateSearch(shuffled).pairs()) == expected


def test_leads_that_are_added_out_of_order_are_paired_within_the_window() -> None:
    search = DuplicateSearch()
    for name, days in (("late", 40), ("early", 0), ("between", 20)):
        search.add(lead(name, timedelta(days=days)))
    assert {(pair.a, pair.b) for pair in search.pairs()} == {("late", "between"), ("early", "between")}
    assert [verdict.b for verdict in search.find(lead("x", timedelta(days=45))).verdicts] == ["between", "late"]
