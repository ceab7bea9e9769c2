import warnings
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import leadmatch as lm
from leadmatch.adapters.fieldmaps.loading import field_map_from
from leadmatch.errors import FrameError, SettingsError
from leadmatch.records.hygiene import repaired
from leadmatch.records.making import make
from leadmatch.testing.strategies import lead_rows

Kind = Any
"""A kind of table, which makes one of columns and reads the columns of one."""

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
NOTHING = {"", "nan", "NaN", "NaT", "<NA>", "None"}
COLUMNS = ("email", "phone", "first_name", "last_name", "company", "country", "job_title", "message", "employees")
LEADS: dict[str, list[Any]] = {
    "lead_id": ["L1", "L2", "L3", "L4"],
    "first_name": ["Birte", "Zbigniew", "Mickey", "Ana"],
    "last_name": ["Lührsen", "Nowak", "Mouse", "Ferreira"],
    "email": ["b.luehrsen@obstkiste-wetterau.de", None, "asdf@asdf.com", "ana@cortica-norte.pt"],
    "phone": ["+49 40 74218836", "+48 22 873 14 92", "123", None],
    "company": ["Obstkiste Wetterau eG", "Zakłady Borsuk", "Disney", "Cortiça Norte"],
    "country": ["DE", "PL", "US", "PT"],
    "message": [
        "Wir brauchen bis März zwanzig Scanner, Budget 40.000 EUR ist freigegeben.",
        "We need label printers next month.",
        "lol",
        None,
    ],
    "products": ["Scanning", "Printing", None, "Scanning"],
    "employees": [250.0, None, 5.0, 40.0],
}
PARTNERS = [
    lm.Partner(partner_id="P1", name="Nordlicht", countries=("DE",), products=("Scanning",), capacity=3),
    lm.Partner(partner_id="P2", name="Wisła", countries=("PL",), products=("Printing",), capacity=3),
]


def plain_leads() -> list[lm.Lead]:
    rows = [dict(zip(LEADS, cells, strict=True)) for cells in zip(*LEADS.values(), strict=True)]
    return [make(lm.Lead, row).record for row in rows]


def rows_as_table() -> st.SearchStrategy[list[dict[str, Any]]]:
    readable = st.one_of(st.sampled_from(("nan", "NaN", "<NA>", "", "x")), st.text(max_size=30))
    return st.lists(lead_rows(text=readable), min_size=1, max_size=7)


def clean(value: Any) -> Any:
    return repaired(value) if isinstance(value, str) else value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=rows_as_table())
def test_every_kind_of_table_has_the_answers_of_the_plain_path(kind: Kind, rows: list[dict[str, Any]]) -> None:
    columns = {name: [clean(row.get(name)) for row in rows] for name in COLUMNS}
    columns["employees"] = [None if cell is None else float(cell) for cell in columns["employees"]]
    columns["lead_id"] = [f"L{number}" for number in range(len(rows))]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", lm.frames.FrameWarning)
        screened = kind.read(lm.frames.screen(kind(columns)))
        qualified = kind.read(lm.frames.qualify(kind(columns), now=NOW))
    for number in range(len(rows)):
        row = {name: cells[number] for name, cells in columns.items() if cells[number] not in NOTHING}
        lead = make(lm.Lead, row).record
        report, readiness = lm.Screener().screen(lead), lm.Qualifier().qualify(lead, now=NOW)
        found = {name: cells[number] for name, cells in screened.items()}
        assert found["error"] is None
        assert (found["verdict"], found["disposition"]) == (report.verdict.value, report.disposition.value)
        assert (found["score"], found["phone_e164"]) == (report.score, report.contact.phone)
        assert (found["phone_ok"], found["email_ok"]) == (report.contact.phone_ok, report.contact.email_ok)
        assert qualified["readiness"][number] == readiness.readiness.value
        assert qualified["score"][number] == readiness.score


def test_the_same_kind_comes_back_with_the_same_rows(kind: Kind) -> None:
    given_table = kind(LEADS)
    of_table = type(given_table)
    found = lm.frames.screen(given_table)
    assert type(found) is of_table
    told = kind.read(found)
    before = {name: told[name] for name in LEADS}
    assert before == kind.read(kind(LEADS))
    assert list(told)[len(LEADS) :] == [
        *("verdict", "category", "disposition", "score", "email_canonical", "email_ok", "phone_e164", "phone_ok"),
        "error",
    ]


def test_a_table_without_rows_gets_its_columns(kind: Kind) -> None:
    empty = {name: cells[:0] for name, cells in LEADS.items()}
    assert kind.read(lm.frames.run(kind(empty), PARTNERS, now=NOW))["decision"] == []


def test_ranking_names_the_best_partner_of_each_lead(kind: Kind) -> None:
    found = kind.read(lm.frames.rank(kind(LEADS), PARTNERS, now=NOW))
    for number, lead in enumerate(plain_leads()):
        ranking = lm.Matcher(PARTNERS).rank(lead, now=NOW)
        best = ranking.best
        assert found["recommendation"][number] == ranking.recommendation.value
        assert found["partner_id"][number] == (best.partner_id if best else None)
        assert found["utility"][number] == (best.utility if best else None)


def test_a_run_decides_on_the_whole_table(kind: Kind) -> None:
    found = kind.read(lm.frames.run(kind(LEADS), PARTNERS, now=NOW))
    decisions = lm.LeadPipeline(PARTNERS).run(plain_leads(), now=NOW).decisions
    assert found["decision"] == [decision.kind.value for decision in decisions]
    assert found["summary"] == [decision.summary for decision in decisions]
    assert found["partner_id"] == [decision.partner_id for decision in decisions]


def test_a_bad_row_keeps_its_place_and_says_why(kind: Kind) -> None:
    table = {"lead_id": ["A", "B", "C"], "employees": ["5", "many", "7"], "email": ["a@b.de", "c@d.de", "e@f.de"]}
    with pytest.warns(lm.frames.FrameWarning, match="1 row could not be read") as told:
        found = kind.read(lm.frames.screen(kind(table)))
    assert found["verdict"][1] is None
    assert "whole number" in found["error"][1]
    assert [found["error"][0], found["error"][2]] == [None, None]
    assert None not in {found["verdict"][0], found["verdict"][2]}
    warning = told[0].message
    assert isinstance(warning, lm.frames.FrameWarning)
    assert [(row.row, row.column, row.found) for row in warning.bad_rows] == [(1, "employees", "many")]


def test_a_warning_names_the_line_that_called(some_kind: Kind) -> None:
    with pytest.warns(lm.frames.FrameWarning) as told:
        lm.frames.screen(some_kind({"lead_id": ["A"], "employees": ["many"]}))
    assert told[0].filename == __file__


def test_equal_rows_share_their_result_and_others_of_their_id_are_bad(kind: Kind) -> None:
    table = {"lead_id": ["A", "A", "A"], "company": ["Borsuk", "Borsuk", "Norte"]}
    with pytest.warns(lm.frames.FrameWarning):
        found = kind.read(lm.frames.run(kind(table), PARTNERS, now=NOW))
    assert found["decision"][0] == found["decision"][1] is not None
    assert found["decision"][2] is None
    assert "Row 0 has this id already" in found["error"][2]


def test_leads_without_ids_get_them(kind: Kind) -> None:
    table = {"E-Mail": ["a@b.de", "a@b.de", "c@d.de"]}
    ids = kind.read(lm.frames.screen(kind(table)))["lead_id"]
    assert ids[0].startswith("sha-")
    assert ids[1] == f"{ids[0]}-2"
    assert len(set(ids)) == 3


def test_no_column_of_the_table_is_overwritten(kind: Kind) -> None:
    table = {**LEADS, "score": [1, 2, 3, 4], "error": ["a", "b", "c", "d"]}
    found = kind.read(lm.frames.screen(kind(table)))
    assert found["score"] == [1, 2, 3, 4]
    assert found["error"] == ["a", "b", "c", "d"]
    assert found["screening_error"] == [None] * 4
    again = kind.read(lm.frames.screen(kind({**table, "screening_score": [9, 9, 9, 9]})))
    assert again["screening_score"] == found["screening_score"]


def test_a_prefix_goes_before_every_result(kind: Kind) -> None:
    found = kind.read(lm.frames.screen(kind({**LEADS, "lm_score": ["x"] * 4}), prefix="lm_"))
    assert found["lm_verdict"][2] == "reject"
    assert found["lm_score"] == kind.read(lm.frames.screen(kind(LEADS)))["score"]


def test_stages_follow_each_other_in_one_table(kind: Kind) -> None:
    found = kind.read(lm.frames.qualify(lm.frames.screen(kind(LEADS)), now=NOW))
    assert found["qualification_score"] == kind.read(lm.frames.qualify(kind(LEADS), now=NOW))["score"]


@pytest.mark.parametrize("zone", ["Europe/Berlin", ZoneInfo("Europe/Berlin")])
def test_a_time_without_a_zone_is_told_unless_the_zone_is(kind: Kind, zone: Any) -> None:
    table = {"lead_id": ["A", "B"], "received_at": [datetime(2026, 11, 1, 10), datetime(2026, 11, 2, 10)]}  # noqa: DTZ001 - as frames hold them
    with pytest.warns(lm.frames.FrameWarning, match="read in UTC.*The same holds for 1 more"):
        kind.read(lm.frames.screen(kind(table)))
    kind.read(lm.frames.screen(kind(table), zone=zone))


def test_a_zone_that_does_not_exist_is_refused(some_kind: Kind) -> None:
    with pytest.raises(ValueError, match="Europe/Berlin"):
        lm.frames.screen(some_kind(LEADS), zone="Europe/Berlni")


@pytest.mark.parametrize("field_map", [{"Mail": "email"}, field_map_from({"lead": {"Mail": "email"}})])
def test_a_field_map_says_what_columns_mean(kind: Kind, field_map: Any) -> None:
    found = lm.frames.screen(kind({"Mail": ["B@Borsuk.pl"]}), field_map=field_map)
    assert kind.read(found)["email_canonical"] == ["B@borsuk.pl"]


def test_a_shipped_map_is_taken_by_its_name_for_all_tables(some_kind: Kind) -> None:
    dates = ["3/4/2026", "3/14/2026"]
    leads = some_kind({"Record ID": ["7", "8"], "Email": ["b@borsuk.pl", "c@c.pl"], "Create Date": dates})
    partners = some_kind({"Record ID": ["1"], "Company name": ["Nord"], "Create Date": ["1/20/2026"]})
    found = lm.frames.matches(leads, partners, field_map="hubspot", zone="UTC")
    assert set(some_kind.read(found)["partner_id"]) == {"1"}
    with pytest.raises(SettingsError, match="nearest is hubspot"):
        lm.frames.screen(leads, field_map="hubspt")


def test_a_field_map_that_is_wrong_is_refused(some_kind: Kind) -> None:
    with pytest.raises(SettingsError, match="email"):
        lm.frames.screen(some_kind(LEADS), field_map={"Mail": "emial"})


def test_a_table_without_a_known_column_is_refused(kind: Kind) -> None:
    with pytest.raises(FrameError, match="none of its columns"):
        lm.frames.screen(kind({"colour": ["red"]}))


@pytest.mark.parametrize("stage", [lm.frames.qualify, lambda table, now: lm.frames.rank(table, PARTNERS, now=now)])
def test_a_moment_without_an_offset_is_refused(some_kind: Kind, stage: Any) -> None:
    with pytest.raises(ValueError, match="offset"):
        stage(some_kind(LEADS), now=datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused


def test_without_a_moment_it_is_the_clocks(some_kind: Kind) -> None:
    assert len(some_kind.read(lm.frames.qualify(some_kind(LEADS)))["readiness"]) == 4
