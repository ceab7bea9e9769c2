"""Which partners to recruit: the demand that found no partner, by what it would take to serve it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypedDict

UNSTATED = "unstated"
"""Stands for an industry, place or product that the leads do not name."""


@dataclass(frozen=True, slots=True)
class UnmetDemand:
    """One lead that no partner took, as far as it says what kind of partner it would take.

    Attributes:
        lead_id: the lead.
        industry: its industry, or None.
        country: ISO 3166-1 alpha-2 code, or None.
        region: ISO 3166-2 code, or None.
        products: what it wants.
        languages: ISO 639-1 codes that it speaks.
        value: the expected value that is lost with it, in `currency`; None where it is unknown.
        currency: ISO 4217 code of `value`, or None.
        nearest: the partners that came nearest, best first, each with the codes of what it lacks; a partner that lacks
            nothing was full (`assignment.places_taken`).
    """

    lead_id: str
    industry: str | None = None
    country: str | None = None
    region: str | None = None
    products: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    value: float | None = None
    currency: str | None = None
    nearest: tuple[tuple[str, tuple[str, ...]], ...] = ()


class NearestDict(TypedDict):
    """The form of the nearest partner in JSON."""

    partner_id: str
    leads: int
    missing: list[str]


class RecruitDict(TypedDict):
    """The form of a profile in JSON."""

    industry: str
    country: str
    region: str
    product: str
    count: int
    lost_value: float
    currency: str | None
    unvalued: int
    languages: list[str]
    lead_ids: list[str]
    nearest: NearestDict | None


@dataclass(frozen=True, slots=True)
class RecruitProfile:
    """The partner to recruit, and what it would be worth.

    Attributes:
        industry: the industry it has to know.
        country: ISO 3166-1 alpha-2 code of where it has to serve.
        region: ISO 3166-2 code of where it has to serve.
        product: what it has to carry.
        count: leads that it would have got.
        lost_value: expected value of those leads in `currency`; a lead that wants several products counts the same
            share of its value to each, so values add up over profiles.
        currency: ISO 4217 code, or None where none is known.
        unvalued: how many of the leads have no known value, and so count nothing to it.
        languages: what its people have to speak, the most wanted first.
        lead_ids: the leads, ascending.
        nearest: the partner that came nearest most often, how often, and what it lacks; None where there was none.
    """

    industry: str
    country: str
    region: str
    product: str
    count: int
    lost_value: float
    currency: str | None
    unvalued: int
    languages: tuple[str, ...]
    lead_ids: tuple[str, ...]
    nearest: tuple[str, int, tuple[str, ...]] | None

    def to_dict(self) -> RecruitDict:
        """Return the form for JSON and for a row of `recruit.csv`."""
        nearest = self.nearest
        return {
            "industry": self.industry,
            "country": self.country,
            "region": self.region,
            "product": self.product,
            "count": self.count,
            "lost_value": self.lost_value,
            "currency": self.currency,
            "unvalued": self.unvalued,
            "languages": list(self.languages),
            "lead_ids": list(self.lead_ids),
            "nearest": None
            if nearest is None
            else {"partner_id": nearest[0], "leads": nearest[1], "missing": list(nearest[2])},
        }


@dataclass(frozen=True, slots=True, order=True)
class _Segment:
    """What one profile is about; currencies are never added up, so each has profiles of its own."""

    industry: str
    country: str
    region: str
    product: str
    currency: str


def recruitment(unmatched: Iterable[UnmetDemand]) -> tuple[RecruitProfile, ...]:
    """Return the partners to recruit, by currency those that lose most first.

    Args:
        unmatched: leads that found no partner, or whose places went to others; in any order.
    """
    groups: dict[_Segment, list[UnmetDemand]] = {}
    for demand in sorted(unmatched, key=lambda demand: demand.lead_id):
        for product in sorted(set(demand.products)) or (UNSTATED,):
            groups.setdefault(_segment(demand, product), []).append(demand)
    profiles = [_profile(segment, demands) for segment, demands in sorted(groups.items())]
    return tuple(sorted(profiles, key=lambda profile: (profile.currency or "", -profile.lost_value, -profile.count)))


def _segment(demand: UnmetDemand, product: str) -> _Segment:
    return _Segment(
        demand.industry or UNSTATED,
        demand.country or UNSTATED,
        demand.region or UNSTATED,
        product,
        demand.currency or "",
    )


def _profile(segment: _Segment, demands: Sequence[UnmetDemand]) -> RecruitProfile:
    return RecruitProfile(
        industry=segment.industry,
        country=segment.country,
        region=segment.region,
        product=segment.product,
        count=len(demands),
        lost_value=fsum((demand.value or 0.0) / max(1, len(set(demand.products))) for demand in demands),
        currency=segment.currency or None,
        unvalued=sum(demand.value is None for demand in demands),
        languages=_most_common(language for demand in demands for language in set(demand.languages)),
        lead_ids=tuple(demand.lead_id for demand in demands),
        nearest=_nearest(demands),
    )


def _nearest(demands: Sequence[UnmetDemand]) -> tuple[str, int, tuple[str, ...]] | None:
    """Return the partner that is named nearest most often, and what it lacks by how often it lacks it."""
    firsts = [demand.nearest[0] for demand in demands if demand.nearest]
    if not firsts:
        return None
    partner = _most_common(partner for partner, _ in firsts)[0]
    lacks = [missing for name, missing in firsts if name == partner]
    return partner, len(lacks), _most_common(code for missing in lacks for code in set(missing))


def _most_common(values: Iterable[str]) -> tuple[str, ...]:
    """Return the different values, the most frequent first, equally frequent ones in their own order."""
    return tuple(sorted((counts := Counter(values)), key=lambda value: (-counts[value], value)))
