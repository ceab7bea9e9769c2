"""Whether the lead and a partner speak a common language."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Memo, Points, on_grid
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner


class CommonLanguage(Criterion):
    """A common language makes a win likelier; where either side states none, nothing is known."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._spoken = [frozenset(name.lower()[:2] for name in partner.languages) for partner in partners]
        self._stated: Flags = np.array([bool(spoken) for spoken in self._spoken], bool)
        self._shared, self._missing = settings.language_shared, settings.language_missing
        self._points: Memo[frozenset[str], Points] = Memo(self._judge)

    def _judge(self, languages: frozenset[str]) -> Points:
        if not languages:
            return np.zeros(len(self._spoken))
        shared = np.array([bool(languages & spoken) for spoken in self._spoken], bool)
        return on_grid(np.where(self._stated, np.where(shared, self._shared, self._missing), 0.0))

    def points(self, lead: LeadProfile) -> Points:
        """Return the points for a common language."""
        return self._points(lead.languages)

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Name the languages."""
        spoken = self._spoken[partner]
        if not lead.languages or not spoken:
            return None
        common = lead.languages & spoken
        code = "language.shared" if common else "language.missing"
        return Reason.of(
            code,
            field="languages",
            observed=", ".join(sorted(common or lead.languages)),
            stated=", ".join(sorted(spoken)),
        )
