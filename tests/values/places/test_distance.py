import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.distance import distance_km

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def test_the_date_line_is_no_seam() -> None:
    assert distance_km(0.0, 179.9, 0.0, -179.9) == pytest.approx(22.239, abs=0.01)


def test_a_quarter_of_the_equator_from_null_island() -> None:
    assert distance_km(0.0, 0.0, 0.0, 90.0) == pytest.approx(10007.557, abs=0.01)


def test_berlin_is_half_a_thousand_kilometres_from_munich() -> None:
    assert distance_km(52.52, 13.405, 48.137, 11.575) == pytest.approx(504.4, abs=1)


@given(latitudes, longitudes, latitudes, longitudes)
def test_the_way_there_is_as_long_as_the_way_back(a: float, b: float, c: float, d: float) -> None:
    there = distance_km(a, b, c, d)
    assert there == pytest.approx(distance_km(c, d, a, b), abs=1e-6)
    assert 0 <= there <= 20016
