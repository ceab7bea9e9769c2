"""What lies outside the decisions: rows that were not read, what the data lack, and wider choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from leadmatch.evidence.wording import count, shown, spelled
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.receipts import Sentence, sentence

_READINESS = {"sales_ready": "Sales ready", "ask": "Ask first", "nurture": "Nurture", "disqualified": "Disqualified"}


class RowFault(Protocol):
    """One thing that is wrong with a row of a file, as whoever read the file tells it."""

    @property
    def file(self) -> str:
        """The file's name."""

    @property
    def row(self) -> int:
        """The row's number in the file."""

    @property
    def column(self) -> str:
        """The column at fault; empty where the whole row is."""

    @property
    def found(self) -> str:
        """What stood there."""

    @property
    def remedy(self) -> str:
        """What to write instead."""


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """One thing that is wrong with a row that could not be read.

    Attributes:
        row: its number in the file.
        column: the column, empty where the row as a whole is meant.
        found: what stood there.
        remedy: what to do.
        file: the file's name.
    """

    row: int
    column: str
    found: str
    remedy: str
    file: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Rows that could not be read: how many, the finding, what happened to the others, and the faults by row."""

    rows: int
    heading: str
    intro: str
    listing: Listing[UnreadRow]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the data lack: its code and its sentence."""

    code: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Lacking:
    """What the data lack: the finding, what it means, and the gaps."""

    heading: str
    intro: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A wider choice: its readiness, leads that wait for it, those with a partner, and the option that makes it."""

    words: str
    leads: str
    suited: str
    option: str


@dataclass(frozen=True, slots=True)
class Wider:
    """Wider choices: the finding, what they mean, and each."""

    heading: str
    intro: str
    choices: tuple[Choice, ...]


def unread_of(rows: Sequence[RowFault], leads: int, cut: Cut) -> Unread | None:
    """Return the rows that could not be read, or None where there are none; a row may have several faults."""
    if not rows:
        return None
    number = unread_count(rows)
    ordered = sorted(rows, key=lambda row: (row.file, row.row))
    kept = [
        UnreadRow(row.row, shown(row.column, 80), shown(row.found, 80), shown(row.remedy), shown(row.file, 80))
        for row in ordered
    ]
    intro = f"The other {leads:,} went on. Mend these in the file and run it again."
    listing = cut.listing(kept, min(len(kept), cut.rows), "fault", "the messages of the run")
    return Unread(number, f"{count(number, 'row')} could not be read", intro, listing)


def unread_count(rows: Sequence[RowFault]) -> int:
    """Return how many rows have faults."""
    return len({(row.file, row.row) for row in rows})


def lacking_of(result: PipelineResult) -> Lacking | None:
    """Return what the data lack, or None where they lack nothing."""
    if not result.gaps:
        return None
    gaps = tuple(Gap(reason.code, sentence(reason)) for reason in result.gaps)
    number = len(gaps)
    heading = f"{spelled(number)} {'gap' if number == 1 else 'gaps'} in the data changed what could be checked"
    return Lacking(heading, "Unknown is not no. Fill these in and the plan gets sharper.", gaps)


def wider_of(result: PipelineResult) -> Wider | None:
    """Return what a wider hand-over choice would release, or None where it would release nothing."""
    now = tuple(result.settings.hand_over)
    found = [choice for choice in result.wider if choice.leads]
    if not found:
        return None
    choices = tuple(
        Choice(
            _READINESS.get(choice.readiness, choice.readiness),
            f"{choice.leads:,}",
            f"{choice.suited:,}",
            f"--hand-over {','.join((*now, choice.readiness))}",
        )
        for choice in found
    )
    suited = sum(choice.suited for choice in found)
    heading = f"{count(suited, 'waiting lead')} would find a partner if more were handed over"
    intro = f"Now handed over: {', '.join(_READINESS.get(one, one).lower() for one in now) or 'nothing'}."
    return Wider(heading, intro, choices)
