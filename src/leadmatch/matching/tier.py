"""The partner's level in the programme; it counts least of all."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner


class Tier(Criterion):
    """A higher level breaks what would else be a draw."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._tiers = [partner.tier for partner in partners]
        worth = {name.casefold(): points for name, points in settings.tiers.items()}
        self._points = on_grid(np.array([worth.get((tier or "").casefold(), 0.0) for tier in self._tiers], float))

    def points(self, lead: LeadProfile) -> Points:  # noqa: ARG002 - the same for every lead
        """Return the points for the level."""
        return self._points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:  # noqa: ARG002
        """Name the level."""
        tier = self._tiers[partner]
        return Reason.of("tier.level", field="tier", observed=tier) if tier else None
