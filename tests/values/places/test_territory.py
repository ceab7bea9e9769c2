from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.places.territory import Coverage, Ground, Place, Territory

INSIDE, OUTSIDE, UNKNOWN = Coverage.INSIDE, Coverage.OUTSIDE, Coverage.UNKNOWN


def test_a_territory_without_any_statement_has_no_limit() -> None:
    assert Territory().coverage(Place()) == (INSIDE, Ground.NO_LIMIT)


def test_a_listed_country_is_served_whole() -> None:
    assert Territory(countries=("CH",)).coverage(Place("CH", "CH-ZH")) == (INSIDE, Ground.COUNTRY)
    assert Territory(countries=("CH",)).coverage(Place("DE")) == (OUTSIDE, Ground.COUNTRY)


def test_regions_of_another_country_do_not_narrow_a_listed_one() -> None:
    territory = Territory(countries=("CH",), regions=("DE-BW",))
    assert territory.coverage(Place("CH", "CH-ZH"))[0] is INSIDE
    assert territory.coverage(Place("DE", "DE-BW"))[0] is INSIDE
    assert territory.coverage(Place("DE", "DE-BY"))[0] is OUTSIDE


def test_a_country_with_own_regions_is_served_there_only() -> None:
    territory = Territory(countries=("US",), regions=("US-PA",))
    assert territory.coverage(Place("US", "US-PA")) == (INSIDE, Ground.REGION)
    assert territory.coverage(Place("US", "US-OH")) == (OUTSIDE, Ground.REGION)


def test_a_smaller_place_lies_inside_and_a_larger_one_may() -> None:
    assert Territory(regions=("GB-ENG",)).coverage(Place("GB", "GB-KEN"))[0] is INSIDE
    assert Territory(regions=("GB-KEN",)).coverage(Place("GB", "GB-ENG"))[0] is UNKNOWN
    assert Territory(regions=("GB-KEN",)).coverage(Place("GB", "GB-SCT"))[0] is OUTSIDE


def test_an_unstated_region_is_read_from_the_postal_code_or_stays_unknown() -> None:
    territory = Territory(regions=("US-PA",))
    assert territory.coverage(Place("US", None, "19104"))[0] is INSIDE
    assert territory.coverage(Place("US", None, "10017"))[0] is OUTSIDE
    assert territory.coverage(Place("US"))[0] is UNKNOWN


def test_a_region_of_another_country_than_stated_counts_for_nothing() -> None:
    assert Territory(regions=("US-PA",)).coverage(Place("US", "CA-ON"))[0] is UNKNOWN


def test_a_place_without_country_is_where_its_region_is() -> None:
    assert Territory(countries=("US",)).coverage(Place(region="US-PA"))[0] is INSIDE
    assert Territory(countries=("US",)).coverage(Place())[0] is UNKNOWN


def test_prefixes_narrow_the_region_that_they_lie_in_and_no_other() -> None:
    territory = Territory(countries=("DE",), regions=("DE-BW", "DE-BY"), postal_prefixes=("79",))
    assert territory.coverage(Place("DE", "DE-BW", "79098")) == (INSIDE, Ground.POSTAL)
    assert territory.coverage(Place("DE", "DE-BW", "70173")) == (OUTSIDE, Ground.POSTAL)
    assert territory.coverage(Place("DE", "DE-BY", "80331")) == (INSIDE, Ground.REGION)
    assert territory.coverage(Place("DE", "DE-BW"))[0] is UNKNOWN


def test_prefixes_narrow_the_country_that_they_lie_in_and_no_other() -> None:
    territory = Territory(countries=("DE", "AT", "GB"), postal_prefixes=("79",))
    assert territory.coverage(Place("DE", None, "79098"))[0] is INSIDE
    assert territory.coverage(Place("DE", None, "10115"))[0] is OUTSIDE
    assert territory.coverage(Place("AT", None, "1010"))[0] is INSIDE
    assert territory.coverage(Place("GB", None, "M1 1AE"))[0] is INSIDE
    assert territory.coverage(Place("DE"))[0] is UNKNOWN


def test_prefixes_alone_limit_every_country() -> None:
    assert Territory(postal_prefixes=("79",)).coverage(Place("DE", None, "79098"))[0] is INSIDE
    assert Territory(postal_prefixes=("79",)).coverage(Place(None, None, "80331"))[0] is OUTSIDE


def test_a_prefix_can_say_yes_where_the_region_is_not_known() -> None:
    territory = Territory(regions=("DE-BW",), postal_prefixes=("69",))
    assert territory.coverage(Place("DE", None, "69117")) == (INSIDE, Ground.POSTAL)
    assert territory.coverage(Place("DE", None, "68117")) == (OUTSIDE, Ground.POSTAL)
    assert (
        Territory(regions=("DE-BW", "DE-HE"), postal_prefixes=("79",)).coverage(Place("DE", None, "68117"))[0]
        is UNKNOWN
    )


def test_of_two_overlapping_regions_one_that_covers_is_enough() -> None:
    territory = Territory(regions=("ES-VC", "ES-A"), postal_prefixes=("46",))
    assert territory.coverage(Place("ES", "ES-A", "03001"))[0] is INSIDE
    assert territory.coverage(Place("ES", "ES-V", "46001"))[0] is INSIDE


def test_the_radius_narrows_where_both_points_are_known() -> None:
    territory = Territory(countries=("FJ",), centre=(0.0, 179.9), radius_km=50.0)
    assert territory.coverage(Place("FJ", latitude=0.0, longitude=-179.9))[0] is INSIDE
    assert territory.coverage(Place("FJ", latitude=0.0, longitude=0.0)) == (OUTSIDE, Ground.RADIUS)
    assert territory.coverage(Place("FJ", latitude=0.0))[0] is INSIDE
    assert territory.coverage(Place("DE", latitude=0.0, longitude=0.0)) == (OUTSIDE, Ground.COUNTRY)


countries = st.sampled_from(["US", "DE", "GB", "ES"])
regions = st.sampled_from(["US-PA", "DE-BW", "DE-BY", "GB-ENG", "GB-KEN", "ES-VC", "ES-V"])
prefixes = st.sampled_from(["79", "7", "M", "E1", "46", "19"])
territories = st.builds(
    Territory,
    countries=st.lists(countries, unique=True).map(tuple),
    regions=st.lists(regions, unique=True).map(tuple),
    postal_prefixes=st.lists(prefixes, unique=True).map(tuple),
)
places = st.builds(
    Place,
    country=st.none() | countries,
    region=st.none() | regions,
    postal_code=st.sampled_from([None, "79098", "M1 1AE", "46001", "19104", "?"]),
)


@given(territories, places)
def test_the_order_of_a_statement_never_matters(territory: Territory, place: Place) -> None:
    turned = Territory(territory.countries[::-1], territory.regions[::-1], territory.postal_prefixes[::-1])
    assert turned.coverage(place) == territory.coverage(place)


@given(territories, places)
def test_knowing_less_never_turns_a_yes_into_a_no(territory: Territory, place: Place) -> None:
    if territory.coverage(place)[0] is INSIDE and place.country:
        assert territory.coverage(Place(place.country))[0] is not OUTSIDE


def test_without_country_and_region_a_place_has_no_lineage() -> None:
    assert Place(postal_code="19104").lineage == ()
