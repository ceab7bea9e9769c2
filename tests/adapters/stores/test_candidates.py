"""Every store finds leads and deals by their keys: all by exact ones, and by weak ones as long as these name few."""

import hashlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.conflicts.blocking import Keys
from leadmatch.distribution.accounts import deals_beside, leads_beside
from leadmatch.distribution.keyed import UNDATED, Candidates, arrival_day, record_keys
from leadmatch.distribution.store import LedgerStore
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.testing.memory_store import MemoryStore

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)
NONE = Keys((), (), ())


def asked(record: Lead | Deal, *, exact: bool = False, broad: bool = False, narrow: bool = False) -> Keys:
    """Return some groups of a record's keys."""
    keys = record_keys(record)
    return Keys(keys.exact if exact else (), keys.broad if broad else (), keys.narrow if narrow else ())


@pytest.fixture
def stores(tmp_path: Path, opened: Callable[[str], SqlStore], fresh_schema: str) -> tuple[LedgerStore, ...]:
    """A ledger of each kind."""
    return MemoryStore(), opened(f"sqlite:///{tmp_path / 'ledger.db'}"), opened(fresh_schema)


def test_nothing_is_found_where_nothing_is_asked_or_known(store: LedgerStore) -> None:
    assert store.candidates(NONE) == Candidates()
    assert store.candidates(Keys((0, 2**63, 2**64 - 1), (2**63 - 1,), (1,)), since=NOW) == Candidates()


def test_whoever_shares_an_exact_key_is_found_however_many_they_are(store: LedgerStore) -> None:
    ids = [f"L{number:03}" for number in range(150)]
    with store.batch():
        for lead_id in ids:
            store.put(Lead(lead_id=lead_id, email=f"{lead_id}@ostfeld.de", received_at=NOW - 900 * DAY))
    store.put(Deal(deal_id="D", email_domain="ostfeld.de"))
    new = Lead(lead_id="new", email="b@ostfeld.de")
    found = store.candidates(asked(new, exact=True), since=NOW, most_broad=1, most_narrow=1)
    assert found == Candidates(tuple(ids), ("D",))
    assert [lead.id for lead in leads_beside(store, new)] == ids
    assert [deal.id for deal in deals_beside(store, Deal(deal_id="E", website="ostfeld.de"))] == ["D"]


@pytest.mark.parametrize("group", ["broad", "narrow"])
def test_a_weak_key_is_followed_up_to_the_last_record_that_it_may_name(store: LedgerStore, group: str) -> None:
    leads = [Lead(lead_id=f"L{n}", company=f"Birkenmoor {'abcd'[n]}{'efgh'[n]}", city="Kiel") for n in range(4)]
    for lead in leads[:3]:
        store.put(lead)
    new = Lead(lead_id="new", company="Birkenmoor Foundry", city="Kiel")
    weak = asked(new, broad=group == "broad", narrow=group == "narrow")

    def found() -> Candidates:
        most = {"broad": 64, "narrow": 64, group: 3}
        return store.candidates(weak, most_broad=most["broad"], most_narrow=most["narrow"])

    assert found() == Candidates(("L0", "L1", "L2"))
    store.put(leads[3])
    assert found() == Candidates(truncated=True)
    store.erase("L0")
    assert found() == Candidates(("L1", "L2", "L3"))


def test_by_weak_keys_only_what_came_in_lately_is_found_and_what_has_no_time(store: LedgerStore) -> None:
    for days in (0, 29, 30, 31, 900):
        store.put(Lead(lead_id=f"{days:03}", company="Birkenmoor Kiel", received_at=NOW - days * DAY))
    store.put(Lead(lead_id="undated", company="Birkenmoor Kiel"))
    store.put(Deal(deal_id="D", company="Birkenmoor Kiel", registered_at=NOW - 900 * DAY))
    new = Lead(lead_id="new", company="Birkenmor Foundry")
    weak = asked(new, broad=True)
    assert store.candidates(weak).leads == ("000", "029", "030", "031", "900", "undated")
    since = NOW - 30 * DAY
    assert store.candidates(weak, since=since) == Candidates(("000", "029", "030", "undated"), ("D",))
    assert not store.candidates(weak, since=since, most_broad=5).truncated
    assert store.candidates(weak, since=since, most_broad=4).truncated
    assert not store.candidates(weak, since=datetime(1, 1, 1, tzinfo=UTC)).truncated


def test_a_lead_is_found_by_its_present_keys_alone_and_an_erased_one_by_none(store: LedgerStore) -> None:
    old, new = Lead(lead_id="L", company="Ostfeld", received_at=NOW), Lead(lead_id="L", company="Westgard")
    store.put(old)
    assert store.candidates(record_keys(old)).leads == ("L",)
    store.put(new)
    assert store.candidates(record_keys(old)) == Candidates()
    assert store.candidates(record_keys(new), since=NOW + DAY).leads == ("L",)
    store.erase("L")
    assert store.candidates(record_keys(new)) == Candidates()
    store.put(old)
    assert store.candidates(record_keys(old)).leads == ("L",)


def test_keys_of_a_batch_that_breaks_off_are_not_kept(store: LedgerStore) -> None:
    before, lead = Lead(lead_id="L", company="Ostfeld"), Lead(lead_id="L", company="Westgard")
    store.put(before)
    with suppress(KeyError), store.batch():
        store.put(lead)
        assert store.candidates(record_keys(lead)).leads == ("L",)
        raise KeyError
    assert store.candidates(record_keys(lead)) == Candidates()
    assert store.candidates(record_keys(before)).leads == ("L",)


def test_a_number_without_a_country_is_found_by_its_digits(store: LedgerStore) -> None:
    store.put(Lead(lead_id="L", phone="0431 7654321"))
    assert store.candidates(record_keys(Lead(phone="+49 431 7654321")), since=NOW).leads == ("L",)


def test_keys_are_those_that_ledgers_hold() -> None:
    """Where this fails, ledgers hold other keys: if the last step was released, add one that fills them anew."""
    lead = Lead(
        lead_id="L", company="Birkenmoor Zanvel GmbH", email="b.petersen@birkenmoor.de", phone="+49 431 7654321",
        city="Kiel", postal_code="24103", country="DE",
    )  # fmt: skip
    private = Lead(lead_id="P", first_name="Birte", last_name="Petersen", email="birte@gmail.com", city="Kiel")
    deal = Deal(deal_id="D", company="Ostfeld Kelborn", website="https://www.ostfeld.de")
    told = " ".join(str(key) for record in (lead, private, deal) for key in sorted(chain(*record_keys(record))))
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "7bd639590c84d464"


NAMES = st.sampled_from(["Birkenmoor", "Birkenmor", "Birkenmoor Foundry", "Ostfeld Foundry GmbH", "Ostfeld", None])
LEADS = st.builds(
    Lead,
    lead_id=st.sampled_from("ABCDEFGH"),
    company=NAMES,
    email=st.sampled_from(["a@birkenmoor.de", "info@ostfeld.de", "carla.bruns@gmail.com", None]),
    last_name=st.sampled_from(["Bruns", "Petersen", None]),
    city=st.sampled_from(["Kiel", "Jena", None]),
    phone=st.sampled_from(["+49 431 7654321", "+49 431 7654322", None]),
    received_at=st.sampled_from([NOW, NOW - 5 * DAY, NOW - 50 * DAY, None]),
)
DEALS = st.builds(Deal, deal_id=st.sampled_from("AB"), company=NAMES, website=st.sampled_from(["ostfeld.de", None]))


def by_hand(records: list[Lead | Deal], keys: Keys, since: datetime, most_broad: int, most_narrow: int) -> Candidates:
    """Return what a store has to answer, by looking at every record."""
    day = (since - datetime(1970, 1, 1, tzinfo=UTC)).days
    held = {(type(record), record.id): (set(chain(*record_keys(record))), arrival_day(record)) for record in records}
    counts = Counter(key for own, came in held.values() if came >= day for key in own)
    followed = {key for key in keys.broad if counts[key] <= most_broad}
    followed |= {key for key in keys.narrow if counts[key] <= most_narrow}
    found = {
        name for name, (own, came) in held.items() if own & set(keys.exact) or (came >= day and own & set(followed))
    }
    leads, deals = (tuple(sorted(of_id for of, of_id in found if of is kind)) for kind in (Lead, Deal))
    return Candidates(leads, deals, truncated=not {*keys.broad, *keys.narrow} <= followed)


@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(
    records=st.lists(st.one_of(LEADS, LEADS, DEALS), max_size=12),
    one=LEADS,
    since=st.sampled_from([NOW, NOW - 30 * DAY, NOW - 60 * DAY]),
    most=st.tuples(st.integers(1, 4), st.integers(1, 4)),
)
def test_all_stores_answer_what_looking_at_every_record_tells(
    stores: tuple[LedgerStore, ...], records: list[Lead | Deal], one: Lead, since: datetime, most: tuple[int, int]
) -> None:
    for store in stores:
        for lead_id in "ABCDEFGH":
            store.erase(lead_id)
        for deal_id in "AB":  # deals are never erased
            store.put(Deal(deal_id=deal_id))
        for record in records:
            store.put(record)
    last = {(type(record), record.id): record for record in (Deal(deal_id="A"), Deal(deal_id="B"), *records)}
    keys = record_keys(one)
    told = by_hand(list(last.values()), keys, since, *most)
    for store in stores:
        assert store.candidates(keys, since=since, most_broad=most[0], most_narrow=most[1]) == told


def test_days_are_counted_in_utc_and_whatever_has_none_comes_last() -> None:
    late = datetime.fromisoformat("2026-11-17T00:30:00+02:00")
    assert arrival_day(Lead(lead_id="L", received_at=late)) == arrival_day(Lead(lead_id="L", received_at=NOW))
    assert arrival_day(Lead(lead_id="L", received_at=datetime(1, 1, 1, tzinfo=UTC))) < 0
    assert arrival_day(Lead(lead_id="L")) == arrival_day(Deal(deal_id="D", registered_at=NOW)) == UNDATED
