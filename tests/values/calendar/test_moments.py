import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.calendar.moments import end_of_day, parse_day, parse_moment, start_of_day, zone

BERLIN = zone("Europe/Berlin")


def test_a_time_with_its_offset_is_read_as_it_stands() -> None:
    moment, assumed = parse_moment("2026-11-18T14:10:00+01:00", UTC)
    assert moment == datetime(2026, 11, 18, 13, 10, tzinfo=UTC)
    assert not assumed


def test_a_naive_time_is_read_in_the_given_zone_and_said_so() -> None:
    moment, assumed = parse_moment(" 2026-07-01 09:00 ", BERLIN)
    assert moment.astimezone(UTC) == datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert assumed


@pytest.mark.parametrize("text", ["", "tomorrow", "18.11.2026", "0001-01-01T00:00:00+14:00", "2" * 200])
def test_what_is_no_time_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="Write the date with its offset, such as 2026-11-18T14:10:00"):
        parse_moment(text, UTC)


def test_a_day_is_read_with_or_without_a_time_behind_it() -> None:
    assert parse_day("2026-11-18") == parse_day("2026-11-18T23:59:00+01:00") == date(2026, 11, 18)


def test_what_is_no_day_is_refused_with_a_remedy() -> None:
    with pytest.raises(ValueError, match="Write it as year, month and day"):
        parse_day("11/18/2026")


def test_zones_are_found_whatever_their_letter_case() -> None:
    assert str(zone("europe/berlin")) == "Europe/Berlin"
    assert zone("America/new york") is zone("America/New_York")
    assert zone("utc") is UTC


def test_an_unknown_zone_names_the_nearest_one() -> None:
    with pytest.raises(ValueError, match="Did you mean Europe/Berlin"):
        zone("Europe/Berlni")
    with pytest.raises(ValueError, match="Use an IANA name"):
        zone("zzzzzzzz")


def test_a_day_ends_with_the_next_midnight_even_when_the_clock_is_changed() -> None:
    day = date(2026, 3, 29)
    begins, ends = start_of_day(day, BERLIN), end_of_day(day, BERLIN)
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=23)


def test_the_last_day_of_the_calendar_has_an_end() -> None:
    assert end_of_day(date.max, UTC).date() == date.max


@given(st.text(max_size=200))
def test_any_text_is_a_time_or_a_value_error(text: str) -> None:
    for read in (lambda: parse_moment(text, UTC), lambda: parse_day(text), lambda: zone(text)):
        with contextlib.suppress(ValueError):
            assert read()
