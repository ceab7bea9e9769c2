"""The partners, compiled once: their requirements and criteria as arrays, in the order of their ids."""

from collections.abc import Iterable, Iterator, Sequence
from copy import copy

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.area import InTerritory, PlaceCertain, Territories
from leadmatch.matching.arrays import Flags, Points, on_grid
from leadmatch.matching.capacity import FreePlace, MonthlyPlace, Places
from leadmatch.matching.claims import Unclaimed
from leadmatch.matching.exclusions import AccountAllowed, IndustryAllowed, NotDeclined
from leadmatch.matching.industry import IndustryFit
from leadmatch.matching.language import CommonLanguage
from leadmatch.matching.offering import HoldsCertifications, SellsProducts
from leadmatch.matching.points import BASE
from leadmatch.matching.presence import Active, Present, Shareable
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion, Requirement
from leadmatch.matching.response import ResponseTime
from leadmatch.matching.room import Room
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.size import CompanyFits, CompanyScale, DealFits, DealRange, DealScale
from leadmatch.matching.speciality import SpecialityNamed
from leadmatch.matching.target_account import TargetAccount
from leadmatch.matching.tier import Tier
from leadmatch.matching.track_record import ProvenRecord
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.values.money.rates import Rates


def requirements(
    partners: Sequence[Partner],
    offers: Iterable[Offer],
    settings: MatchingSettings,
    deals: DealRange,
    territories: Territories,
    places: Places,
) -> tuple[Requirement, ...]:
    """Return all requirements, in the order in which their reasons are given; a new one is one line here."""
    return (
        Shareable(partners),
        Unclaimed(partners),
        Active(partners),
        Present(partners),
        FreePlace(partners),
        MonthlyPlace(partners, places),
        InTerritory(territories, settings.unknown_place),
        SellsProducts(partners),
        HoldsCertifications(partners),
        DealFits(deals, settings),
        CompanyFits(partners),
        AccountAllowed(partners),
        IndustryAllowed(partners),
        NotDeclined(partners, offers),
    )


def criteria(
    partners: Sequence[Partner], settings: MatchingSettings, deals: DealRange, territories: Territories
) -> tuple[Criterion, ...]:
    """Return all criteria, in the order in which their reasons are given; a new one is one line here."""
    record = ProvenRecord(partners, settings)
    return (
        BaseRate(record.rate, len(partners)),
        UsualFit(settings.usual_fit, len(partners)),
        TargetAccount(partners, settings),
        SpecialityNamed(partners, settings),
        IndustryFit(partners, settings.industry),
        CommonLanguage(partners, settings),
        record,
        ResponseTime(partners, settings),
        DealScale(deals, settings),
        CompanyScale(partners, settings),
        PlaceCertain(territories, settings.unknown_place_points),
        Room(partners, settings),
        Tier(partners, settings),
    )


class BaseRate(Criterion):
    """Where every lead starts: the share of leads handed over that are won."""

    def __init__(self, rate: float, partners: int) -> None:
        self._rate = rate
        self._points = on_grid(np.full(partners, np.log(rate) - np.log1p(-rate)))

    def points(self, lead: LeadProfile) -> Points:  # noqa: ARG002 - the same for every lead
        """Return the log-odds of the base rate."""
        return self._points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:  # noqa: ARG002
        """Name the rate."""
        return Reason.of(BASE, observed=f"{self._rate:.0%}")


class UsualFit(Criterion):
    """What the fit of earlier leads was worth: it is in the base rate, and the other criteria count it anew.

    It is taken off as the intercept of a regression is moved by the means of its variables.
    """

    def __init__(self, points: float, partners: int) -> None:
        self._points = on_grid(np.full(partners, -points))

    def points(self, lead: LeadProfile) -> Points:  # noqa: ARG002 - the same for every lead
        """Return the points taken off."""
        return self._points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:  # noqa: ARG002
        """Say that they are."""
        return Reason.of("base.usual_fit")


class SoftRequirement(Criterion):
    """A requirement that settings have made soft: it costs points where it is not met."""

    def __init__(self, requirement: Requirement, points: float) -> None:
        self._requirement = requirement
        self._worth = points

    def points(self, lead: LeadProfile) -> Points:
        """Return the points of those that fail."""
        return on_grid(np.where(self._requirement.blocked(lead), self._worth, 0.0))

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say why it fails, first of all."""
        return next(self.reasons(lead, partner), None)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Yield all reasons for which it fails; the first bears the points."""
        if self._requirement.blocked(lead)[partner]:
            first, *others = self._requirement.reasons(lead, partner)
            yield first.with_points(float(self.points(lead)[partner]))
            yield from others


Obstacles = tuple[tuple[Requirement, Flags], ...]
"""Hard requirements that somebody fails, each with who does."""


class Roster:
    """Partners as arrays, numbered in the order of their ids, so that the order in which they come does not matter."""

    def __init__(
        self, partners: Iterable[Partner], offers: Iterable[Offer], settings: MatchingSettings, rates: Rates
    ) -> None:
        self.partners = tuple(sorted(partners, key=lambda partner: partner.id))
        self.ids = tuple(partner.id for partner in self.partners)
        deals = DealRange(self.partners, settings, rates)
        territories = Territories(self.partners)
        offered = tuple(offers)
        self.places = Places(self.partners, offered, settings)
        every = requirements(self.partners, offered, settings, deals, territories, self.places)
        self._hard = tuple(one for one in every if one.name not in settings.soft)
        softened = tuple(SoftRequirement(one, settings.soft_points) for one in every if one.name in settings.soft)
        self._criteria = criteria(self.partners, settings, deals, territories) + softened
        self._settings = settings

    def drawn(self, luck: Points) -> "Roster":
        """Return these partners with each track record taken at one place of what it may mean.

        Args:
            luck: one for each partner, in standard deviations of the normal distribution.
        """
        record = ProvenRecord(self.partners, self._settings, luck)
        other = copy(self)
        kept = self._criteria
        other._criteria = tuple(record if isinstance(one, ProvenRecord) else one for one in kept)  # noqa: SLF001 - our own copy
        return other

    def eligible(self, lead: LeadProfile) -> Flags:
        """Return which partners meet all hard requirements."""
        blocked = np.zeros(len(self.partners), bool)
        for requirement in self._hard:
            blocked |= requirement.blocked(lead)
        return ~blocked

    def obstacles(self, lead: LeadProfile) -> Obstacles:
        """Return the hard requirements that somebody fails, each with who does."""
        judged = ((requirement, requirement.blocked(lead)) for requirement in self._hard)
        return tuple((requirement, blocked) for requirement, blocked in judged if blocked.any())

    def scores(self, lead: LeadProfile) -> Points:
        """Return the score of each partner, eligible or not; points lie on a grid, so the sum is exact."""
        scores = np.zeros(len(self.partners))
        for criterion in self._criteria:
            scores += criterion.points(lead)
        return scores

    def why(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Yield the reasons of an eligible partner's score, then what is worth saying without points."""
        for criterion in self._criteria:
            yield from criterion.reasons(lead, partner)
        for requirement in self._hard:
            yield from requirement.notes(lead, partner)
