"""What Python refuses to make of a record is told like what a file refuses."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.errors import RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead, Note
from leadmatch.records.making import Record, make
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Contact, Partner, TrackRecord
from leadmatch.testing.strategies import deals, leads, offers, partners


def test_a_wrong_value_is_told_with_its_remedy() -> None:
    with pytest.raises(RecordError, match=r'employees: found "many"\. Write a whole number'):
        Lead(employees="many")  # type: ignore[arg-type] # that is the point


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong: Any = {"employees": "many", "latitude": 1000, "currency": "euros"}
    with pytest.raises(RecordError) as caught:
        Lead(**wrong)
    assert [fault.column for fault in caught.value.faults] == ["currency", "employees", "latitude"]


@pytest.mark.parametrize("kind", [Lead, Note, Partner, Contact, TrackRecord, Deal, Offer])
@given(st.text(max_size=200))
def test_a_field_that_does_not_exist_is_never_left_out_without_a_word(kind: Any, name: str) -> None:
    if name in {field.name for field in fields(kind)} | {"self"}:
        return
    with pytest.raises(RecordError, match="has no such field") as caught:
        kind(**{name: "x"})
    assert caught.value.faults[0].column == name


def test_a_misspelt_field_names_the_nearest() -> None:
    misspelt: Any = {"emial": "a@example.com"}
    with pytest.raises(RecordError, match=r'emial: found "a@example\.com"\. .* Did you mean email\?'):
        Lead(**misspelt)


def test_a_field_of_ones_own_is_sent_to_where_it_is_kept() -> None:
    own: Any = {"shoe size": "x" * 500}
    with pytest.raises(RecordError, match="goes into extra") as caught:
        Lead(**own)
    assert len(caught.value.faults[0].found) == 80
    with pytest.raises(RecordError, match="There are channel, noted_on, text"):
        Note(**own)


def test_a_record_needs_its_id() -> None:
    with pytest.raises(RecordError, match=r"partner_id: .* Every row needs one"):
        Partner()  # type: ignore[call-arg] # that is the point


def test_a_copy_with_a_wrong_value_is_refused_too() -> None:
    with pytest.raises(RecordError, match="employees"):
        replace(Lead(lead_id="L1"), employees="many")  # type: ignore[arg-type] # that is the point


@given(leads() | partners() | deals() | offers())
def test_a_copy_equals_its_record(record: Record) -> None:
    assert replace(record) == record


@pytest.mark.parametrize("value", [["x"], ("x",), {"a": 1}, {"x"}, b"x"])
def test_a_list_or_an_object_is_no_text(value: object) -> None:
    with pytest.raises(RecordError, match=r"email: .* Write one text"):
        make(Lead, {"email": value})


@pytest.mark.parametrize("value", [5, [["x"]], [{"txt": "x"}], True])
def test_a_note_is_text_or_an_object_with_one(value: object) -> None:
    with pytest.raises(RecordError, match=r"notes: .* Write text, or a list of objects .* channel, noted_on, text"):
        make(Lead, {"notes": value})


def test_what_a_contact_has_beside_its_fields_is_told() -> None:
    made = make(Partner, {"partner_id": "P", "contacts": [{"name": "Ana", "fax": 5, "id": 7}]})
    assert made.record.contacts == (Contact(name="Ana"),)
    assert made.warnings == (
        ("contacts", "fax, id is not read here and is left out. Read are email, language, name, phone, role."),
    )


@pytest.mark.parametrize(("told", "read"), [(None, ""), ("", ""), (5, "5"), (5.0, "5"), (" a ", " a ")])
def test_the_text_of_a_note_stands_as_it_was_written(told: object, read: str) -> None:
    assert make(Lead, {"notes": [{"channel": "call", "text": told}]}).record.notes == (Note(None, "call", read),)


def test_a_part_that_was_made_already_is_taken_as_it_is() -> None:
    assert Lead(notes=(Note(text="x"),)).notes == (Note(text="x"),)


def test_json_that_is_nested_too_deep_is_told_as_such() -> None:
    with pytest.raises(RecordError, match="this one is nested too deep"):
        make(Lead, {"products": "[" * 100_000})
