"""Ids and the numbers that stand for them in arrays, the same whatever order the input has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict

import numpy as np

from leadmatch.assignment.arrays import FloatArray, Intake, IntArray, show


class Pairs(TypedDict):
    """Parallel arrays of pairs."""

    leads: IntArray
    partners: IntArray
    utility: FloatArray


@dataclass(frozen=True, slots=True)
class Numbering:
    """Leads and partners in the order of their ids; the place in it is the number.

    Attributes:
        leads: ids of the leads, ascending.
        partners: ids of the partners, ascending.
        lead_number: number of each lead's id.
        partner_number: number of each partner's id.
    """

    leads: tuple[str, ...]
    partners: tuple[str, ...]
    lead_number: Mapping[str, int]
    partner_number: Mapping[str, int]

    @classmethod
    def of(cls, leads: Iterable[str], partners: Iterable[str]) -> "Numbering":
        """Number these ids."""
        first, second = tuple(sorted(leads)), tuple(sorted(partners))
        return cls(
            first,
            second,
            {lead: number for number, lead in enumerate(first)},
            {partner: number for number, partner in enumerate(second)},
        )

    def pairs(self, rankings: Mapping[str, Iterable[tuple[str, float]]]) -> Pairs:
        """Return the ranked pairs as arrays.

        Raises:
            ProblemError: a ranking names a partner that has no capacity.
        """
        flat = [(lead, *entry) for lead in self.leads for entry in rankings[lead]]
        numbered = self.all((lead, partner) for lead, partner, _ in flat)
        gains = np.array([gain for _, _, gain in flat], np.float64)
        return {"leads": numbered[:, 0], "partners": numbered[:, 1], "utility": gains}

    def all(self, pairs: Iterable[tuple[str, str]]) -> IntArray:
        """Number pairs of which every id has to be known.

        Raises:
            ProblemError: a lead has no ranking, or a partner no capacity.
        """
        listed, intake = list(pairs), Intake()
        leads = sorted({lead for lead, _ in listed if lead not in self.lead_number})
        partners = sorted({partner for _, partner in listed if partner not in self.partner_number})
        if leads:
            intake.fault("rankings", show(leads), "Give each of these leads a ranking; an empty one will do.")
        if partners:
            intake.fault("capacity", show(partners), "Give each of these partners a capacity.")
        intake.close()
        return self.known(listed)

    def known(self, pairs: Iterable[tuple[str, str]]) -> IntArray:
        """Number pairs, and leave out those with an id that is not in play."""
        numbered = [
            (self.lead_number[lead], self.partner_number[partner])
            for lead, partner in pairs
            if lead in self.lead_number and partner in self.partner_number
        ]
        return np.array(numbered, np.int64).reshape(-1, 2)

    def holders(self, incumbent: Mapping[str, str], nobody: int) -> IntArray:
        """Return the partner that has each lead, or `nobody`."""
        holder = np.full(len(self.leads), nobody)
        held = self.known(incumbent.items())
        holder[held[:, 0]] = held[:, 1]
        return holder

    def served(self, last_served: Mapping[str, float]) -> FloatArray:
        """Return one number per partner; those never served come before all others."""
        before = min(last_served.values(), default=0.0) - 1.0
        return np.array([last_served.get(partner, before) for partner in self.partners], np.float64)
