"""Read points in time and whole days as people and systems write them down (ISO 8601)."""

import difflib
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

LONGEST_TIMESTAMP = 64
_SHOWN = 40


def parse_moment(text: str, zone: tzinfo) -> tuple[datetime, bool]:
    """Read an ISO 8601 time; a time without an offset is taken to be in `zone`.

    Args:
        text: Such as ``2026-11-18T14:10:00+01:00``, ``2026-11-18 14:10`` or ``2026-11-18`` (its midnight).
        zone: Where a time without an offset is meant.

    Returns:
        The aware time, and whether the zone had to be assumed.

    Raises:
        ValueError: If the text is no such time; the message names the remedy.
    """
    cleaned = text.strip() if len(text) <= LONGEST_TIMESTAMP else ""
    try:
        moment = datetime.fromisoformat(cleaned)
        if moment.tzinfo is not None:
            moment.astimezone(UTC)  # the first and last day of the calendar overflow here, not later
            return moment, False
        assumed = moment.replace(tzinfo=zone)
        assumed.astimezone(UTC)
    except (ValueError, OverflowError):
        remedy = "Write the date with its offset, such as 2026-11-18T14:10:00+01:00"
        raise ValueError(f"{text[:_SHOWN]!r} is not a time. {remedy}") from None
    return assumed, True


def parse_day(text: str) -> date:
    """Read a calendar day written ``YYYY-MM-DD``; a time behind it is cut off.

    Raises:
        ValueError: If the text is no such day; the message names the remedy.
    """
    cleaned = text.strip() if len(text) <= LONGEST_TIMESTAMP else ""
    try:
        return datetime.fromisoformat(cleaned).date()
    except ValueError:
        raise ValueError(
            f"{text[:_SHOWN]!r} is not a day. Write it as year, month and day, such as 2026-11-18"
        ) from None


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=1024)
def zone(name: str) -> tzinfo:
    """The time zone of an IANA name such as ``Europe/Berlin``; letter case does not matter.

    Raises:
        ValueError: If there is no such zone; the message names the nearest one.
    """
    cleaned = name.strip().replace(" ", "_")[:LONGEST_TIMESTAMP].casefold()
    if cleaned in {"z", "utc"}:
        return UTC
    known = _zone_names()
    if cleaned in known:
        return ZoneInfo(known[cleaned])
    nearest = difflib.get_close_matches(cleaned, known, n=1, cutoff=0.6)
    remedy = f"Did you mean {known[nearest[0]]}?" if nearest else "Use an IANA name such as Europe/Berlin"
    raise ValueError(f"{name[:_SHOWN]!r} is not a time zone. {remedy}")


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The moment at which `day` is over in `zone`: the next midnight, itself no longer part of the day."""
    if day == date.max:
        return datetime.combine(day, time.max, tzinfo=zone)
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)


def start_of_day(day: date, zone: tzinfo) -> datetime:
    """The midnight with which `day` begins in `zone`."""
    return datetime.combine(day, time.min, tzinfo=zone)
