from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.claims import Conflict, ConflictKind, Remedy
from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def deal(**fields: Any) -> Deal:
    known: dict[str, Any] = {
        "deal_id": "D1",
        "partner_id": "P1",
        "company": "Loomworks Weaving Ltd",
        "email_domain": "loomworks.co.uk",
        "country": "GB",
        "status": "approved",
        "expires_at": NOW + timedelta(days=30),
    }
    return Deal(**{**known, **fields})


def offer(**fields: Any) -> Offer:
    known: dict[str, Any] = {
        "offer_id": "O1",
        "partner_id": "P1",
        "lead_id": "L0",
        "company": "Loomworks",
        "email_domain": "loomworks.co.uk",
    }
    return Offer(**{**known, "state": "opened", "offered_at": NOW - timedelta(days=3), **fields})


def lead(**fields: Any) -> Lead:
    known: dict[str, Any] = {
        "lead_id": "L1",
        "email": "ada@loomworks.co.uk",
        "company": "Loomworks",
        "received_at": NOW - timedelta(days=1),
    }
    return Lead(**{**known, **fields})


def conflicts(
    claim: Deal | Offer, asked: Lead | None = None, settings: ConflictSettings | None = None, now: datetime = NOW
) -> tuple[Conflict, ...]:
    deals = [claim] if isinstance(claim, Deal) else []
    offers = [claim] if isinstance(claim, Offer) else []
    return ConflictFinder(deals, offers, settings=settings).find(asked or lead(), now=now).conflicts


def codes(found: tuple[Conflict, ...]) -> set[str]:
    return {reason.code for conflict in found for reason in conflict.reasons}


def test_a_registered_deal_names_its_holder_and_its_end() -> None:
    (found,) = conflicts(deal())
    assert (found.kind, found.with_id, found.partner_id) == (ConflictKind.REGISTERED_DEAL, "D1", "P1")
    assert found.until == NOW + timedelta(days=30)
    assert found.blocking
    assert found.score > 0
    assert [reason.message() for reason in found.reasons]


def test_the_vendors_own_account_has_no_holder_and_may_have_no_end() -> None:
    (found,) = conflicts(deal(partner_id=None, expires_at=None))
    assert (found.kind, found.partner_id, found.until) == (ConflictKind.PROTECTED_ACCOUNT, None, None)
    assert found.to_dict()["until"] is None


@pytest.mark.parametrize("status", ["won", "lost", "expired", "rejected"])
def test_a_deal_that_is_over_protects_nothing(status: str) -> None:
    assert conflicts(deal(status=status)) == ()


def test_at_the_moment_of_its_end_a_claim_protects_no_more() -> None:
    late = lead(received_at=NOW)
    assert conflicts(deal(expires_at=NOW + SECOND), late)
    assert conflicts(deal(expires_at=NOW), late) == ()


def test_a_claim_that_held_when_the_lead_came_in_counts_for_the_days_of_grace() -> None:
    ended = deal(expires_at=NOW - timedelta(hours=2))
    (found,) = conflicts(ended)
    assert found.until == NOW - timedelta(hours=2) + timedelta(days=14)
    assert "claim.grace" in codes((found,))
    assert conflicts(deal(status="expired", expires_at=NOW - timedelta(hours=2)))
    assert conflicts(ended, now=found.until - SECOND)
    assert conflicts(ended, now=found.until) == ()
    assert conflicts(ended, settings=ConflictSettings(grace_days=0)) == ()
    assert conflicts(ended, lead(received_at=None)) == ()
    assert conflicts(deal(expires_at=NOW - timedelta(days=2))) == ()
    assert conflicts(deal(expires_at=NOW - timedelta(hours=2), registered_at=NOW - timedelta(hours=5))) == ()


def test_the_answer_says_what_may_be_done() -> None:
    by_name = lead(email=None, country="GB")
    assert conflicts(deal())[0].remedy is Remedy.ROUTE_TO_HOLDER
    assert conflicts(deal(partner_id=None))[0].remedy is Remedy.ROUTE_TO_VENDOR
    assert conflicts(offer())[0].remedy is Remedy.WAIT
    assert conflicts(offer(state="declined", closed_at=NOW))[0].remedy is Remedy.GO_ON
    assert conflicts(offer(lead_id="L1"), by_name)[0].remedy is Remedy.WAIT
    assert conflicts(deal(company="Loomworks"), by_name, ConflictSettings(claim_threshold=-9))[0].remedy is Remedy.ASK


def test_the_scope_of_claims_is_a_setting() -> None:
    asked = lead(products=("ERP",), country="GB")
    narrow = deal(products=("Firewall",), territory=("FR",))
    assert conflicts(narrow, asked) == ()
    assert conflicts(narrow, asked, ConflictSettings(limit_to_products=False)) == ()
    assert conflicts(narrow, asked, ConflictSettings(limit_to_territory=False)) == ()
    whole = ConflictSettings(limit_to_products=False, limit_to_territory=False)
    assert codes(conflicts(narrow, asked, whole)) >= {"claim.whole_account"}


def test_a_claim_ends_to_the_second() -> None:
    claim = deal(expires_at=NOW)
    asked = lead(received_at=NOW)
    assert conflicts(claim, asked, now=NOW - SECOND)
    assert conflicts(claim, asked, now=NOW) == ()
    late = lead(received_at=NOW - SECOND)
    assert conflicts(claim, late, now=NOW + timedelta(days=14) - SECOND)
    assert conflicts(claim, late, now=NOW + timedelta(days=14)) == ()


def test_a_deal_that_is_registered_later_holds_nothing_yet() -> None:
    assert conflicts(deal(registered_at=NOW + SECOND)) == ()
    assert conflicts(deal(registered_at=NOW))


def test_a_day_without_a_time_counts_whole_in_the_holders_zone() -> None:
    claim = deal(expires_at=date(2026, 6, 15))
    found = ConflictFinder([claim], zones={"P1": "America/New_York"}).find(lead(), now=NOW).conflicts
    assert found[0].until == datetime(2026, 6, 16, 4, tzinfo=UTC)
    (in_settings,) = ConflictFinder([claim], zone="Asia/Tokyo").find(lead(), now=NOW).conflicts
    assert in_settings.until == datetime(2026, 6, 15, 15, tzinfo=UTC)


def test_protection_may_be_counted_from_registration() -> None:
    settings = ConflictSettings(protect_from="registration", protection_days=60)
    (found,) = conflicts(deal(registered_at=NOW - timedelta(days=59), expires_at=None), settings=settings)
    assert found.until == NOW + timedelta(days=1)
    assert conflicts(deal(registered_at=NOW - timedelta(days=60)), lead(received_at=NOW), settings) == ()
    assert conflicts(deal(), settings=settings)[0].until == NOW + timedelta(days=30)


def test_products_limit_what_a_deal_protects() -> None:
    claim = deal(products=("ERP",))
    assert "claim.products" in codes(conflicts(claim, lead(products=("erp",))))
    assert "claim.products_unstated" in codes(conflicts(claim, lead()))
    assert conflicts(claim, lead(products=("Firewall",))) == ()
    assert "claim.whole_account" in codes(conflicts(deal(), lead(products=("Firewall",))))


@pytest.mark.parametrize(
    ("territory", "fields", "code"),
    [
        (("GB",), {"country": "GB"}, "claim.territory"),
        (("US-PA",), {"country": "US", "region": "Pennsylvania"}, "claim.territory"),
        (("US-PA",), {"country": "US"}, "claim.territory_unknown"),
        (("somewhere",), {"country": "US"}, "claim.territory_unknown"),
        (("US",), {"country": "GB"}, None),
        (("US-PA",), {"country": "US", "region": "Ohio"}, None),
    ],
)
def test_a_territory_limits_a_claim(territory: tuple[str, ...], fields: dict[str, str], code: str | None) -> None:
    found = codes(conflicts(deal(territory=territory), lead(**fields)))
    assert code in found if code else not found


def test_a_group_is_protected_in_whatever_country_it_writes_from() -> None:
    group = deal(company="Vantel Group", email_domain="vantel.com", country="SE")
    polish = lead(company="Vantel Polska Sp. z o.o.", email="a.szulc@vantel.com", country="PL")
    assert conflicts(group, polish)


def test_an_account_is_recognised_by_its_name_where_the_address_is_private() -> None:
    private = lead(email="neil@outlook.com", company="Harrow and Pike Stores", country="GB")
    claim = deal(company="Harrow & Pike Stores Ltd", email_domain="harrowandpike.co.uk")
    assert conflicts(claim, private)
    assert conflicts(claim, lead(email="neil@outlook.com", company="Harrow Pike Farm", country="GB")) == ()
    assert conflicts(deal(email_domain=None, website="https://www.loomworks.co.uk/en"), lead(company=None))


def test_a_claim_that_names_the_lead_needs_no_comparison() -> None:
    (found,) = conflicts(deal(lead_id="L1", company="Redmoor", email_domain="redmoor.co.uk"))
    assert "claim.same_lead" in codes((found,))
    assert found.score == 0


@pytest.mark.parametrize("state", ["offered", "opened", "accepted", "registered"])
def test_a_lead_that_is_with_a_partner_is_an_open_offer(state: str) -> None:
    (found,) = conflicts(offer(state=state))
    assert (found.kind, found.until, found.blocking) == (ConflictKind.OPEN_OFFER, None, True)


def test_an_offer_that_ended_lately_is_named_and_blocks_nothing() -> None:
    (found,) = conflicts(offer(state="declined", closed_at=NOW - timedelta(days=1)))
    assert (found.kind, found.until, found.blocking) == (ConflictKind.RECENT_OFFER, NOW + timedelta(days=29), False)
    assert conflicts(offer(state="declined"))[0].until == NOW + timedelta(days=27)
    assert conflicts(offer(state="declined", offered_at=NOW - timedelta(days=30))) == ()
    assert conflicts(offer(state="declined", offered_at=None)) == ()
    assert ConflictFinder(offers=[offer(state="lost")]).find(lead(), now=NOW).holder is None


def test_an_incumbent_is_named_only_where_the_settings_say_for_how_long() -> None:
    won = deal(status="won", closed_at=NOW - timedelta(days=100))
    assert conflicts(won) == ()
    settings = ConflictSettings(incumbent_days=365)
    (found,) = conflicts(won, settings=settings)
    assert (found.kind, found.blocking) == (ConflictKind.INCUMBENT, False)
    assert conflicts(deal(status="won"), settings=settings) == ()
    assert conflicts(deal(status="won", closed_at=NOW - timedelta(days=365)), settings=settings) == ()
    assert conflicts(deal(status="won", closed_at=NOW - timedelta(days=1), partner_id=None), settings=settings) == ()


def test_the_firmest_claim_comes_first_and_then_who_was_first() -> None:
    later = deal(deal_id="D2", registered_at=NOW - timedelta(days=1))
    first = deal(deal_id="D3", registered_at=NOW - timedelta(days=2))
    undated = deal(deal_id="D0")
    own = deal(deal_id="D9", partner_id=None)
    report = ConflictFinder([later, first, undated, own], [offer()]).find(lead(), now=NOW)
    assert [conflict.with_id for conflict in report.conflicts] == ["D9", "D3", "D2", "D0", "O1"]
    assert report.holder is not None
    assert report.holder.with_id == "D9"


@given(st.timedeltas(timedelta(days=-60), timedelta(days=60)), st.timedeltas(timedelta(days=-60), timedelta()))
def test_a_claim_counts_exactly_while_its_end_lies_ahead(to_end: timedelta, age: timedelta) -> None:
    found = conflicts(deal(expires_at=NOW + to_end), lead(received_at=NOW + age))
    grace = to_end > age and to_end > timedelta(days=-14)
    assert bool(found) == (to_end > timedelta() or grace)
    assert all(conflict.until is None or conflict.until > NOW for conflict in found)
