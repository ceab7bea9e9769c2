"""Whom to recruit: demand that found no partner, gathered into profiles of partners who would take it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from leadmatch.evidence.reason import Reason
from leadmatch.values.industries.table import IndustryId, group_of
from leadmatch.values.industries.taxonomy import find, label


@dataclass(frozen=True, slots=True)
class NearestPartner:
    """A partner that comes near to taking a lead.

    Attributes:
        partner_id: who.
        lacks: why it may not have the lead; empty where it only has no place left.
    """

    partner_id: str
    lacks: tuple[Reason, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {"partner_id": self.partner_id, "lacks": [reason.to_dict() for reason in self.lacks]}


@dataclass(frozen=True, slots=True)
class UnmetDemand:
    """A ready lead that goes to nobody.

    Attributes:
        lead_id: which lead.
        industry: words or a code, as received; None if unknown.
        country: ISO 3166-1 alpha-2, or None.
        region: ISO 3166-2 or words, or None.
        products: what is wanted.
        languages: ISO 639-1.
        value: what a win is counted, in the settings' currency.
        nearest: the partners that come nearest, nearest first.
    """

    lead_id: str
    industry: str | None
    country: str | None
    region: str | None
    products: tuple[str, ...]
    languages: tuple[str, ...]
    value: float
    nearest: tuple[NearestPartner, ...] = ()


@dataclass(frozen=True, slots=True)
class RecruitProfile:
    """A partner worth having, and the leads that wait for it.

    Attributes:
        industry: name of the industry group, or None where it is unknown.
        country: ISO 3166-1 alpha-2, or None where it is unknown.
        regions: where in the country, as received; empty where unknown.
        products: what it would have to sell.
        languages: languages of the leads.
        lead_ids: the leads that wait for it.
        value: what winning all of them is counted, in the settings' currency.
        least_deal: the smallest of these values.
        largest_deal: the largest of them.
        nearest: the partner that comes nearest to most of these leads, or None.
    """

    industry: str | None
    country: str | None
    regions: tuple[str, ...]
    products: tuple[str, ...]
    languages: tuple[str, ...]
    lead_ids: tuple[str, ...]
    value: float
    least_deal: float
    largest_deal: float
    nearest: NearestPartner | None

    @property
    def leads(self) -> int:
        """How many leads wait for it."""
        return len(self.lead_ids)

    def to_dict(self) -> dict[str, Any]:
        """Return the row of `recruit.csv`."""
        return {
            "industry": self.industry,
            "country": self.country,
            "regions": list(self.regions),
            "products": list(self.products),
            "languages": list(self.languages),
            "leads": self.leads,
            "value": self.value,
            "least_deal": self.least_deal,
            "largest_deal": self.largest_deal,
            "lead_ids": list(self.lead_ids),
            "nearest_partner": self.nearest.partner_id if self.nearest else None,
            "lacks": [reason.message() for reason in self.nearest.lacks] if self.nearest else [],
        }


def recruitment(demand: Iterable[UnmetDemand]) -> tuple[RecruitProfile, ...]:
    """Gather demand by industry group, country and products: one profile each.

    Args:
        demand: ready leads that go to nobody, in any order.

    Returns:
        The profiles, most leads first, then most value, then by country, industry and products.
    """
    groups: dict[tuple[str, str, tuple[str, ...]], list[UnmetDemand]] = {}
    for one in sorted(demand, key=lambda one: one.lead_id):
        groups.setdefault(_kind(one), []).append(one)
    profiles = [(_profile(kind[0] or None, alike), kind) for kind, alike in groups.items()]
    profiles.sort(key=lambda pair: (-pair[0].leads, -pair[0].value, pair[1][1], pair[1]))
    return tuple(profile for profile, _ in profiles)


def _kind(one: UnmetDemand) -> tuple[str, str, tuple[str, ...]]:
    return (_industry_group(one), one.country or "", tuple(sorted(set(one.products))))


def _industry_group(one: UnmetDemand) -> str:
    """Name the group that an industry belongs to; of several the first by name."""
    found = find(one.industry, one.country)
    return min((label(IndustryId(group_of(each))) for each in found), default="")


def _profile(industry: str | None, alike: Sequence[UnmetDemand]) -> RecruitProfile:
    first = alike[0]
    return RecruitProfile(
        industry=industry,
        country=first.country,
        regions=tuple(sorted({one.region for one in alike if one.region})),
        products=tuple(sorted(set(first.products))),
        languages=tuple(sorted({language for one in alike for language in one.languages})),
        lead_ids=tuple(one.lead_id for one in alike),
        value=fsum(one.value for one in alike),
        least_deal=min(one.value for one in alike),
        largest_deal=max(one.value for one in alike),
        nearest=_nearest(alike),
    )


def _nearest(alike: Sequence[UnmetDemand]) -> NearestPartner | None:
    """Return the partner that is near to most leads, of equals the one that lacks least."""
    near = [partner for one in alike for partner in one.nearest]
    often: dict[str, int] = {}
    for partner in near:
        often[partner.partner_id] = often.get(partner.partner_id, 0) + 1
    return min(near, key=lambda one: (-often[one.partner_id], len(one.lacks), one.partner_id), default=None)
