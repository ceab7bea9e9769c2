"""Dates and periods in running text, told from the day it was written; nine languages, linear time."""

from bisect import bisect_left
from datetime import date
from typing import NamedTuple

from leadmatch.values.calendar.numeric_dates import SIGNS, date_in_figures, next_day, next_month, next_quarter
from leadmatch.values.calendar.periods import (
    Period,
    half_year,
    month,
    one_day,
    quarter,
    shift_days,
    shift_months,
    span_of_months,
    whole_year,
)
from leadmatch.values.calendar.pieces import DatePieces
from leadmatch.values.calendar.spans import NO_CUE, Cue, DateSpan, Grain
from leadmatch.values.calendar.units import DAYS, GRAINS, moved, unit_from
from leadmatch.values.calendar.words import calendar_words
from leadmatch.values.text.token_table import TokenTable, token_table

_FIRST_YEAR, _LAST_YEAR = 2015, 2050
_LOOSE = {"y", "s"}


class _Core(NamedTuple):
    """A date without its preposition: pieces `first` to `last` included."""

    period: Period
    grain: Grain
    first: int
    last: int
    is_within: bool = False
    is_loose: bool = False


def find_dates(
    text: str, today: date, *, day_first: bool = True, table: TokenTable | None = None
) -> tuple[DateSpan, ...]:
    """Find the dates and periods of a text, in order.

    Args:
        text: Any text; the work is linear in its length.
        today: The day it was written; relative dates count from it, and a year that is left out is the next one.
        day_first: Whether ``6/7`` means 6 July (most of the world) or June 7 (United States).
        table: The tokens of the text, where they are known already; it saves reading them.

    Returns:
        Spans that do not overlap.
    """
    words = calendar_words()
    known = token_table(text) if table is None else table
    if not known.figures and known.vocabulary.isdisjoint(words.kinds):
        return ()
    return _DateReader(DatePieces(known, words), today, day_first=day_first).read()


class _DateReader:
    """Reads the dates of one text."""

    def __init__(self, pieces: DatePieces, today: date, *, day_first: bool) -> None:
        self.today = today
        self.day_first = day_first
        self.words = pieces.words
        self.pieces = pieces
        self.readers = {
            "month": self._month,
            "season": self._season,
            "weekday": self._weekday,
            "holiday": self._holiday,
            "near": self._near,
            "half": self._half,
            "unit": self._unit,
        }

    def read(self) -> tuple[DateSpan, ...]:
        spans: list[DateSpan] = []
        taken = 0
        for at in self.pieces.anchors():
            core = self._core(at) if at >= taken else None
            if core is not None and core.first >= taken:
                spans.append(self._span(core, taken))
                taken = core.last + 1
        return tuple(spans)

    def _core(self, at: int) -> _Core | None:
        core = self._figures(at)
        if core is None:
            kind = self.words.kinds.get(self.pieces.folded[at])
            core = self._year_or_ordinal(at) if kind is None else self.readers[kind](at)
        return None if core is None else self._shifted(core)

    def _figures(self, at: int) -> _Core | None:
        """A date in figures that begins at a number, or at a word before one."""
        pieces = self.pieces
        sign = pieces.text[pieces.ends[at] : pieces.ends[at] + 1]
        if pieces.folded[at] not in self.words.heads and not (sign and sign in SIGNS):
            return None
        found = date_in_figures(pieces.text, pieces.starts[at], self.today, day_first=self.day_first)
        if found is None:
            return None
        return _Core(found.period, found.grain, at, bisect_left(pieces.starts, found.end) - 1)

    def _month(self, at: int) -> _Core | None:
        number = self.words.months[self.pieces.folded[at]]
        day, first = self.pieces.day_before(at)
        year, last = self.pieces.year_after(at)
        if day is None and (year is None or last == at):
            day, after = self.pieces.day_after(at)
            if day is not None:
                first, (year, last) = at, self.pieces.year_after(after)
        if day is None:
            is_unsure = self.pieces.folded[at] in self.words.unsure and year is None
            if is_unsure and not self.pieces.is_introduced(at):
                return None
            meant = month(year, number) if year else self._chosen_month(number, at)
            return _Core(meant, Grain.MONTH, at, last)
        try:
            whole = date(year, number, day) if year else self._chosen_day(day, number, first)
        except ValueError:
            return None
        return _Core(one_day(whole), Grain.DAY, first, last)

    def _chosen_day(self, day: int, number: int, first: int) -> date:
        if self.pieces.cue_before(first, 0)[0] is Cue.BY:
            this_year = date(self.today.year, number, day)
            return this_year if this_year >= self.today else date(self.today.year + 1, number, day)
        return next_day(day, number, self.today)

    def _chosen_month(self, number: int, at: int) -> Period:
        before = self.pieces.word(at - 1)
        if before in self.words.sets["next"] or before in self.words.sets["deadline"]:
            return month(self.today.year + (number < self.today.month), number)
        return next_month(number, self.today)

    def _season(self, at: int) -> _Core | None:
        word = self.pieces.folded[at]
        if word in self.words.unsure and not self.pieces.is_introduced(at):
            return None
        year, last = self.pieces.year_after(at)
        first = self.words.seasons[word]
        meant = span_of_months(year or self.today.year, first, 3)
        is_next = self.pieces.word(at - 1) in self.words.sets["next"] and meant.first_day <= self.today
        if year is None and (meant.last_day < self.today or is_next):
            meant = span_of_months(self.today.year + 1, first, 3)
        return _Core(meant, Grain.SEASON, at, last)

    def _weekday(self, at: int) -> _Core | None:
        ahead = (self.words.weekdays[self.pieces.folded[at]] - self.today.weekday()) % 7 or 7
        last = at
        if self.pieces.word(at - 1) in self.words.sets["last"]:
            ahead -= 7
        elif self.pieces.tells_next_week(at + 1):
            ahead, last = 7 - self.today.weekday() + self.words.weekdays[self.pieces.folded[at]], at + 2
        return _Core(one_day(shift_days(self.today, ahead)), Grain.WEEK, at, last)

    def _holiday(self, at: int) -> _Core | None:
        number, day = self.words.holidays[self.pieces.folded[at]]
        return _Core(one_day(next_day(day, number, self.today)), Grain.DAY, at, at)

    def _near(self, at: int) -> _Core | None:
        ahead = self.words.near[self.pieces.folded[at]]
        return _Core(one_day(shift_days(self.today, ahead)), Grain.WEEK, at, at, is_loose=True)

    def _half(self, at: int) -> _Core | None:
        number = self.pieces.ordinal_before(at)
        if number not in {1, 2}:
            return None
        year, last = self.pieces.year_after(at)
        meant = half_year(year or self.today.year, number)
        if year is None and meant.last_day < self.today:
            meant = half_year(self.today.year + 1, number)
        return _Core(meant, Grain.HALF, at - 1, last)

    def _unit(self, at: int) -> _Core | None:
        unit = self.words.units[self.pieces.folded[at]]
        return self._numbered_quarter(unit, at) or self._told_unit(unit, at) or self._counted_unit(unit, at)

    def _numbered_quarter(self, unit: str, at: int) -> _Core | None:
        number = self.pieces.ordinal_before(at) if unit == "q" else None
        if number is None:
            return None
        year, last = self.pieces.year_after(at)
        meant = quarter(year, number) if year else next_quarter(number, self.today)
        return _Core(meant, Grain.QUARTER, at - 1, last)

    def _told_unit(self, unit: str, at: int) -> _Core | None:
        """`next year`, `this month`, `l'an prochain`, `year end`, `end of the quarter`."""
        before, after = self.pieces.word(at - 1), self.pieces.word(at + 1)
        count = self.words.told.get(before)
        if count is not None:
            return _Core(
                unit_from(unit, count, self.today), GRAINS[unit], at - 1, at, is_loose=not count or unit in _LOOSE
            )
        behind = at + 1 + (after == "que")
        if self.pieces.word(behind) in self.words.sets["next_behind"]:
            return _Core(unit_from(unit, 1, self.today), GRAINS[unit], at, behind, is_loose=unit in _LOOSE)
        if "end" in {after, self.pieces.word(at + 2) if after == "s" else ""}:
            return _Core(one_day(unit_from(unit, 0, self.today).last_day), Grain.DAY, at, at + 1)
        if self.pieces.edge_before(at) is not None:
            return _Core(unit_from(unit, 0, self.today), GRAINS[unit], at, at)
        return None

    def _counted_unit(self, unit: str, at: int) -> _Core | None:
        """`in six weeks`, `within 30 days`, `four weeks from today`, `6-12 months`; not a bare `two weeks`."""
        count, first = self.pieces.count_before(at)
        if count is None:
            return None
        is_from_now = self.pieces.word(at + 1) in {"from", "out"} or (self.pieces.word(at + 1) == "time" and first > 0)
        opener = {self.pieces.word(first - 1), self.pieces.word(first - 2)}
        if not (is_from_now or opener & self.words.sets["within"]) or opener & self.words.sets["last"]:
            return None
        last = at + 2 if self.pieces.word(at + 1) == "from" else at + (self.pieces.word(at + 1) in {"time", "out"})
        day = moved(unit, count, self.today)
        if unit in DAYS or count < 1:
            return _Core(one_day(day), Grain.DAY, first, min(last, len(self.pieces.starts) - 1), is_within=True)
        meant = whole_year(day.year) if unit == "y" else month(day.year, day.month)
        grain = Grain.YEAR if unit == "y" else Grain.MONTH
        return _Core(meant, grain, first, min(last, len(self.pieces.starts) - 1))

    def _year_or_ordinal(self, at: int) -> _Core | None:
        word = self.pieces.folded[at]
        value = int(word) if word.isdecimal() and len(word) <= 4 else 0  # noqa: PLR2004 (digits of a year)
        if _FIRST_YEAR <= value <= _LAST_YEAR and self.pieces.stands_alone(at):
            return _Core(whole_year(value), Grain.YEAR, at, at)
        is_ordinal = self.pieces.word(at - 1) == "the" and self.pieces.word(at + 1) in {"st", "nd", "rd", "th"}
        if is_ordinal and 1 <= value <= 31 and self.pieces.gap(at) == "":  # noqa: PLR2004 (days)
            return self._next_day_of_month(value, at)
        return None

    def _next_day_of_month(self, value: int, at: int) -> _Core | None:
        begin = self.today if value >= self.today.day else shift_months(self.today.replace(day=1), 1)
        try:
            return _Core(one_day(begin.replace(day=value)), Grain.DAY, at - 1, at + 1)
        except ValueError:
            return None

    def _shifted(self, core: _Core) -> _Core:
        """Narrow a period by `end of`, `mid` or `early`; the end of a period that has a last day is that day."""
        if core.period.first_day == core.period.last_day:
            return core
        found = self.pieces.edge_before(core.first)
        if found is None:
            return core
        edge, first = found
        period = core.period
        third = (period.last_day - period.first_day).days // 3
        if edge == "end" and self.pieces.word(first) != "late" and core.grain is not Grain.SEASON:
            return core._replace(period=one_day(period.last_day), grain=Grain.DAY, first=first, is_loose=False)
        if edge == "beginning":
            narrowed = Period(period.first_day, shift_days(period.first_day, third))
        elif edge == "middle":
            narrowed = Period(shift_days(period.first_day, third), shift_days(period.last_day, -third))
        else:
            narrowed = Period(shift_days(period.last_day, -third), period.last_day)
        return core._replace(period=narrowed, first=first)

    def _span(self, core: _Core, taken: int) -> DateSpan:
        cue, first = self._cue(core, taken)
        start, end = self.pieces.starts[first], self.pieces.ends[core.last]
        return DateSpan(core.period, core.grain, cue, start, end, _named(core), core.is_loose)

    def _cue(self, core: _Core, taken: int) -> tuple[Cue, int]:
        cue, first = self.pieces.cue_before(core.first, taken)
        if cue is not NO_CUE:
            return cue, first
        if core.period.last_day < self.today:
            return Cue.PAST, core.first
        return (Cue.WITHIN if core.is_within else NO_CUE), core.first


def _named(core: _Core) -> Period:
    """The whole year or month of which a period may be a part."""
    last_day = core.period.last_day
    match core.grain:
        case Grain.YEAR:
            return whole_year(last_day.year)
        case Grain.MONTH:
            return month(last_day.year, last_day.month)
        case _:
            return core.period
