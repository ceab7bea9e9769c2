"""At most one approved registration an account, product and territory; it lapses, ends, and is extended once."""

from datetime import date, datetime, timedelta

import pytest

from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.distribution.accounts import account_keys, overlapping, same_account
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import User
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.testing.memory_store import MemoryStore

DAY = timedelta(days=1)


@pytest.fixture
def worked(desk: DistributionDesk, now: datetime) -> DistributionDesk:
    desk.offer("L1", "P1", now=now)
    desk.open("L1", now=now)
    desk.accept("L1", now=now)
    return desk


def own(number: int = 1, **fields: object) -> Deal:
    return Deal(**({"deal_id": f"D{number}", "partner_id": "P2", "company": "Ostfeld"} | fields))  # type: ignore[arg-type]  # fields of a deal


def test_an_accepted_lead_is_registered_with_nothing_typed_again(worked: DistributionDesk, now: datetime) -> None:
    state = worked.register("L1", now=now, products=("Scanners",), territory=("DE",))
    deal = worked.store.deal("L1/r1")
    assert deal is not None
    assert (deal.company, deal.email_domain, deal.value) == ("Ostfeld GmbH", "ostfeld.de", 9e3)
    assert (deal.status, deal.products, deal.territory) == ("pending", ("Scanners",), ("DE",))
    assert state.offers[0].state == "registered"
    assert not state.offers[0].holds


def test_an_approved_registration_keeps_other_partners_off(worked: DistributionDesk, now: datetime) -> None:
    worked.register("L1", now=now)
    worked.approve("L1", now=now)
    found = ConflictFinder(worked.store.deals()).find(Lead(lead_id="N", email="x@ostfeld.de"), now=now)
    assert [(conflict.partner_id, conflict.until) for conflict in found.conflicts] == [("P1", now + 90 * DAY)]
    assert [deal.approved_at for deal in worked.store.deals()] == [now]
    worked.register_own(own(), now=now)
    assert worked.history("D1")[0].reasons == ("registration.rival", "registration.lead_elsewhere")
    with pytest.raises(IllegalStepError, match="L1/r1 of partner P1"):
        worked.approve("D1", now=now)
    assert worked.approve("D1", now=now + 90 * DAY).phase is Phase.APPROVED


def test_a_claim_of_the_vendor_keeps_a_registration_from_approval(worked: DistributionDesk, now: datetime) -> None:
    for number, end in enumerate((None, now.date(), now + DAY)):
        worked.put(Deal(deal_id=f"V{number}", company="Ostfeld", status="approved", expires_at=end))
        worked.register_own(own(number, company="Ostfeld"), now=now)
        with pytest.raises(IllegalStepError, match="partner none"):
            worked.approve(f"D{number}", now=now)
        worked.put(Deal(deal_id=f"V{number}", company="Ostfeld", status="approved", expires_at=date(2020, 1, 1)))
    assert worked.approve("D0", now=now).phase is Phase.APPROVED


def test_a_refusal_leaves_the_lead_and_one_second_look(worked: DistributionDesk, now: datetime) -> None:
    worked.register("L1", now=now)
    refused = worked.reject("L1", "too thin", now=now)
    assert (refused.phase, refused.partner_id) == (Phase.UNPROTECTED, "P1")
    worked.register("L1", now=now)
    worked.reject("L1", "still", now=now)
    with pytest.raises(IllegalStepError, match="refused for good"):
        worked.register("L1", now=now)
    assert [deal.status for deal in worked.store.deals()] == ["rejected", "rejected"]


def test_what_is_not_answered_lapses_and_what_is_not_closed_ends(worked: DistributionDesk, now: datetime) -> None:
    worked.register("L1", now=now)
    [lapsed] = worked.due(now=now + 30 * DAY)
    assert lapsed.phase is Phase.UNPROTECTED
    worked.register("L1", now=now + 31 * DAY)
    worked.approve("L1", now=now + 32 * DAY)
    [ended] = worked.due(now=now + 122 * DAY)
    assert ended.phase is Phase.UNPROTECTED
    assert [deal.status for deal in worked.store.deals()] == ["expired", "expired"]
    assert [e.reasons for e in worked.history("L1") if e.reasons] == [("registration.lapsed",), ("registration.ended",)]


def test_a_protection_is_extended_once_where_activity_is_proved(worked: DistributionDesk, now: datetime) -> None:
    worked.register("L1", now=now)
    approved = worked.approve("L1", now=now)
    with pytest.raises(IllegalStepError, match="no activity"):
        worked.extend("L1", now=now + 80 * DAY)
    kept = worked.progress("L1", now=now + 70 * DAY)
    assert kept.deadline == approved.deadline
    extended = worked.extend("L1", now=now + 80 * DAY)
    deal = worked.store.deal("L1/r1")
    assert extended.deadline is not None
    assert deal is not None
    assert extended.deadline.at == deal.expires_at == now + 150 * DAY
    with pytest.raises(IllegalStepError, match="extended 1 times"):
        worked.extend("L1", now=now + 81 * DAY)


def test_what_has_ended_is_not_extended(worked: DistributionDesk, now: datetime) -> None:
    worked.register("L1", now=now)
    worked.approve("L1", now=now)
    with pytest.raises(IllegalStepError, match="has ended"):
        worked.extend("L1", now=now + 90 * DAY)


@pytest.mark.parametrize("won", [True, False])
def test_closing_ends_the_registration(worked: DistributionDesk, now: datetime, won: bool) -> None:
    worked.register("L1", now=now)
    state = worked.close("L1", won=won, value=5e3 if won else None, currency="EUR" if won else None, now=now)
    deal = worked.store.deal("L1/r1")
    assert deal is not None
    assert (state.phase, deal.status) == ((Phase.WON, "won") if won else (Phase.LOST, "lost"))
    assert deal.value == (5e3 if won else 9e3)


@pytest.mark.parametrize(("value", "currency"), [(-1.0, "EUR"), (float("nan"), "EUR"), (1.0, None)])
def test_a_value_is_an_amount_with_its_currency(
    worked: DistributionDesk, now: datetime, value: float, currency: str | None
) -> None:
    with pytest.raises(LeadmatchError, match="amount"):
        worked.close("L1", won=True, value=value, currency=currency, now=now)


def test_nothing_is_approved_rejected_or_extended_that_was_not_registered(
    worked: DistributionDesk, now: datetime
) -> None:
    for verb in (worked.approve, worked.extend):
        with pytest.raises(IllegalStepError):
            verb("L1", now=now)
    with pytest.raises(IllegalStepError, match="has no registration"):
        worked.reject("L1", "why", now=now)


def test_an_erased_lead_is_not_registered(worked: DistributionDesk, now: datetime) -> None:
    worked.erase("L1")
    with pytest.raises(LeadmatchError, match="no record of lead L1"):
        worked.register("L1", now=now)


def test_a_deal_of_a_partners_own_has_a_story_but_takes_no_place(worked: DistributionDesk, now: datetime) -> None:
    worked.put(User("U2", "P2"))
    state = worked.register_own(own(company="Alpwerk Kunde"), now=now, actor="U2")
    assert (state.phase, state.partner_id, state.offers) == (Phase.REGISTERED, "P2", ())
    with pytest.raises(IllegalStepError, match="story of D1 already"):
        worked.register_own(own(), now=now)
    rejected = worked.reject("D1", "unclear", now=now)
    assert rejected.deadline is None
    assert worked.progress("D1", now=now).deadline is None
    assert worked.register("D1", now=now).phase is Phase.REGISTERED
    assert worked.approve("D1", now=now).phase is Phase.APPROVED
    assert worked.close("D1", won=True, now=now).phase is Phase.WON


def test_a_deal_of_nobody_or_of_nothing_is_refused(worked: DistributionDesk, now: datetime) -> None:
    worked.put(User("U1", "P1"))
    for deal, words in (
        (own(partner_id=None), "needs a partner"),
        (own(company=None), "a company"),
        (own(partner_id="P9"), "P9"),
    ):
        with pytest.raises(LeadmatchError, match=words):
            worked.register_own(deal, now=now)
    with pytest.raises(IllegalStepError, match="another partner"):
        worked.register_own(own(company="Elsewhere"), now=now, actor="U1")


def test_an_account_is_told_by_domain_and_by_name_where_a_domain_is_missing() -> None:
    lead = Lead(lead_id="L", company="Ostfeld GmbH", email="a@mail.ostfeld.de")
    assert account_keys(lead) == ("domain:ostfeld.de", "name:ostfeld")
    assert same_account(lead, Deal(deal_id="D", company="OSTFELD"))
    assert same_account(lead, Deal(deal_id="D", website="https://www.ostfeld.de"))
    assert not same_account(lead, Deal(deal_id="D", company="Ostfeld", email_domain="ostfeld.pl"))
    assert not same_account(lead, Deal(deal_id="D"))


def test_claims_collide_where_products_and_territories_meet() -> None:
    def deal(products: tuple[str, ...] = (), territory: tuple[str, ...] = ()) -> Deal:
        return Deal(deal_id="D", products=products, territory=territory)

    assert overlapping(deal(("Scanners",)), deal(("scanners",)))
    assert not overlapping(deal(("Scanners",)), deal(("Printers",)))
    assert overlapping(deal(territory=("DE",)), deal(territory=("Bayern", "AT")))
    assert overlapping(deal(territory=("DE-BY",)), deal())
    assert not overlapping(deal(territory=("DE-BY",)), deal(territory=("DE-NW", "somewhere")))


def test_a_deal_from_outside_lives_beside_the_ledgers_own(store: MemoryStore) -> None:
    assert store.put(own()) == 1
    assert store.put(own()) == 2
