"""Readiness as it is drawn."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.qualification.criteria import Criterion, Readiness
from leadmatch.qualification.qualification import CriterionResult, Qualification
from leadmatch.reporting.readiness import bant_of, readiness_receipt, score_of, unknown_of

WEIGHTS = (25, 20, 30, 25)
LEVELS = st.lists(st.none() | st.integers(0, 4), min_size=4, max_size=4)


def qualified(levels: Sequence[int | None]) -> Qualification:
    known = [(0 if level is None else level, weight) for level, weight in zip(levels, WEIGHTS, strict=True)]
    low = sum(level * weight / 4 for level, weight in known)
    reasons = [
        Reason.of("model.base", points=weight * (1.5 if level is None else level) / 4)
        for level, weight in zip(levels, WEIGHTS, strict=True)
    ]
    return Qualification(
        lead_id="L1",
        criteria=dict(zip(Criterion, map(CriterionResult, levels), strict=True)),
        scorecard=Scorecard(tuple(reasons)),
        low=low,
        high=low + sum(weight for level, weight in zip(levels, WEIGHTS, strict=True) if level is None),
        completeness=1.0,
        readiness=Readiness.ASK,
    )


@given(LEVELS)
def test_the_estimate_lies_in_its_range_and_the_range_on_the_scale(levels: list[int | None]) -> None:
    score = score_of(qualified(levels))
    assert 0 <= score.low <= score.value <= score.low + score.open <= 100
    assert bool(score.range) == bool(score.open)


@given(LEVELS)
def test_the_strip_says_in_words_what_it_draws(levels: list[int | None]) -> None:
    bant = bant_of(qualified(levels))
    assert [cell.letter for cell in bant.cells] == list("BANT")
    assert [cell.level for cell in bant.cells] == levels
    assert bant.label.count("unknown") == levels.count(None)


def test_words_of_a_score_name_the_range_only_where_something_is_open() -> None:
    assert score_of(qualified([4, 4, 4, 4])).label == "Score 100 of 100"
    assert score_of(qualified([None, 4, 4, 4])).label == "Score 84 of 100, between 75 and 100"
    assert (
        bant_of(qualified([None, 4, 0, 2])).label
        == "Budget unknown, Authority strong 4 of 4, Need none 0 of 4, Timing some 2 of 4"
    )


def test_the_receipt_of_readiness_says_what_is_unknown() -> None:
    assert readiness_receipt(qualified([4, 4, 4, 4])).meaning == "of 100, nothing unknown"
    assert readiness_receipt(qualified([None, 4, 4, 4])).meaning == "of 100; 75 to 100 once Budget is known"
    both = readiness_receipt(qualified([None, 4, 4, None]))
    assert both.meaning == "of 100; 50 to 100 once Budget and Timing are known"
    assert unknown_of(qualified([None, 4, 4, None])) == ("Budget", "Timing")
