"""A card: what a result wants to show, without a word on how it looks."""

from collections.abc import Iterable
from dataclasses import dataclass

from leadmatch.evidence.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a receipt.

    Attributes:
        text: the sentence.
        points: signed points, already rounded so that the lines add up; None where the line only informs.
        code: the reason's code, or None.
        observed: what was found, shown apart from the sentence, or None.
    """

    text: str
    points: float | None = None
    code: str | None = None
    observed: str | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A value on a scale, with the part that depends on what is unknown.

    Attributes:
        label: what is measured.
        value: the estimate.
        low: certain whatever the unknown turns out to be.
        high: reached at best.
        maximum: end of the scale, which begins at 0.
        threshold: a limit that decides, or None.
    """

    label: str
    value: float
    low: float
    high: float
    maximum: float
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """One criterion on four steps.

    Attributes:
        label: the criterion.
        word: the level in a word.
        step: 0 to 4, or None where it is unknown.
    """

    label: str
    word: str
    step: int | None


@dataclass(frozen=True, slots=True)
class Slots:
    """A partner's places, as a cell of a table.

    Attributes:
        before: taken already.
        new: taken now.
        room: free.
    """

    before: int
    new: int
    room: int

    def __str__(self) -> str:
        """Say the places in words."""
        parts = ((self.before, "open"), (self.new, "new"), (self.room, "free"))
        return ", ".join(f"{number:,} {what}" for number, what in parts if number) or "none"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        title: its head.
        is_number: whether its cells stand at the right.
        is_optional: whether it goes where there is little room.
    """

    title: str
    is_number: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A few rows; the first column that is no number names each of them.

    Attributes:
        columns: its columns.
        rows: as many cells each as there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Slots, ...], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The finding as a phrase, and what explains it.

    Attributes:
        title: the finding, such as `Reject`.
        verdict: which sign stands before it, such as `reject`, or empty.
        rows: (label, value) facts in the order in which they matter.
        bars: values on scales.
        lines: a receipt: reasons, by weight.
        total: (points, what they mean) below the lines, or None.
        detail: what goes on from the title, such as the category.
        about: whose it is.
        levels: criteria on steps.
        table: a few rows, or None.
        foot: one sentence below, such as how many more there are.
        more: the attribute that has the rest, such as `.ineligible`, or empty.
    """

    title: str
    verdict: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    total: tuple[float, str] | None = None
    detail: str = ""
    about: str = ""
    levels: tuple[Level, ...] = ()
    table: Table | None = None
    foot: str = ""
    more: str = ""


def receipt(scorecard: Scorecard, digits: int = 0, language: str = "en") -> tuple[Line, ...]:
    """Return the lines of a scorecard; rounded points add up to the rounded total.

    Args:
        scorecard: the reasons.
        digits: decimals of the points.
        language: language of the sentences.
    """
    return tuple(
        Line(reason.message(language), points if reason.points else None, reason.code, reason.observed)
        for reason, points in scorecard.rounded(digits)
    )


def facts(pairs: Iterable[tuple[str, object]]) -> tuple[tuple[str, str], ...]:
    """Return the rows of a card without those whose value is None or empty."""
    return tuple((label, str(value)) for label, value in pairs if value is not None and value != "")
