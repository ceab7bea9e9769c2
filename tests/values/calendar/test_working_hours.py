import contextlib
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.calendar.working_hours import WorkingHours

OFFICE = "Mon-Fri 08:30-12:00,13:00-17:30; Sat 09:00-12:00"


def test_days_groups_and_breaks_are_read() -> None:
    hours = WorkingHours.parse(OFFICE)
    assert hours.covers(0, time(8, 30))
    assert not hours.covers(0, time(12, 0))
    assert hours.covers(5, time(11, 59))
    assert not hours.covers(6, time(10))
    assert hours.minutes_per_week == 5 * 480 + 180


def test_hours_are_written_as_they_are_read() -> None:
    hours = WorkingHours.parse(OFFICE)
    assert WorkingHours.parse(str(hours)) == hours


def test_a_week_may_begin_on_any_day_and_hours_may_lack_minutes() -> None:
    assert WorkingHours.parse("sunday–thursday 9-17").week[4] == ()
    assert WorkingHours.parse("sunday–thursday 9-17").week[6] == ((540, 1020),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "always",
        "Mon-Fri",
        "Foo 9-17",
        "Mon-Bar 9-17",
        "Mon 17-9",
        "Mon 9-25",
        "Mon 9:70-10",
        "Mon 9-12,11-13",
        "Mon 9-x",
        "a" * 999,
    ],
)
def test_what_cannot_be_read_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="Write them like Mon-Fri"):
        WorkingHours.parse(text)


@given(st.text(max_size=300))
def test_any_text_is_hours_or_a_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert WorkingHours.parse(text).minutes_per_week > 0
