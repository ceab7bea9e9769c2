"""The lines of a ranking: partners that suit and partners that do not, worded when they are read."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import exp
from typing import Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.matching.arrays import Points
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.roster import Obstacles, Roster
from leadmatch.matching.worth import Worth

Numbers = NDArray[np.intp]


def probability(score: float) -> float:
    """Return the chance of a win for a score of natural log-odds."""
    return 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))


@dataclass(frozen=True, slots=True)
class Match:
    """A partner that suits the lead. Its reasons are worded when they are read.

    Attributes:
        partner_id: who.
        rank: 1 for the best.
        score: natural log-odds of a win; exactly the sum of the points of `reasons`.
        probability: the chance of a win, the logistic of `score`.
        utility: `probability` times what a win is counted, in the settings' currency.
    """

    partner_id: str
    rank: int
    score: float
    probability: float
    utility: float
    _context: "Context" = field(repr=False, compare=False)
    _number: int = field(repr=False, compare=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Each part of the score with its points, then what was assumed, without points."""
        context = self._context
        return (*context.roster.why(context.lead, self._number), *context.worth.reasons)

    @property
    def name(self) -> str:
        """What the partner is called, else its id."""
        return self._context.roster.partners[self._number].name or self.partner_id

    @property
    def scorecard(self) -> Scorecard:
        """The reasons as a card whose total is the score."""
        return Scorecard(self.reasons)

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published format."""
        return {
            "partner_id": self.partner_id,
            "rank": self.rank,
            "score": self.score,
            "probability": self.probability,
            "utility": self.utility,
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Ineligible:
    """A partner that may not have the lead. Its reasons are worded when they are read.

    Attributes:
        partner_id: who.
    """

    partner_id: str
    _lead: LeadProfile = field(repr=False, compare=False)
    _obstacles: Obstacles = field(repr=False, compare=False)
    _number: int = field(repr=False, compare=False)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """All reasons, not the first only."""
        failed = (requirement for requirement, blocked in self._obstacles if blocked[self._number])
        return tuple(reason for one in failed for reason in one.reasons(self._lead, self._number))

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published format."""
        return {"partner_id": self.partner_id, "reasons": [reason.to_dict() for reason in self.reasons]}


@dataclass(frozen=True, slots=True)
class Context:
    """What the lines of a ranking are worded from.

    Attributes:
        roster: the partners.
        lead: what is read of the lead.
        worth: what a win is counted.
        currency: of the settings, ISO 4217.
    """

    roster: Roster
    lead: LeadProfile
    worth: Worth
    currency: str


LineT_co = TypeVar("LineT_co", covariant=True)


class Lines(Sequence[LineT_co], Generic[LineT_co]):
    """Lines of a ranking that are made when they are read."""

    __slots__ = ("_context", "_numbers")

    def __init__(self, context: Context, numbers: Numbers) -> None:
        self._context = context
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lines) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} partners)"

    @overload
    def __getitem__(self, place: int) -> LineT_co: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[LineT_co, ...]: ...
    def __getitem__(self, place: int | slice) -> LineT_co | tuple[LineT_co, ...]:
        if isinstance(place, slice):
            return tuple(self._line(one) for one in range(*place.indices(len(self))))
        return self._line(range(len(self))[place])

    def __iter__(self) -> Iterator[LineT_co]:
        return (self._line(place) for place in range(len(self)))

    @abstractmethod
    def _line(self, place: int) -> LineT_co:
        """Return the line at a place from 0."""


class Matches(Lines[Match]):
    """The partners that suit, best first."""

    __slots__ = ("_scores",)

    def __init__(self, context: Context, numbers: Numbers, scores: Points) -> None:
        super().__init__(context, numbers)
        self._scores = scores

    def _line(self, place: int) -> Match:
        number, score = int(self._numbers[place]), float(self._scores[place])
        chance = probability(score)
        context = self._context
        return Match(
            context.roster.ids[number], place + 1, score, chance, chance * context.worth.value, context, number
        )


class IneligibleLines(Lines[Ineligible]):
    """The partners that may not have the lead, nearest to fitting first: fewest unmet requirements, then by id."""

    __slots__ = ("_obstacles",)

    def __init__(self, context: Context) -> None:
        self._obstacles = context.roster.obstacles(context.lead)
        failures = np.zeros(len(context.roster.ids), np.intp)
        for _, blocked in self._obstacles:
            failures += blocked
        order = np.argsort(failures, kind="stable")
        super().__init__(context, order[failures[order] > 0])

    def counts(self) -> dict[str, int]:
        """Count by requirement the partners for which it is the first that they fail, the most frequent first."""
        open_ = np.ones(len(self._context.roster.ids), bool)
        found: dict[str, int] = {}
        for requirement, blocked in self._obstacles:
            found[requirement.name] = int((blocked & open_).sum())
            open_ &= ~blocked
        return dict(sorted(((name, number) for name, number in found.items() if number), key=lambda item: -item[1]))

    def _line(self, place: int) -> Ineligible:
        number = int(self._numbers[place])
        return Ineligible(self._context.roster.ids[number], self._context.lead, self._obstacles, number)
