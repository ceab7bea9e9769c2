"""One lead at a time, between two batches: the prices of the last plan tell which place is worth giving away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TypedDict

from leadmatch.assignment.arrays import Intake
from leadmatch.evidence.reason import Reason, ReasonDict

GAIN = 2.0
"""How strongly a price answers when places go faster or slower than time."""
ALTERNATES = 3
"""Partners that are named beside the chosen one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How far a period and its places have been used up; makes prices rise where places go too fast.

    Attributes:
        used: by partner the share of its places of this period that are taken, 0 to 1; others count as on pace.
        elapsed: share of the period that has passed, 0 to 1.
        gain: how strongly prices answer; 0 leaves them as they are.
    """

    used: Mapping[str, float]
    elapsed: float
    gain: float = GAIN

    def price(self, partner_id: str, price: float) -> float:
        """Return the price times 1 + gain × (used share − elapsed share), at least 0."""
        ahead = self.used.get(partner_id, self.elapsed) - self.elapsed
        return max(0.0, price * (1.0 + self.gain * ahead))


class RouteDict(TypedDict):
    """The form of a route in JSON."""

    partner_id: str | None
    utility: float | None
    price: float | None
    alternates: list[str]
    reason: ReasonDict | None


@dataclass(frozen=True, slots=True)
class Route:
    """Where one lead goes now.

    Attributes:
        partner_id: the partner that gets it, or None if it had better wait.
        utility: what the pair gains, or None.
        price: what the place is worth to others, or None.
        alternates: the partners that it would go to next, best first.
        reason: why it has no partner, or not its first choice; None where it has that.
    """

    partner_id: str | None
    utility: float | None
    price: float | None
    alternates: tuple[str, ...]
    reason: Reason | None

    def to_dict(self) -> RouteDict:
        """Return the form for JSON."""
        return {
            "partner_id": self.partner_id,
            "utility": self.utility,
            "price": self.price,
            "alternates": list(self.alternates),
            "reason": None if self.reason is None else self.reason.to_dict(),
        }


def route(
    utilities: Iterable[tuple[str, float]],
    prices: Mapping[str, float],
    capacity_left: Mapping[str, int],
    *,
    pace: Pace | None = None,
    min_utility: float = 0.0,
    last_served: Mapping[str, float] | None = None,
) -> Route:
    """Send one lead to the partner that gains most above the price of its place.

    Args:
        utilities: the eligible partners of the lead with what each gains.
        prices: price of each partner's places, from the last plan (`AssignmentPlan.one_more_place`); 0 where unknown.
        capacity_left: places that each partner has left; none where it is not named.
        pace: how far the period has gone, so that places last until its end; None leaves the prices alone.
        min_utility: partners that gain less are not used.
        last_served: when each partner was last served, as a number; of two that gain the same the one served longest
            ago goes first, and before it one that was never served.

    Raises:
        ProblemError: a utility is not finite.
    """
    pairs = sorted(utilities)
    _check(pairs)
    usable = [pair for pair in pairs if pair[1] > 0.0 and pair[1] >= min_utility]
    if not usable:
        return _nowhere(_unusable(pairs, min_utility))
    asked = {partner: _price(partner, prices, pace) for partner, _ in usable}
    served = last_served or {}
    never = min(served.values(), default=0.0) - 1.0

    def preference(pair: tuple[str, float]) -> tuple[float, float, str]:
        partner, gain = pair
        return asked[partner] - gain, served.get(partner, never), partner

    ranked = sorted((pair for pair in usable if capacity_left.get(pair[0], 0) > 0), key=preference)
    first = min(usable, key=lambda pair: (-pair[1], preference(pair)))
    if not ranked:
        return _nowhere(Reason.of("assignment.no_places", partner=first[0]))
    partner, gain = ranked[0]
    others = tuple(name for name, _ in ranked[1 : ALTERNATES + 1])
    if gain <= asked[partner]:
        kept = Reason.of("assignment.place_kept", partner=partner, price=asked[partner], utility=gain)
        return Route(None, None, None, (partner, *others)[:ALTERNATES], kept)
    reason = None if gain >= first[1] else _second_choice(first, partner, asked[first[0]], capacity_left)
    return Route(partner, gain, asked[partner], others, reason)


def _check(pairs: list[tuple[str, float]]) -> None:
    intake = Intake()
    for partner, gain in pairs:
        if not isfinite(gain):
            intake.fault("utilities", f"{gain} of {partner}", "Give finite numbers; leave such a partner out.")
    intake.close()


def _price(partner: str, prices: Mapping[str, float], pace: Pace | None) -> float:
    price = prices.get(partner, 0.0)
    return price if pace is None else pace.price(partner, price)


def _nowhere(reason: Reason) -> Route:
    return Route(None, None, None, (), reason)


def _unusable(pairs: list[tuple[str, float]], min_utility: float) -> Reason:
    if not pairs:
        return Reason.of("assignment.no_eligible_partner")
    best = max(gain for _, gain in pairs)
    return Reason.of("assignment.below_min_utility", best=best, least=min_utility)


def _second_choice(first: tuple[str, float], chosen: str, price: float, capacity_left: Mapping[str, int]) -> Reason:
    if capacity_left.get(first[0], 0) <= 0:
        return Reason.of("assignment.first_choice_closed", partner=first[0])
    return Reason.of("assignment.place_dear", partner=first[0], price=price, chosen=chosen)
