import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadmatch.adapters.files.reading import read_leads
from leadmatch.adapters.files.results import FILES, LISTS, PROFILE, list_of, missing, next_question, write_results
from leadmatch.assignment.recruitment import UnmetDemand, recruitment
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.pipeline import LeadPipeline
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)
ANSWERS = {
    "budget.range": "approved",
    "authority.signs": "self",
    "need.today": "broken",
    "timing.by": "this_quarter",
    "own.question": "=1+1",
}


@pytest.fixture(scope="module")
def result() -> PipelineResult:
    """Return a run of leads that end in several ways."""
    leads = [
        Lead(
            lead_id="L1",
            email="svea@juergens-backwaren.de",
            phone="+49 40 3456781",
            company="Jürgens Backwaren",
            country="DE",
            message="Our tills break every week, please send an offer",
            answers=ANSWERS,
            extra={"utm": "spring", "decision": "theirs"},
        ),
        Lead(lead_id="L2", first_name="Mickey", last_name="Mouse", email="mm@example.com", phone="555-0100"),
        Lead(lead_id="L3", email="ada@kalkwerk-berger.at", company="Kalkwerk", message="We need a firewall"),
    ]
    partners = [Partner(partner_id="P1", name="=Evil()", capacity=5), Partner(partner_id="P2", capacity=5)]
    return LeadPipeline(partners).run(leads, now=NOW)


def rows(result: PipelineResult, kind: DecisionKind) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(list_of(result, kind))))


def test_all_files_are_written_the_same_every_time(result: PipelineResult, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_results(result, "<html>", tmp_path / name)
    assert {path.name for path in (tmp_path / "one").iterdir()} == FILES
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_every_list_has_its_columns_even_without_rows(result: PipelineResult) -> None:
    for kind in LISTS.values():
        header = list_of(result, kind).splitlines()[0].split(",")
        assert header[:5] == ["lead_id", "decision", "summary", "missing", "next_question"]
        assert {"answers.budget.range", "answers.urgency.trigger", "email", "message"} <= set(header)
        assert len(header) == len(set(header))


def test_profiles_to_recruit_have_all_their_columns(result: PipelineResult, tmp_path: Path) -> None:
    write_results(result, "", tmp_path)
    assert (tmp_path / "recruit.csv").read_text(encoding="utf-8") == ",".join(PROFILE) + "\n"
    profile = recruitment([UnmetDemand("L1", "Bakery", "DE", "DE-HH", ("Tills",), ("de",), 5.0)])[0]
    assert tuple(profile.to_dict()) == PROFILE


def test_an_assigned_lead_has_its_partner_and_what_came_with_it(result: PipelineResult) -> None:
    (row,) = rows(result, DecisionKind.ASSIGNED)
    assert row["lead_id"] == "L1"
    assert row["decision"] == "assigned"
    assert row["partner_id"] in {"P1", "P2"}
    assert row["partner"] in {"'=Evil()", "P2"}
    assert row["next_partners"] in {"P1", "P2"}
    assert row["expected_currency"] == result.settings.matching.currency
    assert float(row["expected_value"]) > 0
    assert row["answers.own.question"] == "'=1+1"
    assert row["utm"] == "spring"


def test_a_rejected_lead_lacks_ways_to_reach_it(result: PipelineResult) -> None:
    (decision,) = result.of(DecisionKind.REJECTED)
    assert set(missing(decision)) <= {"email", "phone"}
    assert next_question(decision)
    (row,) = rows(result, DecisionKind.REJECTED)
    assert int(row["junk_points"]) > 0
    assert row["category"]


def test_a_lead_that_waits_has_its_question_and_empty_answers(result: PipelineResult) -> None:
    (row,) = rows(result, DecisionKind.HELD)
    assert "budget" in row["missing"].split(", ")
    assert row["next_question"].endswith("?")
    assert row["readiness"] == "ask"
    assert {value for name, value in row.items() if name.startswith("answers.")} == {""}


def test_a_list_is_a_file_of_leads_again(result: PipelineResult, tmp_path: Path) -> None:
    path = tmp_path / "assignments.csv"
    path.write_text(list_of(result, DecisionKind.ASSIGNED), encoding="utf-8")
    read = read_leads(path)
    assert not read.bad_rows
    (lead,) = read.records
    assert lead.answers == ANSWERS
    assert lead.extra["utm"] == "spring"
    assert lead.message == "Our tills break every week, please send an offer"
