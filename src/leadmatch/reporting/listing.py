"""A list on a page: the first rows open, the rest folded, and what is left out with the file that has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from leadmatch.evidence.wording import count

Row = TypeVar("Row")
Other = TypeVar("Other")

WHOLE_UP_TO = 500
"""Leads of a run up to which every list is whole."""
CUT_TO = 100
"""Rows of a list that are shown in a larger run."""


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Rows in the order in which one acts.

    Attributes:
        first: rows that are open.
        rest: rows that are folded.
        more: what opens them.
        left_out: how many rows are not on the page.
        left_out_words: how many those are and which file has them.
    """

    first: tuple[Row, ...]
    rest: tuple[Row, ...] = ()
    more: str = ""
    left_out: int = 0
    left_out_words: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows on the page."""
        return self.first + self.rest

    @property
    def total(self) -> int:
        """How many rows there are, those that are left out included."""
        return len(self.first) + len(self.rest) + self.left_out

    def mapped(self, make: Callable[[int, Row], Other]) -> "Listing[Other]":
        """Return the same list with other rows; only rows on the page are made.

        Args:
            make: returns a row, given its number from 0 and what it is made of.
        """
        rows = tuple(make(number, row) for number, row in enumerate(self.rows))
        opened = len(self.first)
        return Listing(rows[:opened], rows[opened:], self.more, self.left_out, self.left_out_words)


@dataclass(frozen=True, slots=True)
class Cut:
    """How long lists may be in one report.

    Attributes:
        rows: rows of a list that are shown at most.
    """

    rows: int

    @classmethod
    def for_leads(cls, leads: int) -> "Cut":
        """Return the cut for a run of so many leads."""
        return cls(WHOLE_UP_TO if leads <= WHOLE_UP_TO else CUT_TO)

    def listing(self, rows: Sequence[Row], opened: int, noun: str, file: str) -> Listing[Row]:
        """Return the listing of some rows.

        Args:
            rows: all rows, in order.
            opened: how many stay open.
            noun: what one row is, such as `lead`.
            file: the output file that has all of them.
        """
        kept = tuple(rows[: max(self.rows, opened)])
        if len(kept) == opened + 1:
            opened += 1  # a fold that hides a single row costs more than the row
        left_out = len(rows) - len(kept)
        rest = kept[opened:]
        words = f"{count(left_out, 'more ' + noun)} {'is' if left_out == 1 else 'are'} in {file}." if left_out else ""
        return Listing(kept[:opened], rest, f"Show the other {len(rest):,}" if rest else "", left_out, words)
