"""Great-circle distance between two points of the Earth."""

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius R1 of the Earth (International Union of Geodesy and Geophysics), kilometres."""


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the distance of two points on the sphere by the haversine formula.

    It has no seam: 179.9° east is 22 km from 179.9° west at the equator, and 0.0 is a coordinate like any other.

    Args:
        latitude: of the first point, degrees north, -90 to 90.
        longitude: of the first point, degrees east, any turn.
        other_latitude: of the second point, degrees north.
        other_longitude: of the second point, degrees east.

    Returns:
        Kilometres, within 0.6 % of the distance on the ellipsoid.
    """
    north, other_north = radians(latitude), radians(other_latitude)
    east = radians(other_longitude - longitude)
    half = sin((other_north - north) / 2) ** 2 + cos(north) * cos(other_north) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, max(0.0, half))))
