from datetime import UTC, datetime

import pytest

from leadmatch.matching.profile import profile_of
from leadmatch.matching.room import Room
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


def test_free_places_count_by_their_share() -> None:
    criterion = Room(
        [
            Partner(partner_id="a", capacity=4, open_leads=1),
            Partner(partner_id="b", open_leads=9),
            Partner(partner_id="c", capacity=0),
        ],
        MatchingSettings(room=0.2),
    )
    lead = profile_of(Lead(lead_id="L1"), now=datetime(2026, 6, 15, tzinfo=UTC))
    assert criterion.points(lead).tolist() == pytest.approx([0.15, 0, 0], abs=1e-6)
    assert [reason.message() for reason in criterion.reasons(lead, 0)] == ["3 of 4 places are free"]
