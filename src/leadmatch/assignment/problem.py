"""The batch as numbers: which lead gains what at which partner, and how many places each partner has."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from leadmatch.assignment.arrays import FloatArray, Intake, IntArray, SmallIntArray, show
from leadmatch.assignment.columns import NO_PARTNER, incumbents, per_partner, sorted_pairs, without
from leadmatch.assignment.numbering import Numbering


@dataclass(frozen=True, slots=True, eq=False)
class AssignmentProblem:
    """Eligible (lead, partner) pairs with their utilities, and the limits a plan has to keep.

    Make one with `from_arrays` or `from_rankings`; both check everything and name all faults at once.

    Attributes:
        start: the pairs of lead i are the entries `start[i]` to `start[i + 1]` of `partner` and `utility`.
        partner: partner of each pair, ascending within a lead.
        utility: what each pair gains, in any unit that adds up (expected money, say); may be negative.
        capacity: places of each partner.
        min_load: leads that each partner should get at least, as far as the pairs allow it.
        incumbent: partner that each lead has now, or -1.
        switch_cost: what a lead has to gain to leave its incumbent, in units of utility.
        fixed: (lead, partner) pairs that every plan contains.
        forbidden: (lead, partner) pairs that no plan contains; they are taken out of the pairs.
        max_partners_per_lead: how many different partners a lead may go to.
        min_utility: a pair below it is not used; nor is one that gains nothing.
        last_served: when each partner was last served, as any ascending number; the smallest wins a tie.
        lead_ids: what leads are called, or None where numbers have to do.
        partner_ids: what partners are called, or None where numbers have to do.
    """

    start: IntArray
    partner: SmallIntArray
    utility: FloatArray
    capacity: IntArray
    min_load: IntArray
    incumbent: IntArray
    switch_cost: float
    fixed: IntArray
    forbidden: IntArray
    max_partners_per_lead: int
    min_utility: float
    last_served: FloatArray
    lead_ids: tuple[Hashable, ...] | None = None
    partner_ids: tuple[Hashable, ...] | None = None

    @property
    def n_leads(self) -> int:
        """Number of leads, those without any pair included."""
        return len(self.start) - 1

    @property
    def n_partners(self) -> int:
        """Number of partners, those without a place included."""
        return len(self.capacity)

    @property
    def lead(self) -> IntArray:
        """Lead of each pair, ascending."""
        return np.repeat(np.arange(self.n_leads), np.diff(self.start))

    def lead_id(self, lead: int) -> Hashable:
        """Return what a lead is called; its number where no ids were given."""
        return lead if self.lead_ids is None else self.lead_ids[lead]

    def partner_id(self, partner: int) -> Hashable:
        """Return what a partner is called; its number where no ids were given."""
        return partner if self.partner_ids is None else self.partner_ids[partner]

    def pairs_of(self, lead: int) -> slice:
        """Return where the pairs of a lead stand in `partner` and `utility`."""
        return slice(int(self.start[lead]), int(self.start[lead + 1]))

    def locate(self, pairs: IntArray) -> IntArray:
        """Return where (lead, partner) pairs stand in `partner` and `utility`, or -1 where they do not."""
        found = np.full(len(pairs), -1, np.int64)
        for row, (lead, partner) in enumerate(pairs.tolist()):
            own = self.pairs_of(lead)
            place = own.start + int(np.searchsorted(self.partner[own], partner))
            if place < own.stop and self.partner[place] == partner:
                found[row] = place
        return found

    @classmethod
    def from_arrays(  # noqa: PLR0913 - the parts of a problem, all by keyword
        cls,
        *,
        leads: ArrayLike,
        partners: ArrayLike,
        utility: ArrayLike,
        capacity: ArrayLike,
        min_load: ArrayLike | None = None,
        incumbent: ArrayLike | None = None,
        switch_cost: float = 0.0,
        fixed: ArrayLike | None = None,
        forbidden: ArrayLike | None = None,
        max_partners_per_lead: int = 1,
        min_utility: float = 0.0,
        n_leads: int | None = None,
        last_served: ArrayLike | None = None,
    ) -> "AssignmentProblem":
        """Make a problem from parallel arrays, one entry per eligible pair.

        Args:
            leads: lead of each pair, numbered from 0.
            partners: partner of each pair, numbered from 0.
            utility: what each pair gains; finite.
            capacity: places of each partner; whole numbers, 0 included.
            min_load: leads that each partner should get at least; not above its capacity.
            incumbent: one entry per lead, the partner that has it now or -1.
            switch_cost: what leaving the incumbent has to gain, in units of utility.
            fixed: (lead, partner) pairs that every plan contains; each has to be among the pairs.
            forbidden: (lead, partner) pairs that no plan contains.
            max_partners_per_lead: how many different partners a lead may go to.
            min_utility: pairs below it are not used.
            n_leads: number of leads, where leads without any pair follow the last one with one.
            last_served: one entry per partner; where two gain a lead the same, the smaller goes first.

        Raises:
            ProblemError: something is wrong; every fault is named with its remedy.
        """
        given = _Given(leads, partners, utility, capacity, min_load, incumbent, switch_cost, fixed, forbidden)
        return _made(given, max_partners_per_lead, min_utility, n_leads, last_served, Intake())

    @classmethod
    def from_rankings(  # noqa: PLR0913 - the parts of a problem, all but two by keyword
        cls,
        rankings: Mapping[str, Iterable[tuple[str, float]]],
        capacity: Mapping[str, int],
        *,
        min_load: Mapping[str, int] | None = None,
        incumbent: Mapping[str, str] | None = None,
        switch_cost: float = 0.0,
        fixed: Iterable[tuple[str, str]] = (),
        forbidden: Iterable[tuple[str, str]] = (),
        max_partners_per_lead: int = 1,
        min_utility: float = 0.0,
        last_served: Mapping[str, float] | None = None,
    ) -> "AssignmentProblem":
        """Make a problem from the ranked partners of each lead; the plan speaks of these ids.

        Leads and partners are numbered in the order of their ids, so the order of the input changes nothing.

        Args:
            rankings: for each lead's id its (partner id, utility) pairs; a lead without any may stand there.
            capacity: for each partner's id its places.
            min_load: leads that a partner should get at least; 0 where it is not named.
            incumbent: for a lead's id the partner that has it now.
            switch_cost: what leaving the incumbent has to gain, in units of utility.
            fixed: (lead id, partner id) pairs that every plan contains.
            forbidden: (lead id, partner id) pairs that no plan contains; ids that are not in play are ignored.
            max_partners_per_lead: how many different partners a lead may go to.
            min_utility: pairs below it are not used.
            last_served: when a partner was last served, as a number; never served where it is not named.

        Raises:
            ProblemError: something is wrong; every fault is named with its remedy.
        """
        numbers = Numbering.of(rankings, capacity)
        given = _Given(
            **numbers.pairs(rankings),
            capacity=[capacity[partner] for partner in numbers.partners],
            min_load=[(min_load or {}).get(partner, 0) for partner in numbers.partners],
            incumbent=numbers.holders(incumbent or {}, NO_PARTNER),
            switch_cost=switch_cost,
            fixed=numbers.all(fixed),
            forbidden=numbers.known(forbidden),
        )
        served, intake = numbers.served(last_served or {}), Intake(numbers.leads, numbers.partners)
        problem = _made(given, max_partners_per_lead, min_utility, len(numbers.leads), served, intake)
        return replace(problem, lead_ids=numbers.leads, partner_ids=numbers.partners)


class _Given(NamedTuple):
    """What the caller passed, unchecked."""

    leads: ArrayLike
    partners: ArrayLike
    utility: ArrayLike
    capacity: ArrayLike
    min_load: ArrayLike | None
    incumbent: ArrayLike | None
    switch_cost: float
    fixed: ArrayLike | None
    forbidden: ArrayLike | None


def _made(
    given: _Given,
    max_partners_per_lead: int,
    min_utility: float,
    n_leads: int | None,
    last_served: ArrayLike | None,
    intake: Intake,
) -> AssignmentProblem:
    """Check everything and make the problem."""
    places = intake.whole("capacity", given.capacity).copy()
    lead, partner, gain = sorted_pairs(intake, given.leads, given.partners, given.utility, len(places))
    known = int(lead.max(initial=-1)) + 1
    count = known if n_leads is None else int(intake.scalar("n_leads", n_leads, least=known, whole=True))
    holder = incumbents(intake, given.incumbent, count, len(places))
    out = intake.pairs("forbidden", given.forbidden, count, len(places))
    kept = intake.pairs("fixed", given.fixed, count, len(places))
    most = int(intake.scalar("max_partners_per_lead", max_partners_per_lead, least=1, whole=True))
    floor = per_partner(intake, "min_load", given.min_load, len(places))
    if floor.size == places.size and (floor > places).any():
        above = np.flatnonzero(floor > places).tolist()
        intake.fault("min_load", intake.partners(above), "Lower it to the capacity, or raise that.")
    cost = intake.scalar("switch_cost", given.switch_cost, least=0.0)
    least = intake.scalar("min_utility", min_utility, least=0.0)
    served = np.zeros(len(places)) if last_served is None else intake.real("last_served", last_served)
    if served.size != places.size:
        intake.fault("last_served", f"{served.size} entries", f"Give one for each of {places.size} partners.")
    intake.close()
    lead, partner, gain = without(lead, partner, gain, out, len(places))
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(lead, minlength=count), out=start[1:])
    problem = AssignmentProblem(start, partner, gain, places, floor, holder, cost, kept, out, most, least, served)
    _check_fixed(problem, intake)
    return problem


def _check_fixed(problem: AssignmentProblem, intake: Intake) -> None:
    """Raise if the fixed pairs are no pairs, or break a limit of their own accord."""
    fixed = problem.fixed
    unknown = problem.locate(fixed) < 0
    if unknown.any():
        named = show([intake.pair(lead, partner) for lead, partner in fixed[unknown].tolist()])
        intake.fault("fixed", named, "Give the pair a utility among the pairs, and do not forbid it.")
    crowded = np.flatnonzero(np.bincount(fixed[:, 1], minlength=problem.n_partners) > problem.capacity)
    if crowded.size:
        intake.fault("fixed", intake.partners(crowded.tolist()), "Raise their capacity, or fix fewer leads.")
    most = problem.max_partners_per_lead
    spread = np.flatnonzero(np.bincount(fixed[:, 0], minlength=problem.n_leads) > most)
    if spread.size:
        intake.fault("fixed", intake.leads(spread.tolist()), f"Fix at most {most} partners for a lead.")
    intake.close()
