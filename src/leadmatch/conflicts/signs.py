"""Signs: evidence about a pair of records before anybody reads it."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from leadmatch.evidence.reason import Reason


class Sign(NamedTuple):
    """One piece of evidence, before anybody reads it: cheap to make for thousands of pairs.

    Attributes:
        code: of the catalogue.
        points: natural log-odds.
        field: the field of a lead it comes from.
        observed: the value or values that were compared.
        personal: whether `observed` could name a person.
    """

    code: str
    points: float
    field: str | None = None
    observed: str | int | None = None
    personal: bool = False

    def reason(self) -> Reason:
        """Return the reason that says it."""
        return Reason.of(
            self.code, points=self.points, field=self.field, observed=self.observed, personal=self.personal
        )


def weight(signs: Iterable[Sign]) -> float:
    """Return the exactly rounded sum of points, whatever the order."""
    return math.fsum(sign.points for sign in signs)


def shown_pair(one: str, other: str) -> str:
    """Return two values as one text, in an order that does not depend on which record came first.

    Args:
        one: a value.
        other: another; an equal one is shown once.
    """
    return one if one == other else " / ".join(sorted((one, other)))
