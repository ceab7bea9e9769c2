"""Ways of handing out the leads of a simulated year, and what becomes of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from leadmatch.assignment.assign import Method, assign
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.testing.year import Chances, Numbers, SimulatedYear

SETTINGS = MatchingSettings(closed_share=1.0)
"""The matcher's own, but for one fact of a simulated year: every lead is brought to a close."""

_TICKETS = {"bronze": 1.0, "silver": 2.0, "gold": 3.0, "platinum": 4.0}
_RATE_WEIGHT = 10.0
"""Leads that the overall rate counts for beside those of a class of leads."""


class Week:
    """What a policy may look at in one week.

    Attributes:
        year: whose; only a clairvoyant policy looks at its chances.
        number: of the week, from 0.
        leads: numbers of the leads of the week, by arrival.
        places: leads that each partner takes this week.
    """

    def __init__(self, year: SimulatedYear, number: int, history: "History") -> None:
        self.year = year
        self.number = number
        self.leads: Numbers = np.flatnonzero(year.week == number)
        self.places: Numbers = year.places[number]
        self._history = history

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """The partners with the track records that are known by now."""
        return self.with_records(self._history.records(self.number))

    def with_records(self, records: Sequence[tuple[TrackRecord, ...]]) -> tuple[Partner, ...]:
        """Return the partners with their places of this week and with these track records."""
        return tuple(
            replace(partner, capacity=places, open_leads=0, track_record=record)
            for partner, places, record in zip(self.year.partners, self.places.tolist(), records, strict=True)
        )

    def gains(self, matcher: Matcher) -> Chances:
        """Return what a matcher says that each pair gains, leads × partners; -1 where the partner is not eligible."""
        table = np.full((len(self.leads), len(self.places)), -1.0)
        numbers = {partner.id: number for number, partner in enumerate(self.year.partners)}
        leads = [self.year.leads[lead] for lead in self.leads.tolist()]
        for row, ranking in enumerate(matcher.rank_many(leads, now=self.year.now(self.number))):
            for match in ranking.matches:
                table[row, numbers[match.partner_id]] = match.utility
        return table

    @property
    def truth(self) -> Chances:
        """The true chance of each pair, leads × partners; -1 where the partner is not eligible."""
        serves = self.year.serves[self.leads] & (self.places > 0)
        return np.where(serves, self.year.chances[self.leads], -1.0)


Policy = Callable[[Week], Numbers]
"""Returns the partner of each lead of a week, by arrival, or -1."""


class RoundRobin:
    """The next partner in order that serves the lead and has room; the order goes on from week to week."""

    def __init__(self) -> None:
        self._upcoming = 0

    def __call__(self, week: Week) -> Numbers:
        """Hand out a week's leads."""
        return _by_arrival(week, self._wait(week))

    def _wait(self, week: Week) -> Callable[[int, NDArray[np.bool_]], int]:
        def choose(_: int, open_to: NDArray[np.bool_]) -> int:
            turns = (np.flatnonzero(open_to) - self._upcoming) % len(week.places)
            chosen = int((turns.min() + self._upcoming) % len(week.places))
            self._upcoming = chosen + 1
            return chosen

        return choose


class ByTier:
    """A partner with room at random, with one ticket for bronze and up to four for platinum."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator

    def __call__(self, week: Week) -> Numbers:
        """Hand out a week's leads."""
        tickets = np.array([_TICKETS[partner.tier or "bronze"] for partner in week.year.partners])

        def choose(_: int, open_to: NDArray[np.bool_]) -> int:
            chances = tickets * open_to
            return int(self._generator.choice(len(chances), p=chances / chances.sum()))

        return _by_arrival(week, choose)


def arrival_greedy(week: Week) -> Numbers:
    """Give each lead, as it arrives, the partner with room that the matcher ranks first."""
    return _best_with_room(week, week.gains(Matcher(week.partners, settings=SETTINGS)))


def clairvoyant_arrival_greedy(week: Week) -> Numbers:
    """Give each lead, as it arrives, the partner with room whose true chance is best."""
    return _best_with_room(week, week.truth)


def clairvoyant_optimum(week: Week) -> Numbers:
    """Assign the week by the true chances: more than anybody can reach."""
    return _planned(week, week.truth, "auto")


def best_first(week: Week) -> Numbers:
    """Take the best pair that still fits, again and again, by the matcher's utilities."""
    return _planned(week, week.gains(Matcher(week.partners, settings=SETTINGS)), "greedy")


def optimum(week: Week) -> Numbers:
    """Assign the week at its optimum by the matcher's utilities."""
    return _planned(week, week.gains(Matcher(week.partners, settings=SETTINGS)), "auto")


def without_record(week: Week) -> Numbers:
    """Assign the week at its optimum by fit alone, as if no outcome were known."""
    unknown = week.with_records([()] * len(week.places))
    return _planned(week, week.gains(Matcher(unknown, settings=SETTINGS)), "auto")


def hopeful_optimum(week: Week) -> Numbers:
    """Assign the week at its optimum, each track record at the upper 80 % of what it may mean."""
    settings = SETTINGS.model_copy(update={"optimism": 0.8})
    return _planned(week, week.gains(Matcher(week.partners, settings=settings)), "auto")


class DrawnOptimum:
    """Assign each week at its optimum by one draw of what the track records may mean (Thompson)."""

    def __init__(self, generator: np.random.Generator) -> None:
        self._generator = generator

    def __call__(self, week: Week) -> Numbers:
        """Hand out a week's leads."""
        matcher = Matcher(week.partners, settings=SETTINGS).drawn(self._generator)
        return _planned(week, week.gains(matcher), "auto")


def _by_arrival(week: Week, choose: Callable[[int, NDArray[np.bool_]], int]) -> Numbers:
    left, chosen = week.places.copy(), np.full(len(week.leads), -1)
    for row, lead in enumerate(week.leads.tolist()):
        open_to = week.year.serves[lead] & (left > 0)
        if open_to.any():
            chosen[row] = choose(row, open_to)
            left[chosen[row]] -= 1
    return chosen


def _best_with_room(week: Week, gains: Chances) -> Numbers:
    return _by_arrival(week, lambda row, open_to: int(np.argmax(np.where(open_to, gains[row], -np.inf))))


def _planned(week: Week, gains: Chances, method: Method) -> Numbers:
    rows, partners = np.nonzero(gains >= 0)
    problem = AssignmentProblem.from_arrays(
        leads=rows,
        partners=partners,
        utility=gains[rows, partners],
        capacity=week.places,
        n_leads=len(week.leads),
    )
    chosen = np.full(len(week.leads), -1)
    pairs = assign(problem, method=method).pairs
    chosen[pairs[:, 0]] = pairs[:, 1]
    return chosen


class History:
    """Who got what in a year so far, and what is known of it."""

    def __init__(self, year: SimulatedYear) -> None:
        self._year = year
        self._lead: Numbers = np.empty(0, np.int64)
        self._partner: Numbers = np.empty(0, np.int64)

    @property
    def pairs(self) -> tuple[Numbers, Numbers]:
        """The leads that were handed out, and their partners."""
        return self._lead, self._partner

    def add(self, leads: Numbers, chosen: Numbers) -> None:
        """Note the partners of some leads; -1 for none."""
        given = chosen >= 0
        self._lead = np.concatenate((self._lead, leads[given]))
        self._partner = np.concatenate((self._partner, chosen[given]))

    def records(self, week: int) -> list[tuple[TrackRecord, ...]]:
        """Return each partner's track record by industry, of the outcomes that are known by a week.

        The wins to expect are those of all partners with leads of the same class: as easily won, as near in industry.
        """
        year = self._year
        known = year.week[self._lead] + year.delay[self._lead] <= week
        lead, partner = self._lead[known], self._partner[known]
        won = year.luck[lead, partner] < year.chances[lead, partner]
        kind = year.ease[lead] * (int(year.fit.max(initial=0)) + 1) + year.fit[lead, partner]
        of_kind = np.bincount(kind)
        overall = float(won.mean()) if won.size else 0.0
        rate = (np.bincount(kind, won) + _RATE_WEIGHT * overall) / (of_kind + _RATE_WEIGHT)
        rows: list[dict[str, list[float]]] = [{} for _ in year.partners]
        for one, who, success, expected in zip(lead.tolist(), partner.tolist(), won.tolist(), rate[kind], strict=True):
            row = rows[who].setdefault(year.leads[one].industry or "", [0, 0, 0.0])
            row[0 if success else 1] += 1
            row[2] += float(expected)
        return [_record(row) for row in rows]


def _record(rows: dict[str, list[float]]) -> tuple[TrackRecord, ...]:
    return tuple(
        TrackRecord(industry=industry, won=int(won), lost=int(lost), expected=expected)
        for industry, (won, lost, expected) in sorted(rows.items())
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a year.

    Attributes:
        closed: wins that were to be expected of its choices, by the true chances.
        won: wins that happened.
        given: leads that were handed out.
        newcomers_leads: share of these that went to newcomers.
        newcomers_places: newcomers' share of the places of all partners, from 0 to 1.
    """

    closed: float
    won: int
    given: int
    newcomers_leads: float
    newcomers_places: float


def play(year: SimulatedYear, policy: Policy) -> Outcome:
    """Hand out the leads of a year, week by week.

    Args:
        year: what happens.
        policy: who gets what; one that keeps a state is to be made anew for each year.
    """
    history = History(year)
    for number in range(year.programme.weeks):
        week = Week(year, number, history)
        history.add(week.leads, policy(week))
    lead, partner = history.pairs
    chances = year.chances[lead, partner]
    return Outcome(
        closed=float(chances.sum()),
        won=int(np.count_nonzero(year.luck[lead, partner] < chances)),
        given=len(lead),
        newcomers_leads=float(year.newcomer[partner].mean()) if len(lead) else 0.0,
        newcomers_places=float(year.places[:, year.newcomer].sum() / max(1, year.places.sum())),
    )


def policies(seed: Sequence[int] | int) -> dict[str, Policy]:
    """Return all policies by name, ready for one year.

    Args:
        seed: of those that draw lots.
    """
    lots, draws = (np.random.default_rng(one) for one in np.random.SeedSequence(seed).spawn(2))
    return {
        "round robin": RoundRobin(),
        "weighted random by tier": ByTier(lots),
        "arrival greedy": arrival_greedy,
        "best-first greedy": best_first,
        "optimum by fit alone": without_record,
        "optimum": optimum,
        "optimum, optimism 0.8": hopeful_optimum,
        "optimum, drawn": DrawnOptimum(draws),
        "clairvoyant arrival greedy": clairvoyant_arrival_greedy,
        "clairvoyant optimum": clairvoyant_optimum,
    }
