from datetime import UTC, datetime

from leadmatch.matching.profile import profile_of
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.target_account import TargetAccount
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


def test_an_account_is_courted_by_name_or_domain() -> None:
    criterion = TargetAccount(
        [
            Partner(partner_id="a", target_accounts=("Abelard & Finch LLP",)),
            Partner(partner_id="b", target_accounts=("abelardfinch.com",)),
            Partner(partner_id="c", target_accounts=("Pelham Keane",)),
        ],
        MatchingSettings(target_account=2.0),
    )
    lead = profile_of(
        Lead(lead_id="L1", company="Abelard and Finch", website="www.abelardfinch.com"),
        now=datetime(2026, 6, 15, tzinfo=UTC),
    )
    assert criterion.points(lead).tolist() == [2, 2, 0]
    assert [[r.observed for r in criterion.reasons(lead, n)] for n in range(3)] == [
        ["Abelard & Finch LLP"],
        ["abelardfinch.com"],
        [],
    ]
