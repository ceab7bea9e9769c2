"""The report as a whole."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadmatch.pipeline.decision import Provenance
from leadmatch.reporting.listing import CUT_TO
from leadmatch.reporting.outside import UnreadRow
from leadmatch.reporting.report import Report, report_of

WAYS = (
    "assigned",
    "rejected",
    "redirected",
    "not_a_buyer",
    "review",
    "duplicate",
    "conflict",
    "ask",
    "nurture",
    "no_partner",
    "no_place",
)


def rows_of(report: Report) -> list[str]:
    """Return the ids of all leads that have a row."""
    sections = (report.screened, report.assigned, report.waiting, report.taken, report.recruit)
    listings = [section.listing for section in sections if section is not None]
    held = [report.held.asks, report.held.reviews] if report.held is not None else []
    return [row.lead_id for listing in (*listings, *held) for row in listing.rows]  # type: ignore[attr-defined]  # each has one


@given(st.lists(st.sampled_from(WAYS), max_size=25))
def test_every_lead_has_exactly_one_row(decide: Any, build: Any, ends: list[str]) -> None:
    report = report_of(build([decide(end, number) for number, end in enumerate(ends)]), command="leadmatch run")
    assert sorted(rows_of(report)) == [f"L-{number:04}" for number in range(len(ends))]


@given(st.lists(st.sampled_from(WAYS), max_size=25))
def test_the_contents_name_the_sections_that_are_there_with_their_counts(
    decide: Any, build: Any, ends: list[str]
) -> None:
    report = report_of(build([decide(end, number) for number, end in enumerate(ends)]), command="leadmatch run")
    entries = {entry.anchor: entry.count for entry in report.contents}
    for anchor in ("screened", "held", "waiting", "taken", "recruit"):
        assert (anchor in entries) is (getattr(report, anchor) is not None)
    counted = [
        entries[anchor]
        for anchor in ("screened", "assigned", "held", "waiting", "taken", "recruit")
        if anchor in entries
    ]
    assert sum(map(int, counted)) == len(ends)


def test_all_sections_of_a_full_report_come_in_the_order_in_which_one_acts(decide: Any, build: Any) -> None:
    row = UnreadRow(17, "cost", "a lot", "Write a number", "leads.csv")
    result = build([decide(way, number) for number, way in enumerate(WAYS)])
    report = report_of(result, command="leadmatch run", unread=[row], title=" Meridiem\u202e ")
    assert [entry.anchor for entry in report.contents] == [
        "needs",
        "ends",
        "funnel",
        "screened",
        "assigned",
        "load",
        "held",
        "waiting",
        "taken",
        "recruit",
        "unread",
    ]
    assert report.title == "Meridiem"


def test_lists_of_a_large_run_are_cut_and_say_where_the_rest_is(decide: Any, build: Any) -> None:
    result = build([decide("rejected", number) for number in range(501)])
    report = report_of(result, command="leadmatch run")
    assert report.screened is not None
    assert len(report.screened.listing.rows) == CUT_TO
    assert report.screened.listing.left_out_words.startswith("401 more leads are in quarantine.csv")


def test_links_lead_only_to_rows_that_are_on_the_page(decide: Any, build: Any) -> None:
    few = report_of(build([decide("assigned", 0), decide("duplicate", 1)]), command="")
    many = report_of(build([decide("assigned", 0), *(decide("duplicate", 1 + n) for n in range(500))]), command="")
    assert few.taken is not None
    assert many.taken is not None
    assert few.taken.listing.rows[0].link == "lead-1"
    assert {row.link for row in many.taken.listing.rows} == {""}


def test_the_origin_names_settings_model_and_versions(build: Any) -> None:
    origin = report_of(build([]), command="leadmatch run x").origin
    assert (origin.settings, origin.model, origin.versions) == (
        "9f3c1e",
        "rubric points, no learned model",
        "leadmatch 1",
    )
    assert origin.command == "leadmatch run x"
    learned = Provenance("9f3c1e", "abc", {"email_validator": "2"}, {}, "2026-11-23T07:00:00+00:00")
    origin = report_of(build([], provenance=learned), command="").origin
    assert (origin.model, origin.versions) == ("learned model abc", "email-validator 2")
