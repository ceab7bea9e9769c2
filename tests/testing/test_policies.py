from dataclasses import replace

import numpy as np
import pytest

from leadmatch.testing.policies import History, Outcome, RoundRobin, Week, play, policies
from leadmatch.testing.year import Programme, SimulatedYear, simulated_year

SMALL = Programme(weeks=14, leads_a_week=8, partners=6)
NAMES = tuple(policies(0))


def year(programme: Programme = SMALL, seed: int = 4) -> SimulatedYear:
    return simulated_year(np.random.default_rng(seed), programme)


@pytest.mark.parametrize("name", NAMES)
def test_a_policy_keeps_to_places_and_territories_and_can_be_repeated(name: str) -> None:
    made = year()
    first, again = (play(made, policies(7)[name]) for _ in range(2))
    assert first == again
    policy, history = policies(7)[name], History(made)
    for number in range(SMALL.weeks):
        week = Week(made, number, history)
        chosen = policy(week)
        given = chosen >= 0
        assert np.all(np.bincount(chosen[given], minlength=SMALL.partners) <= week.places)
        assert made.serves[week.leads[given], chosen[given]].all()
        history.add(week.leads, chosen)
    assert len(history.pairs[0]) == first.given


def test_records_hold_only_what_is_known_by_then_and_expect_what_happened_over_all() -> None:
    made = year()
    history = History(made)
    for number in range(SMALL.weeks):
        week = Week(made, number, history)
        history.add(week.leads, policies(1)["clairvoyant optimum"](week))
    lead, partner = history.pairs
    assert not any(history.records(4 - 1))
    late = [row for records in history.records(99) for row in records]
    assert sum(row.closed for row in late) == len(lead)
    won = int(np.count_nonzero(made.luck[lead, partner] < made.chances[lead, partner]))
    assert sum(row.wins for row in late) == won
    assert sum(row.expected or 0.0 for row in late) == pytest.approx(won, rel=0.2)
    closed = sum(row.closed for records in history.records(10) for row in records)
    assert closed == np.count_nonzero(made.week[lead] + made.delay[lead] <= 10)


def test_round_robin_goes_on_where_it_stopped() -> None:
    made = year()
    everywhere = replace(made, serves=np.ones_like(made.serves), places=np.full_like(made.places, 9))
    policy, history = RoundRobin(), History(everywhere)
    chosen = [policy(Week(everywhere, number, history)) for number in range(2)]
    assert np.concatenate(chosen).tolist() == [number % SMALL.partners for number in range(16)]


def test_a_lead_that_nobody_serves_goes_to_nobody() -> None:
    made = year()
    nowhere = replace(made, serves=np.zeros_like(made.serves))
    assert play(nowhere, policies(1)["clairvoyant arrival greedy"]) == Outcome(0.0, 0, 0, 0.0, _share(made))


def _share(made: SimulatedYear) -> float:
    return float(made.places[:, made.newcomer].sum() / made.places.sum())


def test_knowing_the_truth_and_looking_ahead_closes_most() -> None:
    made = year(Programme(weeks=20, leads_a_week=30, partners=15))
    closed = {name: play(made, policies(2)[name]).closed for name in ("round robin", "optimum", "clairvoyant optimum")}
    assert closed["round robin"] < closed["optimum"] < closed["clairvoyant optimum"]
