"""A simulated year through a real ledger: leads come in, are offered, opened, declined, let lie, worked on and closed.

The simulation keeps books of its own; what it counts has to be what the ledger tells.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Final

import numpy as np

from leadmatch.assignment.assign import assign
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking, note_prices
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import LedgerStore
from leadmatch.matching.matcher import Matcher
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.policies import SETTINGS
from leadmatch.testing.year import SimulatedYear

_ROUNDS: Final = (timedelta(hours=4), timedelta(hours=8), timedelta(hours=12))
"""When deadlines are followed up on a day that begins at the hour of the batch."""
_WEEKS_HELD: Final = 5
"""Weeks of places that a partner can carry at once: a lead is open for four weeks and more."""
_SYLLABLES: Final = (
    "ba", "cor", "del", "fin", "gra", "hus", "jem", "kol", "lin", "mor", "nuv", "pes", "rik", "sto", "tav", "wex",
)  # fmt: skip
_WORD_DAYS: Final = 7.0
"""Working days from one word of a partner to the next."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often partners do what with an offer; shares from 0 to 1.

    Attributes:
        silent: does not open it.
        declines: declines it unopened.
        junk: opens it, and returns it as junk.
        forgets: accepts it, and is never heard of again.
        registers: registers what it accepted.
    """

    silent: float = 0.08
    declines: float = 0.12
    junk: float = 0.04
    forgets: float = 0.06
    registers: float = 0.3


class LedgerYear:
    """A year on its way through a ledger.

    Attributes:
        desk: over the ledger.
        counts: the simulation's own books: how often each kind of event happened.
    """

    def __init__(
        self,
        year: SimulatedYear,
        store: LedgerStore,
        generator: np.random.Generator,
        habits: Habits | None = None,
        settings: DistributionSettings | None = None,
    ) -> None:
        """Take a year and a ledger that is empty.

        Args:
            year: who and what comes when, and what would become of it.
            store: of the ledger.
            generator: seeded; it decides what partners do.
            habits: how often they do what; the usual ones where None.
            settings: of distribution; the shipped ones where None.
        """
        self._year = year
        self._generator = generator
        self._habits = habits or Habits()
        self._ranking = LedgerRanking(store, settings, SETTINGS)
        self.desk = DistributionDesk(store, settings, ranking=self._ranking)
        self.counts: Counter[str] = Counter()
        self._live: dict[str, tuple[str, str]] = {}
        self._partners = {partner.id: number for number, partner in enumerate(year.partners)}
        self._agenda: list[tuple[datetime, int, str, str, Callable[[str, datetime], None]]] = []
        self._numbers = count()

    @property
    def capacity(self) -> dict[str, int]:
        """Leads that each partner can carry at once."""
        held = np.maximum(1, _WEEKS_HELD * self._year.places.max(axis=0)).tolist()
        return {partner.id: int(places) for partner, places in zip(self._year.partners, held, strict=True)}

    def play(self) -> None:
        """Play the year, and after it until nothing is left to do."""
        for week in range(self._year.programme.weeks):
            self._join(week)
            self._hand_out(week)
            for moment in _rounds(self._year.now(week)):
                self._until(moment)
        week = self._year.programme.weeks
        while self._agenda or self._live or self.desk.store.due(self._year.now(week) + timedelta(days=99), 1):
            for moment in _rounds(self._year.now(week)):
                self._until(moment)
            week += 1

    def _join(self, week: int) -> None:
        capacity = self.capacity
        for number in np.flatnonzero(self._year.joined == week).tolist():
            partner = self._year.partners[number]
            self.desk.put(replace(partner, capacity=capacity[partner.id]))

    def _hand_out(self, week: int) -> None:
        """Hand out the leads of a week at the optimum of the batch."""
        now, store = self._year.now(week), self.desk.store
        leads = [_at_a_firm(self._year.leads[number]) for number in np.flatnonzero(self._year.week == week).tolist()]
        for lead in leads:
            self.desk.receive(lead, now=now)
            self.counts["received"] += 1
        standing = [self._ranking.standing(partner, now=now) for partner in store.partners()]
        matcher = Matcher(standing, settings=SETTINGS)
        rankings = {
            ranking.lead_id: [(match.partner_id, match.utility) for match in ranking.matches]
            for ranking in matcher.rank_many(leads, now=now)
        }
        capacity = {partner.id: matcher.remaining(partner.id, now=now) for partner in standing}
        plan = assign(AssignmentProblem.from_rankings(rankings, capacity))
        note_prices(store, {str(name): price for name, price in plan.one_more_place().items()}, now=now)
        chosen = {str(plan.problem.lead_id(a)): str(plan.problem.partner_id(b)) for a, b in plan.pairs.tolist()}
        for lead in leads:
            if lead.id in chosen:
                self._see(self.desk.offer(lead.id, chosen[lead.id], now=now), now)
            else:
                self.desk.decide(lead.id, "unmatched", now=now)

    def _until(self, moment: datetime) -> None:
        """Let partners do what they do up to a moment, then follow up."""
        while self._agenda and self._agenda[0][0] <= moment:
            at, _, lead_id, offer_id, act = heappop(self._agenda)
            if self._live.get(lead_id, ("", ""))[0] == offer_id:
                act(lead_id, at)
        for state in self.desk.due(now=moment):
            live = self._live.get(state.lead_id)
            if live is not None or state.phase is Phase.STALE:
                self.counts["expired"] += 1
            self._see(state, moment)

    def _see(self, state: LeadState, now: datetime) -> None:
        """Note in whose hands a lead is after a step, and what they will do with a new offer."""
        offer = state.offer
        if not state.is_live or offer is None:
            self._live.pop(state.lead_id, None)
        elif self._live.get(state.lead_id, ("", ""))[0] != offer.offer_id:
            self.counts["offered"] += 1
            self._live[state.lead_id] = (offer.offer_id, offer.partner_id)
            self._answer(state.lead_id, now)

    def _answer(self, lead_id: str, now: datetime) -> None:
        drawn, habits = self._generator.random(), self._habits
        if drawn < habits.silent:
            return
        if drawn < habits.silent + habits.declines:
            self._plan(lead_id, now, 3.0, self._decline)
        else:
            self._plan(lead_id, now, 5.0, self._open)

    def _plan(self, lead_id: str, now: datetime, hours: float, act: Callable[[str, datetime], None]) -> None:
        """Let a partner act some working hours later, if it still has the lead."""
        offer_id, partner_id = self._live[lead_id]
        at = self.desk.deadlines.working_time(self._partner(partner_id)).after(now, hours)
        heappush(self._agenda, (at, next(self._numbers), lead_id, offer_id, act))

    def _partner(self, partner_id: str) -> Partner:
        return self._year.partners[self._partners[partner_id]]

    def _decline(self, lead_id: str, now: datetime) -> None:
        self.counts["declined"] += 1
        self._see(self.desk.decline(lead_id, "no_room", now=now), now)

    def _open(self, lead_id: str, now: datetime) -> None:
        self.counts["opened"] += 1
        self.desk.open(lead_id, now=now)
        junk = self._generator.random() < self._habits.junk
        self._plan(lead_id, now, 2.0, self._return if junk else self._accept)

    def _return(self, lead_id: str, now: datetime) -> None:
        self.counts["returned"] += 1
        self._see(self.desk.return_(lead_id, "junk", kind_of_junk="spam", now=now), now)

    def _accept(self, lead_id: str, now: datetime) -> None:
        self.counts["accepted"] += 1
        self.desk.accept(lead_id, now=now)
        drawn, number = self._generator.random(), int(lead_id[1:])
        if drawn < self._habits.forgets:
            return
        if drawn > 1 - self._habits.registers:
            self._plan(lead_id, now, 6.0, self._register)
        self._plan(lead_id, now, 8.0, self._tell)
        self._plan(lead_id, now, 40.0 * float(self._year.delay[number]), self._close)

    def _tell(self, lead_id: str, now: datetime) -> None:
        self.counts["progress"] += 1
        self.desk.progress(lead_id, now=now, comment="It goes on.")
        self._plan(lead_id, now, 8 * _WORD_DAYS, self._tell)

    def _register(self, lead_id: str, now: datetime) -> None:
        self.counts["registered"] += 1
        self.desk.register(lead_id, now=now)
        self._plan(lead_id, now, 8.0, self._approve)

    def _approve(self, lead_id: str, now: datetime) -> None:
        self.counts["approved"] += 1
        self.desk.approve(lead_id, now=now)

    def _close(self, lead_id: str, now: datetime) -> None:
        """Close a lead as the year has it, with a word on how good it was."""
        _, partner_id = self._live.pop(lead_id)
        pair = int(lead_id[1:]), self._partners[partner_id]
        won = bool(self._year.luck[pair] < self._year.chances[pair])
        self.counts["won" if won else "lost"] += 1
        self.desk.close(lead_id, won=won, now=now)
        self.counts["feedback"] += 1
        self.desk.feedback(lead_id, fit=4 if won else 2, readiness=3, now=now)


def _at_a_firm(lead: Lead) -> Lead:
    """Return a lead of a year with a company of its own, so that its deal can be registered."""
    name = _firm(int(lead.id[1:]))
    return replace(lead, company=f"{name} GmbH", email=f"info@{name.lower()}.de")


def _firm(number: int) -> str:
    """Return a name that is like no other one's; neighbours begin and end differently."""
    scattered = number * 48_271 % 65_521
    syllables = []
    for _ in range(4):
        scattered, syllable = divmod(scattered, 16)
        syllables.append(_SYLLABLES[syllable])
    return "".join(syllables).capitalize()


def _rounds(monday: datetime) -> Iterator[datetime]:
    """Yield when deadlines are followed up in a week."""
    return (monday + timedelta(days=day) + hours for day in range(5) for hours in _ROUNDS)
