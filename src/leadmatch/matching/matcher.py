"""The matcher: which partners suit a lead, best first, each with its reasons."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from itertools import chain, islice, pairwise
from typing import NamedTuple, Protocol

import numpy as np

from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.errors import Fault, RecordError
from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Points
from leadmatch.matching.claims import binding
from leadmatch.matching.lines import Context, Matches, Numbers, probability
from leadmatch.matching.presence import may_not_share, refusal
from leadmatch.matching.profile import Claim, LeadProfile, profile_of
from leadmatch.matching.ranking import Ranking, Recommendation
from leadmatch.matching.roster import Roster
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.worth import worth_of
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.values.money.rates import Rates, default_rates

CHUNK = 500
"""Leads that one task of an executor ranks."""


class Task(NamedTuple):
    """A lead to rank, with what `Matcher.rank` takes."""

    lead: Lead
    now: datetime
    conflicts: tuple[Claim, ...] | None
    urgent: bool
    top: int


class Mapper(Protocol):
    """What `rank_many` asks of an executor: an ordered, lazy `map`, as `concurrent.futures` offers it."""

    def map(
        self, function: Callable[..., list[Ranking]], /, *iterables: Iterable[list[Task]]
    ) -> Iterator[list[Ranking]]:
        """Apply a function to each item, results in order."""
        ...


class Matcher:
    """Ranks partners for leads. Partners are compiled once; their order does not matter."""

    def __init__(
        self,
        partners: Iterable[Partner],
        deals: Iterable[Deal] = (),
        offers: Iterable[Offer] = (),
        settings: MatchingSettings | None = None,
        rates: Rates | None = None,
    ) -> None:
        """Compile the partners.

        Args:
            partners: each id once.
            deals: registered deals and protected accounts.
            offers: earlier offers; who declined a lead does not get it again.
            settings: what is required and what things are worth.
            rates: exchange rates; the shipped table where None.

        Raises:
            RecordError: two partners share an id.
        """
        self.settings = settings or MatchingSettings()
        self.rates = rates or default_rates()
        offered = tuple(offers)
        self._roster = Roster(partners, offered, self.settings, self.rates)
        _refuse_twins(self._roster.ids)
        self._finder = _finder(self._roster.partners, tuple(deals), offered)
        self._numbers = {partner_id: number for number, partner_id in enumerate(self._roster.ids)}

    def remaining(self, partner_id: str, *, now: datetime | None = None) -> int:
        """Return how many leads a partner can still take, from 0.

        Args:
            partner_id: whose.
            now: when; then the matcher's own offers of the last 30 days count against a monthly capacity, beside what
                the partner's record says. None goes by the record alone.

        Raises:
            KeyError: there is no such partner.
        """
        return self._roster.places.left(self._numbers[partner_id], now)

    def drawn(self, generator: np.random.Generator) -> "Matcher":
        """Return a matcher that ranks by one draw of what the track records may mean, to try out partners.

        Args:
            generator: a seeded generator; `exploration.explore` makes choices with it and logs their chances.
        """
        other = copy(self)
        luck = generator.standard_normal(len(self._roster.ids))
        other._roster = self._roster.drawn(luck)  # noqa: SLF001 - our own copy
        return other

    def rank(
        self,
        lead: Lead,
        *,
        now: datetime,
        conflicts: Iterable[Claim] | None = None,
        urgent: bool = False,
        top: int = 0,
    ) -> Ranking:
        """Rank the partners for one lead.

        Args:
            lead: the lead.
            now: the time of the decision; aware.
            conflicts: conflict records that speak of it, as (kind, partner_id, with_id); `protected_account`,
                `registered_deal` and `open_offer` keep others from it. None looks them up in the matcher's own deals
                and offers.
            urgent: whether it cannot wait; then response time matters more.
            top: matches to keep; 0 keeps all.

        Raises:
            ValueError: `now` has no time zone.
        """
        if now.tzinfo is None:
            raise ValueError("`now` needs a time zone, such as datetime.now(timezone.utc)")
        claims = self._claims(lead, now) if conflicts is None else conflicts
        profile = profile_of(lead, now=now, urgent=urgent, claims=claims)
        context = Context(self._roster, profile, worth_of(lead, self.settings, self.rates), self.settings.currency)
        eligible = self._roster.eligible(profile)
        scores = self._roster.scores(profile)
        order = _best_first(eligible, scores, top)
        recommendation, reasons = self._recommend(profile, order, scores)
        return Ranking(
            lead_id=lead.id,
            matches=Matches(context, order, scores[order]),
            recommendation=recommendation,
            reasons=reasons,
            value=context.worth.value,
            ineligible_count=len(eligible) - int(np.count_nonzero(eligible)),
            _context=context,
        )

    def rank_many(
        self,
        leads: Iterable[Lead],
        *,
        now: datetime,
        conflicts: Mapping[str, Iterable[Claim]] | None = None,
        urgent: Collection[str] = (),
        top: int = 0,
        executor: Mapper | None = None,
    ) -> Iterator[Ranking]:
        """Rank the partners for many leads: for each the same answer as `rank`, in order.

        Args:
            leads: any number; without an executor they are read one at a time.
            now: the time of the decisions; aware.
            conflicts: conflict records by the id of their lead; a lead that is not named has none. None looks them up
                in the matcher's own deals and offers.
            urgent: ids of leads that cannot wait.
            top: matches to keep for each lead; 0 keeps all.
            executor: a pool to spread the work over, such as a `ProcessPoolExecutor`; it is read in chunks.

        Raises:
            ValueError: `now` has no time zone.
        """
        hurried = frozenset(urgent)
        tasks = (
            Task(lead, now, None if conflicts is None else tuple(conflicts.get(lead.id, ())), lead.id in hurried, top)
            for lead in leads
        )
        if executor is None:
            return map(self._do, tasks)
        return chain.from_iterable(executor.map(self._do_all, _chunks(tasks)))

    def _do(self, task: Task) -> Ranking:
        return self.rank(task.lead, now=task.now, conflicts=task.conflicts, urgent=task.urgent, top=task.top)

    def _do_all(self, tasks: list[Task]) -> list[Ranking]:
        return [self._do(task) for task in tasks]

    def _claims(self, lead: Lead, now: datetime) -> tuple[Claim, ...]:
        if self._finder is None:
            return ()
        found = (one for one in self._finder.find(lead, now=now).conflicts if one.after is None)
        return tuple((str(conflict.kind), conflict.partner_id, conflict.with_id) for conflict in found)

    def _recommend(
        self, lead: LeadProfile, order: Numbers, scores: Points
    ) -> tuple[Recommendation, tuple[Reason, ...]]:
        if may_not_share(lead.lead):
            return Recommendation.VENDOR, (refusal(lead.lead),)
        claim = binding(lead.claims)
        if claim is not None:
            return _to_holder(claim)
        if not len(order):
            return Recommendation.RECRUIT, (Reason.of("recruit.nobody_fits"),)
        chance = probability(float(scores[order[0]]))
        if chance < self.settings.least_probability:
            return Recommendation.RECRUIT, (Reason.of("recruit.no_good_fit", observed=f"{chance:.1%}"),)
        return Recommendation.ASSIGN, ()


def _refuse_twins(ids: Sequence[str]) -> None:
    """Refuse ids that stand twice in a sorted list."""
    twins = dict.fromkeys(one for one, other in pairwise(ids) if one == other)
    if twins:
        remedy = "Two partners share this id; give one of them another."
        raise RecordError(Fault("partner_id", twin, remedy) for twin in twins)


def _chunks(tasks: Iterator[Task]) -> Iterator[list[Task]]:
    while chunk := list(islice(tasks, CHUNK)):
        yield chunk


def _finder(partners: Iterable[Partner], deals: tuple[Deal, ...], offers: tuple[Offer, ...]) -> ConflictFinder | None:
    if not (deals or offers):
        return None
    zones = {partner.id: partner.timezone for partner in partners if partner.timezone}
    return ConflictFinder(deals, offers, zones=zones)


def _to_holder(claim: Claim) -> tuple[Recommendation, tuple[Reason, ...]]:
    _, holder, with_id = claim
    if holder is None:
        return Recommendation.VENDOR, (Reason.of("account.protected", field="company", observed=with_id),)
    reason = Reason.of("deal.registered", field="company", observed=with_id, holder=holder)
    return Recommendation.ROUTE_TO_HOLDER, (reason,)


def _best_first(eligible: Flags, scores: Points, top: int) -> Numbers:
    """Return the numbers of eligible partners, best first, equal ones by number; only the `top` best if it is set."""
    numbers: Numbers = np.flatnonzero(eligible)
    if top and len(numbers) > top:
        least = np.partition(scores[numbers], len(numbers) - top)[len(numbers) - top]
        numbers = numbers[scores[numbers] >= least]
    ordered: Numbers = numbers[np.argsort(-scores[numbers], kind="stable")]
    return ordered[:top] if top else ordered
