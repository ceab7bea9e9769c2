"""Whether somebody else's claim covers the lead: a registered deal, an open offer, an account of the vendor's own."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags
from leadmatch.matching.profile import Claim, LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.records.partner import Partner

BINDING = ("protected_account", "registered_deal", "open_offer")
"""Kinds of conflict records that keep others from the lead, in order of weight."""


def binding(claims: Iterable[Claim]) -> Claim | None:
    """Return the weightiest binding claim; of equal ones that which is given first, as the one registered first is."""
    held = (claim for claim in claims if claim[0] in BINDING)
    return min(held, key=lambda claim: BINDING.index(claim[0]), default=None)


class Unclaimed(Requirement):
    """No claim of another partner, or of the vendor, covers the lead."""

    name = "claim"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._numbers = {partner.id: number for number, partner in enumerate(partners)}
        self._nobody: Flags = np.zeros(len(partners), bool)

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return all partners but the holder where there is a binding claim."""
        claim = binding(lead.claims)
        if claim is None:
            return self._nobody
        blocked = np.ones(len(self._numbers), bool)
        holder = self._numbers.get(claim[1] or "")
        if holder is not None:
            blocked[holder] = False
        return blocked

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Name the claim."""
        claim = binding(lead.claims)
        if claim is not None:
            code = "deal.registered" if claim[1] else "account.protected"
            yield Reason.of(code, field="company", observed=claim[2], holder=claim[1])
