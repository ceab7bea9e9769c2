"""Deals: how long they protect is kept as it was written."""

from datetime import UTC, date, datetime

from leadmatch.records.deal import Deal
from leadmatch.records.making import make, to_row


def test_a_day_stays_a_day_and_a_moment_a_moment() -> None:
    day = make(Deal, {"deal_id": "D", "expires_at": "2026-12-31"}).record
    moment = make(Deal, {"deal_id": "D", "expires_at": "2026-12-31T12:00:00Z"}).record
    assert day.expires_at == date(2026, 12, 31)
    assert not isinstance(day.expires_at, datetime)
    assert moment.expires_at == datetime(2026, 12, 31, 12, tzinfo=UTC)
    assert to_row(day)["expires_at"] == "2026-12-31"


def test_an_account_of_the_vendor_has_no_partner() -> None:
    deal = make(Deal, {"deal_id": "D", "partner_id": " ", "company": "Orrin"}).record
    assert deal.partner_id is None
    assert deal.id == "D"
