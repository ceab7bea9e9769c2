"""Eight processes do the same work at once: each lead has one winner, and no event is lost."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import chain
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, text

from leadmatch.adapters.stores.database import Database
from leadmatch.adapters.stores.schema import STREAMS
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.store import Commit
from leadmatch.errors import IllegalStepError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
WORKERS = 8
LEADS = tuple(f"L{number:03}" for number in range(200))
PROCESSES = get_context("fork")
Work = Callable[[int, Barrier], Iterable[object]]


def in_processes(work: Work) -> list[list[Any]]:
    """Do the work in eight processes at once; return what each of them says."""
    barrier, pipes = PROCESSES.Barrier(WORKERS, timeout=120), [PROCESSES.Pipe(duplex=False) for _ in range(WORKERS)]
    workers = [
        PROCESSES.Process(target=lambda n=n, out=out: out.send(list(work(n, barrier))), daemon=True)
        for n, (_, out) in enumerate(pipes)
    ]
    for worker in workers:
        worker.start()
    for _, out in pipes:
        out.close()
    said = [told.recv() for told, _ in pipes]  # EOFError where a worker failed
    for worker in workers:
        worker.join()
    for told, _ in pipes:
        told.close()
    return said


def filled(store: SqlStore) -> DistributionDesk:
    desk = DistributionDesk(store)
    with store.batch():
        for number in range(WORKERS):
            desk.put(Partner(partner_id=f"P{number}", capacity=999))
        for lead in LEADS:
            desk.receive(Lead(lead_id=lead, company=f"Ostfeld {lead} GmbH"), now=NOW)
    return desk


def attempt(verb: Callable[..., object], *arguments: str) -> bool:
    try:
        verb(*arguments, now=NOW)
    except IllegalStepError:
        return False
    return True


def test_of_eight_processes_one_wins_each_lead_each_answer_and_each_deadline(sql_store: SqlStore) -> None:
    desk = filled(sql_store)

    def work(number: int, barrier: Barrier) -> Iterable[object]:
        own = DistributionDesk(sql_store)
        mine = [LEADS[(place * 7 + number) % len(LEADS)] for place in range(len(LEADS))]
        barrier.wait()
        yield [lead for lead in mine if attempt(own.offer, lead, f"P{number}")]
        barrier.wait()
        yield [lead for lead in mine if lead < "L100" and attempt(own.decline, lead, "territory")]
        barrier.wait()
        yield [state.lead_id for state in own.due(now=LATER)]

    claimed, declined, expired = (Counter(chain(*told)) for told in zip(*in_processes(work), strict=True))
    assert claimed == Counter(LEADS)
    assert declined == Counter(LEADS[:100])
    assert set(expired) == set(LEADS[100:])
    kinds = Counter(str(event.kind) for lead in LEADS for event in desk.history(lead))
    assert kinds == {"received": 200, "offered": 200, "declined": 100, "expired": 100, "decided": 200}
    assert desk.verify() is None
    assert {state.phase for state in map(desk.state, LEADS)} == {"waiting"}


class Meeting(SqlStore):
    """Lets everybody read before anybody writes."""

    meeting: Barrier

    def append(self, commit: Commit) -> bool:
        if commit.events[0].sequence == 2 and commit.state.sequence == 2:
            self.meeting.wait()
        return super().append(commit)


class Naive(Meeting):
    """Writes without looking whether what it read still stands."""

    def _advance(self, connection: Connection, expected: Iterable[tuple[str, int]]) -> None:
        for stream, _ in expected:
            connection.execute(STREAMS.update().filter_by(stream=stream).values(version=STREAMS.c.version + 1))


def claims_of_one_lead(kind: type[Meeting], database: Database) -> list[list[Any]]:
    def work(number: int, barrier: Barrier) -> Iterable[object]:
        store = kind(database)
        store.meeting = barrier
        yield attempt(DistributionDesk(store).offer, "L000", f"P{number}")

    return in_processes(work)


def test_of_eight_who_have_read_the_same_one_writes(sql_store: SqlStore) -> None:
    desk = filled(sql_store)
    won = claims_of_one_lead(Meeting, sql_store._database)
    assert sum(told == [True] for told in won) == 1
    assert [str(event.kind) for event in desk.history("L000")] == ["received", "offered"]
    assert desk.verify() is None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_store_that_reads_and_then_writes_sends_one_lead_to_several_partners(sql_store: SqlStore) -> None:
    """The control: were neither the conditional update nor the database's own keys there, the race would show it."""
    desk = filled(sql_store)
    with sql_store._database.writing() as connection:
        connection.execute(text("ALTER TABLE leadmatch_events DROP CONSTRAINT leadmatch_events_pkey"))
    won = claims_of_one_lead(Naive, sql_store._database)
    assert sum(told == [True] for told in won) > 1
    offered = [event for event in desk.history("L000") if str(event.kind) == "offered"]
    assert len({event.partner_id for event in offered}) > 1
    assert desk.verify() is not None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_the_keys_of_the_database_alone_keep_a_naive_store_from_a_second_offer(sql_store: SqlStore) -> None:
    desk = filled(sql_store)

    def work(number: int, barrier: Barrier) -> Iterable[object]:
        store = Naive(sql_store._database)
        store.meeting = barrier
        try:
            yield attempt(DistributionDesk(store).offer, "L000", f"P{number}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            yield type(error).__name__

    won = Counter(told[0] for told in in_processes(work))
    assert won == {True: 1, "RacedError": WORKERS - 1}
    assert desk.verify() is None
