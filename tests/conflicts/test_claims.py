from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.conflict import Conflict, ConflictKind, Remedy
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
    over = deal(registered_at=NOW - timedelta(days=60), expires_at=None)
    assert conflicts(over, lead(received_at=NOW), settings) == ()
    assert conflicts(over, lead(received_at=NOW), settings, now=NOW - SECOND)
    assert conflicts(deal(expires_at=None), settings=settings)[0].until is None


def test_protection_may_be_counted_from_approval() -> None:
    settings = ConflictSettings(protect_from="approval", protection_days=90)
    submitted, approved = NOW - timedelta(days=100), NOW - timedelta(days=80)
    known = {"registered_at": submitted, "expires_at": None}
    assert conflicts(deal(approved_at=approved, **known), settings=settings)[0].until == approved + timedelta(days=90)
    assert conflicts(deal(**known), settings=settings) == ()
    assert conflicts(deal(status="pending", **known), settings=settings)[0].until is None


def test_a_pending_deal_may_protect_for_days_of_its_own_or_not_at_all() -> None:
    waiting = deal(status="pending", registered_at=NOW - timedelta(days=20), expires_at=None)
    fresh = lead(received_at=NOW)
    assert conflicts(waiting, fresh)[0].until is None
    assert conflicts(waiting, fresh, ConflictSettings(pending_days=21))[0].until == NOW + timedelta(days=1)
    assert conflicts(waiting, fresh, ConflictSettings(pending_days=20)) == ()
    assert conflicts(replace(waiting, status="approved"), fresh, ConflictSettings(pending_days=0))
    assert conflicts(deal(status="pending"), fresh, ConflictSettings(pending_days=0))


@pytest.mark.parametrize("protect_from", ["expiry", "registration", "approval"])
def test_an_end_that_is_stated_always_holds_so_an_extension_is_a_later_end(protect_from: Any) -> None:
    settings = ConflictSettings(protect_from=protect_from, protection_days=60)
    old = deal(registered_at=NOW - timedelta(days=300))
    assert conflicts(old, settings=settings)[0].until == NOW + timedelta(days=30)
    extended = replace(old, expires_at=NOW + timedelta(days=120))
    assert conflicts(extended, settings=settings)[0].until == NOW + timedelta(days=120)


def test_the_vendors_own_account_is_kept_until_a_stated_end_whatever_is_counted() -> None:
    own = deal(partner_id=None, expires_at=None, registered_at=NOW - timedelta(days=900))
    assert conflicts(own, settings=ConflictSettings(protect_from="registration", pending_days=1))[0].until is None


def test_windows_are_counted_in_utc_across_a_change_of_the_clock() -> None:
    winter = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    settings = ConflictSettings(protect_from="registration", protection_days=120)
    (found,) = conflicts(deal(registered_at=winter, expires_at=None), settings=settings)
    assert found.until == winter.astimezone(UTC) + timedelta(days=120)
    assert found.to_dict()["until"] == "2026-06-29T11:00:00+00:00"
    assert conflicts(deal(expires_at=winter + timedelta(days=120)))[0].to_dict()["until"].endswith("+00:00")


def test_the_last_year_of_the_calendar_means_no_end_and_breaks_nothing() -> None:
    last = "9999-12-31"
    assert conflicts(deal(expires_at=last))[0].until is None
    assert conflicts(deal(registered_at=last)) == ()
    ages = ConflictSettings(
        incumbent_days=1e12, recent_offer_days=1e12, protect_from="registration", protection_days=1e9
    )
    assert conflicts(deal(status="won", closed_at=NOW), settings=ages)[0].until == datetime.max.replace(tzinfo=UTC)
    assert conflicts(offer(state="lost", closed_at=last), settings=ages)
    assert conflicts(deal(registered_at=NOW, expires_at=None), settings=ages)


def test_a_claim_may_cover_only_the_division_that_it_names() -> None:
    divisions = ConflictSettings(limit_to_division=True)
    pumps = deal(company="Loomworks Pumps Ltd")
    assert conflicts(pumps, lead(company="Loomworks Valves"))
    assert conflicts(pumps, lead(company="Loomworks Valves"), divisions) == ()
    assert "claim.division" in codes(conflicts(pumps, lead(company="Loomworks Pumps"), divisions))
    assert "claim.division_unstated" in codes(conflicts(pumps, lead(company="Loomworks"), divisions))
    assert "claim.division_unstated" in codes(conflicts(pumps, lead(company=None), divisions))
    assert not codes(conflicts(deal(company=None), settings=divisions)) & {"claim.division", "claim.division_unstated"}


def test_an_offer_that_is_made_later_holds_nothing_yet() -> None:
    assert conflicts(offer(offered_at=NOW + SECOND)) == ()
    assert conflicts(offer(offered_at=NOW))
    assert conflicts(offer(offered_at=None))


def test_of_two_registrations_the_first_holds_and_the_later_one_says_so() -> None:
    first = deal(deal_id="D2", partner_id="P2", status="pending", registered_at=NOW - timedelta(days=2))
    later = deal(deal_id="D1", partner_id="P1", registered_at=NOW - timedelta(days=1))
    report = ConflictFinder([later, first]).find(lead(), now=NOW)
    assert [(one.with_id, one.after, one.remedy) for one in report.conflicts] == [
        ("D2", None, Remedy.ROUTE_TO_HOLDER),
        ("D1", "D2", Remedy.GO_ON),
    ]
    assert report.conflicts[1].reasons[-1].code == "claim.after"
    assert report.conflicts[1].since == NOW - timedelta(days=1)
    assert report.against("P2") is None
    assert report.against("P1") == report.against("P9") == report.conflicts[0]


def test_an_approved_deal_may_go_before_one_that_was_registered_earlier() -> None:
    pending = deal(deal_id="D2", partner_id="P2", status="pending", registered_at=NOW - timedelta(days=2))
    approved = deal(registered_at=NOW - timedelta(days=1))
    found = ConflictFinder([pending, approved], settings=ConflictSettings(precedence="approval")).find(lead(), now=NOW)
    assert found.holder is not None
    assert found.holder.with_id == "D1"


def test_of_one_kind_the_claim_that_is_surely_on_the_account_holds_it() -> None:
    settings = ConflictSettings(claim_threshold=-9)
    thin = deal(deal_id="D0", partner_id="P0", company="Loomworks", email_domain=None, country=None)
    asked = lead(country="GB")
    found = ConflictFinder([replace(thin, registered_at=NOW - timedelta(days=9)), deal()], settings=settings)
    conflicts_found = found.find(asked, now=NOW).conflicts
    assert [(one.with_id, one.certainty) for one in conflicts_found] == [("D1", "block"), ("D0", "review")]


MOMENTS = st.none() | st.integers(-14, 14).map(lambda days: NOW + timedelta(days=days))
CLAIMS = st.lists(
    st.builds(
        deal,
        deal_id=st.sampled_from("ABCDEFG"),
        partner_id=st.sampled_from(["P1", "P2", None]),
        status=st.sampled_from(["pending", "approved", "won", "expired"]),
        products=st.sampled_from([(), ("ERP",), ("Firewall",)]),
        registered_at=MOMENTS,
        expires_at=MOMENTS,
    ),
    max_size=6,
    unique_by=lambda one: one.id,
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(claims: list[Deal], luck: Random) -> None:
    shuffled = luck.sample(claims, len(claims))
    asked = lead(products=("ERP",))
    one, other = (ConflictFinder(given_claims).find(asked, now=NOW) for given_claims in (claims, shuffled))
    assert one == other


@given(CLAIMS)
def test_a_claim_on_another_account_changes_nothing(claims: list[Deal]) -> None:
    strange = deal(deal_id="Z", company="Harrow & Pike Stores", email_domain="harrowandpike.com", partner_id="P7")
    alone, beside = (
        ConflictFinder(given_claims).find(lead(), now=NOW) for given_claims in (claims, [strange, *claims])
    )
    assert alone == beside


@given(CLAIMS)
def test_one_claim_at_most_holds_a_lead_and_its_holder_is_the_only_one_who_may_have_it(claims: list[Deal]) -> None:
    report = ConflictFinder(claims).find(lead(), now=NOW)
    blocking = [one for one in report.conflicts if one.blocking]
    assert (report.holder is None) == (not blocking)
    for one in blocking:
        assert (one.after is None) == (one.partner_id == blocking[0].partner_id)


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
