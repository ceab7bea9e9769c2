"""Leads: named by their content, ordered by arrival."""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from leadmatch.records.lead import Lead, Note
from leadmatch.testing.strategies import hostile_text, leads

SLOW = settings(suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(leads())
def test_a_lead_without_an_id_is_named_by_its_content(lead: Lead) -> None:
    named = replace(lead, lead_id=None)
    assert named.id.startswith("sha-")
    assert len(named.id) == len("sha-") + 16
    assert replace(lead, lead_id=None) == named


@SLOW
@given(leads())
def test_other_content_gives_another_name(lead: Lead) -> None:
    assert replace(lead, lead_id=None, campaign="one").id != replace(lead, lead_id=None, campaign="two").id


def test_what_is_missing_does_not_count_for_the_name() -> None:
    assert Lead(email="a@b.de").id == Lead(email="a@b.de", products=(), answers={}, extra={}).id


def test_the_content_of_unknown_columns_counts_for_the_name() -> None:
    assert Lead(email="a@b.de", extra={"utm": "x"}).id != Lead(email="a@b.de").id


def test_an_id_that_is_a_number_is_text() -> None:
    assert Lead(lead_id=17).id == "17"  # type: ignore[arg-type] # a spreadsheet delivers numbers
    assert Lead(lead_id=17.0).id == "17"  # type: ignore[arg-type] # the same


def test_the_person_is_what_is_known_of_the_name() -> None:
    assert Lead(first_name="Birte", last_name="Lührsen").person == "Birte Lührsen"
    assert Lead(last_name="Lührsen").person == "Lührsen"
    assert Lead().person == ""


def test_leads_without_a_time_come_last() -> None:
    first = Lead(lead_id="B", received_at=datetime(2026, 11, 9, tzinfo=UTC))
    second = replace(first, lead_id="A", received_at=datetime(2026, 11, 9, tzinfo=UTC) + timedelta(seconds=1))
    timeless, other = Lead(lead_id="0"), Lead(lead_id="1")
    mixed = [other, second, timeless, first]
    assert sorted(mixed, key=lambda lead: lead.order) == [first, second, timeless, other]


def test_a_plain_string_is_one_note() -> None:
    assert Lead(notes="They called.").notes == (Note(text="They called."),)  # type: ignore[arg-type] # a cell holds text


def test_notes_and_answers_may_be_as_long_as_a_message() -> None:
    lead = Lead(notes=(Note(text="n" * 30_000),), answers={"need.today": "a" * 30_000})
    assert len(lead.notes[0].text) == len(lead.answers["need.today"]) == 20_000


@given(hostile_text())
def test_repaired_fields_are_named(text: str) -> None:
    broken = "\0" in text or any("\ud800" <= char <= "\udfff" for char in text)
    assert Lead(company=f"x{text}x").repaired == (("company",) if broken else ())


def test_a_lead_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Lead().email = "a@b.de"  # type: ignore[misc] # that it is refused is the point
