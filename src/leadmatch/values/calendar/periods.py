"""Periods that people plan in: a day, a month, a quarter, a half or a whole year."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

MONTHS_PER_QUARTER = 3
MONTHS_PER_YEAR = 12
_DAYS_PER_MONTH = 365.25 / 12
_KEPT = 1_024
_TEXT = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(\d{2})(?:-(\d{2}))?))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days.

    Attributes:
        first_day: Its first day.
        last_day: Its last day, included.
    """

    first_day: date
    last_day: date

    def __post_init__(self) -> None:
        if self.last_day < self.first_day:
            raise ValueError(f"A period cannot end on {self.last_day} before it begins on {self.first_day}")

    def __str__(self) -> str:
        """Write the period as ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``, as exactly as one of them can.

        A period that is none of these is named by its last day, or by its year where it covers more than a quarter.
        """
        year = self.last_day.year
        if self == whole_year(year):
            return f"{year:04d}"
        if self == month(year, self.last_day.month):
            return f"{year:04d}-{self.last_day.month:02d}"
        quarter_number = (self.last_day.month - 1) // MONTHS_PER_QUARTER + 1
        if self == quarter(year, quarter_number):
            return f"{year:04d}-Q{quarter_number}"
        return self.last_day.isoformat()

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``.

        Raises:
            ValueError: If the text is none of these, or no such day exists.
        """
        found = _TEXT.fullmatch(text.strip()[:20])
        if found is None:
            raise ValueError(f"{text[:40]!r} is not a period. Write 2026-11-18, 2026-11, 2026-Q4 or 2026")
        year, quarter_text, month_text, day_text = found.groups()
        if quarter_text:
            return quarter(int(year), int(quarter_text))
        if day_text:
            return one_day(date(int(year), int(month_text), int(day_text)))
        return month(int(year), int(month_text)) if month_text else whole_year(int(year))


@lru_cache(maxsize=_KEPT)
def one_day(day: date) -> Period:
    """The period of a single day."""
    return Period(day, day)


@lru_cache(maxsize=_KEPT)
def month(year: int, number: int) -> Period:
    """A calendar month, numbered 1 to 12."""
    if not 1 <= number <= MONTHS_PER_YEAR:
        raise ValueError(f"There is no month {number}; months count from 1 to 12")
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


@lru_cache(maxsize=_KEPT)
def quarter(year: int, number: int) -> Period:
    """A quarter of the calendar year, numbered 1 to 4."""
    return span_of_months(year, number * MONTHS_PER_QUARTER - 2, MONTHS_PER_QUARTER)


@lru_cache(maxsize=_KEPT)
def half_year(year: int, number: int) -> Period:
    """A half of the calendar year, numbered 1 or 2."""
    return span_of_months(year, number * 6 - 5, 6)


@lru_cache(maxsize=_KEPT)
def whole_year(year: int) -> Period:
    """A calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def span_of_months(year: int, first: int, count: int) -> Period:
    """`count` whole months from month `first` of `year` on; `first` may lie outside 1 to 12 and then counts on."""
    begin = shift_months(date(year, 1, 1), first - 1)
    last = shift_months(begin, count - 1)
    return Period(begin, month(last.year, last.month).last_day)


def shift_months(day: date, months: int) -> date:
    """The same day `months` later (earlier where negative), or the last day of a month that is too short.

    The result is kept inside the calendar (years 1 to 9999).
    """
    index = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    index = min(max(index, MONTHS_PER_YEAR), date.max.year * MONTHS_PER_YEAR + MONTHS_PER_YEAR - 1)
    year, number = divmod(index, MONTHS_PER_YEAR)
    return date(year, number + 1, min(day.day, monthrange(year, number + 1)[1]))


def shift_days(day: date, days: int) -> date:
    """The day `days` later, kept inside the calendar."""
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def months_between(earlier: date, later: date) -> float:
    """The time from `earlier` to `later` in months of average length; negative where `later` comes first."""
    return (later - earlier).days / _DAYS_PER_MONTH
