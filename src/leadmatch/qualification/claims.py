"""What a source says about a lead: claims, each with the words it came from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from leadmatch.qualification.criteria import NEED, Criterion
from leadmatch.values.calendar.spans import DateSpan


class Firmness(IntEnum):
    """How a claim came about; a firmer one beats a weaker one of the same source."""

    HINT = 1
    INFERRED = 2
    TOLD = 3
    EXPLICIT = 4
    FINAL = 5


class Claim(NamedTuple):
    """One thing that a source says about one criterion.

    Attributes:
        criterion: What it speaks of.
        level: 0 to 4; None for a date, whose level depends on the day it is looked at.
        code: Stable code of the reason, such as `budget.approved`.
        start: Where its words begin in the source's text.
        end: Where they end.
        firmness: How it came about.
        when: The date it names, for timing.
    """

    criterion: Criterion
    level: int | None
    code: str
    start: int
    end: int
    firmness: Firmness = Firmness.TOLD
    when: DateSpan | None = None


class Money(NamedTuple):
    """An amount that a source calls the budget.

    Attributes:
        amount: The one explicit figure, or None for a range or a hypothesis.
        maximum: The upper end of a range, or None.
        currency: ISO 4217 code, or None.
        start: Where it stands.
        end: Where it ends.
        is_assumed: Whether the text names no currency, so that the one of the place was taken.
    """

    amount: float | None
    maximum: float | None
    currency: str | None
    start: int
    end: int
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader found in one text.

    Attributes:
        claims: In the order of the text.
        money: The budget's amount, or None.
        deadline: The date by which the buyer wants it, or None.
        role: Who decides, in the words of the text, or None.
        urgent: Where urgency is told, or None.
    """

    claims: tuple[Claim, ...] = ()
    money: Money | None = None
    deadline: DateSpan | None = None
    role: tuple[int, int] | None = None
    urgent: Claim | None = None


def verified(reading: Reading, text: str) -> tuple[Reading, int]:
    """Keep only claims whose words stand in the text.

    Args:
        reading: Of any reader.
        text: What was read.

    Returns:
        The reading without claims that quote nothing, and how many were dropped.
    """
    kept = tuple(claim for claim in reading.claims if _stands(claim.start, claim.end, text))
    dropped = len(reading.claims) - len(kept)
    clean = replace(reading, claims=kept) if dropped else reading
    if reading.urgent is not None and not _stands(reading.urgent.start, reading.urgent.end, text):
        clean, dropped = replace(clean, urgent=None), dropped + 1
    if reading.role is not None and not _stands(*reading.role, text):
        clean, dropped = replace(clean, role=None), dropped + 1
    if reading.money is not None and not _stands(reading.money.start, reading.money.end, text):
        clean, dropped = replace(clean, money=None), dropped + 1
    return clean, dropped


def _stands(start: int, end: int, text: str) -> bool:
    return 0 <= start < end <= len(text) and bool(text[start:end].strip())


def firmest(claims: Iterable[Claim]) -> Claim | None:
    """The claim that speaks most firmly; of equals the more cautious, for need the stronger, then the first."""
    return min(claims, key=_order, default=None)


def _order(claim: Claim) -> tuple[int, int, int]:
    level = claim.level or 0
    return -claim.firmness, -level if claim.criterion is NEED else level, claim.start


class Source(NamedTuple):
    """Where a text came from.

    Attributes:
        name: Such as `message`, `notes[0]`, `answers.budget.range` or `job_title`.
        said_on: The day it was said, or None.
        is_stated: Whether it answers a question, rather than being inferred.
    """

    name: str
    said_on: date | None = None
    is_stated: bool = False


class Evidence(NamedTuple):
    """A claim with its source and its words, as shown to people.

    Attributes:
        claim: What is claimed.
        source: Where it came from.
        text: The words, at most 200 characters.
    """

    claim: Claim
    source: Source
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return source, span, text and code."""
        return {
            "source": self.source.name,
            "span": [self.claim.start, self.claim.end],
            "text": self.text,
            "code": self.claim.code,
        }
