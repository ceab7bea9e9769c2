from datetime import UTC, datetime

from leadmatch.matching.claims import Unclaimed, binding
from leadmatch.matching.profile import Claim, LeadProfile, profile_of
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


def seen(*claims: Claim) -> LeadProfile:
    return profile_of(Lead(lead_id="L1"), now=datetime(2026, 6, 15, tzinfo=UTC), claims=claims)


def test_the_weightiest_claim_binds_whatever_their_order_and_of_equal_ones_the_first() -> None:
    offered: Claim = ("open_offer", "a", "O1")
    first, later = ("registered_deal", "b", "D2"), ("registered_deal", "c", "D1")
    assert binding([offered, first, later]) == binding([first, offered, later]) == first
    assert binding([later, first]) == later
    assert binding([("incumbent", "a", "D1")]) is None


def test_a_holder_who_is_no_partner_keeps_everybody_away() -> None:
    rule = Unclaimed([Partner(partner_id="a"), Partner(partner_id="b")])
    assert rule.blocked(seen(("registered_deal", "gone", "D1"))).all()
    assert rule.blocked(seen(("registered_deal", "b", "D1"))).tolist() == [True, False]
    assert not rule.blocked(seen()).any()


def test_the_claim_is_named() -> None:
    rule = Unclaimed([Partner(partner_id="a")])
    assert [r.message() for r in rule.reasons(seen(("open_offer", "b", "O1")), 0)] == [
        "b holds a claim on this account (O1)"
    ]
    assert [r.code for r in rule.reasons(seen(("protected_account", None, "PA")), 0)] == ["account.protected"]
    assert list(rule.reasons(seen(), 0)) == []
