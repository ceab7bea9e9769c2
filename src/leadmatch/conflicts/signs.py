"""Signs: evidence about a pair of records before anybody reads it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

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


class WordedSigns(Sequence[Reason]):
    """The reasons of some signs, made when somebody reads them; equal to a tuple of the same reasons."""

    __slots__ = ("_signs",)

    def __init__(self, signs: tuple[Sign, ...]) -> None:
        """Keep the signs."""
        self._signs = signs

    def __len__(self) -> int:
        return len(self._signs)

    @overload
    def __getitem__(self, index: int) -> Reason: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Reason, ...]: ...
    def __getitem__(self, index: int | slice) -> Reason | tuple[Reason, ...]:
        if isinstance(index, slice):
            return tuple(sign.reason() for sign in self._signs[index])
        return self._signs[index].reason()

    def __iter__(self) -> Iterator[Reason]:
        return (sign.reason() for sign in self._signs)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, WordedSigns):
            return self._signs == other._signs
        return tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


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
