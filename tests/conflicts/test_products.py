import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.products import common_products

LISTS = st.lists(st.text(max_size=12), max_size=4)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (("ERP",), ("erp", "Firewall"), ("ERP",)),
        (("POS",), ("Point of Sale",), ("POS",)),
        (("Time & Attendance",), ("T&A",), ("Time & Attendance",)),
        (("Wi-Fi",), ("WiFi",), ("Wi-Fi",)),
        (("Firewall",), ("ERP",), ()),
        ((), ("ERP",), None),
        (("ERP",), (), None),
        (("++",), ("++",), ("++",)),
    ],
)
def test_products_overlap_by_name_or_initials(
    one: tuple[str, ...], other: tuple[str, ...], common: tuple[str, ...] | None
) -> None:
    assert common_products(one, other) == common


@given(LISTS, LISTS)
def test_overlap_does_not_depend_on_who_is_asked(one: list[str], other: list[str]) -> None:
    assert bool(common_products(one, other)) == bool(common_products(other, one))
