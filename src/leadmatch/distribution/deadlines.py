"""Deadlines in working time: the hours, zone, closed days and holidays of the one who has to act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import islice
from typing import Final, Protocol

from leadmatch.distribution.events import Act, Deadline
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.records.partner import Partner
from leadmatch.values.calendar.moments import start_of_day
from leadmatch.values.calendar.moments import zone as zone_of
from leadmatch.values.calendar.working_hours import WorkingHours

_FURTHEST: Final = 2 * 366
"""Days that are looked ahead; whoever does not work for two years has no working time to wait for."""


class Holidays(Protocol):
    """Who knows public holidays; the core knows none."""

    def closed(self, partner: Partner | None, day: date) -> bool:
        """Return whether nobody works there on a day; None is the vendor itself."""
        ...


class NoHolidays:
    """Every day is as the week has it."""

    def closed(self, partner: Partner | None, day: date) -> bool:  # noqa: ARG002 - none is ever closed
        """Return False."""
        return False


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The working time of a partner, or of the vendor.

    Attributes:
        hours: of an ordinary week.
        zone: on whose clock.
        partner: who it is; None for the vendor.
        holidays: who knows the public ones.
    """

    hours: WorkingHours
    zone: tzinfo
    partner: Partner | None
    holidays: Holidays

    def works_on(self, day: date) -> bool:
        """Return whether a day is a working day."""
        if not self.hours.week[day.weekday()] or self.holidays.closed(self.partner, day):
            return False
        partner = self.partner
        if partner is None:
            return True
        away = partner.away_until is not None and day <= partner.away_until
        return not away and day not in partner.closed_dates

    def after(self, start: datetime, hours: float) -> datetime:
        """Return the moment at which so many working hours have gone by since `start`, in UTC.

        Where two years hold too few of them, it is the end of the two years.
        """
        left = timedelta(hours=hours)
        for begin, end in self._spans(start):
            if end - begin >= left:
                return begin + left
            left -= end - begin
        return start.astimezone(UTC) + timedelta(days=_FURTHEST)

    def after_days(self, start: datetime, days: float) -> datetime:
        """Return the moment at which so many working days, counted as ordinary ones in hours, have gone by."""
        return self.after(start, days * self.hours_a_day)

    @property
    def hours_a_day(self) -> float:
        """Working hours of an average working day."""
        return self.hours.minutes_per_week / sum(map(bool, self.hours.week)) / 60

    def between(self, start: datetime, end: datetime) -> float:
        """Return the working hours from `start` to `end`; 0 where `end` comes first, at most those of two years."""
        total = timedelta()
        for span_begin, span_end in self._spans(start):
            if span_begin >= end:
                break
            total += min(span_end, end) - span_begin
        return total / timedelta(hours=1)

    def _spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Yield the spans of working time from a moment on, in UTC, where differences are true ones."""
        first = start.astimezone(self.zone).date()
        for day in islice((first + timedelta(days=number) for number in range(_FURTHEST)), _FURTHEST):
            if self.works_on(day):
                midnight = start_of_day(day, self.zone)
                for begin, end in self.hours.week[day.weekday()]:
                    moments = [(midnight + timedelta(minutes=minute)).astimezone(UTC) for minute in (begin, end)]
                    if moments[1] > start:
                        yield max(moments[0], start.astimezone(UTC)), moments[1]


class Deadlines:
    """Sets deadlines as the settings have them."""

    def __init__(self, settings: DistributionSettings, holidays: Holidays | None = None) -> None:
        self._settings = settings
        self._holidays = holidays or NoHolidays()

    def working_time(self, partner: Partner | None) -> WorkingTime:
        """Return the working time of a partner, or of the vendor where None.

        What a partner does not state, or states so that nobody can read it, is the vendor's.
        """
        settings = self._settings
        hours = _readable(partner.working_hours if partner else None) or _hours_of(settings.working_hours)
        zone = zone_of((partner.timezone if partner else None) or settings.timezone)
        return WorkingTime(hours, zone, partner, self._holidays)

    def opening(self, partner: Partner, now: datetime, *, urgent: bool) -> Deadline:
        """Return by when an offer of now is to be opened."""
        return self._hours(Act.OPEN, partner, now, self._settings.open_hours, urgent=urgent)

    def accepting(self, partner: Partner, offered_at: datetime, *, urgent: bool) -> Deadline:
        """Return by when an offer is to be accepted or declined, opened or not."""
        return self._hours(Act.ACCEPT, partner, offered_at, self._settings.accept_hours, urgent=urgent)

    def contacting(self, partner: Partner, now: datetime, *, urgent: bool) -> Deadline:
        """Return by when a lead accepted now is to be contacted."""
        return self._hours(Act.CONTACT, partner, now, self._settings.contact_hours, urgent=urgent)

    def updating(self, partner: Partner, now: datetime, *, urgent: bool) -> Deadline:
        """Return by when the next word is due."""
        hours = self._settings.update_days * self.working_time(partner).hours_a_day
        return self._hours(Act.UPDATE, partner, now, hours, urgent=urgent)

    def placing(self, now: datetime, *, urgent: bool) -> Deadline:
        """Return by when a lead that is ready is to be offered: at once where it is urgent."""
        if urgent:
            return Deadline(Act.PLACE, now, now)
        return self._hours(Act.PLACE, None, now, self._settings.batch_hours, urgent=False)

    def calendar(self, act: Act, now: datetime, days: int) -> Deadline:
        """Return a deadline after so many calendar days."""
        return self.until(act, now, now + timedelta(days=days))

    def until(self, act: Act, now: datetime, at: datetime) -> Deadline:
        """Return a deadline at a moment, with its warning."""
        return Deadline(act, at, at - self._settings.warn_left * max(timedelta(), at - now))

    def _hours(self, act: Act, partner: Partner | None, start: datetime, hours: float, *, urgent: bool) -> Deadline:
        given = hours * self._settings.urgent_factor if urgent else hours
        working = self.working_time(partner)
        warned = working.after(start, given * (1 - self._settings.warn_left))
        return Deadline(act, working.after(start, given), warned)


_hours_of: Final = lru_cache(maxsize=1_024)(WorkingHours.parse)
"""Every step needs somebody's working hours, and few ways to work are written."""


def _readable(text: str | None) -> WorkingHours | None:
    try:
        return _hours_of(text) if text else None
    except ValueError:
        return None
