from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.matching.profile import LeadProfile, profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.track_record import Count, ProvenRecord, base_rate, strength
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner, TrackRecord

SETTINGS = MatchingSettings()


def seen(industry: str | None = None) -> LeadProfile:
    return profile_of(Lead(lead_id="L1", industry=industry), now=datetime(2026, 6, 15, tzinfo=UTC))


def partner(*records: TrackRecord) -> Partner:
    return Partner(partner_id="a", track_record=records)


def points(*partners: Partner, industry: str | None = None) -> list[float]:
    return [float(one) for one in ProvenRecord(partners, SETTINGS).points(seen(industry))]


def test_a_newcomer_stands_at_the_average() -> None:
    criterion = ProvenRecord([partner(), partner(TrackRecord(won=9, lost=3))], SETTINGS)
    assert criterion.points(seen())[0] == 0
    assert [reason.code for reason in criterion.reasons(seen(), 0)] == ["record.newcomer"]


def test_much_evidence_counts_more_than_luck() -> None:
    proven, lucky, unlucky, poor = points(
        partner(TrackRecord(won=40, lost=20)),
        partner(TrackRecord(won=1)),
        partner(TrackRecord(lost=1)),
        partner(TrackRecord(won=3, lost=37)),
    )
    assert proven > lucky > 0 > unlucky > poor


def test_easy_leads_make_no_good_record() -> None:
    easy, hard = points(
        partner(TrackRecord(won=30, lost=20, expected=35.0)), partner(TrackRecord(won=30, lost=20, expected=18.0))
    )
    assert hard > 0 > easy


def test_the_record_in_the_leads_industry_counts_more_than_the_whole() -> None:
    records = (TrackRecord(industry="Hospitals", won=30, lost=10), TrackRecord(industry="Retail", won=5, lost=35))
    other = partner(TrackRecord(won=20, lost=20))
    assert (
        points(partner(*records), other, industry="Hospital")[0]
        > points(partner(*records), other, industry="Supermarket")[0]
    )


def test_optimism_helps_those_of_whom_little_is_known() -> None:
    partners = [partner(TrackRecord(won=40, lost=40)), partner()]
    hopeful = ProvenRecord(partners, MatchingSettings(optimism=0.9)).points(seen())
    plain = ProvenRecord(partners, SETTINGS).points(seen())
    assert hopeful[1] - plain[1] > hopeful[0] - plain[0] > 0


def test_the_reason_shows_counts_and_a_certainty() -> None:
    criterion = ProvenRecord([partner(TrackRecord(industry="Hospitals", won=40, lost=20, expected=30.0))], SETTINGS)
    (reason,) = criterion.reasons(seen("Hospital"), 0)
    assert (reason.code, reason.observed) == ("record.proven", "40 of 60")
    low, ratio, high = (float(str(reason.context[name])) for name in ("low", "ratio", "high"))
    assert low < ratio < high
    assert reason.points == criterion.points(seen("Hospital"))[0]


def test_the_reason_of_a_newcomer_shows_how_far_partners_differ() -> None:
    (reason,) = ProvenRecord([partner()], SETTINGS).reasons(seen(), 0)
    low, high = (float(str(reason.context[name])) for name in ("low", "high"))
    assert low < 1 < high


def test_the_rate_counts_leads_that_are_never_brought_to_a_close() -> None:
    criterion = ProvenRecord([partner()], MatchingSettings(closed_share=0.5))
    assert criterion.rate == pytest.approx(SETTINGS.base_rate / 2)


def test_the_base_rate_is_pooled_with_what_the_settings_say() -> None:
    assert base_rate([], SETTINGS) == pytest.approx(SETTINGS.base_rate)
    assert base_rate([partner(TrackRecord(won=100, lost=0))], SETTINGS) == pytest.approx((100 + 12.5) / 150)
    assert base_rate([], MatchingSettings(base_rate_weight=0.0)) == SETTINGS.base_rate


def test_partners_who_differ_much_are_shrunk_less() -> None:
    alike = [Count(25, 50, 25.0)] * 20
    apart = [Count(10, 50, 25.0), Count(40, 50, 25.0)] * 10
    assert strength(apart, SETTINGS, 0.5) < strength([], SETTINGS, 0.5) < strength(alike, SETTINGS, 0.5)


counts = st.integers(0, 300)
records = st.builds(
    TrackRecord, industry=st.sampled_from(["Hospital", "Retail", None, "?"]), won=counts, lost=counts,
    expected=st.none() | st.floats(0, 300),
)  # fmt: skip


@given(st.lists(st.lists(records, max_size=3).map(tuple), min_size=1, max_size=5), st.sampled_from(["Hospital", None]))
def test_points_are_finite_whatever_the_counts(rows: list[tuple[TrackRecord, ...]], industry: str | None) -> None:
    assert all(abs(one) < 10 for one in points(*(partner(*row) for row in rows), industry=industry))


@given(counts, counts)
def test_a_win_more_never_lowers_a_partner(won: int, lost: int) -> None:
    rest = [partner(TrackRecord(won=20, lost=30)), partner(TrackRecord(won=30, lost=20))]
    before = points(partner(TrackRecord(won=won, lost=lost, expected=20.0)), *rest)
    after = points(partner(TrackRecord(won=won + 1, lost=lost, expected=20.0)), *rest)
    assert after[0] - after[1] >= before[0] - before[1] - 0.05
