from datetime import UTC, datetime

import pytest

from leadmatch.matching.language import CommonLanguage
from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

SETTINGS = MatchingSettings()


def speaking(*languages: str) -> LeadProfile:
    return profile_of(Lead(lead_id="L1", languages=languages), now=datetime(2026, 6, 15, tzinfo=UTC))


def test_a_common_language_is_worth_points_and_none_costs_some() -> None:
    criterion = CommonLanguage(
        [
            Partner(partner_id="a", languages=("EN", "cy")),
            Partner(partner_id="b", languages=("de",)),
            Partner(partner_id="c"),
        ],
        SETTINGS,
    )
    lead = speaking("en-GB", "fr")
    assert criterion.points(lead).tolist() == pytest.approx(
        [SETTINGS.language_shared, SETTINGS.language_missing, 0], abs=1e-6
    )
    assert [[reason.message() for reason in criterion.reasons(lead, number)] for number in range(3)] == [
        ["Speaks English"],
        ["Speaks German, not English, French"],
        [],
    ]


def test_a_lead_that_states_no_language_tells_nothing() -> None:
    criterion = CommonLanguage([Partner(partner_id="a", languages=("en",))], SETTINGS)
    assert criterion.points(speaking()).tolist() == [0]
    assert list(criterion.reasons(speaking(), 0)) == []
