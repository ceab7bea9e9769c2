import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadmatch.evidence.verdict import Verdict
from leadmatch.records.lead import Lead, Note
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.screener import Screener

Screen = Callable[..., ScreeningReport]
ROWS = [line.split("\t") for line in (Path(__file__).parent / "data/messages.tsv").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, ScreeningReport]]:
    screener = Screener()
    contact: dict[str, Any] = {
        "first_name": "Sam",
        "last_name": "Okello",
        "email": "sokello@brightwaterfoods.com",
        "company": "Brightwater Foods",
        "phone": "+44 20 7183 8750",
    }
    return [(want, screener.screen(Lead(message=message, **contact))) for _, want, message in ROWS]


def test_rejected_messages_are_junk(judged: list[tuple[str, ScreeningReport]]) -> None:
    counts = Counter(want == "genuine" for want, report in judged if report.verdict == "reject")
    assert counts[True] <= 0.01 * counts.total()


def test_most_junk_is_rejected_by_its_words_alone(judged: list[tuple[str, ScreeningReport]]) -> None:
    junk = [report.verdict for want, report in judged if want != "genuine"]
    assert junk.count(Verdict.REJECT) >= 0.85 * len(junk)
    assert junk.count(Verdict.ACCEPT) <= 0.05 * len(junk)


def test_few_buyers_are_looked_at(judged: list[tuple[str, ScreeningReport]]) -> None:
    genuine = [report.verdict for want, report in judged if want == "genuine"]
    assert genuine.count(Verdict.ACCEPT) >= 0.95 * len(genuine)


def test_categories_are_the_right_ones(judged: list[tuple[str, ScreeningReport]]) -> None:
    told = [(want, report.category) for want, report in judged if want != "genuine" and report.category]
    assert sum(want == category for want, category in told) >= 0.9 * len(told)


def test_a_school_that_buys_is_no_student(screen: Screen) -> None:
    report = screen(
        company="Lakeside School District",
        message="Card locks for 480 dorm rooms, our students lose keys. RFP out in May.",
    )
    assert report.verdict == "accept"


def test_each_finding_keeps_its_place(screen: Screen) -> None:
    message = "Hello, for my thesis I need figures."
    reason = next(reason for reason in screen(message=message).reasons if reason.code == "text.student")
    assert reason.span is not None
    assert message[slice(*reason.span)] == reason.observed


def test_a_phrase_that_is_repeated_counts_once(screen: Screen) -> None:
    once, twice = (screen(message=text) for text in ("vacancies", "vacancies, Vacancies"))
    assert once.score == twice.score


def test_notes_and_positions_are_read_too(screen: Screen) -> None:
    assert screen(message=None, notes=(Note(text="wants to drive for us"),)).category == "job_seeker"
    assert "text.student_title" in {reason.code for reason in screen(job_title="PhD student").reasons}


@pytest.mark.parametrize("name", ["held_out.tsv", "held_out_2.tsv", "held_out_3.tsv"])
def test_inquiries_by_another_hand_than_the_rules_are_judged_as_people_would(name: str) -> None:
    lines = (Path(__file__).parent / "data" / name).read_text("utf-8").splitlines()
    names, rows = lines[0].split("\t"), [line.split("\t") for line in lines[1:]]
    known = {"language", "category", "phone_ok", "email_ok"}
    records: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in rows]
    screener = Screener()
    leads = [Lead(**{key: text for key, text in row.items() if text and key not in known}) for row in records]
    told = Counter(
        (row["category"] == "genuine", screener.screen(lead).verdict)
        for row, lead in zip(records, leads, strict=True)
    )  # fmt: skip
    assert told[True, Verdict.REJECT] <= 0.01 * sum(told[kind, Verdict.REJECT] for kind in (True, False))
    assert told[False, Verdict.REJECT] >= 0.85 * sum(told[False, verdict] for verdict in Verdict)
    assert told[True, Verdict.ACCEPT] >= 0.955 * sum(told[True, verdict] for verdict in Verdict)


def test_what_others_study_or_deal_in_is_not_the_writers_own() -> None:
    screener = Screener()
    intern = "Our intern compared five systems for her thesis and liked yours. We need a demo for 14 people."
    agency = "We are a staffing agency and are looking for a tool to which candidates upload their CV."
    assert {screener.screen(Lead(message=text)).category for text in (intern, agency)} <= {None, "invalid_contact"}


def test_a_word_of_a_language_that_a_text_is_not_in_does_not_count() -> None:
    report = Screener().screen(
        Lead(email="i.ode@brightfoods.com", message="I would like to test the product with our data for two weeks.")
    )
    assert "text.test_submission" not in {reason.code for reason in report.reasons}


def test_buyers_who_speak_of_jobs_faults_schools_and_sales_are_let_through(screen: Screen) -> None:
    lines = (Path(__file__).parent / "data/buyers.tsv").read_text("utf-8").splitlines()
    told = Counter(screen(message=line.split("\t")[1]).verdict for line in lines)
    assert told[Verdict.REJECT] <= 0.01 * len(lines)
    assert told[Verdict.ACCEPT] >= 0.96 * len(lines)


def test_oblique_words_reject_no_buyer() -> None:
    lines = (Path(__file__).parent / "data/held_out_4.tsv").read_text("utf-8").splitlines()
    names = lines[0].split("\t")
    known = {"language", "category", "phone_ok", "email_ok"}
    rows = [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]
    told: Counter[tuple[bool, Verdict]] = Counter()
    for row in rows:
        fields: dict[str, Any] = {key: text for key, text in row.items() if text and key not in known}
        told[row["category"] == "genuine", Screener().screen(Lead(**fields)).verdict] += 1
    assert told[True, Verdict.REJECT] == 0
    assert told[True, Verdict.REVIEW] <= 0.04 * sum(told[True, verdict] for verdict in Verdict)


def test_words_that_alone_would_tell_are_doubted_beside_a_purchase(screen: Screen) -> None:
    offer = "We can sell you lists of contacts."
    assert "text.solicitation" in {reason.code for reason in screen(message=offer).reasons}
    doubted = screen(message=f"{offer} Please quote for 40 handhelds.")
    assert "text.solicitation_doubted" in {reason.code for reason in doubted.reasons}
    assert doubted.verdict != "reject"


def test_a_title_of_another_calling_is_not_outweighed_by_a_mailbox(screen: Screen) -> None:
    assert screen(job_title="Journalist", message="Can we talk?").verdict == "review"


NOTES = Path(__file__).parents[1] / "qualification"


def test_what_buyers_tell_of_budget_date_and_decision_is_no_support_request(screen: Screen) -> None:
    words = "Patrons cannot log in from home."
    assert screen(message=words).category == "support_request"
    assert (
        screen(message=f"36,000 approved by the county, and the director signs. {words}").verdict is not Verdict.REJECT
    )
    assert screen(message=f"It has to be live by 31 May. {words}").verdict is not Verdict.REJECT


def test_buyers_notes_that_were_written_for_another_purpose_are_hardly_ever_rejected(screen: Screen) -> None:
    """They are labelled for readiness, by hands that did not look at these rules; a handful are students' after all."""
    files = [NOTES / f"{name}.jsonl" for name in ("figures", "forecast", "held_out", "notes", "unseen")]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    texts = [note["text"] for row in rows for note in row.get("notes", ())]
    verdicts = Counter(screen(message=text).verdict for text in texts)
    assert len(texts) > 600
    assert verdicts[Verdict.REJECT] <= 0.01 * len(texts)
    assert verdicts[Verdict.REVIEW] <= 0.04 * len(texts)
