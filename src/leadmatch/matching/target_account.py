"""Whether the lead is an account that a partner courts."""

from collections.abc import Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.accounts import Accounts
from leadmatch.matching.arrays import Points, nothing, worth
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner


class TargetAccount(Criterion):
    """A partner that courts an account goes before all others."""

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._accounts = Accounts([partner.target_accounts for partner in partners])
        self._worth = worth(settings.target_account)
        self._nothing = nothing(len(partners))

    def points(self, lead: LeadProfile) -> Points:
        """Return the points of partners that court the account."""
        listing = self._accounts.listing(lead)
        return np.where(listing, self._worth, 0.0) if listing.any() else self._nothing

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Name the entry of its list."""
        entry = self._accounts.entry(lead, partner)
        return None if entry is None else Reason.of("target.account", field="target_accounts", observed=entry)
