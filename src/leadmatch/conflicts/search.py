"""Find the duplicates of a lead among earlier leads, and all duplicate pairs of a batch."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Final, NamedTuple

from leadmatch.conflicts.duplicates import PairVerdict, Relation, judge_portraits, verdict_of
from leadmatch.conflicts.index import KeyIndex
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.products import common_products
from leadmatch.conflicts.related import RelatedCompanies
from leadmatch.conflicts.roll import PortraitRoll, Spans
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import WordedSigns, weight
from leadmatch.records.lead import Lead

_ORDER: Final = {Relation.SAME_PERSON: 0, Relation.SAME_COMPANY: 1, Relation.SAME_GROUP: 2, Relation.DIFFERENT: 3}
_UNDATED: Final = math.inf


class Found(NamedTuple):
    """What a search found.

    Attributes:
        verdicts: the leads that belong to the one asked for, the surest first; it is `a` in each.
        truncated: whether a weak key named more leads than were looked at.
        unlisted: how many more leads within the window share its domain, name, number or mailbox (the longest of
            these lists), beyond those that were looked at; 0 unless an account is very large.
    """

    verdicts: tuple[PairVerdict, ...]
    truncated: bool
    unlisted: int = 0


class _Entry(NamedTuple):
    """What is kept of a lead beside its portrait."""

    lead_id: str
    moment: float
    products: tuple[str, ...]


class DuplicateSearch:
    """Leads that can be found again by what they share with another; of each only what is compared is kept."""

    def __init__(
        self, leads: Iterable[Lead] = (), settings: ConflictSettings | None = None, index: KeyIndex | None = None
    ) -> None:
        """Index leads.

        Args:
            leads: the leads to find again, in any order.
            settings: thresholds and weights; the shipped ones where None.
            index: where keys are kept, empty; in memory if None.
        """
        self._settings = settings or ConflictSettings()
        self._related = RelatedCompanies(self._settings.related)
        self._window = timedelta(days=self._settings.window_days).total_seconds()
        self._ids: list[str] = []
        self._wanted: list[tuple[str, ...]] = []
        self._moments = array("d")
        self._ordered = True
        self._roll = PortraitRoll(
            self._settings.most_candidates,
            self._settings.most_listed,
            index,
            most_broad=self._settings.most_broad,
        )
        for lead in sorted(leads, key=lambda lead: lead.order):
            self.add(lead)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, lead: Lead, portrait: Portrait | None = None) -> None:
        """Make one more lead findable; it is cheapest in the order of arrival, leads without a time last.

        Args:
            lead: the lead.
            portrait: its portrait, where it has been made already.
        """
        one = _entry(lead)
        self._ordered = self._ordered and (not self._moments or self._moments[-1] <= one.moment)
        self._ids.append(one.lead_id)
        self._moments.append(one.moment)
        self._wanted.append(one.products)
        self._roll.put(portrait or self.portrait(lead))

    def portrait(self, lead: Lead) -> Portrait:
        """Return the portrait of a lead under these settings."""
        return self._related.placed(portrait_of_lead(lead, self._settings.default_country))

    def find(self, lead: Lead, portrait: Portrait | None = None) -> Found:
        """Return the indexed leads that are duplicates of one, the surest first; it never duplicates itself.

        A duplicate is the same person, or another person of the same company with overlapping or unstated products,
        within the window of the settings. Of an account, number or mailbox with more than `most_listed` leads within
        the window, the first and the latest before this lead are looked at, and those with its person's name.

        Args:
            lead: the lead to look for; in each verdict it is `a`.
            portrait: its portrait, where it has been made already.
        """
        found = self._linked(_entry(lead), portrait or self.portrait(lead), len(self))
        return found._replace(verdicts=tuple(verdict for verdict in found.verdicts if verdict.duplicate))

    def pairs(self) -> Iterator[PairVerdict]:
        """Yield each pair of leads that are duplicates, or of related companies, once, in the order of arrival.

        The earlier lead is `a`. Of an account with very many leads each is paired with some; see `find`.
        """
        for place in range(len(self)):
            found = self._linked(self._entry(place), self._roll[place], place)
            yield from sorted(
                (replace(verdict, a=verdict.b, b=verdict.a) for verdict in found.verdicts),
                key=lambda verdict: verdict.a,
            )

    def _entry(self, place: int) -> _Entry:
        return _Entry(self._ids[place], self._moments[place], self._wanted[place])

    def _linked(self, lead: _Entry, portrait: Portrait, before: int) -> Found:
        """Judge a lead against those that stand before a place in the roll."""
        spans = self._spans(lead.moment, before)
        position = min(before, bisect_right(self._moments, lead.moment)) if self._ordered else before
        places, truncated, unlisted = self._roll.candidates(portrait, spans, position)
        found = []
        for place in places:
            if self._ids[place] == lead.lead_id or not self._in_window(lead.moment, self._moments[place]):
                continue
            twin = self._roll[place]
            relation, signs = judge_portraits(portrait, twin, self._settings, self._roll.frequencies)
            if relation is Relation.DIFFERENT:
                continue
            if relation is Relation.SAME_PERSON or common_products(lead.products, self._wanted[place]) != ():
                reasons = WordedSigns(signs, portrait, twin)
                ids = (lead.lead_id, self._ids[place])
                found.append(verdict_of(ids, relation, reasons, weight(signs), self._settings, truncated=truncated))
        found.sort(key=lambda verdict: (_ORDER[verdict.relation], -verdict.score, verdict.b))
        return Found(tuple(found), truncated, unlisted)

    def _spans(self, moment: float, before: int) -> Spans:
        """Return the runs of places within the window of a moment: of those dated, and of those without a time."""
        if not self._ordered or moment == _UNDATED:
            return ((0, before),)
        begin = bisect_left(self._moments, moment - self._window)
        end = bisect_right(self._moments, moment + self._window)
        undated = bisect_left(self._moments, _UNDATED)
        return ((min(begin, before), min(end, before)), (min(undated, before), before))

    def _in_window(self, one: float, other: float) -> bool:
        return _UNDATED in (one, other) or abs(one - other) <= self._window


def _entry(lead: Lead) -> _Entry:
    moment = lead.received_at
    return _Entry(lead.id, _UNDATED if moment is None else moment.timestamp(), lead.products)
