from datetime import UTC, date, datetime, timedelta

import pytest

from leadmatch.matching.presence import Active, Present, Shareable
from leadmatch.matching.profile import profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


def test_a_partner_of_whom_nothing_is_stated_takes_part() -> None:
    active = Active([Partner(partner_id="a"), Partner(partner_id="b", active=False)])
    lead = profile_of(Lead(lead_id="L1"), now=NOON)
    assert active.blocked(lead).tolist() == [False, True]
    assert [reason.code for reason in active.reasons(lead, 1)] == ["partner.inactive"]
    assert list(active.notes(lead, 0)) == []


def test_the_last_day_away_ends_at_midnight_in_the_partners_zone() -> None:
    away = Present(
        [Partner(partner_id="a", away_until=date(2026, 6, 15), timezone="America/Chicago"), Partner(partner_id="b")]
    )
    midnight = datetime(2026, 6, 16, 5, tzinfo=UTC)
    before = profile_of(Lead(lead_id="L1"), now=midnight - timedelta(seconds=1))
    after = profile_of(Lead(lead_id="L1"), now=midnight)
    assert away.blocked(before).tolist() == [True, False]
    assert away.blocked(after).tolist() == [False, False]
    assert [reason.observed for reason in away.reasons(before, 0)] == ["2026-06-15"]


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        (Lead(lead_id="L1", sharing_basis="refused"), "sharing.refused"),
        (Lead(lead_id="L1", do_not_contact=("email", "phone")), "sharing.do_not_contact"),
    ],
)
def test_a_lead_that_may_not_be_shared_is_nobodys(lead: Lead, code: str) -> None:
    rule = Shareable([Partner(partner_id="a")])
    profile = profile_of(lead, now=NOON)
    assert rule.blocked(profile).all()
    assert [reason.code for reason in rule.reasons(profile, 0)] == [code]


def test_one_channel_that_is_left_is_enough() -> None:
    lead = Lead(lead_id="L1", do_not_contact=("phone",), sharing_basis="consent")
    assert not Shareable([Partner(partner_id="a")]).blocked(profile_of(lead, now=NOON)).any()
