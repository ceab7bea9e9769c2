"""Working hours of a week, as partners write them: ``Mon-Fri 08:30-12:00,13:00-17:30; Sat 09:00-12:00``."""

import itertools
import re
from dataclasses import dataclass
from datetime import time

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MINUTES_PER_DAY = 24 * 60
_REMEDY = "Write them like Mon-Fri 08:30-12:00,13:00-17:30; Sat 09:00-12:00"
_GROUP = re.compile(r"([A-Za-z]+)\s*(?:[-–]\s*([A-Za-z]+))?\s+(\d[^;]*)")
_SPAN = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*[-–]\s*(\d{1,2})(?::(\d{2}))?")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When somebody works in an ordinary week, on the clock of their own place.

    Attributes:
        week: For each day from Monday, its spans as (first minute, end minute) of the day, ascending and apart;
            the end is excluded.
    """

    week: tuple[tuple[tuple[int, int], ...], ...]

    @classmethod
    def parse(cls, text: str) -> "WorkingHours":
        """Read groups of days joined by `;`, parts of a day joined by `,`.

        Raises:
            ValueError: If a group cannot be read, a span ends before it begins, or spans overlap.
        """
        days: list[list[tuple[int, int]]] = [[] for _ in DAYS]
        for group in text[:_LONGEST].split(";"):
            if group.strip():
                _read_group(group.strip(), days)
        if len(text) > _LONGEST or not any(days):
            raise ValueError(f"{text[:40]!r} holds no working hours. {_REMEDY}")
        return cls(tuple(_checked(spans) for spans in days))

    def __str__(self) -> str:
        """Write the hours day by day in the form that `parse` reads."""
        groups = [
            f"{name} " + ",".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in spans)
            for name, spans in zip(DAYS, self.week, strict=True)
            if spans
        ]
        return "; ".join(groups)

    def covers(self, weekday: int, at: time) -> bool:
        """Whether `at` on a weekday (0 = Monday) is working time."""
        minute = at.hour * 60 + at.minute
        return any(begin <= minute < end for begin, end in self.week[weekday])

    @property
    def minutes_per_week(self) -> int:
        """Working time of an ordinary week in minutes."""
        return sum(end - begin for spans in self.week for begin, end in spans)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _read_group(group: str, days: list[list[tuple[int, int]]]) -> None:
    found = _GROUP.fullmatch(group)
    if found is None:
        raise ValueError(f"Working hours {group[:40]!r} cannot be read. {_REMEDY}")
    first, last, spans = found.groups()
    begin = _day_number(first)
    end = _day_number(last) if last else begin
    read = [_read_span(span.strip()) for span in spans.split(",")]
    for offset in range((end - begin) % len(DAYS) + 1):
        days[(begin + offset) % len(DAYS)].extend(read)


def _day_number(name: str) -> int:
    short = name[:3].capitalize()
    if short not in DAYS:
        raise ValueError(f"{name[:20]!r} is not a day of the week. {_REMEDY}")
    return DAYS.index(short)


def _read_span(span: str) -> tuple[int, int]:
    found = _SPAN.fullmatch(span)
    if found is None:
        raise ValueError(f"Working hours {span[:40]!r} cannot be read. {_REMEDY}")
    begin, end = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
    is_clock = all(int(found[at] or 0) < 60 for at in (2, 4))  # noqa: PLR2004 (minutes of an hour)
    if not (is_clock and begin < end <= MINUTES_PER_DAY):
        raise ValueError(f"Working hours {span[:40]!r} must end after they begin, by 24:00. {_REMEDY}")
    return begin, end


def _checked(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    ordered = sorted(set(spans))
    for (_, end), (begin, _) in itertools.pairwise(ordered):
        if begin < end:
            raise ValueError(f"Working hours overlap at {_clock(begin)}. {_REMEDY}")
    return tuple(ordered)
