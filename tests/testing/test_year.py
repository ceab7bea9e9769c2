from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.testing.year import Programme, SimulatedYear, simulated_year

SMALL = Programme(weeks=12, leads_a_week=10, partners=8)


def year(seed: int = 1, programme: Programme = SMALL) -> SimulatedYear:
    return simulated_year(np.random.default_rng(seed), programme)


def test_a_seed_makes_the_same_year() -> None:
    one, again, other = year(1), year(1), year(2)
    assert one.leads == again.leads
    assert one.partners == again.partners
    assert np.array_equal(one.chances, again.chances)
    assert not np.array_equal(one.chances, other.chances)


def test_the_usual_year_has_the_size_that_it_states() -> None:
    usual = simulated_year(np.random.default_rng(0))
    assert usual.programme == Programme()
    assert usual.chances.shape == (len(usual.leads), len(usual.partners)) == (52 * 80, 60)
    assert usual.newcomer.sum() == 15
    assert set(usual.joined[usual.newcomer]) <= set(range(13, 40))


@given(st.integers(0, 99), st.sampled_from([0.4, 0.9, 1.3]))
def test_places_are_so_many_that_the_load_holds_every_week(seed: int, load: float) -> None:
    made = year(seed, replace(SMALL, load=load))
    total = np.cumsum(made.places.sum(axis=1))
    asked = SMALL.leads_a_week / load * np.arange(1, SMALL.weeks + 1)
    assert np.all(np.abs(total - asked) <= SMALL.partners)
    assert (made.places >= 0).all()


@given(st.integers(0, 99))
def test_a_partner_has_no_place_before_it_joins(seed: int) -> None:
    made = year(seed)
    before = np.arange(SMALL.weeks)[:, None] < made.joined
    assert not made.places[before].any()


@given(st.integers(0, 99))
def test_outcomes_are_chances_that_become_known_within_a_quarter(seed: int) -> None:
    made = year(seed)
    assert made.chances.min() > 0
    assert made.chances.max() < 1
    assert set(made.delay.tolist()) <= set(range(4, 13))
    assert set(made.ease.tolist()) <= set(range(5))


def test_who_is_near_in_industry_wins_more_and_skill_counts_only_where_there_is_any() -> None:
    made = year(3, Programme(skill=0.0))
    assert made.chances[made.fit == 0].mean() > 1.5 * made.chances[made.fit == made.fit.max()].mean()
    flat = year(3, Programme(skill=0.0, fit=0.0))
    assert np.ptp(flat.chances, axis=1).max() == pytest.approx(0)


def test_weeks_follow_each_other() -> None:
    made = year()
    assert (made.now(2) - made.now(1)).days == 7
    assert made.week.tolist() == sorted(made.week.tolist())


def test_a_year_of_a_week_without_newcomers_is_a_year() -> None:
    made = year(1, Programme(weeks=1, leads_a_week=1, partners=1, newcomers=0.0))
    assert made.joined.tolist() == [0]
