import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.values.industries.table import IndustryId, group_of, industries, picklists, umbrellas
from leadmatch.values.industries.taxonomy import Fit, compare, find, label

MACHINING = "industrial_manufacturing/machining"


@pytest.mark.parametrize(
    ("text", "industry"),
    [
        ("Machine shop", MACHINING), ("machine shops", MACHINING), ("Zerspanung", MACHINING), ("usinage", MACHINING),
        ("Zerspanungstechnik", MACHINING), ("CNC Drehteile", MACHINING), ("mecanizado de precisión", MACHINING),
        ("Acute care hospital", "healthcare/hospitals"), ("Krankenhäuser", "healthcare/hospitals"),
        ("Healthcare", "healthcare"), ("HOSPITAL_HEALTH_CARE", "healthcare"), ("食品製造", "food_beverage"),
        ("卸売業", "wholesale"), ("Bäckereien", "food_beverage/bakery_confectionery"),
        ("gemeenten", "public_sector/government_administration"),
        ("medical devices", "life_sciences/medical_devices"), ("handel hurtowy", "wholesale"),
        ("R&D", "professional_services/research_testing"),
        ("Food", "food_beverage"), ("Havenbedrijven", "transport_logistics/maritime"), ("3PL", "transport_logistics"),
    ],
)  # fmt: skip
def test_an_industry_is_known_by_its_words_in_nine_languages(text: str, industry: str) -> None:
    assert find(text) == {industry}


@pytest.mark.parametrize(
    ("text", "country", "industry"),
    [
        ("332710", None, MACHINING), ("NAICS 332710", "DE", MACHINING), ("Shops (NAICS 332710)", None, MACHINING),
        ("SIC 25620", "GB", MACHINING), ("25620", "GB", MACHINING), ("25.62", None, MACHINING),
        ("C25.62", None, MACHINING),
        ("NAF 2562B", None, MACHINING), ("11010", "GB", "food_beverage/wine_spirits_beer"),
        ("SIC 3599", "US", MACHINING),
        ("3599", "US", MACHINING), ("1133", "CA", "agriculture/forestry_logging"),
        ("8610", None, "healthcare/hospitals"),
        ("8610", "DE", "healthcare/hospitals"), ("33271", "US", MACHINING), ("ISIC 86", None, "healthcare"),
        ("9999", "US", None), ("17", None, None), ("NAICS 99", None, None), ("999999", None, None),
    ],
)  # fmt: skip
def test_an_industry_is_known_by_its_code(text: str, country: str | None, industry: str | None) -> None:
    assert find(text, country) == ({industry} if industry else set())


@pytest.mark.parametrize(
    "text", ["", None, "Other", "\x00", "n/a", "\ud800", "qwertz uiop", "since 2022", "IT department food hall"]
)
def test_what_names_no_industry_gives_nothing(text: str | None) -> None:
    assert find(text) == frozenset()


def test_ten_megabytes_are_read_to_a_cap() -> None:
    assert find("machine shop " * 800_000) == {MACHINING}


def test_a_field_with_several_industries_gives_them_all() -> None:
    assert find("Law firms and dental practices") == {"professional_services/legal", "healthcare/dental"}


def test_an_umbrella_stands_aside_for_anything_named_beside_it() -> None:
    assert find("Manufacturing") == {"any_manufacturing"}
    assert find("Furniture manufacturing") == {"consumer_goods/furniture"}
    assert find("Healthcare: dental practices") == {"healthcare/dental"}


def ids(*names: str) -> frozenset[IndustryId]:
    return frozenset(IndustryId(name) for name in names)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ("healthcare/hospitals", "healthcare/hospitals", Fit.EXACT), ("healthcare", "healthcare", Fit.EXACT),
        ("healthcare/hospitals", "healthcare", Fit.GROUP), ("healthcare/hospitals", "healthcare/dental", Fit.SIBLING),
        (MACHINING, "any_manufacturing", Fit.UMBRELLA), ("any_manufacturing", "any_manufacturing", Fit.GROUP),
        ("any_manufacturing", "retail", Fit.UNRELATED), ("any_manufacturing", "any_technology", Fit.UMBRELLA),
        ("wholesale", "retail", Fit.ADJACENT), ("construction", "retail", Fit.UNRELATED),
        ("agriculture/forestry_logging", "materials/chemicals", Fit.ADJACENT),
    ],
)  # fmt: skip
def test_two_industries_are_as_near_as_their_place_in_the_table(one: str, other: str, fit: Fit) -> None:
    assert compare(ids(one), ids(other)) is fit


def test_the_nearest_of_several_counts_and_nothing_is_unknown() -> None:
    assert compare(ids("retail", "healthcare"), ids("healthcare/dental", "construction")) is Fit.GROUP
    assert compare(ids(), ids("retail")) is Fit.UNKNOWN


def test_hospital_fits_healthcare_and_zerspanung_fits_manufacturing() -> None:
    assert compare(find("Hospital"), find("Healthcare")) is Fit.GROUP
    assert compare(find("Zerspanung"), find("Manufacturing")) is Fit.UMBRELLA


def test_every_id_has_a_name() -> None:
    assert label(IndustryId("healthcare/dental")) == "Dental"
    assert label(IndustryId("any_manufacturing")) == "Manufacturing of any kind"
    assert label(IndustryId("nothing")) == "nothing"


def test_every_row_names_groups_that_exist() -> None:
    table = industries()
    groups = {row.group for row in table.values()}
    assert groups <= set(table)
    assert all(row.adjacent <= groups for row in table.values())
    assert all(shelter.members <= groups for shelter in umbrellas().values())
    assert {industry_id for _, industry_id in picklists()} <= set(table)


def test_every_word_leads_to_its_row_or_to_an_umbrella() -> None:
    for row in industries().values():
        for word in row.words:
            found = find(word)
            assert row.group in {group_of(one) for one in found} or found & set(umbrellas()), word


known = st.sampled_from([*industries(), *umbrellas()])
sets = st.frozensets(known, max_size=3)


@given(sets, sets)
def test_two_sides_can_change_places(one: frozenset[IndustryId], other: frozenset[IndustryId]) -> None:
    assert compare(one, other) is compare(other, one)


@given(st.text(), st.sampled_from([None, "US", "DE"]))
def test_any_text_gets_ids_of_the_table(text: str, country: str | None) -> None:
    assert find(text, country) <= {*industries(), *umbrellas()}
