"""The columns of a problem as callers give them: checked, sorted and brought to one entry per pair or partner."""

import numpy as np
from numpy.typing import ArrayLike

from leadmatch.assignment.arrays import FloatArray, Intake, IntArray, SmallIntArray, show

NO_PARTNER = -1


def sorted_pairs(
    intake: Intake, leads: ArrayLike, partners: ArrayLike, utility: ArrayLike, n_partners: int
) -> tuple[IntArray, SmallIntArray, FloatArray]:
    """Check the three parallel arrays and sort them by lead, then partner."""
    lead, partner = intake.whole("leads", leads), intake.whole("partners", partners)
    gain = intake.real("utility", utility)
    if not lead.size == partner.size == gain.size:
        sizes = f"{lead.size} leads, {partner.size} partners, {gain.size} utilities"
        intake.fault("utility", sizes, "Give one lead, partner and utility for each pair.")
        return lead[:0], partner[:0].astype(np.int32), gain[:0]
    if partner.size and int(partner.max()) >= n_partners:
        row = int(partner.argmax())
        remedy = f"There are {n_partners} capacities; number partners from 0, and give each a capacity."
        intake.fault("partners", f"{partner[row]} in entry {row}", remedy)
    behind = (lead[1:] < lead[:-1]) | ((lead[1:] == lead[:-1]) & (partner[1:] < partner[:-1]))
    if behind.any():
        order = np.lexsort((partner, lead))
        lead, partner, gain = lead[order], partner[order], gain[order]
    twice = np.flatnonzero((lead[1:] == lead[:-1]) & (partner[1:] == partner[:-1]))
    if twice.size:
        named = show([intake.pair(lead[row], partner[row]) for row in twice.tolist()])
        intake.fault("leads", f"(lead, partner) {named} more than once", "Give each pair once.")
    return lead, partner.astype(np.int32), gain


def per_partner(intake: Intake, column: str, given: ArrayLike | None, n_partners: int) -> IntArray:
    """Return one whole number per partner, 0 where nothing was given."""
    if given is None:
        return np.zeros(n_partners, np.int64)
    numbers = intake.whole(column, given).copy()
    if numbers.size != n_partners:
        intake.fault(column, f"{numbers.size} entries", f"Give one for each of {n_partners} partners.")
    return numbers


def incumbents(intake: Intake, given: ArrayLike | None, n_leads: int, n_partners: int) -> IntArray:
    """Return one partner per lead, -1 for none."""
    if given is None:
        return np.full(n_leads, NO_PARTNER)
    numbers = intake.whole("incumbent", given, least=NO_PARTNER).copy()
    if numbers.size != n_leads:
        intake.fault("incumbent", f"{numbers.size} entries", f"Give one for each of {n_leads} leads, or -1.")
    if numbers.max(initial=NO_PARTNER) >= n_partners:
        intake.fault("incumbent", int(numbers.max()), f"There are {n_partners} partners, numbered from 0.")
    return numbers


def without(
    lead: IntArray, partner: SmallIntArray, gain: FloatArray, forbidden: IntArray, n_partners: int
) -> tuple[IntArray, SmallIntArray, FloatArray]:
    """Take the forbidden pairs out."""
    if not forbidden.size:
        return lead, partner, gain
    out = np.isin(lead * n_partners + partner, forbidden[:, 0] * n_partners + forbidden[:, 1])
    return lead[~out], partner[~out], gain[~out]
