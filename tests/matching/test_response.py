from datetime import UTC, datetime

from leadmatch.matching.profile import profile_of
from leadmatch.matching.response import ResponseTime
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, tzinfo=UTC)


def test_quick_partners_gain_and_slow_ones_lose_more_where_it_is_urgent() -> None:
    hours = (2.0, 8.0, 55.0, None, 0.0)
    criterion = ResponseTime(
        [Partner(partner_id=str(n), median_response_hours=one) for n, one in enumerate(hours)], MatchingSettings()
    )
    calm = criterion.points(profile_of(Lead(lead_id="L1"), now=NOW)).tolist()
    urgent = criterion.points(profile_of(Lead(lead_id="L1"), now=NOW, urgent=True)).tolist()
    assert calm[4] > calm[0] > calm[1] == 0 == calm[3] > calm[2]
    assert urgent[0] > calm[0]
    assert urgent[2] < calm[2]


def test_the_usual_time_is_named_where_it_is_known() -> None:
    criterion = ResponseTime(
        [Partner(partner_id="a", median_response_hours=3), Partner(partner_id="b")], MatchingSettings()
    )
    calm, urgent = profile_of(Lead(lead_id="L1"), now=NOW), profile_of(Lead(lead_id="L1"), now=NOW, urgent=True)
    assert [reason.code for reason in criterion.reasons(calm, 0)] == ["response.usual"]
    assert [reason.code for reason in criterion.reasons(urgent, 0)] == ["response.urgent"]
    assert list(criterion.reasons(calm, 1)) == []
