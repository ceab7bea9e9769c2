from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.finder import duplicate_pairs
from leadmatch.conflicts.stream import find_duplicates
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads

DAY = datetime(2026, 6, 8, 9, tzinfo=UTC)


def lead(day: float) -> Lead:
    return Lead(lead_id=f"{day:05.1f}", email=f"u{day}@loomworks.co.uk", received_at=DAY + timedelta(days=day))


def test_a_long_file_gives_the_pairs_within_the_window() -> None:
    file = [lead(day) for day in range(0, 200, 10)]
    found = [(pair.a, pair.b) for pair in find_duplicates(file)]
    assert sorted(found) == sorted((pair.a, pair.b) for pair in duplicate_pairs(file))
    assert len(found) == 19 + 18 + 17


def test_a_file_is_read_only_as_far_as_it_is_asked_for() -> None:
    days = iter(range(10**9))
    endless = map(lead, days)
    assert next(find_duplicates(endless)).b == "001.0"
    assert next(days) == 2


@given(st.lists(leads(), max_size=6, unique_by=lambda lead: lead.id))
def test_hostile_leads_are_answered_in_any_order(file: list[Lead]) -> None:
    ids = {lead.id for lead in file}
    assert all({pair.a, pair.b} <= ids for pair in find_duplicates(file))
