from datetime import UTC, datetime

from leadmatch.matching.profile import profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.tier import Tier
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

LEAD = profile_of(Lead(lead_id="L1"), now=datetime(2026, 6, 15, tzinfo=UTC))


def test_a_level_counts_in_any_case_and_an_unknown_one_nothing() -> None:
    names = ("Platinum", "GOLD", "silver", "hero", None)
    criterion = Tier([Partner(partner_id=str(n), tier=name) for n, name in enumerate(names)], MatchingSettings())
    points = criterion.points(LEAD).tolist()
    assert points[0] > points[1] > points[2] > points[3] == 0 == points[4]
    assert [[reason.observed for reason in criterion.reasons(LEAD, number)] for number in (0, 3, 4)] == [
        ["Platinum"],
        ["hero"],
        [],
    ]
