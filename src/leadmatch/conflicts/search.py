"""Find the duplicates of a lead among earlier leads, and all duplicate pairs of a batch."""

import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from leadmatch.conflicts.duplicates import PairVerdict, Relation, judge_portraits, verdict_of
from leadmatch.conflicts.gate import Gate
from leadmatch.conflicts.index import Limits
from leadmatch.conflicts.portrait import Portrait, portrait_of_lead
from leadmatch.conflicts.products import common_products
from leadmatch.conflicts.related import RelatedCompanies
from leadmatch.conflicts.roll import PortraitRoll, Spans
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import WordedSigns, weight
from leadmatch.records.lead import Lead

_ORDER: Final = {Relation.SAME_PERSON: 0, Relation.SAME_COMPANY: 1, Relation.SAME_GROUP: 2, Relation.DIFFERENT: 3}
_UNDATED: Final = math.inf

Floats = npt.NDArray[np.float64]


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

    def __init__(self, leads: Iterable[Lead] = (), settings: ConflictSettings | None = None) -> None:
        """Index leads.

        Args:
            leads: the leads to find again, in any order.
            settings: thresholds and weights; the shipped ones where None.
        """
        self._settings = settings or ConflictSettings()
        self._related = RelatedCompanies(self._settings.related)
        self._window = timedelta(days=self._settings.window_days).total_seconds()
        self._ids: list[str] = []
        self._wanted: list[tuple[str, ...]] = []
        self._moments = array("d")
        self._ordered = True
        self._roll = PortraitRoll(
            Limits(self._settings.most_listed, self._settings.most_broad, self._settings.most_candidates)
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
        one = _entry(lead)
        portrait = portrait or self.portrait(lead)
        position = bisect_right(self._moments, one.moment) if self._ordered else len(self)
        places, truncated, unlisted = self._roll.candidates(portrait, self._spans(one.moment), position)
        gate = Gate(self._settings, self._roll.frequencies)
        verdicts = (
            self._verdict((one, self._entry(place)), (portrait, self._roll[place]), truncated=truncated)
            for place in places
            if self._may_meet(one, place) and gate.lets(portrait, self._roll[place])
        )
        found = [verdict for verdict in verdicts if verdict is not None and verdict.duplicate]
        found.sort(key=lambda verdict: (_ORDER[verdict.relation], -verdict.score, verdict.b))
        return Found(tuple(found), truncated, unlisted)

    def pairs(self) -> Iterator[PairVerdict]:
        """Yield each pair of leads that are duplicates, or of related companies, once, in the order of arrival.

        The earlier lead is `a`. Of an account with very many leads each is paired with some; see `find`.
        """
        gate = Gate(self._settings, self._roll.frequencies)
        moments = np.array(self._moments)
        for newer, older, cut in self._roll.meetings(self._since(moments)):
            truncated = frozenset(cut.tolist())
            near = self._near(moments[newer], moments[older])
            met = zip(newer[near].tolist(), older[near].tolist(), strict=True)
            let = ((place, other) for place, other in met if gate.lets(self._roll[place], self._roll[other]))
            for place, group in groupby(let, key=itemgetter(0)):
                verdicts = [self._of_places(other, place, truncated=place in truncated) for _, other in group]
                found = [verdict for verdict in verdicts if verdict is not None]
                yield from sorted(found, key=lambda verdict: verdict.a)

    def _of_places(self, one: int, other: int, *, truncated: bool) -> PairVerdict | None:
        leads = self._entry(one), self._entry(other)
        return self._verdict(leads, (self._roll[one], self._roll[other]), truncated=truncated)

    def _entry(self, place: int) -> _Entry:
        return _Entry(self._ids[place], self._moments[place], self._wanted[place])

    def _verdict(
        self, leads: tuple[_Entry, _Entry], portraits: tuple[Portrait, Portrait], *, truncated: bool
    ) -> PairVerdict | None:
        """Return the verdict on two leads, None where they have nothing to do with each other, or are one.

        Colleagues whose projects have nothing in common have nothing to do with each other.
        """
        a, b = leads
        relation, signs = judge_portraits(*portraits, self._settings, self._roll.frequencies)
        apart = relation is not Relation.SAME_PERSON and common_products(a.products, b.products) == ()
        if relation is Relation.DIFFERENT or apart or a.lead_id == b.lead_id:
            return None
        reasons = WordedSigns(signs, *portraits)
        return verdict_of((a.lead_id, b.lead_id), relation, reasons, weight(signs), self._settings, truncated=truncated)

    def _spans(self, moment: float) -> Spans:
        """Return the runs of places within the window of a moment: of those dated, and of those without a time."""
        if not self._ordered or moment == _UNDATED:
            return ((0, len(self)),)
        begin = bisect_left(self._moments, moment - self._window)
        end = bisect_right(self._moments, moment + self._window)
        return ((begin, end), (bisect_left(self._moments, _UNDATED), len(self)))

    def _since(self, moments: Floats) -> npt.NDArray[np.int64]:
        """Return, for each place, the first before it that may lie in the window."""
        if not self._ordered:
            return np.zeros(len(moments), dtype=np.int64)
        return np.where(moments == _UNDATED, 0, np.searchsorted(moments, moments - self._window)).astype(np.int64)

    def _near(self, ones: Floats, others: Floats) -> npt.NDArray[np.bool_]:
        """Say which moments lie in one window; a lead without a time lies in every one."""
        near: npt.NDArray[np.bool_] = (ones <= others + self._window) & (others <= ones + self._window)
        near |= (ones == _UNDATED) | (others == _UNDATED)
        return near

    def _may_meet(self, lead: _Entry, place: int) -> bool:
        """Whether a lead of the roll is another one, and lies in the window."""
        moments = (lead.moment, self._moments[place])
        return self._ids[place] != lead.lead_id and (
            _UNDATED in moments or abs(moments[0] - moments[1]) <= self._window
        )


def _entry(lead: Lead) -> _Entry:
    moment = lead.received_at
    return _Entry(lead.id, _UNDATED if moment is None else moment.timestamp(), lead.products)
