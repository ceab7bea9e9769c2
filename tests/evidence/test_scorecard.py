"""Scorecards: the parts add up to the whole, whatever their order and however they are rounded."""

import math
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard, total

REASONS = st.lists(
    st.builds(
        Reason.of,
        st.sampled_from(["model.base", "model.missing", "model.value"]),
        points=st.floats(-1e6, 1e6),
        field=st.sampled_from([None, "phone", "email"]),
        observed=st.sampled_from([None, "x", "y"]),
    ),
    max_size=12,
).map(tuple)


@given(REASONS, st.randoms(use_true_random=False))
def test_the_total_does_not_depend_on_the_order(reasons: tuple[Reason, ...], random: Random) -> None:
    mixed = list(reasons)
    random.shuffle(mixed)
    assert Scorecard(tuple(mixed)).total == Scorecard(reasons).total == total(reasons)


@given(REASONS)
def test_the_total_is_the_exactly_rounded_sum_of_the_points(reasons: tuple[Reason, ...]) -> None:
    assert Scorecard(reasons).total == math.fsum(reason.points for reason in reasons)


@given(REASONS, st.integers(0, 3))
def test_rounded_points_add_up_to_the_rounded_total(reasons: tuple[Reason, ...], digits: int) -> None:
    card = Scorecard(reasons)
    lines = card.rounded(digits)
    assert [reason for reason, _ in lines] == list(card.by_weight())
    whole = sum(round(points * 10**digits) for _, points in lines)
    assert whole == round(card.total * 10**digits)


@given(REASONS, st.integers(0, 3))
def test_rounding_moves_only_the_largest_line_by_more_than_half_a_unit(
    reasons: tuple[Reason, ...], digits: int
) -> None:
    for reason, points in Scorecard(reasons).rounded(digits)[1:]:
        assert math.isclose(reason.points, points, rel_tol=1e-9, abs_tol=0.5000001 / 10**digits)


@given(REASONS, st.randoms(use_true_random=False))
def test_the_most_telling_reason_comes_first_whatever_the_order(reasons: tuple[Reason, ...], random: Random) -> None:
    mixed = list(reasons)
    random.shuffle(mixed)
    ordered = Scorecard(reasons).by_weight()
    weights = [abs(reason.points) for reason in ordered]
    assert weights == sorted(weights, reverse=True)
    assert [r.to_dict() for r in Scorecard(tuple(mixed)).by_weight() if r.points] == [
        r.to_dict() for r in ordered if r.points
    ]


def test_an_empty_card_is_zero() -> None:
    assert Scorecard().total == 0
    assert Scorecard().rounded() == ()
    assert Scorecard().to_dict() == []


def test_the_published_form_lists_the_reasons_as_found() -> None:
    card = Scorecard((Reason.of("model.base", points=1), Reason.of("model.missing", points=5, feature="x")))
    assert [line["code"] for line in card.to_dict()] == ["model.base", "model.missing"]
