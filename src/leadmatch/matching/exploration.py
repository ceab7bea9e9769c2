"""Choices that try out partners of whom little is known, with the chance that each choice had.

The track records of one draw stand at random places of what they may mean (Thompson, On the Likelihood that One
Unknown Probability Exceeds Another, 1933), so a partner of whom little is known sometimes goes first. The chances are
what later lets another way of choosing be judged on the same outcomes (Horvitz and Thompson, 1952: weigh each outcome
by one over the chance of its choice). Nothing here happens unless it is asked for.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from leadmatch.matching.matcher import Matcher

Choice = tuple[str, str]
"""A lead's id and the id of the partner chosen for it."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """Choices by one draw.

    Attributes:
        pairs: what was chosen.
        propensities: for every pair that some draw chose, the share of draws that did; from 1 / `draws` to 1.
        draws: how many draws were made.
    """

    pairs: tuple[Choice, ...]
    propensities: dict[Choice, float]
    draws: int

    def to_dict(self) -> dict[str, Any]:
        """Return the form for a log: each choice with its chance, and how many draws that was counted from."""
        choices = [
            {"lead_id": lead, "partner_id": partner, "propensity": self.propensities[lead, partner]}
            for lead, partner in self.pairs
        ]
        return {"draws": self.draws, "choices": choices}


def explore(
    matcher: Matcher,
    decide: Callable[[Matcher], Iterable[Choice]],
    generator: np.random.Generator,
    draws: int = 100,
) -> Exploration:
    """Choose by one draw of what the track records may mean, and count how often other draws choose the same.

    Args:
        matcher: its records are drawn; it is not changed itself.
        decide: makes all choices with a matcher: the first choice for one lead, or the plan for a batch.
        generator: a seeded generator; the same seed makes the same choices.
        draws: how often `decide` is called, at least 1; a chance is known to about 0.5 / √draws.

    Raises:
        ValueError: `draws` is below 1.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws choose nothing; ask for at least 1")
    pairs = tuple(decide(matcher.drawn(generator)))
    seen = Counter(pairs)
    for _ in range(draws - 1):
        seen.update(decide(matcher.drawn(generator)))
    return Exploration(pairs, {pair: count / draws for pair, count in seen.items()}, draws)
