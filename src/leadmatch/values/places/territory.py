"""Territories: whether a place lies in what somebody serves, outside it, or cannot be told."""

from dataclasses import dataclass
from enum import StrEnum

from leadmatch.values.places.distance import distance_km
from leadmatch.values.places.postal import (
    could_lie_in,
    has_prefix,
    normal_postal,
    region_of_postal,
    region_of_prefix,
)
from leadmatch.values.places.regions import lineage


class Coverage(StrEnum):
    """Whether a territory covers a place."""

    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


class Ground(StrEnum):
    """What decided about a coverage."""

    NO_LIMIT = "no_limit"
    COUNTRY = "country"
    REGION = "region"
    POSTAL = "postal"
    RADIUS = "radius"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lead is, as far as it is known.

    Attributes:
        country: ISO 3166-1 alpha-2.
        region: ISO 3166-2, such as `US-PA`.
        postal_code: as somebody wrote it.
        latitude: degrees north; 0.0 is a latitude.
        longitude: degrees east; 0.0 is a longitude.
    """

    country: str | None = None
    region: str | None = None
    postal_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def where(self) -> str | None:
        """The country; where it is not stated, the one that the region lies in."""
        return self.country or (self.region[:2] if self.region else None)

    @property
    def lineage(self) -> tuple[str, ...]:
        """The region and those it lies in, smallest first, from the postal code where none is stated; may be empty."""
        country = self.where
        if country is None:
            return ()
        region = self.region if self.region and self.region.startswith(f"{country}-") else None
        region = region or region_of_postal(country, self.postal_code)
        return lineage(region) if region else ()


@dataclass(frozen=True, slots=True)
class Territory:
    """What somebody serves.

    Each listed region is served; a listed country is served whole unless some of its own regions are listed too, and
    then only those. Postal prefixes narrow the country or region that they lie in. With none of the three there is no
    limit. The radius narrows further, only for a place whose coordinates are known.

    Attributes:
        countries: ISO 3166-1 alpha-2.
        regions: ISO 3166-2, also of countries that are not listed.
        postal_prefixes: the first signs of postal codes.
        centre: latitude and longitude of the middle of the served circle, degrees.
        radius_km: its radius, kilometres.
    """

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    postal_prefixes: tuple[str, ...] = ()
    centre: tuple[float, float] | None = None
    radius_km: float | None = None

    def coverage(self, place: Place) -> tuple[Coverage, Ground]:
        """Return whether a place is covered, and what decided it."""
        area, ground = self.area_coverage(place)
        if area is not Coverage.OUTSIDE and self.beyond_radius(place):
            return Coverage.OUTSIDE, Ground.RADIUS
        return area, ground

    def beyond_radius(self, place: Place) -> bool:
        """Return whether a place is known to lie outside the served circle."""
        if self.centre is None or self.radius_km is None or place.latitude is None or place.longitude is None:
            return False
        return distance_km(*self.centre, place.latitude, place.longitude) > self.radius_km

    def area_coverage(self, place: Place) -> tuple[Coverage, Ground]:
        """Return the coverage by countries, regions and postal prefixes alone."""
        country = place.where
        if not (self.countries or self.regions):
            return self._by_prefix(place, self.postal_prefixes)
        if country is None:
            return Coverage.UNKNOWN, Ground.COUNTRY
        own = [region for region in self.regions if region.startswith(f"{country}-")]
        if not own:
            return self._in_country(place, country)
        return self._in_regions(place, country, own)

    def _in_country(self, place: Place, country: str) -> tuple[Coverage, Ground]:
        if country not in self.countries:
            return Coverage.OUTSIDE, Ground.COUNTRY
        found = self._by_prefix(place, self._prefixes_in(country, None))
        return found if found[1] is Ground.POSTAL else (Coverage.INSIDE, Ground.COUNTRY)

    def _in_regions(self, place: Place, country: str, own: list[str]) -> tuple[Coverage, Ground]:
        line = place.lineage
        if not line:
            return self._in_some_region(place, country, own)
        served = [region for region in own if region in line]
        if not served:
            inside = any(line[0] in lineage(region) for region in own)
            return (Coverage.UNKNOWN if inside else Coverage.OUTSIDE), Ground.REGION
        found = dict(self._by_prefix(place, self._prefixes_in(country, region)) for region in served)
        best = next(one for one in (Coverage.INSIDE, Coverage.UNKNOWN, Coverage.OUTSIDE) if one in found)
        return best, (Ground.REGION if found[best] is Ground.NO_LIMIT else found[best])

    def _in_some_region(self, place: Place, country: str, own: list[str]) -> tuple[Coverage, Ground]:
        """Judge a place whose region is not known: a prefix of its own can still say yes, nothing can say no."""
        code = normal_postal(country, place.postal_code)
        narrowing = {prefix for region in own for prefix in self._prefixes_in(country, region)}
        if code and any(has_prefix(country, code, prefix) for prefix in narrowing):
            return Coverage.INSIDE, Ground.POSTAL
        if code and all(self._prefixes_in(country, region) for region in own):
            return Coverage.OUTSIDE, Ground.POSTAL
        return Coverage.UNKNOWN, Ground.REGION

    def _prefixes_in(self, country: str, region: str | None) -> tuple[str, ...]:
        """Return the prefixes that narrow a served country, or a served region of it."""
        found = []
        for prefix in self.postal_prefixes:
            home = region_of_prefix(country, prefix)
            if country in self._homes(prefix) and (region is None or home is None or region in lineage(home)):
                found.append(prefix)
        return tuple(found)

    def _homes(self, prefix: str) -> frozenset[str]:
        """Return the served countries that a prefix lies in: those with a known region for it before the others."""
        served = {*self.countries, *(region[:2] for region in self.regions)}
        likely = frozenset(country for country in served if could_lie_in(country, prefix))
        return frozenset(country for country in likely if region_of_prefix(country, prefix)) or likely

    def _by_prefix(self, place: Place, prefixes: tuple[str, ...]) -> tuple[Coverage, Ground]:
        if not prefixes:
            return Coverage.INSIDE, Ground.NO_LIMIT
        code = normal_postal(place.where, place.postal_code)
        if not code:
            return Coverage.UNKNOWN, Ground.POSTAL
        covered = any(has_prefix(place.where or "", code, prefix) for prefix in prefixes)
        return (Coverage.INSIDE if covered else Coverage.OUTSIDE), Ground.POSTAL
