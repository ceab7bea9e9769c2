"""A scorecard: reasons whose points add up to the score, by construction and in any order."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from leadmatch.evidence.reason import Reason, ReasonDict


def total(reasons: Iterable[Reason]) -> float:
    """Return the exactly rounded sum of points; it does not depend on the order of the reasons.

    A plain `sum` does: of random six-term cards a third change in the last digit when reversed.
    """
    return math.fsum(reason.points for reason in reasons)


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A score and what it is made of.

    Attributes:
        reasons: the parts, in the order in which they were found.
    """

    reasons: tuple[Reason, ...] = ()

    @property
    def total(self) -> float:
        """The score: the exactly rounded sum of all points."""
        return total(self.reasons)

    def by_weight(self) -> tuple[Reason, ...]:
        """Return the reasons with the most telling first; equal ones by code and field."""
        return tuple(sorted(self.reasons, key=lambda r: (-abs(r.points), r.code, r.field or "", r.observed or "")))

    def rounded(self, digits: int = 0) -> tuple[tuple[Reason, float], ...]:
        """Return the reasons by weight with rounded points that still add up to the rounded total.

        What rounding loses or gains is put into the largest line, where it shows least.

        Args:
            digits: decimals to keep, 0 to 6.
        """
        unit = 10**digits
        ordered = self.by_weight()
        whole = [round(reason.points * unit) for reason in ordered]
        if whole:
            whole[0] += round(self.total * unit) - sum(whole)
        return tuple((reason, points / unit) for reason, points in zip(ordered, whole, strict=True))

    def to_dict(self) -> list[ReasonDict]:
        """Return the reasons in the form of the published formats."""
        return [reason.to_dict() for reason in self.reasons]
