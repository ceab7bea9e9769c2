"""The plan: who gets what, how far it can be from the best one, and what a further place would be worth."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypedDict

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray
from leadmatch.assignment.explanation import Explanation
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.evidence.card import Card, Column, Slots, Table
from leadmatch.evidence.reason import Reason, ReasonDict
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import amount, count, percent

Status = Literal["optimal", "within_tolerance", "time_budget"]
ALTERNATES = 3
"""Partners that are named beside the chosen one."""
_SHOWN = 8
"""Partners on a card."""
_COLUMNS = (
    Column("Partner"),
    Column("New, room"),
    Column("New", is_number=True),
    Column("One more place", is_number=True),
)


class PlanDict(TypedDict):
    """The form of a plan in JSON."""

    value: float
    upper_bound: float
    gap: float
    assigned: int
    unassigned: int
    prices: dict[str, float]
    greedy_value: float
    status: Status


class LeadDict(TypedDict):
    """The form of one lead's part of a plan in JSON."""

    lead_id: Hashable
    partner_id: Hashable | None
    utility: float | None
    alternates: list[Hashable]
    reason: ReasonDict | None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AssignmentPlan(Shown):
    """Which lead goes to which partner, with the certificate of it.

    Attributes:
        problem: what was asked.
        pairs: n × 2 array of (lead, partner) numbers, ascending.
        value: sum of the utilities of the pairs.
        upper_bound: what the value of no plan exceeds that keeps at least as many leads with their incumbents and
            fills at least as many places of minimum loads.
        prices: what one more place at each partner would be worth, as far as the gap tells; 0 where there is room.
        greedy_value: what best-first greedy would have gained, as far as it came in the time.
        status: `optimal` (the bound is reached to rounding), `within_tolerance`, or `time_budget` where the gap is
            wider than asked because time ran out, or because a baseline was asked for.
        explanation: what words the reasons of this plan.
    """

    problem: AssignmentProblem
    pairs: IntArray
    value: float
    upper_bound: float
    prices: FloatArray
    greedy_value: float
    status: Status
    explanation: Explanation = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Keep what words the reasons, for it remembers who has the places that others wanted."""
        object.__setattr__(self, "explanation", Explanation(self.problem, self.pairs, self.prices))

    @property
    def gap(self) -> float:
        """(upper_bound − value) / upper_bound: the share of the best plan's value that may be missing at most."""
        if self.upper_bound == self.value:
            return 0.0
        return (self.upper_bound - self.value) / abs(self.upper_bound)

    @property
    def load(self) -> IntArray:
        """Leads of each partner."""
        return np.bincount(self.pairs[:, 1], minlength=self.problem.n_partners)

    @property
    def short(self) -> dict[Hashable, int]:
        """Leads that partners miss to their minimum loads, by partner; empty where all were reached."""
        missing = self.problem.min_load - self.load
        short = np.flatnonzero(missing > 0).tolist()
        return {self.problem.partner_id(partner): int(missing[partner]) for partner in short}

    @property
    def assigned(self) -> int:
        """Number of leads with a partner."""
        return len(np.unique(self.pairs[:, 0]))

    @property
    def unassigned(self) -> Mapping[int, Reason]:
        """Leads without a partner by number, each with the reason; worded when read."""
        return self.explanation.unassigned()

    def partners_of(self, lead: int) -> tuple[int, ...]:
        """Return the partners of a lead."""
        first, last = np.searchsorted(self.pairs[:, 0], [lead, lead + 1])
        return tuple(self.pairs[first:last, 1].tolist())

    def reason(self, lead: int) -> Reason | None:
        """Return why a lead has no partner, or not its first choice; None where it has that."""
        return self.explanation.reason(lead)

    def alternates(self, lead: int) -> tuple[int, ...]:
        """Return the next best partners of a lead at the prices of this plan, best first."""
        return self.explanation.alternates(lead, ALTERNATES)

    def one_more_place(self) -> dict[Hashable, float]:
        """Return by partner what one more place there would be worth, the most valuable first."""
        order = np.lexsort((np.arange(len(self.prices)), -self.prices))
        return {self.problem.partner_id(partner): float(self.prices[partner]) for partner in order.tolist()}

    def lead_dict(self, lead: int) -> LeadDict:
        """Return one lead's line of `leadmatch assign`; of several partners the one that gains most stands first."""
        explanation, problem = self.explanation, self.problem
        best = explanation.best_partner(lead)
        reason = explanation.reason(lead)
        others = [partner for partner in explanation.partners_of(lead) if partner != best]
        nexts = [*others, *explanation.alternates(lead, ALTERNATES)]
        return {
            "lead_id": problem.lead_id(lead),
            "partner_id": None if best is None else problem.partner_id(best),
            "utility": None if best is None else explanation.utility(lead, best),
            "alternates": [problem.partner_id(partner) for partner in nexts],
            "reason": None if reason is None else reason.to_dict(),
        }

    def card(self) -> Card:
        """What to show: how many leads have a partner, and where one more place is worth most."""
        left = self.problem.n_leads - self.assigned
        below = f"at most {percent(self.gap)} below the best plan" if self.gap > 0 else "no plan is better"
        return Card(
            f"{self.assigned:,} of {count(self.problem.n_leads, 'lead')} assigned",
            "assigned",
            detail=f"{amount(self.value)} expected",
            about=below,
            table=Table(_COLUMNS, tuple(map(self._row, self._worth_showing()))) if self.problem.n_partners else None,
            foot=" ".join(filter(None, (self._others(), f"{left:,} unassigned." if left else ""))),
            more=".unassigned" if left else "",
        )

    def _worth_showing(self) -> list[int]:
        """Return a few partners: those where a place is worth most, then those with most new leads."""
        order = np.lexsort((-self.load, -self.prices))
        return [partner for partner in order[:_SHOWN].tolist() if self.load[partner] or self.prices[partner] > 0]

    def _row(self, partner: int) -> tuple[str | Slots, ...]:
        new, price = int(self.load[partner]), float(self.prices[partner])
        places = Slots(0, new, max(0, int(self.problem.capacity[partner]) - new))
        return str(self.problem.partner_id(partner)), places, f"{new:,}", amount(price) if price > 0 else "–"

    def _others(self) -> str:
        room = int((self.problem.capacity > self.load).sum())
        return f"{count(room, 'partner')} {'has' if room == 1 else 'have'} room."

    def to_dict(self) -> PlanDict:
        """Return the `plan` object of the published formats."""
        problem = self.problem
        named = zip(range(problem.n_partners), self.prices.tolist(), strict=True)
        return {
            "value": self.value,
            "upper_bound": self.upper_bound,
            "gap": self.gap,
            "assigned": self.assigned,
            "unassigned": problem.n_leads - self.assigned,
            "prices": {str(problem.partner_id(partner)): price for partner, price in named},
            "greedy_value": self.greedy_value,
            "status": self.status,
        }
