"""Readiness: whether a lead may go to a partner, and which question would change that."""

from collections.abc import Mapping
from itertools import combinations

from leadmatch.qualification.criteria import HIGHEST, STRONG_FROM, Criterion, Readiness
from leadmatch.qualification.settings import Policy

Levels = Mapping[Criterion, int | None]
_OTHERS = (Criterion.BUDGET, Criterion.AUTHORITY, Criterion.TIMING)


def holds(levels: Levels, policy: Policy, low: float = 100.0) -> bool:
    """Whether the policy is met with the unknowns as they are.

    Args:
        levels: Level of each criterion, None where it is unknown.
        policy: The conditions.
        low: The lower end of the score's interval.
    """
    return (
        not (policy.forbid_none and 0 in levels.values())
        and low >= policy.least_low
        and all(_at_least(levels[criterion], least) for criterion, least in policy.gates.items())
        and sum(_at_least(level, policy.met_from) for level in levels.values()) >= policy.criteria_met
        and (not policy.strong_need or _needed(levels))
        and _backed(levels, policy)
    )


def _needed(levels: Levels) -> bool:
    need = levels[Criterion.NEED]
    if _at_least(need, STRONG_FROM):
        return True
    return _at_least(need, 1) and all(_at_least(levels[criterion], STRONG_FROM) for criterion in _OTHERS)


def _backed(levels: Levels, policy: Policy) -> bool:
    """Enough of budget, authority and timing is known and strong."""
    known = sum(levels[criterion] is not None for criterion in _OTHERS)
    strong = sum(_at_least(levels[criterion], STRONG_FROM) for criterion in _OTHERS)
    if known < policy.known_others or strong < policy.strong_others:
        return False
    if not policy.money_or_power:
        return True
    budget, authority = levels[Criterion.BUDGET], levels[Criterion.AUTHORITY]
    return (budget is not None or _at_least(authority, STRONG_FROM)) and (
        authority is not None or _at_least(budget, STRONG_FROM)
    )


def _at_least(level: int | None, least: int) -> bool:
    return level is not None and level >= least


def readiness(levels: Levels, policy: Policy, low: float = 100.0) -> Readiness:
    """What to do with a lead of these levels; only stated evidence disqualifies, never an unknown."""
    if levels[Criterion.NEED] == 0:
        return Readiness.DISQUALIFIED
    if holds(levels, policy, low):
        return Readiness.SALES_READY
    best = {criterion: HIGHEST if level is None else level for criterion, level in levels.items()}
    if None in levels.values() and holds(best, policy):
        return Readiness.ASK
    return Readiness.NURTURE


def in_the_way(levels: Levels, policy: Policy) -> tuple[Criterion, ...]:
    """The fewest known criteria that would have to become better before the lead can be ready, in their order.

    None where the lead is ready or could be by answers alone; unknown criteria are taken at their best.
    """
    best = {criterion: HIGHEST if level is None else level for criterion, level in levels.items()}
    known = [criterion for criterion in Criterion if levels[criterion] is not None]
    chosen = (some for count in range(len(known) + 1) for some in combinations(known, count))
    return next((some for some in chosen if holds({**best, **dict.fromkeys(some, HIGHEST)}, policy)), ())


def most_telling(levels: Levels, policy: Policy, weights: Mapping[Criterion, float]) -> tuple[Criterion, ...]:
    """The unknown criteria, the one whose answer would most likely change the decision first.

    Each level that an answer may give counts alike; ties go to the heavier criterion, then to the order of the letters.
    """
    unknown = [criterion for criterion in Criterion if levels[criterion] is None]
    now = readiness(levels, policy)

    def changes(criterion: Criterion) -> int:
        return sum(readiness({**levels, criterion: level}, policy) is not now for level in range(HIGHEST + 1))

    def opens(criterion: Criterion) -> bool:
        return readiness({**levels, criterion: HIGHEST}, policy) is Readiness.SALES_READY

    return tuple(sorted(unknown, key=lambda each: (not opens(each), -changes(each), -weights[each])))
