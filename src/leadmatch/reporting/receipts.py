"""Receipts: reasons whose rounded points add up to the figure beside them, each with what was observed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import SHOWN, apportioned, lowered, shown, signed

_MARK = "\x00"
"""Stands for the observed value while a sentence is worded; no record holds it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the observed value apart.

    Attributes:
        before: what comes before the value; the whole sentence where there is none.
        observed: the value, or empty.
        after: what comes after it.
    """

    before: str
    observed: str = ""
    after: str = ""

    def __str__(self) -> str:
        """Return the plain sentence."""
        return self.before + self.observed + self.after


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One reason of a receipt.

    Attributes:
        points: signed whole points, empty where the reason only informs.
        negative: whether the points are below 0.
        sentence: what was found.
        code: the reason's code.
    """

    points: str
    negative: bool
    sentence: Sentence
    code: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Reasons by weight, their sum, and what the sum means.

    Attributes:
        lines: the reasons; their points add up to `total`.
        total: the sum as it is shown.
        meaning: what the sum says, beginning after the figure.
    """

    lines: tuple[ReceiptLine, ...]
    total: str
    meaning: str


def sentence(reason: Reason, longest: int = SHOWN) -> Sentence:
    """Word a reason with its observed value apart; a value that the sentence does not name follows it.

    Args:
        reason: the reason.
        longest: characters of the observed value that are shown.
    """
    observed = shown(reason.observed, longest) if reason.observed is not None else ""
    if not observed:
        return Sentence(shown(reason.message(), 2 * SHOWN))
    before, mark, after = replace(reason, observed=_MARK).message().partition(_MARK)
    if not mark:
        return Sentence(shown(before, 2 * SHOWN) + ": ", observed)
    whole = reason.message()
    observed = shown(whole[len(before) : len(whole) - len(after)], longest)  # a code stands there in words
    if before.endswith("“") and after.startswith("”"):
        before, after = before[:-1], after[1:]  # the value stands apart already
    return Sentence(_kept(before), observed, _kept(after))


def _kept(part: str) -> str:
    """Return a part of a sentence with the blanks at its ends that join it to the value."""
    text = shown(part, 2 * SHOWN)
    if not text:
        return " " if part[:1] == " " else ""
    return f"{' ' if part[0] == ' ' else ''}{text}{' ' if part[-1] == ' ' else ''}"


def _continued(it: Sentence) -> Sentence:
    """Return a sentence as it reads after a semicolon."""
    return replace(it, before=lowered(it.before))


def in_a_row(sentences: Sequence[Sentence], *, begun: bool = False) -> tuple[Sentence, ...]:
    """Return sentences as they stand in one line between semicolons.

    Args:
        sentences: in order.
        begun: whether the line has begun before them, so that the first one goes on with a small letter too.
    """
    whole = 0 if begun else 1
    return (*sentences[:whole], *map(_continued, sentences[whole:])) or (Sentence("Nothing stands out"),)


def by_weight(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """Return reasons with the most telling first; those that only inform come last, in the order given."""
    return tuple(sorted(reasons, key=lambda reason: -abs(reason.points)))


def receipt(reasons: Sequence[Reason], meaning: str, *, scale: float = 1.0, sign: bool = False) -> Receipt:
    """Return the receipt of some reasons.

    Args:
        reasons: the parts.
        meaning: what their sum says.
        scale: what the points are multiplied with before they are rounded.
        sign: whether the sum is shown with a sign.
    """
    ordered = by_weight(reasons)
    points = apportioned([reason.points for reason in ordered], scale)
    lines = tuple(
        ReceiptLine(signed(worth) if reason.points or worth else "", worth < 0, sentence(reason), reason.code)
        for reason, worth in zip(ordered, points, strict=True)
    )
    total = sum(points)
    return Receipt(lines, signed(total) if sign or total < 0 else f"{total:,}", meaning)
