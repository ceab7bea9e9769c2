"""Reasons: worded from the catalogue, bounded in length, able to travel."""

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.reason import SHOWN, Reason, shown_value
from leadmatch.testing.strategies import hostile_text

POINTS = st.floats(-1e6, 1e6)


@given(hostile_text(), hostile_text(), POINTS)
def test_any_observed_text_makes_a_sentence_of_bounded_length(observed: str, feature: str, points: float) -> None:
    reason = Reason.of("model.value", points=points, field="x", observed=observed, feature=feature)
    assert len(reason.observed or "") <= SHOWN
    assert len(reason.message()) <= 2 * SHOWN + len(" is ")
    assert json.loads(json.dumps(reason.to_dict(), allow_nan=False)) == reason.to_dict()


@given(hostile_text(), POINTS, st.booleans())
def test_a_reason_is_the_same_after_pickling(observed: str, points: float, personal: bool) -> None:
    reason = Reason.of(
        "model.value", points=points, observed=observed, personal=personal, span=(0, 3), feature=observed
    )
    assert pickle.loads(pickle.dumps(reason)) == reason  # noqa: S301 - our own bytes
    assert hash(reason) == hash(reason.with_points(points))


@given(hostile_text())
def test_values_are_put_into_the_sentence_as_they_are_never_as_a_format(text: str) -> None:
    short = text[:SHOWN]
    assert Reason.of("model.missing", feature=short).message() == f"{short} is unknown"


def test_with_points_changes_the_points_alone() -> None:
    reason = Reason.of("model.value", points=1, field="x", observed=2, personal=True, span=(1, 2), feature="y")
    assert reason.with_points(5.0).points == 5.0
    assert reason.with_points(5.0).with_points(1.0) == reason


def test_a_sentence_without_its_values_says_unknown() -> None:
    assert Reason.of("model.value").message() == "unknown is unknown"


def test_the_values_can_be_had_by_name() -> None:
    assert dict(Reason.of("model.missing", feature="industry", weight=2).context) == {
        "feature": "industry",
        "weight": 2,
    }


def test_the_published_form_has_five_keys() -> None:
    assert Reason.of("model.base", points=2).to_dict() == {
        "code": "model.base",
        "field": None,
        "message": "Where everything else is average",
        "observed": None,
        "points": 2.0,
    }


def test_a_code_that_is_not_in_the_catalogue_has_no_sentence() -> None:
    with pytest.raises(KeyError):
        Reason.of("made.up").message()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "yes"),
        (False, "no"),
        (None, "unknown"),
        (2.0, "2"),
        (2.504, "2.5"),
        (1e20, "1e+20"),
        (7, "7"),
        (-0.001, "0"),
        (100.0, "100"),
        (float("inf"), "inf"),
    ],
    ids=repr,
)
def test_values_are_shown_as_people_write_them(value: object, shown: str) -> None:
    assert shown_value(value) == shown


def test_a_rule_of_ones_own_brings_its_own_sentence() -> None:
    reason = Reason.of("acme.city", observed="Atlantis", sentence="City {observed} lies under {what}", what="water")
    assert reason.message() == "City Atlantis lies under water"
    assert reason.to_dict()["message"] == "City Atlantis lies under water"
    assert reason.with_points(3.0).message() == reason.message()


def test_the_catalogue_keeps_its_sentence_whatever_a_rule_says() -> None:
    assert Reason.of("model.base", sentence="Something else").message() != "Something else"


def test_an_unknown_code_without_a_sentence_is_refused() -> None:
    with pytest.raises(KeyError, match="acme"):
        Reason.of("acme.nothing").message()


def test_as_a_part_of_a_sentence_a_reason_begins_small_but_leaves_values_alone() -> None:
    assert Reason.of("model.base").clause() == "where everything else is average"
    assert Reason.of("model.value", observed="x", feature="Homer").clause() == "Homer is x"
    assert Reason.of("acme.budget", sentence="BANT is {observed}", observed="x").clause() == "BANT is x"
