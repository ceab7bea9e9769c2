from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.calendar.expressions import find_dates
from leadmatch.values.calendar.spans import Cue, DateSpan, Grain

TODAY = date(2026, 6, 15)


def only(text: str) -> DateSpan:
    (span,) = find_dates(text, TODAY)
    return span


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("by July 31", "2026-07-31"),
        ("31. Juli 2026", "2026-07-31"),
        ("am 14.11. dann", "2026-11-14"),
        ("14.11.26", "2026-11-14"),
        ("15/09", "2026-09-15"),
        ("9/15", "2026-09-15"),
        ("2026-12-01", "2026-12-01"),
        ("2026-12", "2026-12"),
        ("1er juillet", "2026-07-01"),
        ("antes del 30 de abril", "2027-04-30"),
        ("in October", "2026-10"),
        ("in Q3", "2026-Q3"),
        ("Q1 2027", "2027-Q1"),
        ("T1 2027", "2027-Q1"),
        ("in Q1", "2027-Q1"),
        ("first quarter of 2027", "2027-Q1"),
        ("2. Quartal 2027", "2027-Q2"),
        ("the third quarter", "2026-Q3"),
        ("by end of next month", "2026-07-31"),
        ("Voor eind mei", "2026-05-31"),
        ("mid 2027 at the earliest", "2027"),
        ("im Laufe von 2027", "2027"),
        ("FY27", "2027"),
        ("H1 2027", "2027"),
        ("H2", "2026"),
        ("H1", "2026"),
        ("zweites Halbjahr 2026", "2026"),
        ("first half", "2026"),
        ("in six weeks", "2026-07-27"),
        ("within 30 days", "2026-07-15"),
        ("four weeks from today", "2026-07-13"),
        ("in two weeks time", "2026-06-29"),
        ("18 months out", "2027-12"),
        ("in a couple of months", "2026-08"),
        ("in two years", "2028"),
        ("early next year", "2027"),
        ("l'anno prossimo", "2027"),
        ("el año que viene", "2027"),
        ("end of this year", "2026-12-31"),
        ("at year end", "2026-12-31"),
        ("end of the quarter", "2026-06-30"),
        ("before Christmas", "2026-12-25"),
        ("the 20th", "2026-06-20"),
        ("the 12th", "2026-07-12"),
        ("KW 26", "2026-06-28"),
        ("week 2", "2027-01-17"),
        ("10月末まで", "2026-10-31"),
        ("10月5日", "2026-10-05"),
        ("10月に", "2026-10"),
        ("2027年3月", "2027-03"),
        ("2027年", "2027"),
        ("w przyszłym roku", "2027"),
        ("bis spätestens 1. März", "2027-03-01"),
        ("next March", "2027-03"),
        ("mid-October", "2026-10"),
        ("July 31st, 2027", "2027-07-31"),
        ("on Friday", "2026-06-19"),
        ("tomorrow", "2026-06-16"),
        ("not until 2028", "2028-12-31"),
        ("early May", "2026-05"),
    ],
)
def test_dates_are_told_from_the_day_of_writing(text: str, form: str) -> None:
    assert only(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "We may consider this",
        "4500 employees",
        "v8.82",
        "24/7",
        "it takes 14 days",
        "two weeks",
        "$2030",
        "31/31",
        "half",
        "2k",
        "the 45th",
        "week 77",
        "week 0",
        "13/13",
        "in the fall back",
        "13月",
        "February 30",
        "",
    ],
)
def test_words_and_numbers_that_look_like_dates_are_left_alone(text: str) -> None:
    assert not [span for span in find_dates(text, TODAY) if span.grain is not Grain.SEASON]


@pytest.mark.parametrize(
    ("text", "grain", "first", "last"),
    [
        ("next spring", Grain.SEASON, date(2027, 3, 1), date(2027, 5, 31)),
        ("next summer", Grain.SEASON, date(2027, 6, 1), date(2027, 8, 31)),
        ("autumn 2027", Grain.SEASON, date(2027, 9, 1), date(2027, 11, 30)),
        ("late summer", Grain.SEASON, date(2026, 8, 1), date(2026, 8, 31)),
        ("next season", Grain.SEASON, date(2026, 6, 15), date(2027, 6, 15)),
        ("next quarter", Grain.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        ("this month", Grain.MONTH, date(2026, 6, 1), date(2026, 6, 30)),
        ("next week", Grain.WEEK, date(2026, 6, 22), date(2026, 6, 28)),
        ("late October", Grain.MONTH, date(2026, 10, 21), date(2026, 10, 31)),
    ],
)
def test_periods_cover_their_days(text: str, grain: Grain, first: date, last: date) -> None:
    span = only(text)
    assert (span.grain, span.period.first_day, span.period.last_day) == (grain, first, last)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("by July 31", Cue.BY),
        ("no later than September 4", Cue.BY),
        ("after March 2027", Cue.AFTER),
        ("since March", Cue.PAST),
        ("last May", Cue.PAST),
        ("founded in 2019", Cue.PAST),
        ("within six weeks", Cue.WITHIN),
        ("October", Cue.NONE),
        ("call, October", Cue.NONE),
        ("last Friday", Cue.PAST),
    ],
)
def test_the_word_before_a_date_gives_its_cue(text: str, cue: Cue) -> None:
    assert only(text).cue is cue


def test_a_season_has_no_form() -> None:
    assert only("in autumn").form is None


def test_month_first_is_read_where_it_is_the_custom() -> None:
    (span,) = find_dates("6/7", TODAY, day_first=False)
    assert span.form == "2026-06-07"


def test_several_dates_stand_apart() -> None:
    assert [span.form for span in find_dates("between July 1 and July 15", TODAY)] == ["2026-07-01", "2026-07-15"]


def test_a_date_is_over_the_day_after_it() -> None:
    span = only("by July 31")
    assert not span.is_over(date(2026, 7, 31))
    assert span.is_over(date(2026, 8, 1))
    assert only("since March").is_over(TODAY)


def test_the_31st_of_a_short_month_is_no_date() -> None:
    assert not find_dates("the 31st", date(2026, 6, 15))


@given(st.text(max_size=300), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_text_on_any_day_gives_ordered_spans_inside_it(text: str, today: date) -> None:
    spans = find_dates(text, today)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


@given(st.dates(date(2016, 1, 1), date(2049, 12, 31)), st.integers(0, 300))
def test_a_day_written_in_full_is_found_again_whenever_it_is_read(day: date, ahead: int) -> None:
    (span,) = find_dates(f"it must run by {day:%B} {day.day}, {day.year}.", day - timedelta(days=ahead))
    assert span.form == day.isoformat()


_PHRASES = "the 12th of next May end mid first quarter half year 31 2027 in by within six weeks fall 3/4 Q2 season from"
_WORDS = st.sampled_from(_PHRASES.split())


@given(st.lists(_WORDS, max_size=30), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_words_of_dates_in_any_order_never_fail(words: list[str], today: date) -> None:
    for span in find_dates(" ".join(words), today):
        assert span.period.first_day <= span.period.last_day


def test_a_half_and_a_quarter_that_are_over_are_next_years() -> None:
    autumn = date(2026, 10, 1)
    assert [span.form for text in ("H1", "first half", "Q1") for span in find_dates(text, autumn)] == [
        "2027",
        "2027",
        "2027-Q1",
    ]


def test_a_day_without_a_number_before_its_month_is_the_month() -> None:
    assert [span.form for span in find_dates("the st of July", TODAY)] == ["2026-07"]
