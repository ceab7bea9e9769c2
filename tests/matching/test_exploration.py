from collections.abc import Iterator
from datetime import UTC, datetime

import numpy as np
import pytest

from leadmatch.matching.exploration import Choice, explore
from leadmatch.matching.matcher import Matcher
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner, TrackRecord

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
LEAD = Lead(lead_id="L1", industry="Hospital")
ROSTER = (
    Partner(partner_id="good", track_record=(TrackRecord(won=60, lost=40),)),
    Partner(partner_id="poor", track_record=(TrackRecord(won=20, lost=180),)),
    Partner(partner_id="new"),
)


def first_choice(matcher: Matcher) -> Iterator[Choice]:
    best = matcher.rank(LEAD, now=NOW).best
    assert best is not None
    yield LEAD.id, best.partner_id


def test_a_seed_makes_the_same_choices_and_their_chances_add_up() -> None:
    first, again = (explore(Matcher(ROSTER), first_choice, np.random.default_rng(3)) for _ in range(2))
    assert first == again
    assert sum(first.propensities.values()) == pytest.approx(1)
    assert set(first.pairs) <= set(first.propensities)


def test_the_unknown_is_tried_now_and_then_and_the_poor_hardly_ever() -> None:
    chances = explore(Matcher(ROSTER), first_choice, np.random.default_rng(5), draws=400).propensities
    assert chances["L1", "good"] > chances["L1", "new"] > 0.02
    assert chances.get(("L1", "poor"), 0.0) < chances["L1", "new"] / 2


def test_the_log_names_each_choice_with_its_chance() -> None:
    found = explore(Matcher(ROSTER), first_choice, np.random.default_rng(3), draws=1)
    assert found.to_dict()["draws"] == 1
    assert found.to_dict()["choices"] == [
        {"lead_id": "L1", "partner_id": found.pairs[0][1], "propensity": 1.0},
    ]


def test_no_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        explore(Matcher(ROSTER), first_choice, np.random.default_rng(3), draws=0)


def test_a_draw_leaves_the_matcher_as_it_was_and_its_scores_still_add_up() -> None:
    matcher = Matcher(ROSTER)
    before = matcher.rank(LEAD, now=NOW).to_dict()
    drawn = matcher.drawn(np.random.default_rng(1)).rank(LEAD, now=NOW)
    assert matcher.rank(LEAD, now=NOW).to_dict() == before
    assert all(match.score == match.scorecard.total for match in drawn.matches)
    assert drawn.to_dict() != before
