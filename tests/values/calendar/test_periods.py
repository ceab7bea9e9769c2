from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.calendar.periods import (
    Period,
    half_year,
    month,
    months_between,
    one_day,
    quarter,
    shift_days,
    shift_months,
    span_of_months,
    whole_year,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-11-18", date(2026, 11, 18), date(2026, 11, 18)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_period_is_read_and_written_alike(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first_day, period.last_day) == (first, last)
    assert str(period) == text


@pytest.mark.parametrize("text", ["", "2026-13", "2026-Q5", "soon", "2026-02-30", "1" * 50])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.parse(text)


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_halves_quarters_and_months_make_up_the_year() -> None:
    assert half_year(2026, 1).last_day < half_year(2026, 2).first_day
    assert quarter(2026, 1).first_day == half_year(2026, 1).first_day == whole_year(2026).first_day
    assert quarter(2026, 4).last_day == half_year(2026, 2).last_day == month(2026, 12).last_day
    assert span_of_months(2026, 13, 1) == month(2027, 1)


def test_a_period_without_a_name_is_written_as_its_last_day() -> None:
    assert str(half_year(2026, 1)) == "2026-06-30"


@given(DAYS, st.integers(-600, 600))
def test_moving_by_months_keeps_the_day_or_takes_the_last_one(day: date, months: int) -> None:
    moved = shift_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or moved == month(moved.year, moved.month).last_day


def test_moving_never_leaves_the_calendar() -> None:
    assert shift_months(date.max, 5).year == 9999
    assert shift_months(date.min, -5).year == 1
    assert shift_days(date.max, 9) == date.max
    assert shift_days(date.min, -9) == date.min


@given(DAYS, DAYS)
def test_months_between_grow_with_the_days(earlier: date, later: date) -> None:
    assert months_between(earlier, later) == -months_between(later, earlier)
    assert (months_between(earlier, later) > 0) == (earlier < later)
    assert one_day(earlier).first_day == earlier
