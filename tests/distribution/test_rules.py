"""The rules that always hold, whatever verbs come in whatever order."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, cast

import psycopg
import pytest
from hypothesis import HealthCheck
from hypothesis import settings as profile
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from leadmatch.adapters.stores.opening import open_store
from leadmatch.adapters.stores.sql_store import SqlStore
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Event, EventKind, first_altered
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState, fold
from leadmatch.distribution.steps import LIVE, legal
from leadmatch.distribution.store import User
from leadmatch.errors import IllegalStepError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.memory_store import MemoryStore
from leadmatch.testing.postgres import schema_url

LEADS = tuple(f"L{number}" for number in range(4))
PARTNERS = tuple(f"P{number}" for number in range(3))
SETTINGS = DistributionSettings(most_offers=5)
MONTH = timedelta(days=SETTINGS.month_days)
IDS, CHANNEL = st.sampled_from(LEADS), st.sampled_from(PARTNERS)
REASONS = st.sampled_from(("territory", "no_room", "junk", "bought_elsewhere"))


class InTurn:
    """Names every partner, in the order of their ids."""

    def rank(self, lead: Lead, *, tried: frozenset[str], now: datetime) -> Sequence[str]:
        del lead, now
        return [partner for partner in PARTNERS if partner not in tried]

    def unmet(self, lead: Lead, partner: Partner, *, now: datetime) -> Sequence[str]:
        del lead, partner, now
        return ()


def lead_of(lead_id: str, **fields: Any) -> Lead:
    """Two leads share each account, so that registrations meet."""
    account = int(lead_id[1:]) // 2
    return Lead(lead_id=lead_id, company=f"Ostfeld {account} GmbH", email=f"info@ostfeld{account}.de", **fields)


class AnyOrder(RuleBasedStateMachine):
    """Drives all verbs in any order; what is illegal has to be refused, and nothing else may go wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.store = MemoryStore()
        self.desk = DistributionDesk(self.store, SETTINGS, ranking=InTurn())
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.opened: list[tuple[str, str]] = []
        self.declined: set[tuple[str, str]] = set()
        self.steps = 0

    @initialize()
    def begin(self) -> None:
        for number, partner in enumerate(PARTNERS):
            self.desk.put(Partner(partner_id=partner, capacity=number + 1, monthly_capacity=2 if number == 2 else None))
            self.desk.put(User(f"U{number}", partner))
        for lead_id in LEADS:
            self.desk.receive(lead_of(lead_id), now=self.now)

    def attempt(self, verb: str, *arguments: Any, **named: Any) -> None:
        self.steps += 1
        try:
            getattr(self.desk, verb)(*arguments, now=self.now, idempotency_key=f"step {self.steps}", **named)
        except IllegalStepError:
            named.clear()

    @rule(lead=IDS, partner=CHANNEL)
    def offer(self, lead: str, partner: str) -> None:
        self.attempt("offer", lead, partner)

    @rule(lead=IDS, partner=CHANNEL)
    def reassign(self, lead: str, partner: str) -> None:
        self.attempt("reassign", lead, partner)

    @rule(lead=IDS, verb=st.sampled_from(("open", "accept", "register", "approve", "extend", "restore", "introduced")))
    def go_on(self, lead: str, verb: str) -> None:
        self.attempt(verb, lead)

    @rule(lead=IDS, partner=CHANNEL, far=st.integers(1, 4))
    def walk(self, lead: str, partner: str, far: int) -> None:
        """Go straight on: what takes five verbs in a row seldom comes by chance."""
        self.attempt("offer", lead, partner)
        for verb in ("open", "accept", "register", "approve")[:far]:
            self.attempt(verb, lead)

    @rule(lead=IDS, user=st.sampled_from(("U0", "U1", "U2")))
    def open_as(self, lead: str, user: str) -> None:
        holder = self.desk.state(lead).partner_id
        sequence = self.desk.state(lead).sequence
        self.attempt("open", lead, actor=user)
        assert self.desk.state(lead).sequence == sequence or holder == f"P{user[1:]}"

    @rule(lead=IDS, reason=REASONS, verb=st.sampled_from(("decline", "return_")))
    def give_back(self, lead: str, reason: str, verb: str) -> None:
        self.attempt(verb, lead, reason, kind_of_junk="spam")

    @rule(lead=IDS, verb=st.sampled_from(("revoke", "reject")))
    def take(self, lead: str, verb: str) -> None:
        self.attempt(verb, lead, "because")

    @rule(lead=IDS, reached=st.booleans())
    def progress(self, lead: str, reached: bool) -> None:
        self.attempt("progress", lead, reached=reached)

    @rule(lead=IDS)
    def feedback(self, lead: str) -> None:
        self.attempt("feedback", lead, fit=4, readiness=2)

    @rule(lead=IDS, won=st.booleans())
    def close(self, lead: str, won: bool) -> None:
        self.attempt("close", lead, won=won)

    @rule(lead=IDS, decision=st.sampled_from(("assigned", "unmatched", "held", "rejected")))
    def decide(self, lead: str, decision: str) -> None:
        self.attempt("decide", lead, decision)

    @rule(lead=IDS, basis=st.sampled_from(("consent", "refused")), word=st.integers(0, 3))
    def receive_again(self, lead: str, basis: str, word: int) -> None:
        self.attempt("receive", lead_of(lead, sharing_basis=basis, message=str(word)))

    @precondition(lambda self: self.steps > 20)
    @rule(lead=IDS, verb=st.sampled_from(("withdraw", "merge")))
    def take_out(self, lead: str, verb: str) -> None:
        self.attempt(verb, lead, **({"into": "L0"} if verb == "merge" else {}))

    @rule(hours=st.sampled_from((1, 9, 30, 24 * 11, 24 * 40)))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def follow_up(self) -> None:
        self.desk.due(now=self.now)
        assert self.store.due(self.now, 99) == ()
        assert self.desk.due(now=self.now) == ()

    @rule(partner=CHANNEL)
    def register_own(self, partner: str) -> None:
        self.steps += 1
        self.desk.register_own(Deal(deal_id=f"D{self.steps}", partner_id=partner, company="Ostfeld 0"), now=self.now)

    def states(self) -> list[LeadState]:
        return [self.desk.state(lead_id) for lead_id in LEADS]

    @invariant()
    def at_most_one_offer_of_a_lead_lives(self) -> None:
        for state in self.states():
            live = [offer for offer in state.offers if offer.is_live]
            assert len(live) <= 1
            assert bool(live) == (state.phase in LIVE)
            assert all(offer.partner_id == state.partner_id and offer is state.offers[-1] for offer in live)

    @invariant()
    def no_partner_carries_more_than_it_can(self) -> None:
        held = Counter(o.partner_id for state in self.states() for o in state.offers if o.holds)
        assert all(held[partner] <= number + 1 for number, partner in enumerate(PARTNERS))
        opened = [o.opened_at for _, o in self.store.offers("P2") if o.counts and o.opened_at is not None]
        assert sum(at > self.now - MONTH for at in opened) <= 2

    @invariant()
    def whoever_declined_is_never_offered_it_again(self) -> None:
        for lead_id in LEADS:
            refused: set[str | None] = set()
            for event in self.desk.history(lead_id):
                assert event.kind not in {EventKind.OFFERED, EventKind.REASSIGNED} or event.partner_id not in refused
                if event.kind in {EventKind.DECLINED, EventKind.RETURNED}:
                    refused.add(event.partner_id)

    @invariant()
    def no_partner_has_a_lead_that_may_not_be_shared(self) -> None:
        assert all(state.may_share for state in self.states() if state.is_live)

    @invariant()
    def the_contact_is_shown_to_users_of_the_partner_that_opened_it_alone(self) -> None:
        for state in self.states():
            for number, partner in enumerate(PARTNERS):
                if state.is_seen and state.partner_id == partner:
                    assert self.desk.contact(state.lead_id, f"U{number}").id == state.lead_id
                else:
                    with pytest.raises(IllegalStepError):
                        self.desk.contact(state.lead_id, f"U{number}")

    @invariant()
    def at_most_one_approved_registration_protects_an_account(self) -> None:
        in_force = [d for d in self.store.deals() if d.status == "approved" and _ahead(d.expires_at, self.now)]
        accounts = Counter((deal.company or "").removesuffix(" GmbH") for deal in in_force)
        assert all(count == 1 for count in accounts.values())

    @invariant()
    def every_chain_verifies_and_folds_to_the_state_that_is_stored(self) -> None:
        assert self.desk.verify() is None
        for lead_id in LEADS:
            events = self.desk.history(lead_id)
            assert first_altered(events) is None
            assert fold(lead_id, events) == self.desk.state(lead_id)
            assert [Event.from_json(event.to_json()) for event in events] == list(events)

    @invariant()
    def what_is_legal_is_told(self) -> None:
        assert all(isinstance(legal(state.phase), tuple) for state in self.states())


def _ahead(end: object, now: datetime) -> bool:
    return isinstance(end, datetime) and end > now


AnyOrder.TestCase.settings = profile(stateful_step_count=60)
TestAnyOrder = AnyOrder.TestCase


class SideBySide:
    """Several objects that are asked the same; what they answer, or refuse, has to be the same.

    What only looks, after every step, is asked of the first alone; at the end, all of them are compared.
    """

    LOOKS = frozenset({"contact", "verify", "state", "history"})

    def __init__(self, *asked: Any) -> None:
        self.asked = asked

    def __getattr__(self, name: str) -> Any:
        if name in self.LOOKS:
            return getattr(self.asked[0], name)

        def ask(*arguments: Any, **named: Any) -> Any:
            answers = [_answer(getattr(one, name), arguments, named) for one in self.asked]
            assert answers.count(answers[0]) == len(answers), answers
            if isinstance(answers[0], Refused):
                raise IllegalStepError(str(answers[0]))
            return answers[0]

        return ask


class Refused(str):
    """What a step was refused with."""

    __slots__ = ()


def _answer(verb: Callable[..., Any], arguments: Any, named: Any) -> Any:
    try:
        answer = verb(*arguments, **named)
    except IllegalStepError as error:
        return Refused(error)
    return list(answer) if isinstance(answer, Iterator) else answer


class OnEveryStore(AnyOrder):
    """The same in memory, in SQLite and in PostgreSQL at once, each with the same salts."""

    def __init__(self, databases: Sequence[SqlStore]) -> None:
        super().__init__()
        self.databases = databases
        stores: list[Any] = [MemoryStore(), *databases]
        for store in stores:
            store.salt = map("{:032x}".format, count(1)).__next__
        self.desks = [DistributionDesk(store, SETTINGS, ranking=InTurn()) for store in stores]
        self.store = cast("MemoryStore", SideBySide(*stores))
        self.desk = cast("DistributionDesk", SideBySide(*self.desks))

    def teardown(self) -> None:
        for partner in PARTNERS:
            self.store.held(partner)
            self.store.load(partner, self.now - MONTH)
            self.store.editions(Partner, partner)
        for decision in ("assigned", "unmatched", "held", "again", "person"):
            self.store.waiting(decision)
        for whole in ("deals", "offers", "chains", "heads", "unsealed", "partners"):
            getattr(self.store, whole)()
        self.store.warned(self.now)
        self.desk.checkpoint(now=self.now)
        assert [desk.verify() for desk in self.desks] == [None] * len(self.desks)
        for lead in LEADS:
            assert {desk.state(lead).head for desk in self.desks} == {self.desk.state(lead).head}
            assert [desk.state(lead) for desk in self.desks] == [self.desk.state(lead)] * len(self.desks)
        for database in self.databases:
            database.close()


def test_every_store_answers_all_verbs_in_any_order_alike(tmp_path: Path, postgres_url: str) -> None:
    number = count(1)

    def machine() -> RuleBasedStateMachine:
        schema = f"rules{next(number)}"
        with psycopg.connect(postgres_url, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        urls = f"sqlite:///{tmp_path / schema}.db", schema_url(postgres_url, schema)
        return OnEveryStore(tuple(map(open_store, urls)))

    run_state_machine_as_test(
        cast("type[RuleBasedStateMachine]", machine),
        settings=profile(max_examples=6, stateful_step_count=40, suppress_health_check=list(HealthCheck)),
    )
