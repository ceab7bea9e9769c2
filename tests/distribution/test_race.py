"""Many threads do the same work at once: each lead has one winner, and no event is lost."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Lock

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import first_altered
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.store import Commit
from leadmatch.errors import IllegalStepError, StoreError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.memory_store import MemoryStore

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
WORKERS, LEADS = 8, 40


class Naive(MemoryStore):
    """Reads, then writes, without looking whether what it read still stands; others are let in between."""

    def __init__(self) -> None:
        super().__init__()
        self.meeting: Barrier | None = None

    def standing(self, lead_id: str) -> tuple[int, LeadState]:
        standing = super().standing(lead_id)
        if self.meeting is not None:
            self.meeting.wait()
        return standing

    def _stands(self, commit: Commit) -> bool:
        del commit
        return True


def desk_over(store: MemoryStore) -> DistributionDesk:
    desk = DistributionDesk(store)
    for number in range(WORKERS):
        desk.put(Partner(partner_id=f"P{number}", capacity=LEADS // 4))
    for number in range(LEADS):
        desk.receive(Lead(lead_id=f"L{number:02}"), now=NOW)
    return desk


def race(work: Callable[[int], None]) -> None:
    with ThreadPoolExecutor(WORKERS) as pool:
        for done in [pool.submit(work, worker) for worker in range(WORKERS)]:
            done.result()


def test_of_partners_that_race_for_every_lead_each_lead_has_one_and_nobody_has_too_many() -> None:
    store = MemoryStore()
    desk = desk_over(store)

    def claim(worker: int) -> None:
        for number in range(LEADS):
            lead = f"L{(number * (worker + 1)) % LEADS:02}"
            try:
                desk.offer(lead, f"P{worker}", now=NOW, actor=f"worker {worker}")
                if number % 3 == 0:
                    desk.decline(lead, "territory", now=NOW, actor=f"worker {worker}")
            except IllegalStepError:
                continue

    race(claim)
    held = Counter(offer.partner_id for _, offer in store.offers() if offer.holds)
    assert max(held.values()) <= LEADS // 4
    assert desk.verify() is None
    assert all(sum(o.is_live for o in desk.state(f"L{n:02}").offers) <= 1 for n in range(LEADS))
    assert sum(held.values()) == sum(desk.state(f"L{n:02}").is_live for n in range(LEADS))


def test_a_lead_that_is_overdue_is_dealt_with_once_by_however_many_workers() -> None:
    store = MemoryStore()
    desk = desk_over(store)
    for number in range(LEADS):
        desk.offer(f"L{number:02}", f"P{number % WORKERS}", now=NOW)
    later, lock, done = NOW + timedelta(days=2), Lock(), Counter[str]()

    def follow(worker: int) -> None:
        changed = desk.due(now=later, actor=f"worker {worker}")
        with lock:
            done.update(state.lead_id for state in changed)

    race(follow)
    kinds = Counter(str(event.kind) for number in range(LEADS) for event in desk.history(f"L{number:02}"))
    assert kinds == {"received": LEADS, "offered": LEADS, "expired": LEADS, "decided": LEADS}
    assert set(done) == {f"L{number:02}" for number in range(LEADS)}
    assert desk.verify() is None


def test_one_key_in_many_hands_is_one_event() -> None:
    store = MemoryStore()
    desk = desk_over(store)

    def claim(worker: int) -> None:
        desk.offer("L00", "P0", now=NOW, actor=f"worker {worker}", idempotency_key="once")

    race(claim)
    assert [str(event.kind) for event in desk.history("L00")] == ["received", "offered"]


def test_a_store_that_reads_and_then_writes_sends_one_lead_to_several_partners() -> None:
    """The control: were the condition in `append` not there, the race would show it."""
    store = Naive()
    desk = desk_over(store)
    store.meeting = Barrier(WORKERS, timeout=60)

    def claim(worker: int) -> None:
        try:
            desk.offer("L00", f"P{worker}", now=NOW)
        except (IllegalStepError, StoreError):
            return

    race(claim)
    store.meeting = None
    offered = [event for event in desk.history("L00") if str(event.kind) == "offered"]
    assert len(offered) == WORKERS
    assert first_altered(desk.history("L00")) is not None
