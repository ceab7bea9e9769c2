"""A date or period as it stands in a text."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from leadmatch.values.calendar.periods import Period


class Grain(StrEnum):
    """How exactly a date is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"


class Cue(StrEnum):
    """What the word before a date makes of it."""

    NONE = "none"
    BY = "by"
    WITHIN = "within"
    AFTER = "after"
    PAST = "past"


NO_CUE = Cue.NONE
_DAYS = frozenset({Grain.DAY, Grain.WEEK})
_UNTIL = frozenset({Cue.BY, Cue.WITHIN})


class DateSpan(NamedTuple):
    """A date or period found in a text.

    Attributes:
        period: The days that are meant, counted from the day the text was written.
        grain: How exactly it is told; the end of a month is a day.
        cue: What the word before it makes of it.
        start: Where it begins in the text, its preposition included.
        end: Where it ends, excluded.
        named: The period as it was named, where `period` is only a part of it (``mid 2027``), else the same.
        is_loose: Whether it is told from the present year, month or week only, as `next year` is.
    """

    period: Period
    grain: Grain
    cue: Cue
    start: int
    end: int
    named: Period
    is_loose: bool = False

    @property
    def form(self) -> str | None:
        """The date as ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``; None for a season, which has no such form.

        `By` a period, and within it, mean its last day.
        """
        if self.grain is Grain.SEASON:
            return None
        if self.grain in _DAYS or self.cue in _UNTIL:
            return self.period.last_day.isoformat()
        return f"{self.named.last_day.year}" if self.grain is Grain.HALF else str(self.named)

    def is_over(self, day: date) -> bool:
        """Whether the whole period lies before `day`, or is told as past."""
        return self.cue is Cue.PAST or self.period.last_day < day
