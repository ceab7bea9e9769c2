"""Load against capacity."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.wording import THIN
from leadmatch.pipeline.result import PartnerLoad
from leadmatch.records.partner import Partner
from leadmatch.reporting.listing import Cut
from leadmatch.reporting.load import BOXES_UP_TO, load_of, loads_of

TODAY = date(2026, 11, 23)
PARTNER = Partner(partner_id="P1", name="Fennwerk", countries=("DE",))
CUT = Cut.for_leads(10)
SMALL = st.integers(0, 40)


def load(before: int, new: int, capacity: int, room: int, *, assumed: bool = False, **fields: Any) -> PartnerLoad:
    return PartnerLoad(replace(PARTNER, **fields), capacity, assumed, before, new, room, 0.0)


@given(SMALL, SMALL, SMALL, SMALL)
def test_boxes_add_up_to_the_capacity_or_to_what_is_carried(before: int, new: int, capacity: int, room: int) -> None:
    drawn = load_of(load(before, new, capacity, room), "EUR", TODAY)
    whole = max(capacity, before + new)
    if whole > BOXES_UP_TO:
        assert drawn.boxes == 0
        assert 0 <= drawn.before_share + drawn.new_share <= 100.01
        return
    assert drawn.boxes == whole
    assert (drawn.slots.count("before"), drawn.slots.count("new")) == (before, new)
    assert drawn.slots.count("room") <= room


def test_a_load_says_in_words_what_it_draws() -> None:
    drawn = load_of(load(3, 5, 8, 0), "EUR", TODAY)
    assert (drawn.label, drawn.full, drawn.name, drawn.place) == (
        "3 open before, 5 new, room for 0 more, capacity 8",
        True,
        "Fennwerk",
        "DE",
    )
    assert load_of(load(0, 1, 5, 4, assumed=True), "EUR", TODAY).label.endswith("capacity 5, assumed")


def test_places_that_an_absence_closes_are_neither_room_nor_full() -> None:
    drawn = load_of(load(1, 0, 4, 3, away_until=TODAY), "EUR", TODAY)
    assert drawn.slots == ("before", "closed", "closed", "closed")
    assert (drawn.full, drawn.chip) == (False, "away to 23 Nov 2026")


@pytest.mark.parametrize(
    ("made", "chip"),
    [
        (load(0, 0, 4, 0, active=False), "not active"),
        (load(0, 0, 4, 4, away_until=TODAY - timedelta(days=1)), ""),
        (load(6, 0, 4, 0), "over its capacity before"),
        (load(0, 1, 4, 1, monthly_capacity=2), "2 a month"),
        (load(0, 1, 5, 4, assumed=True), "capacity assumed"),
    ],
)
def test_a_chip_says_why_a_partner_takes_less(made: PartnerLoad, chip: str) -> None:
    assert load_of(made, "EUR", TODAY).chip == chip


def test_the_heading_names_who_is_full_and_what_one_more_slot_is_worth(build: Any, names: Any) -> None:
    full = replace(load(3, 5, 8, 0), slot_value=2_150.0)
    heading = f"One partner is full; one more slot at Fennwerk is worth €{THIN}2,150"
    loads = loads_of(build([], loads=(full,)), names, CUT, TODAY)
    assert loads is not None
    assert loads.heading == heading
    assert loads.listing.rows[0].worth == f"€{THIN}2,150"


@pytest.mark.parametrize(
    ("loads", "heading"),
    [
        ((load(0, 1, 8, 7),), "No partner is full"),
        ((load(8, 0, 8, 0), load(4, 4, 8, 0)), "Two partners are full; one more slot would gain nothing"),
        (
            (replace(load(0, 1, 8, 7), slot_value=9.0),),
            f"No partner is full; one more slot at Fennwerk is worth €{THIN}9",
        ),
    ],
)
def test_the_heading_is_true_for_any_load(build: Any, names: Any, loads: tuple[PartnerLoad, ...], heading: str) -> None:
    made = loads_of(build([], loads=loads), names, CUT, TODAY)
    assert made is not None
    assert made.heading == heading


@pytest.mark.parametrize(
    ("loads", "intro"),
    [
        ((load(0, 1, 8, 7),), "No partner is over its capacity."),
        ((load(9, 0, 8, 0),), "One partner carries more than the capacity already and got nothing new."),
        (
            (load(9, 0, 8, 0), load(9, 0, 8, 0)),
            "Two partners carry more than the capacity already and got nothing new.",
        ),
        ((load(8, 1, 8, 0),), "One of the partners over capacity got new leads."),
    ],
)
def test_who_is_over_capacity_is_said_as_it_is(
    build: Any, names: Any, loads: tuple[PartnerLoad, ...], intro: str
) -> None:
    made = loads_of(build([], loads=loads), names, CUT, TODAY)
    assert made is not None
    assert made.intro.endswith(intro)


def test_closed_places_are_explained_where_there_are_some(build: Any, names: Any) -> None:
    for room, closed in ((2, False), (1, True)):
        made = loads_of(build([], loads=(load(1, 1, 4, room),)), names, CUT, TODAY)
        assert made is not None
        assert made.closed is closed


def test_a_run_without_partners_has_no_loads(build: Any, names: Any) -> None:
    assert loads_of(build([], loads=()), names, CUT, TODAY) is None
