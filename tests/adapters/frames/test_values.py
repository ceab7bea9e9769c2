"""What stands in cells: every way to say nothing, and numbers that were no numbers."""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import leadmatch as lm
from leadmatch.adapters.frames.leads import Intake, LeadReader
from leadmatch.adapters.frames.tables import open_table
from leadmatch.adapters.frames.work import table_in
from leadmatch.records.lead import Lead
from leadmatch.settings import Settings

Kind = Any
"""A kind of table, which makes one of columns and reads the columns of one."""


class Heard:
    """Remembers what was found."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.bad = self.warn = self.told.append


def leads_of(table: object) -> tuple[list[Lead | None], list[Any]]:
    """Return the leads of a table of any kind, and what was found."""
    opened, heard = table_in(table).at_once(), Heard()
    reader = LeadReader(opened.names, opened.single, Intake(Settings(), "UTC", None), heard)
    leads = [lead for batch in opened.batches() for lead in reader.read(batch)[0]]
    return leads, heard.told


@pytest.fixture(autouse=True)
def _warnings_are_expected() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", lm.frames.FrameWarning)
        yield


@pytest.mark.parametrize("nothing", ["", "nan", "NaN", "NaT", "<NA>", "None", None, float("nan")], ids=repr)
def test_nothing_is_nothing_however_it_is_said(kind: Kind, nothing: object) -> None:
    texts = ["Borsuk", nothing] if isinstance(nothing, str | None) else ["Borsuk", None]
    numbers = [5.0, None if isinstance(nothing, str) else nothing]
    table = {"lead_id": ["A", "B"], "company": texts, "shop": texts, "employees": numbers, "size": numbers}
    leads, _ = leads_of(kind(table))
    full, empty = leads
    assert full is not None
    assert empty is not None
    assert (full.company, full.employees, full.extra) == ("Borsuk", 5, {"shop": "Borsuk", "size": 5.0})
    assert (empty.company, empty.employees, empty.extra) == (None, None, {})


def test_a_column_of_nothing_is_nothing(kind: Kind) -> None:
    leads, _ = leads_of(kind({"lead_id": ["A", "B"], "company": [None, None], "employees": [None, None]}))
    assert [(lead.company, lead.employees) for lead in leads if lead] == [(None, None)] * 2


def test_fifty_point_zero_is_fifty(kind: Kind) -> None:
    table = {"lead_id": [1.0, 2.0], "employees": [50.0, None], "postal_code": [20539.0, 5020.0]}
    leads, _ = leads_of(kind(table))
    assert [(lead.lead_id, lead.employees, lead.postal_code) for lead in leads if lead] == [
        ("1", 50, "20539"),
        ("2", None, "5020"),
    ]


@pytest.mark.parametrize("phone", [442079460123, 442079460123.0])
def test_a_phone_that_became_a_number_is_used_and_told(kind: Kind, phone: float) -> None:
    leads, told = leads_of(kind({"lead_id": ["A"], "phone": [phone], "country": ["GB"]}))
    assert leads[0] is not None
    assert leads[0].phone == "+442079460123"
    assert [(remark.column, remark.row) for remark in told] == [("phone", 0)]
    assert "leading zero or + is gone" in told[0].message
    assert "dtype=str" in told[0].message


def test_a_phone_in_single_precision_is_lost_and_told(kind: Kind) -> None:
    import numpy as np

    leads, told = leads_of(kind({"lead_id": ["A", "B"], "phone": np.array([442079460123, np.nan], np.float32)}))
    assert [lead.phone for lead in leads if lead] == [None, None]
    assert "last digits are lost" in told[0].message
    assert len(told) == 1


def test_moments_days_and_lists_are_read(kind: Kind) -> None:
    table = {
        "lead_id": ["A"],
        "received_at": [datetime(2026, 11, 1, 10, tzinfo=UTC)],
        "products": [["Scanning", "Printing"]],
        "due": [date(2026, 12, 1)],
        "amount": [Decimal("1250.50")],
        "flag": [True],
    }
    leads, _ = leads_of(kind(table))
    assert leads[0] is not None
    assert leads[0].received_at == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert leads[0].products == ("Scanning", "Printing")
    assert leads[0].extra == {"due": "2026-12-01", "amount": 1250.5, "flag": True}


def test_unknown_columns_come_back_as_they_were(kind: Kind) -> None:
    table = {"lead_id": ["A", "B"], "shop": [["x"], None]}
    found = kind.read(lm.frames.screen(kind(table)))
    assert list(map(list, found["shop"][:1])) == [["x"]]


def test_answers_may_stand_in_columns_of_their_own(kind: Kind) -> None:
    leads, _ = leads_of(kind({"lead_id": ["A"], "answers.timing.by": ["March"], "answers.need.today": [None]}))
    assert leads[0] is not None
    assert leads[0].answers == {"timing.by": "March"}


def test_a_million_ids_are_remembered_by_numbers_alone(kind: Kind) -> None:
    ids = [f"L{number % 7}" for number in range(20)]
    leads, told = leads_of(kind({"lead_id": ids, "company": [f"C{number % 7}" for number in range(20)]}))
    assert [lead.id for lead in leads if lead] == ids
    assert len(told) == 13
    assert str(told[0]) == "leads, row 7: It repeats row 0 and was read once."


def test_what_is_open_can_be_opened_again(some_kind: Kind) -> None:
    assert open_table(some_kind({"lead_id": ["A"]})).names == ("lead_id",)
