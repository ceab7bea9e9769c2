"""Why a lead has no partner, or not its first choice: worded for the few leads that somebody reads."""

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np

from leadmatch.assignment.arrays import FloatArray, IntArray
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.evidence.reason import Reason, Value

_SAME = 1e-9
"""Relative difference below which two gains count as equal."""


class Explanation:
    """Reads the reasons out of a plan and its prices."""

    def __init__(self, problem: AssignmentProblem, pairs: IntArray, prices: FloatArray) -> None:
        self._problem, self._pairs, self._prices = problem, pairs, prices
        self._load = np.bincount(pairs[:, 1], minlength=problem.n_partners)
        self._winners: dict[int, int] = {}

    def unassigned(self) -> "Unassigned":
        """Return the leads without a partner, with their reasons."""
        return Unassigned(self, np.setdiff1d(np.arange(self._problem.n_leads), self._pairs[:, 0]))

    def partners_of(self, lead: int) -> list[int]:
        """Return the partners of a lead, ascending."""
        partners: list[int] = _of_lead(self._pairs, lead).tolist()
        return partners

    def best_partner(self, lead: int) -> int | None:
        """Return the partner of a lead that gains most, or None."""
        partners = self.partners_of(lead)
        return max(partners, key=lambda partner: (self.utility(lead, partner), -partner)) if partners else None

    def utility(self, lead: int, partner: int) -> float:
        """Return what a pair gains; the pair has to be one of the problem's."""
        place = self._problem.locate(np.array([[lead, partner]]))[0]
        return float(self._problem.utility[place])

    def alternates(self, lead: int, most: int) -> tuple[int, ...]:
        """Return the partners that this lead would go to next, by utility less price."""
        own = self._problem.pairs_of(lead)
        partners, gains = self._problem.partner[own], self._problem.utility[own]
        net = gains - self._prices[partners]
        usable = self._usable(gains) & ~np.isin(partners, self.partners_of(lead))
        order = np.lexsort((partners, -net))
        return tuple(partners[order[usable[order]]][:most].tolist())

    def reason(self, lead: int) -> Reason | None:
        """Return why this lead has no partner, or not its first choice."""
        own = self._problem.pairs_of(lead)
        partners, gains = self._problem.partner[own], self._problem.utility[own]
        chosen = self.best_partner(lead)
        usable = self._usable(gains)
        if chosen is None and not usable.any():
            return self._unusable(lead, gains)
        if chosen is not None and self._is_fixed(lead, chosen):
            return self._of("assignment.fixed", partner=chosen)
        first = int(partners[np.where(usable, gains, -np.inf).argmax()])
        if chosen is None:
            return self._shut_out(lead, first)
        if first == chosen or self.utility(lead, chosen) >= self.utility(lead, first):
            return None
        return self._second_choice(lead, first, chosen)

    def _usable(self, gains: FloatArray) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        return (gains > 0.0) & (gains >= self._problem.min_utility)

    def _is_fixed(self, lead: int, partner: int) -> bool:
        return partner in _of_lead(self._problem.fixed, lead)

    def _unusable(self, lead: int, gains: FloatArray) -> Reason:
        if gains.size:
            least = self._problem.min_utility
            return self._of("assignment.below_min_utility", best=float(gains.max()), least=least)
        if _of_lead(self._problem.forbidden, lead).size:
            return self._of("assignment.forbidden")
        return self._of("assignment.no_eligible_partner")

    def _shut_out(self, lead: int, first: int) -> Reason:
        own = self._problem.pairs_of(lead)
        usable = self._problem.partner[own][self._usable(self._problem.utility[own])]
        if not self._problem.capacity[usable].any():
            return self._of("assignment.no_places", partner=first)
        if (self._load[usable] < self._problem.capacity[usable]).any():
            return self._of("assignment.left_over", partner=first)
        full = first if self._problem.capacity[first] else int(usable[self._load[usable] > 0][0])
        return self._of("assignment.places_taken", partner=full, winner=self._winner(full))

    def _second_choice(self, lead: int, first: int, chosen: int) -> Reason:
        if not self._problem.capacity[first]:
            return self._of("assignment.first_choice_closed", partner=first)
        if self._problem.incumbent[lead] == chosen and self._problem.switch_cost:
            return self._of("assignment.stays", partner=chosen, first=first)
        if self._load[first] < self._problem.capacity[first]:
            return self._of("assignment.first_choice_passed", partner=first, chosen=chosen)
        winner = self._winner(first)
        more = self._advantage(winner, first) > self._advantage(lead, first) * (1.0 + _SAME)
        code = "assignment.first_choice_taken" if more else "assignment.first_choice_tied"
        return self._of(code, partner=first, winner=winner)

    def _winner(self, partner: int) -> int:
        """Return the lead at a partner to which its place is worth least; each partner is looked through once."""
        if partner not in self._winners:
            holders: list[int] = self._holders[partner].tolist()
            self._winners[partner] = min(holders, key=lambda lead: (self._advantage(lead, partner), lead))
        return self._winners[partner]

    @cached_property
    def _holders(self) -> list[IntArray]:
        """The leads of each partner."""
        order = np.argsort(self._pairs[:, 1], kind="stable")
        return np.split(self._pairs[order, 0], np.cumsum(self._load)[:-1])

    def _advantage(self, lead: int, partner: int) -> float:
        """Return what a lead gains at a partner above what it would have elsewhere at the prices."""
        own = self._problem.pairs_of(lead)
        partners, gains = self._problem.partner[own], self._problem.utility[own]
        elsewhere = np.where(self._usable(gains) & (partners != partner), gains - self._prices[partners], 0.0)
        return self.utility(lead, partner) - max(float(elsewhere.max(initial=0.0)), 0.0)

    def _of(self, code: str, **values: float) -> Reason:
        """Make a reason; numbers of leads and partners become their ids."""
        named: dict[str, Value] = {}
        for name, value in values.items():
            match name:
                case "winner":
                    named[name] = str(self._problem.lead_id(int(value)))
                case "partner" | "first" | "chosen":
                    named[name] = str(self._problem.partner_id(int(value)))
                case _:
                    named[name] = float(value)
        return Reason(code, values=tuple(named.items()))


def _of_lead(pairs: IntArray, lead: int) -> IntArray:
    """Return the partners of a lead in (lead, partner) pairs that stand in ascending order."""
    first, last = np.searchsorted(pairs[:, 0], [lead, lead + 1])
    return pairs[first:last, 1]


class Unassigned(Mapping[int, Reason]):
    """Leads without a partner by number; the reason is worded when it is read."""

    def __init__(self, explanation: Explanation, leads: IntArray) -> None:
        self._explanation, self._leads = explanation, leads

    def __getitem__(self, lead: int) -> Reason:
        place = int(np.searchsorted(self._leads, lead))
        reason = self._explanation.reason(lead) if lead in self._leads[place : place + 1] else None
        if reason is None:
            raise KeyError(lead)
        return reason

    def __iter__(self) -> Iterator[int]:
        return iter(self._leads.tolist())

    def __len__(self) -> int:
        return len(self._leads)
