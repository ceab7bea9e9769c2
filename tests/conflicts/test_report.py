from datetime import UTC, date, datetime, timedelta

import pytest

from leadmatch.conflicts.conflict import Conflict, ConflictKind
from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.conflicts.report import ConflictReport
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.evidence.display import headline
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
ASKED = Lead(lead_id="L-31", email="ada@loomworks.co.uk", company="Loomworks", received_at=NOW)
SEEN = Lead(lead_id="L-12", email="tom@loomworks.co.uk", company="Loomworks", received_at=NOW - timedelta(days=3))
DEAL = Deal(
    deal_id="D1",
    partner_id="P2",
    company="Loomworks",
    email_domain="loomworks.co.uk",
    status="approved",
    expires_at=date(2027, 2, 14),
)


def conflict(kind: ConflictKind, *, partner_id: str | None = "P2", sure: bool = True) -> Conflict:
    reasons = (Reason.of("same_account.domain", points=8.0, field="email", observed="loomworks.co.uk"),)
    return Conflict(kind, "D1", partner_id, datetime(2027, 2, 15, tzinfo=UTC), reasons, sure)


def test_a_taken_lead_shows_by_whom_until_when_and_what_may_be_done() -> None:
    report = ConflictFinder([DEAL]).find(ASKED, now=NOW)
    assert headline(report.card()) == "× Taken by P2 until 14 Feb 2027 route to holder · L-31"
    assert "Registered deal  D1    P2       14 Feb 2027  route to holder" in str(report)
    assert "<td" in report._repr_html_()
    assert repr(report) == "<ConflictReport: × Taken by P2 until 14 Feb 2027 route to holder · L-31>"


def test_a_free_lead_says_as_what_it_was_seen_before() -> None:
    assert headline(ConflictFinder(leads=[SEEN]).find(ASKED, now=NOW).card()) == "? Free; seen before as L-12 · L-31"
    assert headline(ConflictFinder().find(ASKED, now=NOW).card()) == "✓ Free · L-31"
    assert ConflictFinder().find(ASKED, now=NOW).card().table is None


def test_of_many_earlier_leads_a_card_names_some_and_says_what_was_not_compared() -> None:
    crowd = [Lead(lead_id=f"{n:03}", email=f"u{n}@loomworks.co.uk", company="Loomworks") for n in range(90)]
    report = ConflictFinder(leads=crowd, settings=ConflictSettings(most_listed=16)).find(ASKED, now=NOW)
    card = report.card()
    assert card.more == ".duplicates"
    assert card.foot.endswith(f"{report.unlisted} further leads of the account not compared.")
    assert ConflictReport("L1", truncated=True).card().foot == "A weak key named more leads than were looked at."


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (ConflictKind.REGISTERED_DEAL, "× Taken by P2 until 14 Feb 2027 route to holder · registered deal D1"),
        (ConflictKind.OPEN_OFFER, "× With P2 until 14 Feb 2027 wait · open offer D1"),
        (ConflictKind.RECENT_OFFER, "✓ Lately with P2 go on · recent offer D1"),
        (ConflictKind.INCUMBENT, "✓ Customer of P2 go on · incumbent D1"),
    ],
)
def test_a_claim_shows_itself(kind: ConflictKind, told: str) -> None:
    assert headline(conflict(kind).card()) == told


def test_thin_evidence_is_told_as_such() -> None:
    thin = conflict(ConflictKind.PROTECTED_ACCOUNT, partner_id=None, sure=False)
    assert headline(thin.card()) == "? Perhaps kept by the vendor until 14 Feb 2027 ask · protected account D1"
    assert headline(ConflictReport("L1", conflicts=(thin,)).card()).startswith("? Perhaps kept by the vendor")
    assert thin.to_dict()["remedy"] == "ask"


def test_where_leads_were_found_by_keys_that_were_cut_report_and_duplicates_say_so() -> None:
    report = ConflictFinder(leads=[SEEN]).find(ASKED, now=NOW)
    cut = report.as_truncated()
    assert (report.truncated, [verdict.truncated for verdict in report.duplicates]) == (False, [False])
    assert (cut.truncated, [verdict.truncated for verdict in cut.duplicates]) == (True, [True])
    assert "weak key" in str(cut)
