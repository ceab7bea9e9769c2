"""Each rule of a ledger is noticed when it is broken."""

from datetime import UTC, datetime, timedelta

from leadmatch.distribution.events import Event, EventKind, Fact
from leadmatch.testing.rules import broken_rules

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def story(*told: tuple[EventKind, str | None], lead_id: str = "L1", **facts: Fact) -> list[Event]:
    return [
        Event(lead_id, number, kind, NOW + timedelta(hours=number), "a", "s", partner_id=partner, facts=facts)
        for number, (kind, partner) in enumerate(told, 1)
    ]


PLACES = {"P1": 1, "P2": 9}
OFFERED, DECLINED, OPENED = EventKind.OFFERED, EventKind.DECLINED, EventKind.OPENED


def test_a_ledger_that_keeps_the_rules_breaks_none() -> None:
    first = story((OFFERED, "P1"), (OPENED, "P1"), (EventKind.REGISTERED, "P1"), (EventKind.WON, "P1"))
    second = story(*[(EventKind.DECIDED, None)] * 3, (OFFERED, "P1"), (EventKind.REASSIGNED, "P2"), lead_id="L2")
    assert list(broken_rules([*second, *first], PLACES)) == []


def test_two_partners_at_once_are_noticed() -> None:
    assert list(broken_rules(story((OFFERED, "P1"), (OFFERED, "P2")), PLACES)) == ["L1 goes to P2 while P1 has it"]


def test_a_second_offer_after_a_no_is_noticed() -> None:
    [told] = broken_rules(story((OFFERED, "P1"), (DECLINED, "P1"), (OFFERED, "P1")), PLACES)
    assert told == "L1 goes again to P1, which did not want it"


def test_a_partner_with_too_many_leads_is_noticed() -> None:
    one, other = story((OFFERED, "P1")), story((OFFERED, "P1"), lead_id="L2")
    [told] = broken_rules([*one, *other], PLACES)
    assert told.startswith("P1 carries 2 leads of 1 at 2026-11-16")


def test_a_lead_that_may_not_be_shared_is_noticed() -> None:
    told = story((EventKind.RECEIVED, None), (OFFERED, "P2"), may_share=False)
    assert list(broken_rules(told, PLACES)) == ["L1 goes to P2 and may not be shared"]


def test_a_stranger_that_opens_a_lead_is_noticed() -> None:
    assert list(broken_rules(story((OFFERED, "P1"), (OPENED, "P2")), PLACES)) == ["L1 is opened by P2, and P1 has it"]


def test_a_registration_that_lapses_leaves_the_lead_with_its_partner() -> None:
    lapsed = story((OFFERED, "P2"), (EventKind.EXPIRED, "P2"), (OPENED, "P2"))
    lapsed[1] = Event("L1", 2, EventKind.EXPIRED, NOW, "a", "s", partner_id="P2", reasons=("registration.lapsed",))
    assert list(broken_rules(lapsed, PLACES)) == []
