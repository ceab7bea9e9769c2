from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.blocking import keys_of
from leadmatch.conflicts.duplicates import judge
from leadmatch.conflicts.index import PortraitIndex
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads


def test_what_shares_no_key_is_not_looked_at() -> None:
    index = PortraitIndex(8)
    index.put_all(
        portrait_of_lead(Lead(company=name)) for name in ("Loomworks", "Redmoor Pottery", "Loomworks Weaving")
    )
    assert index.candidates(portrait_of_lead(Lead(company="Loomworks GmbH"))).places == (0, 2)
    assert index.candidates(Portrait()) == ((), False)
    assert len(index) == 3


def test_exact_keys_are_never_cut_and_weak_ones_say_so() -> None:
    index = PortraitIndex(2)
    for number in range(5):
        index.put(portrait_of_lead(Lead(email=f"u{number}@loomworks.co.uk", company=f"Redmoor X{number}y")))
    by_domain = index.candidates(portrait_of_lead(Lead(email="new@loomworks.co.uk")))
    assert by_domain == ((0, 1, 2, 3, 4), False)
    by_word = index.candidates(portrait_of_lead(Lead(company="Redmoor")))
    assert by_word == ((3, 4), True)


def test_two_lines_of_one_switchboard_meet() -> None:
    one, other = (portrait_of_lead(Lead(phone=f"+44 1904 6532{n}")) for n in ("47", "48"))
    assert set(keys_of(one).weak) & set(keys_of(other).weak)
    mobile = portrait_of_lead(Lead(phone="+44 7911 123456"))
    assert keys_of(mobile).weak == ()


def test_initials_meet_the_name_they_stand_for() -> None:
    one, other = (
        portrait_of_lead(Lead(company=name)) for name in ("AV Swiss Turning", "Allegheny Valley Swiss Turning")
    )
    assert set(keys_of(one).weak) & set(keys_of(other).weak)


@given(leads(), st.lists(leads(), max_size=6))
def test_every_duplicate_shares_a_key(lead: Lead, others: list[Lead]) -> None:
    index = PortraitIndex(64)
    index.put_all(map(portrait_of_lead, others))
    found = index.candidates(portrait_of_lead(lead)).places
    assert {place for place, other in enumerate(others) if judge(lead, other).duplicate} <= set(found)
