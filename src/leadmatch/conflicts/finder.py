"""The conflict finder: has a lead been seen before, and is its account taken?"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from leadmatch.conflicts.claims import Claims
from leadmatch.conflicts.duplicates import PairVerdict
from leadmatch.conflicts.report import ConflictReport
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer


class ConflictFinder:
    """Finds duplicates and claims for one lead after another; its indexes are built once."""

    def __init__(
        self,
        deals: Iterable[Deal] = (),
        offers: Iterable[Offer] = (),
        leads: Iterable[Lead] = (),
        settings: ConflictSettings | None = None,
        *,
        zones: Mapping[str, str] | None = None,
        zone: str = "UTC",
    ) -> None:
        """Index what a lead may conflict with.

        Args:
            deals: registered deals and protected accounts, in whatever status.
            offers: offers in whatever state.
            leads: earlier leads, or the batch itself; a lead never duplicates itself.
            settings: thresholds, weights and windows; the shipped ones where None.
            zones: partner id → IANA zone, in which a day without a time ends for that partner's claims.
            zone: the same for everybody else's.
        """
        self._settings = settings or ConflictSettings()
        self._claims = Claims(deals, offers, self._settings, zones=zones, zone=zone)
        self._search = DuplicateSearch(leads, self._settings)

    def find(self, lead: Lead, *, now: datetime) -> ConflictReport:
        """Say which leads duplicate one, and what claims lie on its account.

        Args:
            lead: the lead; it need not be among those given.
            now: the moment of asking, aware.

        Raises:
            ValueError: `now` has no time zone.
        """
        if now.tzinfo is None:
            raise ValueError("`now` needs a time zone, such as datetime.now(timezone.utc)")
        portrait = self._search.portrait(lead)
        conflicts = self._claims.conflicts(lead, portrait, now=now)
        found = self._search.find(lead, portrait)
        return ConflictReport(lead.id, found.verdicts, conflicts, found.truncated, found.unlisted)

    def find_many(self, leads: Iterable[Lead], *, now: datetime) -> Iterator[ConflictReport]:
        """Yield the report of each lead, in order; the same answers as `find`.

        Args:
            leads: the leads.
            now: the moment of asking, aware.

        Raises:
            ValueError: `now` has no time zone; told with the first lead.
        """
        return (self.find(lead, now=now) for lead in leads)


def duplicate_pairs(leads: Iterable[Lead], settings: ConflictSettings | None = None) -> Iterator[PairVerdict]:
    """Yield each pair of duplicates of a batch once, the earlier lead as `a`, in the order of arrival.

    Args:
        leads: the batch, in any order.
        settings: thresholds, weights and windows; the shipped ones where None.
    """
    return DuplicateSearch(leads, settings).pairs()
