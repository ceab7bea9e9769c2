"""How much room a partner has left: one with many free places gives a lead more care than one with its last."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Points, on_grid
from leadmatch.matching.capacity import stated_capacity
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner


class Room(Criterion):
    """The share of free places, worth little beside trade and record."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._places = [stated_capacity(partner) for partner in partners]
        self._free = [max(0, stated_capacity(partner) - (partner.open_leads or 0)) for partner in partners]
        shares = np.array([free / max(places, 1) for free, places in zip(self._free, self._places, strict=True)], float)
        self._points = on_grid(settings.room * np.clip(shares, 0.0, 1.0))

    def points(self, lead: LeadProfile) -> Points:  # noqa: ARG002 - the same for every lead
        """Return the points for the share of free places."""
        return self._points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:  # noqa: ARG002
        """Say how many places are free."""
        return Reason.of("room.free", field="open_leads", observed=self._free[partner], places=self._places[partner])
