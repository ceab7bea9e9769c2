"""Deadlines run in working time: on the clock of whoever has to act."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.events import Act
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.records.partner import Partner

BERLIN = Partner(
    partner_id="P1", timezone="Europe/Berlin", working_hours="Mon-Thu 08:00-12:00,13:00-17:00; Fri 08:00-12:00"
)
DEADLINES = Deadlines(DistributionSettings())


class OnMondays:
    def closed(self, partner: Partner | None, day: date) -> bool:
        return partner is not None and day.weekday() == 0


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-16T08:00+01:00", 4, "2026-11-16T12:00+01:00"),
        ("2026-11-16T08:00+01:00", 5, "2026-11-16T14:00+01:00"),
        ("2026-11-16T12:30+01:00", 1, "2026-11-16T14:00+01:00"),
        ("2026-11-20T11:00+01:00", 8, "2026-11-23T16:00+01:00"),
        ("2026-11-21T03:00+01:00", 0.5, "2026-11-23T08:30+01:00"),
        ("2026-10-23T11:00+02:00", 2, "2026-10-26T09:00+01:00"),
    ],
)
def test_nights_breaks_weekends_and_clock_changes_are_no_working_time(start: str, hours: float, end: str) -> None:
    working = DEADLINES.working_time(BERLIN)
    assert working.after(at(start), hours) == at(end)
    assert working.between(at(start), at(end)) == pytest.approx(hours)


def test_closed_days_and_days_away_are_no_working_time() -> None:
    closed = Partner(partner_id="P", closed_dates=(date(2026, 11, 17),), away_until=date(2026, 11, 18))
    assert DEADLINES.working_time(closed).after(at("2026-11-16T10:00+00:00"), 1) == at("2026-11-19T10:00+00:00")


def test_holidays_are_asked_of_whoever_knows_them() -> None:
    deadlines = Deadlines(DistributionSettings(), OnMondays())
    assert deadlines.working_time(BERLIN).after(at("2026-11-16T08:00+01:00"), 1) == at("2026-11-17T09:00+01:00")
    assert deadlines.working_time(None).after(at("2026-11-16T08:00+00:00"), 1) == at("2026-11-16T10:00+00:00")


def test_whoever_never_works_is_not_waited_for_without_end() -> None:
    gone = Partner(partner_id="P", away_until=date(2999, 1, 1))
    start = at("2026-11-16T08:00+00:00")
    working = DEADLINES.working_time(gone)
    assert working.after(start, 1) == start + timedelta(days=732)
    assert working.between(start, start + timedelta(days=9)) == 0


def test_hours_that_nobody_can_read_are_the_vendors() -> None:
    odd = Partner(partner_id="P", working_hours="whenever")
    assert DEADLINES.working_time(odd).hours == DEADLINES.working_time(None).hours


@given(
    st.integers(0, 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    st.floats(0, 200),
    st.floats(0, 200),
)
def test_working_hours_add_up(start: datetime, one: float, other: float) -> None:
    working = DEADLINES.working_time(BERLIN)
    end = working.after(start, one)
    assert end >= start
    assert working.after(start, one + other) >= end
    assert working.between(start, end) == pytest.approx(one, abs=1e-6)
    assert abs(working.after(end, other) - working.after(start, one + other)) < timedelta(days=4)


def test_the_shipped_deadlines_are_those_of_the_settings() -> None:
    monday = at("2026-11-16T09:00+00:00")
    partner = Partner(partner_id="P")
    opening = DEADLINES.opening(partner, monday, urgent=False)
    assert (opening.act, opening.at, opening.warn_at) == (
        Act.OPEN,
        monday + timedelta(hours=8),
        monday + timedelta(hours=6),
    )
    assert DEADLINES.opening(partner, monday, urgent=True).at == monday + timedelta(hours=4)
    assert DEADLINES.accepting(partner, monday, urgent=False).at == at("2026-11-17T17:00+00:00")
    assert DEADLINES.contacting(partner, monday, urgent=True).at == monday + timedelta(hours=8)
    assert DEADLINES.updating(partner, monday, urgent=False).at == at("2026-11-27T17:00+00:00")
    assert DEADLINES.placing(monday, urgent=True).at == monday
    assert DEADLINES.placing(monday, urgent=False).at == monday + timedelta(hours=4)


def test_settings_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        DistributionSettings(timezone="Europe/Berlinn")
    with pytest.raises(ValueError, match="Working hours"):
        DistributionSettings(working_hours="Mon-Fri late")
    berlin = DistributionSettings(timezone="Europe/Berlin", working_hours="Sat 10:00-12:00")
    assert Deadlines(berlin).working_time(None).after(at("2026-11-16T08:00+00:00"), 1) == at("2026-11-21T11:00+01:00")
    assert DistributionSettings().digest() != DistributionSettings(open_hours=4).digest()
