"""Dates and periods written in figures: ``2026-07-31``, ``31.7.``, ``Q3 2027``, ``FY27``, ``KW 26``, ``10月末``."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from leadmatch.values.calendar.periods import Period, half_year, month, one_day, quarter, shift_days, whole_year
from leadmatch.values.calendar.spans import Grain

_CENTURY = 2000
_WEEKS = 53
_OLD_DAYS = 45
_OLD_MONTHS = 2
_YEAR = r"(20\d{2}|\d{2})"
_PATTERN = re.compile(
    r"(?<![\d-])(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?<![\d-])(?P<year_month>20\d{2}-(?:0[1-9]|1[0-2]))(?![\d-])"
    r"|(?<![^\W_])(?P<quarter>[QqKk][1-4](?!\d)(?:[ /'’-]{0,2}(?:of )?(?:FY ?)?(?:20\d{2}|\d{2})(?![\d%]))?)"
    r"|(?<![^\W_])(?P<trimester>T[1-4][ /-]?20\d{2})(?!\d)"
    r"|(?<![^\W_])(?P<half>[HS][12](?!\d)[ /'-]?(?:20\d{2}|\d{2}(?!\d))|H[12](?![^\W_]))"
    r"|(?<![^\W_])(?P<fiscal>FY ?['’]?(?:20\d{2}|\d{2}))(?!\d)"
    r"|(?<![\d.,/:-])(?P<slash>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d{2}))?)(?![\d%/])"
    r"|(?<![\d.,/:-])(?P<dots>\d{1,2}\. ?\d{1,2}\.(?: ?20\d{2}(?!\d)|\d{2}(?!\d))?)(?![\d%])"
    r"|(?<![^\W_])(?P<week>(?:KW|week|uke|uge|vecka|semaine|semana)\.? ?\d{1,2})(?![\d%])"
    r"|(?P<japanese>(?:20\d{2}年)?\d{1,2}月(?:\d{1,2}日|末)?|20\d{2}年)"
)
_NUMBER = re.compile(r"\d+")

SIGNS = "-/.月年"
"""What follows the first number of a date in figures that no word begins."""


class Found(NamedTuple):
    """A date written in figures: what it means, how exactly, and where it stands."""

    period: Period
    grain: Grain
    start: int
    end: int


def date_in_figures(text: str, place: int, today: date, *, day_first: bool) -> Found | None:
    """The date in figures that begins at a place of a text, or None.

    Args:
        text: Any text.
        place: Where a number begins, or a word before a number.
        today: The day from which a year that is left out is told: the next such date.
        day_first: Whether ``6/7`` means 6 July; where only one reading is a date, that one is taken.
    """
    found = _PATTERN.match(text, place)
    if found is None:
        return None
    kind = str(found.lastgroup)
    try:
        read = _slash(found[0], today, day_first=day_first) if kind == "slash" else _READERS[kind](found[0], today)
    except ValueError:
        return None
    return None if read is None else Found(read[0], read[1], *found.span())


def next_day(number: int, month_number: int, today: date) -> date:
    """The next such day of the year; one that lies up to six weeks back is taken as past, not as next year's.

    Raises:
        ValueError: If there is no such day.
    """
    this_year = date(today.year, month_number, number)
    is_long_ago = (today - this_year).days > _OLD_DAYS
    return date(today.year + 1, month_number, number) if is_long_ago else this_year


def full_year(text: str) -> int:
    """The year of two or four digits."""
    year = int(text)
    return year if year >= _CENTURY else year + _CENTURY


def next_month(number: int, today: date) -> Period:
    """The next month of that number; the present one and the two before it are this year's."""
    return month(today.year + (number < today.month - _OLD_MONTHS), number)


def next_quarter(number: int, today: date) -> Period:
    """The next quarter of that number, the present one included."""
    this_year = quarter(today.year, number)
    return this_year if this_year.last_day >= today else quarter(today.year + 1, number)


_Read = tuple[Period, Grain] | None


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _iso(text: str, _today: date) -> _Read:
    return Period.parse(text), Grain.DAY


def _year_month(text: str, _today: date) -> _Read:
    return Period.parse(text), Grain.MONTH


def _quarter(text: str, today: date) -> _Read:
    number, *year = _numbers(text)
    if not year:
        return next_quarter(int(number), today), Grain.QUARTER
    return quarter(full_year(year[0]), int(number)), Grain.QUARTER


def _half(text: str, today: date) -> _Read:
    number, *year = _numbers(text)
    if year:
        return half_year(full_year(year[0]), int(number)), Grain.HALF
    this_year = half_year(today.year, int(number))
    return (this_year if this_year.last_day >= today else half_year(today.year + 1, int(number))), Grain.HALF


def _fiscal(text: str, _today: date) -> _Read:
    return whole_year(full_year(_numbers(text)[0])), Grain.YEAR


def _slash(text: str, today: date, *, day_first: bool) -> _Read:
    first, second, *year = _numbers(text)
    day_number, month_number = (int(first), int(second)) if day_first else (int(second), int(first))
    if month_number > 12:  # noqa: PLR2004 (months)
        day_number, month_number = month_number, day_number
    return _day(day_number, month_number, year, today)


def _dots(text: str, today: date) -> _Read:
    first, second, *year = _numbers(text)
    return _day(int(first), int(second), year, today)


def _day(number: int, month_number: int, year: list[str], today: date) -> _Read:
    if not 1 <= month_number <= 12 or (number, month_number) == (24, 7):  # noqa: PLR2004 (months; "24/7")
        return None
    day = date(full_year(year[0]), month_number, number) if year else next_day(number, month_number, today)
    return one_day(day), Grain.DAY


def _week(text: str, today: date) -> _Read:
    number = int(_numbers(text)[0])
    if not 1 <= number <= _WEEKS:
        return None
    monday = date.fromisocalendar(today.year, number, 1)
    if shift_days(monday, 6) < today:
        monday = date.fromisocalendar(today.year + 1, number, 1)
    return Period(monday, shift_days(monday, 6)), Grain.WEEK


def _japanese(text: str, today: date) -> _Read:
    year = int(text[:4]) if "年" in text else None
    rest = _numbers(text.partition("年")[2] if year else text)
    if not rest:
        return whole_year(int(text[:4])), Grain.YEAR
    meant = month(year, int(rest[0])) if year else next_month(int(rest[0]), today)
    if "日" in text:
        return one_day(meant.first_day.replace(day=int(rest[1]))), Grain.DAY
    return (one_day(meant.last_day), Grain.DAY) if "末" in text else (meant, Grain.MONTH)


_READERS: dict[str, Callable[[str, date], _Read]] = {
    "iso": _iso,
    "year_month": _year_month,
    "quarter": _quarter,
    "trimester": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "dots": _dots,
    "week": _week,
    "japanese": _japanese,
}
