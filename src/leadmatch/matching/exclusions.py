"""What a partner will not have: excluded accounts and industries, and leads that it declined before."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.accounts import Accounts
from leadmatch.matching.arrays import Flags, Memo
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.values.industries.table import IndustryId, is_group, umbrellas
from leadmatch.values.industries.taxonomy import Fit, compare, find
from leadmatch.values.text.fold import fold


class AccountAllowed(Requirement):
    """The lead's company is none that the partner excludes."""

    name = "excluded_account"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._accounts = Accounts([partner.excluded_accounts for partner in partners])

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners exclude the account."""
        return self._accounts.listing(lead)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Name the entry."""
        yield Reason.of("account.excluded", field="excluded_accounts", observed=self._accounts.entry(lead, partner))


class IndustryAllowed(Requirement):
    """The lead's industry is none that the partner excludes."""

    name = "excluded_industry"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._excluded = [
            [(name, find(name, next(iter(partner.countries), None))) for name in partner.excluded_industries]
            for partner in partners
        ]
        self._excluding = [number for number, names in enumerate(self._excluded) if names]
        self._blocked: Memo[tuple[frozenset[IndustryId], str], Flags] = Memo(self._judge)

    def _judge(self, lead: tuple[frozenset[IndustryId], str]) -> Flags:
        blocked = np.zeros(len(self._excluded), bool)
        for number in self._excluding:
            blocked[number] = self._entry(*lead, number) is not None
        blocked.flags.writeable = False
        return blocked

    def _entry(self, industries: frozenset[IndustryId], words: str, partner: int) -> str | None:
        entries = self._excluded[partner]
        return next(
            (name for name, ids in entries if _covers(ids, industries) or (words and fold(name) == words)), None
        )

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners exclude the industry."""
        return self._blocked((lead.industries, fold(lead.lead.industry or "")))

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Name the entry."""
        entry = self._entry(lead.industries, fold(lead.lead.industry or ""), partner)
        yield Reason.of("industry.excluded", field="excluded_industries", observed=entry)


def _covers(excluded: frozenset[IndustryId], industries: frozenset[IndustryId]) -> bool:
    """Return whether an excluded industry, or group as a whole, takes in one of the lead's."""
    wide = frozenset(one for one in excluded if is_group(one) or one in umbrellas())
    if compare(industries, excluded) is Fit.EXACT:
        return True
    narrow = frozenset(one for one in industries if not is_group(one))
    return compare(narrow, wide) in (Fit.GROUP, Fit.UMBRELLA)


class NotDeclined(Requirement):
    """The partner has not declined this lead before."""

    name = "declined"

    def __init__(self, partners: Sequence[Partner], offers: Iterable[Offer]) -> None:
        numbers = {partner.id: number for number, partner in enumerate(partners)}
        self._nobody: Flags = np.zeros(len(partners), bool)
        self._declined: dict[str, Flags] = {}
        for offer in offers:
            if offer.state == "declined" and offer.lead_id and offer.partner_id in numbers:
                flags = self._declined.setdefault(offer.lead_id, np.zeros(len(partners), bool))
                flags[numbers[offer.partner_id]] = True

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners declined the lead."""
        return self._declined.get(lead.lead.id, self._nobody)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:  # noqa: ARG002
        """Say that it did."""
        yield Reason.of("offer.declined", field="lead_id", observed=lead.lead.id)
