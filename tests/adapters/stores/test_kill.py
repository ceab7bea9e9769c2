"""A process that is killed at any statement leaves every committed step whole, and of the next one nothing."""

import os
import random
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import pytest

from leadmatch.adapters.stores import statement
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.state import fold
from leadmatch.errors import IllegalStepError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
LEADS = tuple(f"L{number}" for number in range(6))
RUNS = {"sqlite": 140, "postgresql": 60}
PROCESSES = get_context("fork")


def live_and_die(store: SqlStore, seed: int, said: Connection) -> None:
    """Take steps at random, telling of each one that is committed, and be killed at a statement chosen by chance."""
    chance = random.Random(seed)
    left, kills_after = chance.randrange(1, 90), chance.random() < 0.5
    given = statement._given

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(*told: Any, **how: Any) -> Any:
        if not kills_after:
            count()
        cursor = given(*told, **how)
        if kills_after:
            count()
        return cursor

    statement._given = counted  # in this process alone
    desk, now = DistributionDesk(store), NOW + timedelta(hours=seed)
    while True:
        lead, verb = chance.choice(LEADS), chance.choice(("offer", "open", "accept", "decline", "revoke", "receive"))
        try:
            state = {
                "offer": lambda lead=lead: desk.offer(lead, f"P{chance.randrange(3)}", now=now),
                "decline": lambda lead=lead: desk.decline(lead, "no_room", now=now, comment="kein Platz"),
                "revoke": lambda lead=lead: desk.revoke(lead, "because", now=now),
                "receive": lambda lead=lead: desk.receive(Lead(lead_id=lead, message=f"{chance.random()}"), now=now),
            }.get(verb, lambda lead=lead, verb=verb: getattr(desk, verb)(lead, now=now))()
        except IllegalStepError:
            continue
        said.send((lead, state.sequence, state.head))


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_after_a_kill_every_committed_step_is_there_and_none_is_half_done(
    url: str, opened: Callable[[str], SqlStore]
) -> None:
    store = opened(url)
    desk, told = DistributionDesk(store), 0
    for number in range(3):
        desk.put(Partner(partner_id=f"P{number}", capacity=99))
    for seed in range(RUNS[url.partition(":")[0]]):
        heard, said = PROCESSES.Pipe(duplex=False)
        process = PROCESSES.Process(target=live_and_die, args=(store, seed, said))
        process.start()
        said.close()
        try:
            while True:
                lead, sequence, head = heard.recv()
                told += 1
                assert store.events(lead)[sequence - 1].hash == head
        except EOFError:
            heard.close()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    assert told > RUNS[url.partition(":")[0]]
    assert desk.verify() is None
    for lead in LEADS:
        events, state = store.events(lead), store.state(lead)
        assert fold(lead, events) == state
        assert [offer for of, offer in store.offers() if of == lead] == list(state.offers)
        record = store.lead(lead)
        received = [one for one in events if str(one.kind) == "received"]
        assert record is None if not received else len(store.editions(Lead, lead)) == len(received)
        assert all(store.payload(one.personal) is not None for one in events if one.personal is not None)
