"""Whether a partner takes part at all, is not away, and whether the lead may be shared."""

from collections.abc import Iterator, Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.calendar.moments import end_of_day, zone


class Active(Requirement):
    """The partner takes part in the programme."""

    name = "active"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._inactive: Flags = np.array([not partner.is_active for partner in partners], bool)

    def blocked(self, lead: LeadProfile) -> Flags:  # noqa: ARG002 - the same for every lead
        """Return which partners do not take part."""
        return self._inactive

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say that it does not."""
        yield Reason.of("partner.inactive", field="active")


class Present(Requirement):
    """The partner is not away; the day named is its last day away, in its own time zone."""

    name = "away"

    def __init__(self, partners: Sequence[Partner], default_zone: str = "UTC") -> None:
        self._partners = partners
        self._back = np.array([_back_at(partner, default_zone) for partner in partners], float)

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners are away at the time of the decision."""
        away: Flags = self._back > lead.now.timestamp()
        return away

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say until when it is away."""
        yield Reason.of("partner.away", field="away_until", observed=self._partners[partner].away_until)


def _back_at(partner: Partner, default_zone: str) -> float:
    if partner.away_until is None:
        return -np.inf
    return end_of_day(partner.away_until, zone(partner.timezone or default_zone)).timestamp()


class Shareable(Requirement):
    """The person has not refused that the inquiry is passed on, and can be reached."""

    name = "sharing"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._all: Flags = np.ones(len(partners), bool)
        self._none: Flags = np.zeros(len(partners), bool)

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return all partners or none."""
        return self._all if may_not_share(lead.lead) else self._none

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say what was refused."""
        yield refusal(lead.lead)


def may_not_share(lead: Lead) -> bool:
    """Return whether a lead must stay with the vendor: sharing refused, or neither e-mail nor phone allowed."""
    return lead.sharing_basis == "refused" or {"email", "phone"} <= set(lead.do_not_contact)


def refusal(lead: Lead) -> Reason:
    """Return why a lead stays with the vendor."""
    if lead.sharing_basis == "refused":
        return Reason.of("sharing.refused", field="sharing_basis")
    return Reason.of("sharing.do_not_contact", field="do_not_contact")
