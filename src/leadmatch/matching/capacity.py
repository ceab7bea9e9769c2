"""What a partner can still take, now and within its month."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Memo
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

ASSUMED_CAPACITY = 5
"""Open leads that a partner is taken to carry where it does not say."""
MONTH = timedelta(days=30)
"""The window of a monthly capacity; it ends now, and an offer just 30 days old has left it."""

_CARRIED = 7 / 30
"""Share of a month's places that may be saved up where they come evenly: a week's."""
_CARRIED_AT_LEAST = 2.0
"""Places that may be saved up in any case: with one alone, parts of it would be lost between two batches."""
_ROUNDING = 1e-9


def stated_capacity(partner: Partner) -> int:
    """Return the open leads that a partner can carry at once; 5 where it is not stated."""
    return ASSUMED_CAPACITY if partner.capacity is None else partner.capacity


class Places:
    """How many leads each partner can still take, by its record and by the offers that are known."""

    def __init__(self, partners: Sequence[Partner], offers: Iterable[Offer], settings: MatchingSettings) -> None:
        self._is_even = settings.monthly_pace == "even"
        self._soft = frozenset(settings.soft)
        self._partners = partners
        times: dict[str, list[datetime]] = {partner.id: [] for partner in partners}
        for offer in offers:
            if offer.offered_at is not None and offer.partner_id in times:
                times[offer.partner_id].append(offer.offered_at)
        self._times = [sorted(times[partner.id]) for partner in partners]

    def free(self, partner: int) -> int:
        """Return how many open leads a partner could carry beside those that it has, from 0."""
        one = self._partners[partner]
        return max(0, stated_capacity(one) - (one.open_leads or 0))

    def offered(self, partner: int, now: datetime | None) -> int:
        """Return how many leads a partner was offered in 30 days: what its record says, or more if offers tell so."""
        stated = self._partners[partner].offered_last_30_days or 0
        return stated if now is None else max(stated, sum(time > now - MONTH for time in self._times[partner]))

    def of_month(self, partner: int, now: datetime | None) -> int | None:
        """Return how many leads a partner may still be offered by its monthly capacity; None where it has none.

        Args:
            partner: its number.
            now: when; None leaves the offers out and goes by the record alone.
        """
        monthly = self._partners[partner].monthly_capacity
        if monthly is None:
            return None
        left = max(0, monthly - self.offered(partner, now))
        return min(left, self._saved(partner, monthly, now)) if self._is_even and now is not None else left

    def _saved(self, partner: int, monthly: int, now: datetime) -> int:
        """Return the places that have come up to now where a month's come evenly; parts of one are carried over."""
        begin = now - MONTH
        most = max(_CARRIED_AT_LEAST, monthly * _CARRIED)
        saved, last = most, begin
        for time in self._times[partner]:
            if time > begin:
                saved = min(most, saved + monthly * ((time - last) / MONTH)) - 1
                last = time
        return max(0, int(min(most, saved + monthly * ((now - last) / MONTH)) + _ROUNDING))

    def left(self, partner: int, now: datetime | None) -> int:
        """Return how many leads a partner can still take: its free places, or what is left of its month, from 0.

        A limit that settings have made soft does not count; open leads then take no place.
        """
        is_soft = "capacity" in self._soft
        free = stated_capacity(self._partners[partner]) if is_soft else self.free(partner)
        month = None if "monthly_capacity" in self._soft else self.of_month(partner, now)
        return free if month is None else min(free, month)


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

    def __init__(self, partners: Sequence[Partner], places: Places) -> None:
        self._partners = partners
        self._places = places
        self._limited = [number for number, partner in enumerate(partners) if partner.monthly_capacity is not None]
        self._used: Memo[datetime, Flags] = Memo(self._judge)

    def _judge(self, now: datetime) -> Flags:
        used = np.zeros(len(self._partners), bool)
        used[self._limited] = [self._places.of_month(number, now) == 0 for number in self._limited]
        used.flags.writeable = False
        return used

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners had their leads of the month."""
        return self._used(lead.now)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say how many leads it had."""
        monthly, offered = self._partners[partner].monthly_capacity, self._places.offered(partner, lead.now)
        waits = monthly is not None and offered < monthly
        code = "partner.month_waits" if waits else "partner.month_full"
        yield Reason.of(code, field="offered_last_30_days", observed=offered, capacity=monthly)
