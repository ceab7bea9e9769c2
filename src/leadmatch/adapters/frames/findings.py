"""What is found wrong while a table is read: told once for all rows, with examples."""

import warnings
from dataclasses import dataclass, field
from itertools import chain

from leadmatch.adapters.files.rows import BadRow, Remark

_KEPT = 1_000
_SHOWN = 3


class FrameWarning(UserWarning):
    """Rows of a table could not be read, or something about them had to be assumed.

    Attributes:
        bad_rows: what is wrong, by row; at most the first 1,000.
        remarks: what had to be assumed, the same sentence once.
    """

    def __init__(self, message: str, bad_rows: tuple[BadRow, ...] = (), remarks: tuple[Remark, ...] = ()) -> None:
        super().__init__(message)
        self.bad_rows = bad_rows
        self.remarks = remarks


@dataclass(slots=True)
class Tally:
    """Counts what is found wrong with the rows of one table, in bounded memory."""

    bad_rows: list[BadRow] = field(default_factory=list)
    rows_lost: int = 0
    _remarks: dict[tuple[str, str], tuple[Remark, int]] = field(default_factory=dict)
    _at: int = -1

    def bad(self, row: BadRow) -> None:
        """Take a fault of a row."""
        self.rows_lost += row.row != self._at
        self._at = row.row
        if len(self.bad_rows) < _KEPT:
            self.bad_rows.append(row)

    def warn(self, remark: Remark) -> None:
        """Take a remark; the same sentence about further rows is only counted."""
        key = (remark.column, remark.message)
        first, times = self._remarks.get(key, (remark, 0))
        if times or len(self._remarks) < _KEPT:
            self._remarks[key] = (first, times + 1)

    def tell(self, level: int) -> None:
        """Warn of all that was found, at once.

        Args:
            level: how many calls up the line stands that the warning is to name.
        """
        remarks = tuple(remark for remark, _ in self._remarks.values())
        if self.rows_lost or remarks:
            told = FrameWarning(self._message(), tuple(self.bad_rows), remarks)
            warnings.warn(told, stacklevel=level + 1)

    def _message(self) -> str:
        lost = [str(row) for row in self.bad_rows[:_SHOWN]]
        if self.rows_lost:
            rows = "1 row" if self.rows_lost == 1 else f"{self.rows_lost:,} rows"
            lost.insert(0, f"{rows} could not be read; the column error says why.")
            lost += ["…"] * (len(self.bad_rows) > _SHOWN)
        assumed = (
            f"{remark} The same holds for {times - 1:,} more." if times > 1 else str(remark)
            for remark, times in self._remarks.values()
        )
        return "\n".join(chain(lost, assumed))


@dataclass(slots=True)
class Listing:
    """Lists everything that is found, as (row, column, found, message)."""

    lines: list[tuple[int, str, str | None, str]] = field(default_factory=list)

    def bad(self, row: BadRow) -> None:
        """Take a fault of a row."""
        self.lines.append((row.row, row.column, row.found, row.remedy))

    def warn(self, remark: Remark) -> None:
        """Take a remark."""
        self.lines.append((remark.row or 0, remark.column, None, remark.message))
