"""The desk sends, follows up and takes back; each verb is one step, and says what it refuses."""

from datetime import datetime, timedelta

import pytest

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.events import Act
from leadmatch.distribution.introduction import Call
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import Commit, User
from leadmatch.errors import IllegalStepError, LeadmatchError, StoreError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.testing.memory_store import MemoryStore

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def kinds(desk: DistributionDesk, lead_id: str = "L1") -> list[str]:
    return [str(event.kind) for event in desk.history(lead_id)]


def test_records_may_be_offered_as_they_are(store: MemoryStore, now: datetime) -> None:
    desk = DistributionDesk(store)
    state = desk.offer(Lead(lead_id="L7"), Partner(partner_id="P7"), now=now)
    assert (state.phase, state.partner_id) == (Phase.OFFERED, "P7")
    assert kinds(desk, "L7") == ["received", "offered"]
    with pytest.raises(IllegalStepError, match=r"L7 is offered: it cannot be offered\. Legal now: .*opened"):
        desk.offer(Lead(lead_id="L7"), Partner(partner_id="P2"), now=now)


def test_a_partner_that_nobody_knows_gets_nothing(desk: DistributionDesk, now: datetime) -> None:
    with pytest.raises(LeadmatchError, match="no partner P9"):
        desk.offer("L1", "P9", now=now)
    with pytest.raises(LeadmatchError, match="no partner P9"):
        desk.deactivate("P9", now=now)


def test_a_time_without_an_offset_is_refused(desk: DistributionDesk, now: datetime) -> None:
    with pytest.raises(LeadmatchError, match="offset"):
        desk.offer("L1", "P1", now=now.replace(tzinfo=None))


def test_the_same_key_twice_is_one_event(desk: DistributionDesk, now: datetime) -> None:
    first = desk.offer("L1", "P1", now=now, idempotency_key="a")
    assert desk.offer("L1", "P2", now=now + HOUR, idempotency_key="a") == first
    with pytest.raises(LeadmatchError, match='"a" was used for lead L1'):
        desk.offer("L2", "P1", now=now, idempotency_key="a")


def test_a_full_partner_gets_nothing_even_by_hand(desk: DistributionDesk, now: datetime) -> None:
    desk.put(Partner(partner_id="P1", capacity=0))
    with pytest.raises(IllegalStepError, match="has capacity for 0"):
        desk.offer("L1", "P1", now=now, overrides=("capacity",))


def test_the_month_counts_what_was_opened_and_junk_is_given_back(desk: DistributionDesk, now: datetime) -> None:
    desk.put(Partner(partner_id="P1", monthly_capacity=1))
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    with pytest.raises(IllegalStepError):
        desk.offer(Lead(lead_id="L2"), "P1", now=now + 29 * DAY)
    desk.return_("L1", "junk", kind_of_junk="spam", now=now + HOUR)
    assert desk.state("L1").decision == "person"
    assert desk.offer("L2", "P1", now=now + 2 * HOUR).phase is Phase.OFFERED


def test_a_requirement_may_be_set_aside_by_name_and_that_is_kept(desk: DistributionDesk, now: datetime) -> None:
    desk.put(Partner(partner_id="P3", active=False))
    lead = Lead(lead_id="L2", products=("Scanners",))
    with pytest.raises(IllegalStepError, match=r"override: active, products\."):
        desk.offer(lead, "P3", now=now)
    with pytest.raises(IllegalStepError, match=r"override: products\."):
        desk.offer(lead, "P3", now=now, overrides=("active",))
    state = desk.offer(lead, "P3", now=now, overrides=("active", "products", "capacity"))
    assert state.offers[-1].overrides == ("active", "products")
    assert desk.history("L2")[-1].reasons == ("place.overridden",)


def test_a_rejected_lead_needs_a_hand_that_says_so(desk: DistributionDesk, now: datetime) -> None:
    desk.decide("L1", "rejected", now=now)
    assert desk.state("L1").deadline is None
    with pytest.raises(IllegalStepError, match="override: decision"):
        desk.offer("L1", "P1", now=now)
    assert desk.restore("L1", now=now).decision == "again"
    assert [state.lead_id for state in desk.waiting("again")] == ["L1"]
    assert desk.offer("L1", "P1", now=now).phase is Phase.OFFERED


def test_a_lead_whose_sharing_is_refused_is_never_offered(desk: DistributionDesk, now: datetime) -> None:
    for lead in (Lead(lead_id="L2", sharing_basis="refused"), Lead(lead_id="L3", do_not_contact=("email", "phone"))):
        with pytest.raises(IllegalStepError, match=r"Choose another partner\.$"):
            desk.offer(lead, "P1", now=now, overrides=("sharing",))


def test_an_objection_takes_the_offer_back(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    state = desk.receive(Lead(lead_id="L1", sharing_basis="refused"), now=now + HOUR)
    assert (state.phase, state.partner_id, state.offers[0].state) == (Phase.WITHDRAWN, None, "revoked")
    assert kinds(desk)[-2:] == ["received", "withdrawn"]


def test_the_same_content_twice_is_received_once(desk: DistributionDesk, store: MemoryStore, now: datetime) -> None:
    lead = store.lead("L1")
    assert lead is not None
    assert desk.receive(lead, now=now + HOUR).sequence == 1
    changed = desk.receive(Lead(lead_id="L1", message="And?"), now=now + HOUR, urgent=True)
    assert (changed.decision, changed.urgent, changed.received_at) == ("again", True, now)


def test_a_repeat_inquiry_tells_its_holder_and_moves_nothing(desk: DistributionDesk, now: datetime) -> None:
    offered = desk.offer("L1", "P1", now=now)
    again = desk.receive(Lead(lead_id="L1", message="Are you there?"), now=now + HOUR, urgent=True)
    assert (again.phase, again.partner_id, again.deadline) == (Phase.OFFERED, "P1", offered.deadline)
    assert again.urgent
    desk.receive(Lead(lead_id="L2"), now=now)
    told = desk.history("L1")[-1].sequence
    merged = desk.merge("L2", "L1", now=now)
    assert (merged.phase, merged.merged_into) == (Phase.MERGED, "L1")
    heard = desk.history("L1")[-1]
    assert (heard.sequence, heard.kind, heard.facts["repeat"]) == (told + 1, "received", "L2")
    desk.receive(Lead(lead_id="L3", sharing_basis="refused"), now=now)
    assert desk.merge("L3", "L2", now=now).merged_into == "L1"
    assert desk.state("L1").phase is Phase.WITHDRAWN
    with pytest.raises(IllegalStepError, match="itself"):
        desk.merge("L1", "L1", now=now)


def test_a_repeat_of_a_waiting_lead_lets_it_be_judged_anew(desk: DistributionDesk, now: datetime) -> None:
    desk.decide("L1", "held", now=now)
    desk.receive(Lead(lead_id="L2"), now=now)
    desk.merge("L2", "L1", now=now, urgent=True)
    assert (desk.state("L1").decision, desk.state("L1").urgent) == ("again", True)
    desk.receive(Lead(lead_id="L3"), now=now)
    desk.merge("L3", "nobody", now=now)
    assert desk.state("nobody").phase is Phase.NEW
    with pytest.raises(IllegalStepError):
        desk.merge("L3", "L1", now=now)


def test_a_conflict_waits_until_the_claim_ends(desk: DistributionDesk, now: datetime) -> None:
    desk.decide("L1", "conflict", now=now, until=now + DAY)
    assert [state.decision for state in desk.due(now=now + DAY)] == ["again"]
    desk.decide("L1", "rejected", now=now)
    with pytest.raises(IllegalStepError, match="L1 is rejected: it cannot be placed"):
        desk.place("L1", now=now)


def test_an_offer_that_is_not_opened_goes_to_the_next_in_one_step(desk: DistributionDesk, now: datetime) -> None:
    deadline = desk.offer("L1", "P1", now=now).deadline
    assert deadline is not None
    assert desk.due(now=deadline.at - HOUR) == ()
    assert [state.lead_id for state in desk.warnings(now=deadline.warn_at)] == ["L1"]
    assert desk.warnings(now=deadline.at) == ()
    [state] = desk.due(now=deadline.at)
    assert (state.phase, state.partner_id) == (Phase.OFFERED, "P2")
    assert [offer.state for offer in state.offers] == ["expired", "offered"]
    assert desk.history("L1")[-2].reasons == ("deadline.missed",)
    assert desk.due(now=deadline.at) == ()


def test_a_declined_lead_goes_to_the_next_and_then_waits_for_somebody(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    assert desk.decline("L1", "territory", now=now).partner_id == "P2"
    state = desk.decline("L1", "no_room", now=now)
    assert (state.phase, state.decision) == (Phase.WAITING, "unmatched")
    assert desk.due(now=now) == ()
    desk.put(Partner(partner_id="P3"))
    [placed] = desk.due(now=now + HOUR)
    assert placed.partner_id == "P3"


def test_after_three_offers_or_ten_days_it_is_a_persons_turn(desk: DistributionDesk, now: datetime) -> None:
    for number in range(3, 6):
        desk.put(Partner(partner_id=f"P{number}"))
    desk.offer("L1", "P1", now=now)
    desk.decline("L1", "territory", now=now)
    desk.decline("L1", "territory", now=now)
    assert desk.decline("L1", "territory", now=now).decision == "person"
    assert desk.history("L1")[-1].reasons == ("wait.offers_spent",)
    desk.offer(Lead(lead_id="L2"), "P1", now=now)
    desk.open("L2", now=now)
    assert desk.decline("L2", "territory", now=now + 15 * DAY).decision == "person"
    assert desk.history("L2")[-1].reasons == ("wait.days_spent",)


def test_a_lead_that_is_ready_is_placed_by_the_next_follow_up(desk: DistributionDesk, now: datetime) -> None:
    assert desk.decide("L1", "assigned", now=now, urgent=True).phase is Phase.OFFERED
    desk.receive(Lead(lead_id="L2"), now=now)
    desk.decide("L2", "assigned", now=now)
    assert desk.decide("L2", "assigned", now=now).sequence == 2
    assert desk.due(now=now) == ()
    assert "L2" in [state.lead_id for state in desk.due(now=now + 4 * HOUR)]


def test_a_held_lead_comes_back_on_its_date_and_goes_stale_after_that(desk: DistributionDesk, now: datetime) -> None:
    desk.decide("L1", "nurture", now=now, until=now + 90 * DAY)
    assert desk.due(now=now + 60 * DAY) == ()
    [back] = desk.due(now=now + 90 * DAY)
    assert (back.decision, back.phase) == ("again", Phase.WAITING)
    [stale] = desk.due(now=now + 120 * DAY)
    assert stale.phase is Phase.STALE
    assert desk.restore("L1", now=now + 121 * DAY).phase is Phase.WAITING


def test_every_word_of_the_partner_moves_its_deadline_and_silence_loses_the_lead(
    desk: DistributionDesk, now: datetime
) -> None:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    accepted = desk.accept("L1", now=now)
    assert accepted.deadline is not None
    assert accepted.deadline.act is Act.CONTACT
    assert desk.introduced("L1", now=now).deadline == accepted.deadline
    worked = desk.progress("L1", now=now, comment="Spoke to Birte", reached=False)
    assert worked.deadline is not None
    assert worked.deadline.act is Act.UPDATE
    assert kinds(desk)[-1] == "not_reached"
    assert desk.due(now=worked.deadline.at)[0].decision == "person"


def test_a_hand_gives_a_lead_to_another_partner_but_not_to_the_same(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    state = desk.reassign("L1", "P2", now=now)
    assert [offer.state for offer in state.offers] == ["revoked", "offered"]
    with pytest.raises(IllegalStepError, match="already"):
        desk.reassign("L1", "P2", now=now)


def test_a_partner_that_leaves_keeps_what_it_opened_for_a_person_to_decide(
    desk: DistributionDesk, now: datetime
) -> None:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    desk.offer(Lead(lead_id="L2"), "P1", now=now)
    assert [state.lead_id for state in desk.deactivate("P1", now=now)] == ["L1"]
    assert desk.state("L2").partner_id == "P2"
    assert desk.revoke("L1", "left", now=now).partner_id == "P2"


def test_the_contact_is_for_users_of_the_partner_that_opened_it(desk: DistributionDesk, now: datetime) -> None:
    desk.put(User("U1", "P1"))
    desk.put(User("U2", "P2"))
    desk.offer("L1", "P1", now=now)
    with pytest.raises(IllegalStepError):
        desk.contact("L1", "U1")
    with pytest.raises(IllegalStepError, match="another partner than that of U2"):
        desk.open("L1", now=now, actor="U2")
    desk.open("L1", now=now, actor="U1")
    assert desk.contact("L1", "U1").email == "birte@ostfeld.de"
    for stranger in ("U2", "U9"):
        with pytest.raises(IllegalStepError):
            desk.contact("L1", stranger)


def test_junk_is_returned_in_time_or_for_another_reason(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    desk.accept("L1", now=now)
    with pytest.raises(IllegalStepError, match="could be returned as junk until"):
        desk.return_("L1", "junk", kind_of_junk="student", now=now + 14 * DAY)
    desk.return_("L1", "not_reached", now=now + 14 * DAY)
    assert desk.state("L1").offers[0].counts


def test_a_withdrawn_lead_stays_so(desk: DistributionDesk, now: datetime) -> None:
    assert desk.withdraw("L1", now=now).phase is Phase.WITHDRAWN
    with pytest.raises(IllegalStepError, match="Legal now: nothing"):
        desk.restore("L1", now=now)
    with pytest.raises(IllegalStepError, match=r"no partner has it\. Legal now: nothing"):
        desk.accept("L1", now=now)


def test_whoever_is_never_quick_enough_is_told_so(now: datetime) -> None:
    class Busy(MemoryStore):
        def append(self, commit: Commit) -> bool:
            del commit
            return False

    with pytest.raises(StoreError, match="quicker 1000 times"):
        DistributionDesk(Busy()).receive(Lead(lead_id="L1"), now=now)


def test_the_digest_of_the_settings_stands_in_every_event(store: MemoryStore, now: datetime) -> None:
    short = DistributionSettings(open_hours=1)
    assert DistributionDesk(store, short).receive(Lead(lead_id="A"), now=now).sequence == 1
    DistributionDesk(store, settings_digest="abc").receive(Lead(lead_id="B"), now=now)
    assert [store.events(lead)[0].settings for lead in "AB"] == [short.digest(), "abc"]


def test_a_lead_that_a_partner_has_already_is_taken_over(desk: DistributionDesk, now: datetime) -> None:
    state = desk.import_(Lead(lead_id="L2"), "P1", now=now)
    assert (state.phase, state.partner_id, state.offers[0].state) == (Phase.ACCEPTED, "P1", "accepted")
    assert state.deadline is not None
    assert state.deadline.act is Act.UPDATE
    with pytest.raises(IllegalStepError, match="Legal now"):
        desk.import_("L2", "P2", now=now)


def test_people_are_introduced_once_the_lead_is_accepted(desk: DistributionDesk, now: datetime) -> None:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    with pytest.raises(IllegalStepError, match="once it is accepted"):
        desk.introduction("L1", Call(now + DAY), now=now)
    desk.accept("L1", now=now)
    assert "Nordlicht" in desk.introduction("L1", Call(now + DAY), now=now).to_lead.text
    desk.erase("L1")
    with pytest.raises(LeadmatchError, match="no record"):
        desk.introduction("L1", Call(now + DAY), now=now)


def test_what_another_worker_was_quicker_with_is_left_alone(
    desk: DistributionDesk, store: MemoryStore, now: datetime
) -> None:
    class Late(MemoryStore):
        def held(self, partner_id: str) -> tuple[str, ...]:
            return ("L1",) if partner_id == "P1" else ()

        def waiting(self, decision: str) -> tuple[str, ...]:
            return ("L1",) if decision == "unmatched" else ()

        def due(self, now: datetime, limit: int) -> tuple[str, ...]:
            del now
            return ("L1",) if limit == 2 else ()

    late = Late()
    late.__dict__ |= store.__dict__
    desk = DistributionDesk(late)
    desk.offer("L1", "P1", now=now)
    desk.reassign("L1", "P2", now=now)
    before = desk.state("L1")
    assert desk.due(now=now, limit=2) == ()
    assert desk.deactivate("P1", now=now) == (before,)
