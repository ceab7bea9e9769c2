import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.blocking import keys_of
from leadmatch.conflicts.duplicates import judge
from leadmatch.conflicts.index import Limits
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads

COMPANIES = ("Redmoor Pottery", "Redmoor", "Tavo")


def test_what_shares_no_key_is_not_looked_at() -> None:
    roll = PortraitRoll(Limits(64, 8, 8))
    roll.put_all(portrait_of_lead(Lead(company=name)) for name in ("Loomworks", "Redmoor Pottery", "Loomworks Weaving"))
    assert roll.candidates(portrait_of_lead(Lead(company="Loomworks GmbH"))).places == (0, 2)
    assert roll.candidates(Portrait()) == ((), False, 0)
    assert len(roll) == 3


def test_exact_keys_are_never_cut_and_weak_ones_say_so() -> None:
    roll = PortraitRoll(Limits(64, 2, 2))
    for number in range(5):
        roll.put(portrait_of_lead(Lead(email=f"u{number}@loomworks.co.uk", company=f"Redmoor X{number}y")))
    by_domain = roll.candidates(portrait_of_lead(Lead(email="new@loomworks.co.uk")))
    assert by_domain == ((0, 1, 2, 3, 4), False, 0)
    by_word = roll.candidates(portrait_of_lead(Lead(company="Redmoor")))
    assert by_word == ((), True, 0)


def test_two_lines_of_one_switchboard_meet() -> None:
    one, other = (portrait_of_lead(Lead(phone=f"+44 1904 6532{n}")) for n in ("47", "48"))
    assert set(keys_of(one).broad) & set(keys_of(other).broad)
    mobile = portrait_of_lead(Lead(phone="+44 7911 123456"))
    assert keys_of(mobile).broad == ()


def test_initials_meet_the_name_they_stand_for() -> None:
    one, other = (
        portrait_of_lead(Lead(company=name)) for name in ("AV Swiss Turning", "Allegheny Valley Swiss Turning")
    )
    assert set(keys_of(one).broad) & set(keys_of(other).broad)


@given(leads(), st.lists(leads(), max_size=6))
def test_every_duplicate_shares_a_key(lead: Lead, others: list[Lead]) -> None:
    roll = PortraitRoll(Limits(64, 64, 64))
    roll.put_all(map(portrait_of_lead, others))
    found = roll.candidates(portrait_of_lead(lead)).places
    assert {place for place, other in enumerate(others) if judge(lead, other).duplicate} <= set(found)


@given(
    st.lists(
        st.tuples(st.sampled_from(("ada", "bob")), st.sampled_from(("Redmoor Pottery", "Redmoor", "Tavo"))), max_size=24
    ),
    st.sampled_from((None, "York")),
    st.integers(0, 6),
)
def test_all_pairs_are_those_that_each_record_finds_before_it(
    records: list[tuple[str, str]], city: str | None, reach: int
) -> None:
    roll = PortraitRoll(Limits(8, 1, 5))
    roll.put_all(
        portrait_of_lead(Lead(first_name=name, email=f"{name}@redmoor.co.uk", company=company, city=city))
        for name, company in records
    )
    since = np.maximum(0, np.arange(len(roll)) - reach) if reach else np.zeros(len(roll), dtype=np.int64)
    met = list(roll.meetings(since))
    for place in range(len(roll)):
        found = roll.candidates(roll[place], ((since.item(place), place),), place)
        assert (
            tuple(old for one in met for new, old in zip(one.newer, one.older, strict=True) if new == place)
            == found.places
        )
        assert any(place in one.truncated for one in met) == found.truncated
