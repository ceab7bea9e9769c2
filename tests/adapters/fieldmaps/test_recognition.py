import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.loading import SHIPPED, shipped
from leadmatch.adapters.fieldmaps.recognition import recognise
from leadmatch.records.lead import Lead
from leadmatch.records.making import columns
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner


@pytest.mark.parametrize("name", SHIPPED)
def test_a_system_is_recognised_by_all_its_columns(name: str) -> None:
    found = recognise(shipped(name).of(Lead).meanings, Lead)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "header",
    [
        [],
        ["First Name", "Last Name", "Email", "Phone", "Company"],
        ["lead_id", *shipped("hubspot").of(Lead).meanings],
        list(columns(Lead)),
    ],
)
def test_a_header_that_many_could_write_is_of_no_system(header: list[str]) -> None:
    assert recognise(header, Lead) is None


def test_offers_come_from_no_system() -> None:
    assert recognise(shipped("odoo").of(Partner).meanings, Offer) is None


@given(st.lists(st.text()))
def test_any_header_has_an_answer(header: list[str]) -> None:
    recognise(header, Lead)
