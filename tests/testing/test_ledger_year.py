"""A year through a real ledger keeps every rule, and its counts are the simulation's own."""

from collections import Counter
from pathlib import Path

import numpy as np

from leadmatch.adapters.stores.opening import open_store
from leadmatch.distribution.events import Event
from leadmatch.distribution.state import fold
from leadmatch.distribution.steps import LIVE
from leadmatch.testing.ledger_year import LedgerYear
from leadmatch.testing.memory_store import MemoryStore
from leadmatch.testing.rules import broken_rules
from leadmatch.testing.year import Programme, simulated_year


def played(store: MemoryStore, seed: int) -> LedgerYear:
    year = simulated_year(np.random.default_rng(seed), Programme(weeks=3, leads_a_week=10, partners=6, load=1.2))
    through = LedgerYear(year, store, np.random.default_rng(seed + 1))
    through.play()
    return through


def test_a_year_in_a_database_keeps_every_rule_and_tells_what_the_simulation_counted(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'year.db'}")
    year = simulated_year(np.random.default_rng(3), Programme(weeks=3, leads_a_week=8, partners=6, load=1.2))
    through = LedgerYear(year, store, np.random.default_rng(4))
    through.play()
    events = [Event.from_json(text) for _, _, text in store.chains()]
    kinds = Counter(str(event.kind) for event in events)
    assert {kind: kinds[kind] for kind in through.counts} == through.counts
    assert set(kinds) - set(through.counts) <= {"decided"}
    assert list(broken_rules(events, through.capacity)) == []
    assert through.desk.verify() is None
    store.close()


def test_at_the_end_of_a_year_nothing_is_left_in_anybodys_hands() -> None:
    store = MemoryStore()
    played(store, 5)
    for lead_id, _, _ in store.heads():
        state = fold(lead_id, store.events(lead_id))
        assert state == store.state(lead_id)
        assert state.phase not in LIVE
        assert state.deadline is None


def test_the_same_seed_plays_the_same_year() -> None:
    one, other = (played(MemoryStore(), 9) for _ in range(2))
    assert one.counts == other.counts
