"""What a partner can still take, now and within its month."""

from collections.abc import Iterator, Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.records.partner import Partner

ASSUMED_CAPACITY = 5
"""Open leads that a partner is taken to carry where it does not say."""


def stated_capacity(partner: Partner) -> int:
    """Return the open leads that a partner can carry at once; 5 where it is not stated."""
    return ASSUMED_CAPACITY if partner.capacity is None else partner.capacity


def remaining(partner: Partner) -> int:
    """Return how many leads a partner can still take: its free places, or what is left of its month, from 0."""
    free = stated_capacity(partner) - (partner.open_leads or 0)
    if partner.monthly_capacity is not None:
        free = min(free, partner.monthly_capacity - (partner.offered_last_30_days or 0))
    return max(0, free)


class FreePlace(Requirement):
    """The partner carries fewer open leads than it can."""

    name = "capacity"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._full: Flags = np.array([(p.open_leads or 0) >= stated_capacity(p) for p in partners], bool)

    def blocked(self, lead: LeadProfile) -> Flags:  # noqa: ARG002 - the same for every lead
        """Return which partners have no free place."""
        return self._full

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say how many leads it carries."""
        one = self._partners[partner]
        yield Reason.of("partner.full", field="open_leads", observed=one.open_leads or 0, capacity=stated_capacity(one))
        yield from self._assumed(one)

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say where the capacity is assumed."""
        yield from self._assumed(self._partners[partner])

    def _assumed(self, partner: Partner) -> Iterator[Reason]:
        if partner.capacity is None:
            yield Reason.of("capacity.assumed", field="capacity", capacity=ASSUMED_CAPACITY)


class MonthlyPlace(Requirement):
    """The partner was offered fewer leads in 30 days than it takes."""

    name = "monthly_capacity"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._used: Flags = np.array([_month_is_full(p) for p in partners], bool)

    def blocked(self, lead: LeadProfile) -> Flags:  # noqa: ARG002 - the same for every lead
        """Return which partners had their leads of the month."""
        return self._used

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say how many leads it had."""
        one = self._partners[partner]
        yield Reason.of(
            "partner.month_full",
            field="offered_last_30_days",
            observed=one.offered_last_30_days,
            capacity=one.monthly_capacity,
        )


def _month_is_full(partner: Partner) -> bool:
    limit = partner.monthly_capacity
    return limit is not None and (partner.offered_last_30_days or 0) >= limit
