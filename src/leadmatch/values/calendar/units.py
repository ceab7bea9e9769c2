"""Units of the calendar by the letters of the word tables: d day, w week, f fortnight, m month, q quarter, s season."""

from datetime import date

from leadmatch.values.calendar.periods import Period, month, one_day, quarter, shift_days, shift_months, whole_year
from leadmatch.values.calendar.spans import Grain

_MONTHS = {"m": 1, "q": 3, "s": 12, "y": 12}
DAYS = {"d": 1, "w": 7, "f": 14}
"""Days of the units that are counted in days."""

GRAINS = {
    "d": Grain.DAY,
    "w": Grain.WEEK,
    "f": Grain.WEEK,
    "m": Grain.MONTH,
    "q": Grain.QUARTER,
    "s": Grain.SEASON,
    "y": Grain.YEAR,
}
"""How exactly a unit tells a date."""


def unit_from(unit: str, count: int, today: date) -> Period:
    """The present unit of the calendar, or one `count` units on."""
    if unit in DAYS:
        monday = shift_days(today, -today.weekday() + 7 * count)
        return one_day(shift_days(today, count)) if unit == "d" else Period(monday, shift_days(monday, 6))
    if unit == "s":
        return Period(today, shift_months(today, 12))
    there = shift_months(today.replace(day=1), _MONTHS[unit] * count)
    if unit == "m":
        return month(there.year, there.month)
    return quarter(there.year, (there.month - 1) // 3 + 1) if unit == "q" else whole_year(there.year)


def moved(unit: str, count: float, today: date) -> date:
    """The day that lies `count` units ahead."""
    if unit in DAYS:
        return shift_days(today, int(DAYS[unit] * count))
    return shift_months(today, int(_MONTHS[unit] * count))
