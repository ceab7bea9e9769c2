"""Dates as systems write them: day or month first, counted by a spreadsheet, or in milliseconds since 1970.

Whether 3/4/2026 is in March or April no cell tells; other cells of the column do, where a number above 12 stands in
one of the places. Where none does, and the map does not say it, such a date is not read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

DATE_ORDERS = ("day first", "month first")
_DAY_FIRST, _MONTH_FIRST = DATE_ORDERS

_MARKED = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:(?:, ?|T| {1,2})(\S.*))?")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?:[T ] ?(\S.*))?")
_WORDED = re.compile(r"([A-Za-z]{3})[a-z]{0,6}\.? (\d{1,2}),? (\d{4})(?:,? (\S.*))?")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,6})?(?: ?([AaPp])\.?[Mm]\.?)?( ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,12})?")
_EPOCH = re.compile(r"\d{12,13}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_OF_EXCEL = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zone
_SERIALS = range(20_000, 80_000)
"""Days from 1954 to 2119; other whole numbers are no dates."""
_LONGEST = 40
_MONTHS_A_YEAR, _HALF_DAY = 12, 12


@dataclass(slots=True)
class DateOrder:
    """What the cells of a table tell about whether day or month stands first.

    Attributes:
        stated: by the map, `day first` or `month first`; empty where it is left open.
    """

    stated: str = ""
    _seen: dict[str, Counter[str]] = field(default_factory=dict)

    def look(self, column: str, cells: Iterable[object]) -> None:
        """Count the cells of a column in which only one order is possible."""
        seen = self._seen.setdefault(column, Counter())
        for cell in cells:
            order = _only_order(cell)
            if order:
                seen[order] += 1

    def of(self, column: str) -> str:
        """Return the order in a column: that of its own majority, else of all columns, else the stated one."""
        return _majority(self._seen.get(column, {})) or _majority(sum(self._seen.values(), Counter())) or self.stated


def _majority(seen: Mapping[str, int]) -> str:
    day, month = seen.get(_DAY_FIRST, 0), seen.get(_MONTH_FIRST, 0)
    return "" if day == month else _DAY_FIRST if day > month else _MONTH_FIRST


def _only_order(cell: object) -> str:
    found = _MARKED.fullmatch(cell.strip()) if isinstance(cell, str) and len(cell) <= _LONGEST else None
    if found is None or found[2] == ".":
        return ""
    first, second = int(found[1]), int(found[3])
    if first <= _MONTHS_A_YEAR < second:
        return _MONTH_FIRST
    return _DAY_FIRST if second <= _MONTHS_A_YEAR < first else ""


def iso_date(cell: object, order: str) -> object | None:
    """Return a date or time in ISO 8601 where it is written otherwise; what is no such date comes back as it is.

    Args:
        cell: as it stands in the table.
        order: `day first`, `month first` or empty.

    Returns:
        None where day and month could change places and the order is not known. Parts parted by dots begin with the
        day, as everywhere where dots are written.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        cell = f"{cell:.6f}".rstrip("0").rstrip(".")
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return cell
    text = cell.strip()
    if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
        moment = _FIRST_OF_EXCEL + timedelta(seconds=round(float(text) * 86_400))
        return moment.isoformat() if "." in text else moment.date().isoformat()
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text) / 1000, UTC).isoformat()
    return _from_parts(cell, text, order)


def _from_parts(cell: str, text: str, order: str) -> str | None:
    if found := _MARKED.fullmatch(text):
        one, other, clock = int(found[1]), int(found[3]), found[5]
        known = _DAY_FIRST if found[2] == "." else _only_order(text) or (_DAY_FIRST if one == other else order)
        if not known:
            return None
        day, month = (one, other) if known == _DAY_FIRST else (other, one)
        return _joined(cell, int(found[4]), month, day, clock)
    if found := _YEAR_FIRST.fullmatch(text):
        return _joined(cell, int(found[1]), int(found[2]), int(found[3]), found[4])
    if (found := _WORDED.fullmatch(text)) and found[1].lower() in _MONTHS:
        return _joined(cell, int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2]), found[4])
    return cell


def _joined(cell: str, year: int, month: int, day: int, clock: str | None) -> str:
    """Return day and clock in ISO 8601; the cell itself where its clock is none."""
    date = f"{year:04}-{month:02}-{day:02}"
    if clock is None:
        return date
    found = _CLOCK.fullmatch(clock.strip())
    if found is None:
        return cell
    hour = int(found[1])
    if found[4]:
        hour = hour % _HALF_DAY + (_HALF_DAY if found[4] in "pP" else 0)
    offset = (found[5] or "").strip().replace("UTC", "Z")
    return f"{date}T{hour:02}:{found[2]}:{found[3] or '00'}{offset}"
