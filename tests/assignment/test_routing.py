"""A single lead goes where it gains most above the price of the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.assignment.arrays import ProblemError
from leadmatch.assignment.routing import Pace, route

ROOM = {"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}


def test_a_lead_leaves_a_dear_place_to_others() -> None:
    found = route([("A", 5.0), ("B", 4.0)], {"A": 3.0}, ROOM)
    assert (found.partner_id, found.utility, found.price, found.alternates) == ("B", 4.0, 0.0, ("A",))
    assert found.reason is not None
    assert found.reason.code == "assignment.place_dear"
    assert found.to_dict()["reason"] == found.reason.to_dict()


def test_a_lead_that_gets_its_first_choice_needs_no_reason() -> None:
    found = route([("A", 5.0), ("B", 4.0)], {}, ROOM)
    assert (found.partner_id, found.reason) == ("A", None)
    assert found.to_dict() == {
        "partner_id": "A",
        "utility": 5.0,
        "price": 0.0,
        "alternates": ["B"],
        "reason": None,
    }


def test_a_lead_waits_where_every_place_is_worth_more_to_others() -> None:
    found = route([("A", 5.0), ("B", 2.0)], {"A": 6.0, "B": 4.0}, ROOM)
    assert (found.partner_id, found.alternates) == (None, ("A", "B"))
    assert found.reason is not None
    assert found.reason.code == "assignment.place_kept"
    assert "at A it gains 5 and the place is worth 6" in found.reason.message()


@pytest.mark.parametrize(
    ("pairs", "room", "least", "code"),
    [
        ([], ROOM, 0.0, "assignment.no_eligible_partner"),
        ([("A", 5.0)], ROOM, 6.0, "assignment.below_min_utility"),
        ([("A", -1.0)], ROOM, 0.0, "assignment.below_min_utility"),
        ([("A", 5.0)], {}, 0.0, "assignment.no_places"),
    ],
)
def test_a_lead_without_a_way_is_told_why(
    pairs: list[tuple[str, float]], room: dict[str, int], least: float, code: str
) -> None:
    found = route(pairs, {}, room, min_utility=least)
    assert found.partner_id is None
    assert found.reason is not None
    assert found.reason.code == code


def test_a_full_first_choice_is_named() -> None:
    found = route([("A", 5.0), ("B", 4.0)], {}, {"A": 0, "B": 1})
    assert found.partner_id == "B"
    assert found.reason is not None
    assert found.reason.code == "assignment.first_choice_closed"


def test_of_equal_partners_the_one_served_longest_ago_goes_first() -> None:
    pairs = [("A", 5.0), ("B", 5.0), ("C", 5.0)]
    assert route(pairs, {}, ROOM, last_served={"A": 2.0, "B": 1.0, "C": 3.0}).partner_id == "B"
    assert route(pairs, {}, ROOM, last_served={"A": 2.0, "B": 1.0}).partner_id == "C"


def test_a_place_gets_dearer_where_places_go_faster_than_time() -> None:
    fast = Pace(used={"A": 0.9, "B": 0.1}, elapsed=0.5)
    assert fast.price("A", 10.0) == pytest.approx(18.0)
    assert fast.price("B", 10.0) == pytest.approx(2.0)
    assert fast.price("C", 10.0) == 10.0
    assert Pace(used={"A": 0.0}, elapsed=1.0).price("A", 10.0) == 0.0
    assert route([("A", 5.0), ("B", 4.0)], {"A": 3.0, "B": 3.0}, ROOM, pace=fast).partner_id == "B"


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.floats(-5, 50)), unique_by=lambda pair: pair[0]), st.data())
def test_the_route_gains_most_above_the_price_whatever_the_order(
    pairs: list[tuple[str, float]], data: st.DataObject
) -> None:
    prices = data.draw(st.dictionaries(st.sampled_from("ABCDE"), st.floats(0, 50)))
    room = data.draw(st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 2)))
    found = route(pairs, prices, room)
    nets = [gain - prices.get(name, 0.0) for name, gain in pairs if gain > 0 and room.get(name, 0) > 0]
    best = max(nets, default=0.0)
    if found.partner_id is None:
        assert best <= 0.0
    else:
        assert room[found.partner_id] > 0
        assert found.utility is not None
        assert found.utility - prices.get(found.partner_id, 0.0) == best
        assert found.partner_id not in found.alternates
    assert route(data.draw(st.permutations(pairs)), prices, room) == found


def test_a_utility_that_is_no_number_is_named() -> None:
    with pytest.raises(ProblemError, match="nan of A"):
        route([("A", float("nan"))], {}, ROOM)
