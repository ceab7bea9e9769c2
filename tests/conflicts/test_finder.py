import pickle
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.conflicts.finder import ConflictFinder, duplicate_pairs
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.evidence.display import headline
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.testing.strategies import leads

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
ADA = Lead(lead_id="a", email="ada@loomworks.co.uk", company="Loomworks", received_at=NOW)
TOM = Lead(lead_id="b", email="tom@loomworks.co.uk", company="Loomworks", received_at=NOW)
DEAL = Deal(deal_id="D1", partner_id="P1", company="Loomworks", email_domain="loomworks.co.uk", status="pending")


def test_a_report_has_the_published_form() -> None:
    report = ConflictFinder([DEAL], leads=[ADA, TOM]).find(ADA, now=NOW).to_dict()
    assert report["lead_id"] == "a"
    assert [set(line) for line in report["duplicates"]] == [{"lead_id", "relation", "score", "certainty", "reasons"}]
    (claim,) = report["conflicts"]
    published = {"kind", "with", "partner_id", "until", "reasons"}
    assert set(claim) == published | {"since", "score", "certainty", "remedy", "after"}
    assert {name: claim[name] for name in ("certainty", "remedy", "after")} == {
        "certainty": "block",
        "remedy": "route_to_holder",
        "after": None,
    }


def test_without_anything_to_conflict_with_there_is_no_conflict() -> None:
    report = ConflictFinder().find(ADA, now=NOW)
    assert (report.duplicates, report.conflicts, report.holder) == ((), (), None)


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        ConflictFinder().find(ADA, now=naive)
    with pytest.raises(ValueError, match="time zone"):
        next(ConflictFinder().find_many([ADA], now=naive))


def test_the_plural_gives_the_same_answers() -> None:
    finder = ConflictFinder([DEAL], leads=[ADA, TOM])
    assert list(finder.find_many([ADA, TOM], now=NOW)) == [finder.find(ADA, now=NOW), finder.find(TOM, now=NOW)]


def test_a_report_can_be_pickled() -> None:
    report = ConflictFinder([DEAL], leads=[ADA, TOM]).find(ADA, now=NOW)
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes


def test_the_pairs_of_a_batch_have_the_published_form() -> None:
    (pair,) = duplicate_pairs([TOM, ADA])
    assert headline(pair.card()) == "Same company · a and b"
    assert (pair.a, pair.b, set(pair.to_dict())) == ("a", "b", {"a", "b", "relation", "score", "certainty", "reasons"})


@given(st.lists(leads(), max_size=5))
def test_hostile_leads_are_answered(batch: list[Lead]) -> None:
    finder = ConflictFinder([DEAL], leads=batch)
    for report in finder.find_many(batch, now=NOW):
        assert all(verdict.b != report.lead_id for verdict in report.duplicates)


def test_the_report_says_what_was_not_compared_and_how_sure_a_link_is() -> None:
    crowd = [Lead(lead_id=f"{n:03}", email=f"u{n}@loomworks.co.uk", company="Loomworks") for n in range(90)]
    finder = ConflictFinder(leads=crowd, settings=ConflictSettings(most_listed=16))
    report = finder.find(Lead(lead_id="x", email="x@loomworks.co.uk"), now=NOW)
    told = report.to_dict()
    assert told["unlisted"] > 0
    assert {duplicate["certainty"] for duplicate in told["duplicates"]} == {"block"}
