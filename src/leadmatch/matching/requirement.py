"""The form of a hard requirement and of a criterion: an array for all partners, sentences for the few that are read."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Points
from leadmatch.matching.profile import LeadProfile


class Requirement(ABC):
    """Something that a partner must meet for a lead.

    Attributes:
        name: how settings call it.
    """

    name: str

    @abstractmethod
    def blocked(self, lead: LeadProfile) -> Flags:
        """Return for each partner whether it fails; partners are numbered by id. The array is not to be changed."""

    @abstractmethod
    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Yield why a partner that is blocked fails."""

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002 - for those with notes
        """Yield what is worth saying of a partner that is not blocked, without points."""
        yield from ()


class Criterion(ABC):
    """Something that makes a win more or less likely."""

    @abstractmethod
    def points(self, lead: LeadProfile) -> Points:
        """Return the points of each partner, on the grid. The array is not to be changed."""

    @abstractmethod
    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Return what was found for one partner, still without points; None where nothing is known."""

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Yield the reason of one partner with its points."""
        reason = self.worded(lead, partner)
        if reason is not None:
            yield reason.with_points(float(self.points(lead)[partner]))
