"""The ledger in databases: one lead's state among a million events, offers by eight processes, following up, look-ups.

    python benchmarks/ledger.py [--events 1000000] [--offers 1600] [--open 100000] [--leads 100000]
                                [--parts state,offers,due,lookup]

The ledger of the first part is written with real events, ten a lead, sealed one to the next. Offers go through the
desk, each with all its rules; processes race on one file, or on one private PostgreSQL server. Rates depend on who
else uses the machine, so the CPU time of the processes (not of the server) stands beside them. How far a commit is
forced to the disk stands beside each figure: `FULL` and `fsync=on` wait for the disk at each one.

Look-ups by keys are timed over leads of made-up accounts without a time, so that no window spares any; comparable forms
and keys are made beforehand. One lead more is written with all that belongs to it, in a transaction of its own.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import mean, quantiles
from tempfile import TemporaryDirectory

from leadmatch.adapters.stores.opening import open_store
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import START, Event
from leadmatch.distribution.keyed import record_keys
from leadmatch.distribution.state import LeadState, fold
from leadmatch.distribution.store import Commit
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.accounts import account_leads
from leadmatch.testing.memory_store import MemoryStore
from leadmatch.testing.postgres import private_postgres

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
WORKERS, BATCH, QUERIES = 8, 50, 1_000
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
PROCESSES = get_context("fork")


def story(steps: int) -> tuple[Event, ...]:
    """Return the events of one lead, as a desk writes them."""
    desk = DistributionDesk(MemoryStore())
    desk.put(Partner(partner_id="P", capacity=9))
    desk.receive(Lead(lead_id="L", company="Ostfeld GmbH"), now=NOW)
    desk.offer("L", "P", now=NOW)
    for verb in ("open", "accept", *["progress"] * steps)[: steps - 2]:
        getattr(desk, verb)("L", now=NOW)
    return tuple(replace(event, personal=None) for event in desk.history("L"))


def copied(events: Sequence[Event], lead_id: str, partner_id: str, later: timedelta) -> Commit:
    """Return the same story of another lead, sealed anew."""
    told, previous = [], START
    for event in events:
        to = event.partner_id and partner_id
        end = event.deadline and replace(event.deadline, at=event.deadline.at + later)
        copy = replace(event, lead_id=lead_id, partner_id=to, deadline=end, previous=previous)
        told.append(replace(copy, hash=copy.digest()))
        previous = told[-1].hash
    return Commit(fold(lead_id, told), tuple(told), ((f"lead:{lead_id}", 0),))


def fill(store: SqlStore, events: Sequence[Event], leads: int, spread: timedelta = timedelta()) -> None:
    """Write the story of many leads, of forty partners, deadlines spread over a time."""
    for number in range(40):
        store.put(Partner(partner_id=f"P{number:02}", capacity=10**6))
    numbers = iter(range(leads))
    while some := list(islice(numbers, 2_000)):
        with store.batch():
            for number in some:
                commit = copied(events, f"L{number:07}", f"P{number % 40:02}", spread * number / leads)
                assert store.append(replace(commit, records=(Lead(lead_id=f"L{number:07}", company=f"A{number}"),)))


@contextmanager
def timed(told: str, count: int, unit: str) -> Iterator[None]:
    """Print how many a second, and the CPU time of each, children included."""
    begun, used = time.perf_counter(), _cpu()
    yield
    seconds, cpu = time.perf_counter() - begun, _cpu() - used
    print(f"| {told} | {count / seconds:,.0f} {unit}/s | {seconds:.2f} s | {1000 * cpu / count:.2f} ms |", flush=True)


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def state_among(events: int, url: str) -> None:
    """Time the state of single leads, and what is asked with it."""
    store, steps = open_store(url), story(10)
    with timed(f"write {events:,} events", events, "events"):
        fill(store, steps, events // len(steps))
    chosen = [f"L{number * 7919 % (events // len(steps)):07}" for number in range(3_000)]
    asked: dict[str, Callable[[str], object]] = {
        "state": store.state,
        "history": store.events,
        "record": store.lead,
        "versions": lambda lead: store.versions([f"lead:{lead}", "partner:P07"]),
        "account": lambda lead: store.candidates(record_keys(Lead(lead_id="new", company=f"A{int(lead[1:])}"))),
    }
    for name, ask in asked.items():
        times = []
        for lead in chosen:
            begun = time.perf_counter()
            ask(lead)
            times.append(1000 * (time.perf_counter() - begun))
        cuts = quantiles(times, n=100)
        print(
            f"| {name} of one lead among {events:,} events | p50 {cuts[49]:.2f} ms | p99 {cuts[98]:.2f} ms | |",
            flush=True,
        )
    with timed("verify it all", events, "events"):
        assert DistributionDesk(store).verify() is None
    store.close()


def offers(count: int, url: str, told: str) -> None:
    """Let eight processes offer one by one, then in batches."""
    store = open_store(url)
    desk = DistributionDesk(store)
    fill(store, (), 0)
    with store.batch():
        for number in range(2 * count):
            desk.receive(Lead(lead_id=f"L{number}", company=f"A{number}"), now=NOW)
    for name, size, numbers in (
        ("one by one", 1, range(count)),
        (f"in batches of {BATCH}", BATCH, range(count, 2 * count)),
    ):
        with timed(f"offers {name}, {WORKERS} processes, {told}", count, "offers"):
            in_processes(lambda worker, size=size, numbers=numbers: offer(desk, numbers[worker::WORKERS], size))
    assert desk.verify() is None
    store.close()


def offer(desk: DistributionDesk, numbers: Sequence[int], size: int) -> None:
    """Offer leads, so many in one transaction."""
    for begin in range(0, len(numbers), size):
        with desk.store.batch() if size > 1 else nullcontext():
            for number in numbers[begin : begin + size]:
                desk.offer(f"L{number}", f"P{number % 40:02}", now=NOW)


def in_processes(work: Callable[[int], None]) -> None:
    """Do the work in eight processes at once."""
    workers = [PROCESSES.Process(target=work, args=(number,)) for number in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert all(worker.exitcode == 0 for worker in workers)


def following_up(count: int, url: str) -> None:
    """Time `due` over many open offers of which none, a hundredth and ten thousand are overdue."""
    store, steps = open_store(url), story(2)
    fill(store, steps, count, timedelta(days=100))
    desk, first = DistributionDesk(store), fold("L", steps).deadline
    assert first is not None
    for name, share in (("none", -0.001), ("1 %", 0.01), ("10 %", 0.11)):
        begun, used = time.perf_counter(), _cpu()
        changed: tuple[LeadState, ...] = desk.due(now=first.at + timedelta(days=100 * share))
        seconds, cpu = time.perf_counter() - begun, _cpu() - used
        print(f"| due over {count:,} offers, {len(changed):,} ({name}) overdue | {seconds:.2f} s | {cpu:.2f} s CPU | |")
    store.close()


def look_ups(count: int, url: str, told: str, clock: Callable[[], float]) -> None:
    """Time who is found by the keys of leads that are not in the ledger, and then their writing."""
    made = account_leads(count, Random(1))
    held: list[Lead] = []
    account_of: dict[str, int] = {}
    store = open_store(url)
    with timed(f"write {count:,} leads with their keys, {told}", count, "leads"):
        while some := list(islice(made, 5_000)):
            with store.batch():
                for number, (account, lead) in enumerate(some):
                    account_of[lead.id] = account
                    if number % (count // QUERIES) or len(held) == QUERIES:
                        store.put(lead)
                    else:
                        held.append(lead)
    keys = [record_keys(lead) for lead in held]
    found = [store.candidates(one).leads for one in keys]
    counts = [len(leads) for leads in found]
    print(f"| found by keys | mean {mean(counts):.1f} | p99 {quantiles(counts, n=100)[98]:.0f} | |")
    away = {lead.id for lead in held}
    there = {account for lead_id, account in account_of.items() if lead_id not in away}
    hits = [
        any(account_of[other] == account_of[lead.id] for other in leads)
        for lead, leads in zip(held, found, strict=True)
        if account_of[lead.id] in there
    ]
    print(f"| whose account is there, with a lead of it found | {mean(hits):.3f} of {len(hits)} | | |")
    steps: tuple[tuple[str, Sequence[Callable[[], object]]], ...] = (
        ("look up one lead", [partial(store.candidates, one) for one in keys]),
        ("write one lead", [partial(store.put, lead) for lead in held]),
    )
    for name, calls in steps:
        times = []
        for call in calls:
            begun = clock()
            call()
            times.append(1000 * (clock() - begun))
        cuts = quantiles(times, n=100)
        print(f"| {name} among {count:,}, {told} | p50 {cuts[49]:.2f} ms | p99 {cuts[98]:.2f} ms | |", flush=True)
    store.close()


def main() -> None:
    """Read the arguments and print a line a measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--offers", type=int, default=1_600)
    parser.add_argument("--open", type=int, default=100_000)
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--parts", default="state,offers,due,lookup")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}\n")
    print("| what | figure | time | CPU each |\n|---|---|---|---|")
    with TemporaryDirectory() as folder:
        file = f"sqlite:///{Path(folder)}/"
        if "offers" in asked.parts:
            offers(asked.offers, f"{file}offers.db", "SQLite, WAL, synchronous=FULL")
            with private_postgres(*DURABLE) as url:
                offers(asked.offers, url, "PostgreSQL, fsync=on")
            with private_postgres() as url:
                offers(asked.offers, url, "PostgreSQL, fsync=off")
        if "due" in asked.parts:
            following_up(asked.open, f"{file}due.db")
        if "state" in asked.parts:
            state_among(asked.events, f"{file}state.db")
        if "lookup" in asked.parts:
            look_ups(asked.leads, f"{file}lookup.db", "SQLite, CPU time", time.process_time)
            size = sum(part.stat().st_size for part in Path(folder).glob("lookup.db*"))
            print(f"| file of {asked.leads:,} leads | {size / 2**20:,.0f} MiB | | |")
            with private_postgres(*DURABLE) as url:
                look_ups(asked.leads, url, "PostgreSQL, fsync=on, wall time", time.perf_counter)


if __name__ == "__main__":
    main()
