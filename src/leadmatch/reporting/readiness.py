"""Readiness as it is drawn: the score with its open part, the four levels, and the receipt of both."""

from dataclasses import dataclass

from leadmatch.evidence.wording import listed
from leadmatch.qualification.qualification import Qualification
from leadmatch.reporting.receipts import Receipt, receipt


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100.

    Attributes:
        value: the estimate, a whole number.
        low: certain whatever the unknown turns out to be.
        open: from `low` to what is reached at best.
        range: both ends in words, empty where nothing is open.
        label: the score for a screen reader.
    """

    value: int
    low: int
    open: int
    range: str
    label: str


@dataclass(frozen=True, slots=True)
class BantCell:
    """One criterion.

    Attributes:
        letter: its first letter.
        level: 0 to 4, or None for unknown.
    """

    letter: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Bant:
    """The four criteria in the order of their letters.

    Attributes:
        cells: one each.
        label: all four in words.
    """

    cells: tuple[BantCell, ...]
    label: str


def score_of(qualification: Qualification) -> Score:
    """Return the score of a lead, rounded so that the estimate never lies outside its range."""
    low, high = round(qualification.low), round(qualification.high)
    value = min(max(round(qualification.score), low), high)
    spread = f"{low} to {high}" if high > low else ""
    between = f", between {low} and {high}" if high > low else ""
    return Score(value, low, high - low, spread, f"Score {value} of 100{between}")


def bant_of(qualification: Qualification) -> Bant:
    """Return the levels of a lead."""
    cells, words = [], []
    for name, criterion in qualification.criteria.items():
        cells.append(BantCell(str(name)[:1].upper(), criterion.level))
        words.append(f"{str(name).capitalize()} {_level(criterion.level, str(criterion.label))}")
    return Bant(tuple(cells), ", ".join(words))


def unknown_of(qualification: Qualification) -> tuple[str, ...]:
    """Return the names of the criteria that are unknown, as they begin a sentence."""
    return tuple(str(name).capitalize() for name, found in qualification.criteria.items() if found.level is None)


def readiness_receipt(qualification: Qualification) -> Receipt:
    """Return what the score is made of; an unknown criterion counts the prior's points."""
    unknown = unknown_of(qualification)
    score = score_of(qualification)
    if unknown and score.range:
        meaning = f"of 100; {score.range} once {listed(unknown)} {'is' if len(unknown) == 1 else 'are'} known"
    else:
        meaning = "of 100, nothing unknown"
    return receipt(qualification.reasons, meaning)


def _level(level: int | None, label: str) -> str:
    return label if level is None else f"{label} {level} of 4"
