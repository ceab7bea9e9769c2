"""A card: what a result wants to show, without a word on how it looks."""

from collections.abc import Iterable
from dataclasses import dataclass

from leadmatch.evidence.scorecard import Scorecard


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

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
class Card:
    """A title, the figure that matters, and the lines that explain it.

    Attributes:
        title: the finding, as a phrase.
        verdict: one word for a chip, such as `accept`, or empty.
        rows: (label, value) facts in the order in which they matter.
        bars: values on scales.
        lines: reasons, by weight.
        total: (points, what they mean) below the lines, or None.
    """

    title: str
    verdict: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    total: tuple[float, str] | None = None


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
