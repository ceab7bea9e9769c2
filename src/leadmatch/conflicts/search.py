"""Find the duplicates of a lead among earlier leads, and all duplicate pairs of a batch."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

from leadmatch.conflicts.duplicates import PairVerdict, Relation, judge_portraits
from leadmatch.conflicts.index import PortraitIndex
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.products import common_products
from leadmatch.conflicts.related import RelatedCompanies
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import weight
from leadmatch.records.lead import Lead

_ORDER: Final = {Relation.SAME_PERSON: 0, Relation.SAME_COMPANY: 1, Relation.SAME_GROUP: 2, Relation.DIFFERENT: 3}


class Found(NamedTuple):
    """What a search found.

    Attributes:
        verdicts: the leads that belong to the one asked for, the surest first; it is `a` in each.
        truncated: whether a weak key named more leads than were looked at.
    """

    verdicts: tuple[PairVerdict, ...]
    truncated: bool


class DuplicateSearch:
    """Leads in an index, each findable by what it shares with another."""

    def __init__(self, leads: Iterable[Lead] = (), settings: ConflictSettings | None = None) -> None:
        """Index leads.

        Args:
            leads: the leads to find again, in any order.
            settings: thresholds and weights; the shipped ones where None.
        """
        self._settings = settings or ConflictSettings()
        self._related = RelatedCompanies(self._settings.related)
        self._leads: list[Lead] = []
        self._index = PortraitIndex(self._settings.most_candidates)
        for lead in sorted(leads, key=lambda lead: lead.order):
            self.add(lead)

    def __len__(self) -> int:
        return len(self._leads)

    def add(self, lead: Lead) -> None:
        """Make one more lead findable."""
        self._leads.append(lead)
        self._index.put(self.portrait(lead))

    def portrait(self, lead: Lead) -> Portrait:
        """Return the portrait of a lead under these settings."""
        return self._related.placed(portrait_of_lead(lead, self._settings.default_country))

    def find(self, lead: Lead, portrait: Portrait | None = None) -> Found:
        """Return the indexed leads that are duplicates of one, the surest first; it never duplicates itself.

        A duplicate is the same person, or another person of the same company with overlapping or unstated products,
        within the window of the settings.

        Args:
            lead: the lead to look for; in each verdict it is `a`.
            portrait: its portrait, where it has been made already.
        """
        found = self._linked(lead, portrait or self.portrait(lead), len(self._leads))
        return Found(tuple(verdict for verdict in found.verdicts if verdict.duplicate), found.truncated)

    def pairs(self) -> Iterator[PairVerdict]:
        """Yield each pair of leads that are duplicates, or of related companies, once, in the order of arrival.

        The earlier lead is `a`.
        """
        for place, lead in enumerate(self._leads):
            found = self._linked(lead, self._index[place], place)
            yield from sorted(
                (replace(verdict, a=verdict.b, b=verdict.a) for verdict in found.verdicts),
                key=lambda verdict: verdict.a,
            )

    def _linked(self, lead: Lead, portrait: Portrait, before: int) -> Found:
        """Judge a lead against those that stand before a place in the index."""
        places, truncated = self._index.candidates(portrait)
        found = []
        for place in places:
            other = self._leads[place]
            if place >= before or other.id == lead.id or not self._in_window(lead, other):
                continue
            namesakes = self._index.namesakes(portrait, self._index[place])
            relation, signs = judge_portraits(portrait, self._index[place], self._settings, namesakes)
            if relation is Relation.SAME_PERSON or (relation is not Relation.DIFFERENT and _one_project(lead, other)):
                reasons = tuple(sign.reason() for sign in signs)
                found.append(PairVerdict(lead.id, other.id, relation, weight(signs), reasons, truncated))
        found.sort(key=lambda verdict: (_ORDER[verdict.relation], -verdict.score, verdict.b))
        return Found(tuple(found), truncated)

    def _in_window(self, one: Lead, other: Lead) -> bool:
        if one.received_at is None or other.received_at is None:
            return True
        return abs(one.received_at - other.received_at) <= timedelta(days=self._settings.window_days)


def _one_project(one: Lead, other: Lead) -> bool:
    """Whether two leads of one company may be about one project: their products overlap, or one states none."""
    return common_products(one.products, other.products) != ()
