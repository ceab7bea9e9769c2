"""Whether a lead lies in a partner's territory."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags, Memo
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
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
    """Return a partner's territory; a region that is not understood is left as it is written and covers nothing."""
    countries = tuple(country_code(country) or country for country in partner.countries)
    regions = tuple(_region(region, countries) for region in partner.regions)
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


class InTerritory(Requirement):
    """The lead lies in what the partner serves."""

    name = "territory"

    def __init__(self, partners: Sequence[Partner], unknown_place: str = "keep") -> None:
        self._territories = [territory_of(partner) for partner in partners]
        areas = [Territory(t.countries, t.regions, t.postal_prefixes) for t in self._territories]
        self._areas = list(dict.fromkeys(areas))
        numbers = {area: number for number, area in enumerate(self._areas)}
        self._area = np.array([numbers[area] for area in areas], np.intp)
        self._reads_postal = any(territory.postal_prefixes for territory in self._territories)
        self._excludes_unknown = unknown_place == "exclude"
        self._codes: Memo[Area, NDArray[np.int8]] = Memo(self._judge)
        self._centres = np.radians([t.centre or (np.nan, np.nan) for t in self._territories]).reshape(-1, 2)
        self._radii = np.array([np.nan if t.radius_km is None else t.radius_km for t in self._territories], float)
        self._has_radius = bool(np.isfinite(self._radii).any())

    def _judge(self, area: Area) -> NDArray[np.int8]:
        place = Place(*area)
        codes = np.array([_COVERAGES.index(area.area_coverage(place)[0]) for area in self._areas], np.int8)
        judged: NDArray[np.int8] = codes[self._area]
        judged.flags.writeable = False
        return judged

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners do not serve the lead's place."""
        place = lead.place
        codes = self._codes(self._area_of(place))
        blocked: Flags = codes == _OUTSIDE
        if self._excludes_unknown:
            blocked = blocked | (codes == _UNKNOWN)
        if self._has_radius and place.latitude is not None and place.longitude is not None:
            blocked = blocked | self._beyond(place.latitude, place.longitude)
        return blocked

    def _area_of(self, place: Place) -> Area:
        """Return all that decides about a place, so that as many leads as possible share one judgement."""
        region = next(iter(place.lineage), None)
        return place.where, region, normal_postal(place.where, place.postal_code) if self._reads_postal else None

    def _beyond(self, latitude: float, longitude: float) -> Flags:
        """Return which partners' circles end before a point, by the haversine formula of `places.distance`."""
        north, east = np.radians(latitude), np.radians(longitude)
        half = (
            np.sin((north - self._centres[:, 0]) / 2) ** 2
            + np.cos(self._centres[:, 0]) * np.cos(north) * np.sin((east - self._centres[:, 1]) / 2) ** 2
        )
        beyond: Flags = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))) > self._radii
        return beyond

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say what lies outside."""
        coverage, ground = self._territories[partner].coverage(lead.place)
        if coverage is Coverage.UNKNOWN:
            yield self._unknown(lead, ground)
        else:
            yield Reason.of(f"territory.{ground.value}", field=_FIELDS[ground], observed=_observed(lead, ground))

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say where nobody can tell."""
        coverage, ground = self._territories[partner].coverage(lead.place)
        if coverage is Coverage.UNKNOWN:
            yield self._unknown(lead, ground)

    @staticmethod
    def _unknown(lead: LeadProfile, ground: Ground) -> Reason:
        return Reason.of(
            "territory.unknown", field=_FIELDS[ground], observed=_observed(lead, ground), part=ground.value
        )


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
