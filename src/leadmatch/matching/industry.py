"""How near the lead's industry is to what a partner knows."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Memo, Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import IndustryPoints
from leadmatch.records.partner import Partner
from leadmatch.values.industries.table import IndustryId
from leadmatch.values.industries.taxonomy import Fit, compare, find

_GUESS = 0.5
"""Share of the points where the industry is only read from the company's name."""


def industries_of(partner: Partner) -> frozenset[IndustryId]:
    """Return what a partner states to know."""
    country = next(iter(partner.countries), None)
    return frozenset(industry for name in partner.industries for industry in find(name, country))


class IndustryFit(Criterion):
    """Partners win where they know the trade."""

    def __init__(self, partners: Sequence[Partner], settings: IndustryPoints) -> None:
        self._partners = partners
        self._known = [industries_of(partner) for partner in partners]
        self._distinct = sorted(set(self._known), key=sorted)
        numbers = {known: number for number, known in enumerate(self._distinct)}
        self._number = np.array([numbers[known] for known in self._known], np.intp)
        self._worth: dict[Fit, float] = {fit: getattr(settings, fit.value) for fit in Fit}
        self._points: Memo[tuple[frozenset[IndustryId], bool], Points] = Memo(self._judge)

    def _judge(self, lead: tuple[frozenset[IndustryId], bool]) -> Points:
        industries, guessed = lead
        worths = np.array([self._worth[compare(industries, known)] for known in self._distinct], float)
        return on_grid(worths[self._number] * (_GUESS if guessed else 1.0))

    def points(self, lead: LeadProfile) -> Points:
        """Return the points for the nearest fit."""
        return self._points((lead.industries, lead.guessed))

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say what the lead is and what the partner knows."""
        fit = compare(lead.industries, self._known[partner])
        stated = ", ".join(self._partners[partner].industries)
        named, field = (lead.lead.company, "company") if lead.guessed else (lead.lead.industry, "industry")
        if fit is Fit.UNKNOWN and not (named and stated):
            return None
        return Reason.of(f"industry.{fit.value}", field=field, observed=named, stated=stated)
