from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma

from leadmatch.matching.posterior import Posterior

wins = st.floats(0, 300)
shares = st.floats(0.05, 0.95)


def posterior(won: float, expected: float, strength: float = 12.5) -> Posterior:
    return Posterior.of(np.array([won]), np.array([expected]), strength)


@given(wins, st.floats(0, 300), shares)
def test_quantiles_are_those_of_the_gamma_distribution(won: float, expected: float, share: float) -> None:
    strength = 5.0
    at = posterior(won, expected, strength).at(NormalDist().inv_cdf(share))
    exact = gamma.ppf(share, won + strength, scale=1 / (expected + strength))
    assert at[0] == pytest.approx(exact, rel=0.01)


def test_nothing_known_is_the_average_and_wide() -> None:
    newcomer = posterior(0.0, 0.0)
    assert newcomer.mean[0] == 1
    assert newcomer.at(-1.645)[0] < 0.6
    assert newcomer.at(1.645)[0] > 1.4


def test_forty_of_sixty_is_surer_than_one_of_one() -> None:
    much, little = posterior(40.0, 30.0), posterior(1.0, 0.5)
    assert much.mean > little.mean
    assert much.at(-1.645) > little.at(-1.645)


@given(wins, st.floats(0, 300))
def test_an_industry_without_leads_says_what_the_whole_says_and_less_surely(won: float, expected: float) -> None:
    whole = posterior(won, expected)
    near = whole.narrowed(np.array([0.0]), np.array([0.0]), 20.0)
    assert near.mean[0] == pytest.approx(whole.mean[0])
    assert near.variance[0] > whole.variance[0]


def test_more_leads_in_an_industry_make_its_ratio_surer() -> None:
    whole = posterior(30.0, 30.0)
    few, many = (whole.narrowed(np.array([n]), np.array([n]), 20.0) for n in (2.0, 200.0))
    assert many.variance[0] < few.variance[0]


def test_a_ratio_never_falls_below_nothing() -> None:
    assert Posterior(np.array([1.0]), np.array([50.0])).at(-9.0)[0] == 0
