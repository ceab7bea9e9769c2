"""How soon a partner usually answers; it matters more where the lead is urgent."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner

USUAL_HOURS = 8.0
"""Working hours within which an average partner answers: one day."""

_QUICKEST, _SLOWEST = 0.5, 160.0


class ResponseTime(Criterion):
    """Quick partners win more, by the logarithm of their usual response time."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._hours = [partner.median_response_hours for partner in partners]
        hours = np.array([USUAL_HOURS if one is None else one for one in self._hours], float)
        times = np.log(np.clip(hours, _QUICKEST, _SLOWEST) / USUAL_HOURS)
        self._points = on_grid(settings.response * times)
        self._urgent = on_grid(settings.response_urgent * times)

    def points(self, lead: LeadProfile) -> Points:
        """Return the points for the usual response time."""
        return self._urgent if lead.urgent else self._points

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Name the usual response time."""
        hours = self._hours[partner]
        if hours is None:
            return None
        code = "response.urgent" if lead.urgent else "response.usual"
        return Reason.of(code, field="median_response_hours", observed=hours)
