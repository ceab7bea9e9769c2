"""Whether a lead lies in a partner's territory."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Memo, Points, worth
from leadmatch.matching.profile import US_TERRITORIES, LeadProfile
from leadmatch.matching.requirement import Criterion, Requirement
from leadmatch.records.partner import Partner
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.distance import EARTH_RADIUS_KM
from leadmatch.values.places.postal import normal_postal
from leadmatch.values.places.regions import region_code
from leadmatch.values.places.territory import Coverage, Ground, Place, Territory

_COVERAGES = tuple(Coverage)
_OUTSIDE, _UNKNOWN = _COVERAGES.index(Coverage.OUTSIDE), _COVERAGES.index(Coverage.UNKNOWN)

Area = tuple[str | None, str | None, str | None]
"""Country, region and, where some partner narrows by it, postal code."""


def territory_of(partner: Partner) -> Territory:
    """Return a partner's territory; a region that is not understood is left as it is written and covers nothing.

    Puerto Rico and the other territories of the United States are regions of theirs, as in `profile.place_of`.
    """
    stated = tuple(country_code(country) or country for country in partner.countries)
    regions = tuple(_region(region, stated) for region in partner.regions)
    countries = tuple(country for country in stated if country not in US_TERRITORIES)
    if "US" not in countries or any(region.startswith("US-") for region in regions):
        regions += tuple(f"US-{country}" for country in stated if country in US_TERRITORIES)
    has_centre = partner.latitude is not None and partner.longitude is not None
    return Territory(
        countries=countries,
        regions=regions,
        postal_prefixes=partner.postal_prefixes,
        centre=(partner.latitude or 0.0, partner.longitude or 0.0) if has_centre else None,
        radius_km=partner.service_radius_km,
    )


def _region(text: str, countries: Sequence[str]) -> str:
    found = (region_code(text, country) for country in countries)
    return region_code(text) or next((code for code in found if code), text)


class Territories:
    """The territories of all partners, judged together for a place."""

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._territories = [territory_of(partner) for partner in partners]
        areas = [Territory(t.countries, t.regions, t.postal_prefixes) for t in self._territories]
        self._areas = list(dict.fromkeys(areas))
        numbers = {area: number for number, area in enumerate(self._areas)}
        self._area = np.array([numbers[area] for area in areas], np.intp)
        self._reads_postal = any(territory.postal_prefixes for territory in self._territories)
        self._judged: Memo[Area, NDArray[np.int8]] = Memo(self._judge)
        self._stated: Memo[Area, NDArray[np.int8]] = Memo(self._codes_of, size=16_384)
        self._centres = np.radians([t.centre or (np.nan, np.nan) for t in self._territories]).reshape(-1, 2)
        self._radii = np.array([np.nan if t.radius_km is None else t.radius_km for t in self._territories], float)
        self._has_radius = bool(np.isfinite(self._radii).any())

    def _judge(self, area: Area) -> NDArray[np.int8]:
        place = Place(*area)
        codes = np.array([_COVERAGES.index(one.area_coverage(place)[0]) for one in self._areas], np.int8)
        judged: NDArray[np.int8] = codes[self._area]
        judged.flags.writeable = False
        return judged

    def _codes_of(self, stated: Area) -> NDArray[np.int8]:
        """Return the judgement of a place by all that decides about it, so that many places share one."""
        place = Place(*stated)
        region = next(iter(place.lineage), None)
        postal = normal_postal(place.where, place.postal_code) if self._reads_postal else None
        return self._judged((place.where, region, postal))

    def _codes(self, place: Place) -> NDArray[np.int8]:
        return self._stated((place.country, place.region, place.postal_code))

    def unknown(self, place: Place) -> Flags:
        """Return for which partners nobody can tell whether a place lies in their territory."""
        unknown: Flags = self._codes(place) == _UNKNOWN
        return unknown

    def outside(self, place: Place) -> Flags:
        """Return which partners do not serve a place."""
        outside: Flags = self._codes(place) == _OUTSIDE
        if self._has_radius and place.latitude is not None and place.longitude is not None:
            outside = outside | self._beyond(place.latitude, place.longitude)
        return outside

    def _beyond(self, latitude: float, longitude: float) -> Flags:
        """Return which partners' circles end before a point, by the haversine formula of `places.distance`."""
        north, east = np.radians(latitude), np.radians(longitude)
        half = (
            np.sin((north - self._centres[:, 0]) / 2) ** 2
            + np.cos(self._centres[:, 0]) * np.cos(north) * np.sin((east - self._centres[:, 1]) / 2) ** 2
        )
        beyond: Flags = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))) > self._radii
        return beyond

    def reason(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Return why a place is outside a partner's territory, or why nobody can tell; None where it is inside."""
        coverage, ground = self._territories[partner].coverage(lead.place)
        field, observed = _FIELDS[ground], _observed(lead, ground)
        match coverage:
            case Coverage.INSIDE:
                return None
            case Coverage.UNKNOWN:
                return Reason.of("territory.unknown", field=field, observed=observed, part=field.replace("_", " "))
            case Coverage.OUTSIDE:
                return Reason.of(f"territory.{ground.value}", field=field, observed=observed)


class InTerritory(Requirement):
    """The lead lies in what the partner serves."""

    name = "territory"

    def __init__(self, territories: Territories, unknown_place: str = "keep") -> None:
        self._territories = territories
        self._excludes_unknown = unknown_place == "exclude"

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners do not serve the lead's place."""
        outside = self._territories.outside(lead.place)
        return outside | self._territories.unknown(lead.place) if self._excludes_unknown else outside

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say what lies outside."""
        reason = self._territories.reason(lead, partner)
        if reason is not None:
            yield reason


class PlaceCertain(Criterion):
    """A partner that surely serves the place goes before one of which nobody can tell."""

    def __init__(self, territories: Territories, unknown_points: float) -> None:
        self._territories = territories
        self._worth = worth(unknown_points)

    def points(self, lead: LeadProfile) -> Points:
        """Return the points of those of which nobody can tell."""
        return np.where(self._territories.unknown(lead.place), self._worth, 0.0)

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Say what would have to be known."""
        return self._territories.reason(lead, partner) if self._territories.unknown(lead.place)[partner] else None


_FIELDS = {
    Ground.NO_LIMIT: "country",
    Ground.COUNTRY: "country",
    Ground.REGION: "region",
    Ground.POSTAL: "postal_code",
    Ground.RADIUS: "latitude",
}


def _observed(lead: LeadProfile, ground: Ground) -> str | None:
    place = lead.place
    match ground:
        case Ground.REGION:
            return place.region or next(iter(place.lineage), lead.lead.region)
        case Ground.POSTAL:
            return lead.lead.postal_code
        case Ground.RADIUS:
            return f"{place.latitude}, {place.longitude}"
        case _:
            return place.where or lead.lead.country
