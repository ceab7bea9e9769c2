"""The conflict finder: has a lead been seen before, and is its account taken?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from leadmatch.conflicts.claims import Claims, Conflict
from leadmatch.conflicts.duplicates import PairVerdict
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """What was found about one lead.

    Attributes:
        lead_id: the lead.
        duplicates: its duplicates among the leads that were given, the surest first; the lead is `a` in each.
        conflicts: the claims on its account, the firmest first.
        truncated: whether a weak key named more leads than were looked at; mailboxes, numbers, domains and whole names
            are never cut, and neither are claims.
        unlisted: how many more leads within the window share its domain, name, number or mailbox (the longest of these
            lists), beyond those that were compared; 0 unless an account is very large.
    """

    lead_id: str
    duplicates: tuple[PairVerdict, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    truncated: bool = False
    unlisted: int = 0

    @property
    def holder(self) -> Conflict | None:
        """The claim that decides to whom the lead belongs, or None where nothing blocks it."""
        return next((conflict for conflict in self.conflicts if conflict.blocking), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {
            "lead_id": self.lead_id,
            "duplicates": [
                {
                    "lead_id": verdict.b,
                    "relation": str(verdict.relation),
                    "score": verdict.score,
                    "certainty": str(verdict.certainty),
                    "reasons": [reason.to_dict() for reason in verdict.reasons],
                }
                for verdict in self.duplicates
            ],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "truncated": self.truncated,
            "unlisted": self.unlisted,
        }


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
        """
        portrait = self._search.portrait(lead)
        conflicts = self._claims.conflicts(lead, portrait, now=now)
        found = self._search.find(lead, portrait)
        return ConflictReport(lead.id, found.verdicts, conflicts, found.truncated, found.unlisted)

    def find_many(self, leads: Iterable[Lead], *, now: datetime) -> Iterator[ConflictReport]:
        """Yield the report of each lead, in order; the same answers as `find`.

        Args:
            leads: the leads.
            now: the moment of asking, aware.
        """
        return (self.find(lead, now=now) for lead in leads)


def duplicate_pairs(leads: Iterable[Lead], settings: ConflictSettings | None = None) -> Iterator[PairVerdict]:
    """Yield each pair of duplicates of a batch once, the earlier lead as `a`, in the order of arrival.

    Args:
        leads: the batch, in any order.
        settings: thresholds, weights and windows; the shipped ones where None.
    """
    return DuplicateSearch(leads, settings).pairs()
