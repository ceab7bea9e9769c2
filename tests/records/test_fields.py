"""Cells are read as people fill them in; what cannot be read is refused with its remedy."""

import json
import math
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.errors import RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.fields import is_blank
from leadmatch.records.lead import Lead, Note
from leadmatch.records.making import make
from leadmatch.records.partner import Partner

WORD = st.text(st.characters(codec="utf-8", exclude_characters=';[{\0"', exclude_categories=("Z", "C")), min_size=1)


def read(column: str, value: object) -> Any:
    return getattr(make(Lead, {column: value}).record, column)


def of_partner(column: str, value: object) -> Any:
    return getattr(make(Partner, {"partner_id": "P", column: value}).record, column)


def refuses(column: str, value: object) -> str:
    with pytest.raises(RecordError) as caught:
        make(Lead, {column: value})
    (fault,) = caught.value.faults
    assert fault.column == column
    return fault.remedy


@given(st.lists(WORD, max_size=5))
def test_a_list_reads_the_same_as_a_list_as_json_and_split_at_semicolons(words: list[str]) -> None:
    assert read("products", words) == read("products", json.dumps(words)) == read("products", ";".join(words))
    assert read("products", tuple(words)) == tuple(words)


def test_empty_items_of_a_list_are_left_out() -> None:
    assert read("products", "; A ;; B;") == ("A", "B")
    assert read("products", ["A", "", None, 7]) == ("A", "7")
    assert read("products", 7) == ("7",)


@pytest.mark.parametrize("value", ['[["A"]]', '[{"a": 1}]', '{"a": 1}', [("A",)]], ids=repr)
def test_a_list_of_lists_or_objects_is_no_list_of_words(value: object) -> None:
    assert refuses("products", value).startswith("Write a list of words")


@pytest.mark.parametrize("value", ["[1, 2", '{"a": ', "{not json}"], ids=repr)
def test_json_that_breaks_off_is_refused(value: str) -> None:
    assert "this one breaks off" in refuses("products", value)
    assert "this one breaks off" in refuses("answers", "{" + value)


@given(st.floats(0, 1e12))
def test_a_number_reads_the_same_as_text(number: float) -> None:
    assert read("deal_size", repr(number)) == read("deal_size", number) == number


@given(st.integers(0, 10**12), st.sampled_from([" ", ",", "'", "_", "\u00a0", "\u202f"]))
def test_groups_of_three_digits_may_be_set_apart(number: int, sign: str) -> None:
    assert read("deal_size", f"{number:,}".replace(",", sign)) == number
    assert read("employees", f"{number:,}".replace(",", sign)) == number


@pytest.mark.parametrize(
    "value", ["many", "1.2.3", "12,5", "1e999", "inf", -1, math.inf, True, [1], "10**5", "9" * 400], ids=repr
)
def test_what_is_no_number_is_refused(value: object) -> None:
    assert refuses("deal_size", value).startswith("Write a number from 0 on with a decimal point")


@pytest.mark.parametrize(("column", "value"), [("latitude", 90.5), ("latitude", "-91"), ("longitude", 180.1)])
def test_a_place_off_the_globe_is_refused(column: str, value: object) -> None:
    assert " to " in refuses(column, value)


@pytest.mark.parametrize("value", [0.5, "2.5", "some", -1], ids=repr)
def test_a_count_is_a_whole_number(value: object) -> None:
    assert refuses("employees", value).startswith("Write a whole number")


@pytest.mark.parametrize(("value", "number"), [("50.0", 50), (50.0, 50), ("1,250", 1_250), ("0", 0)], ids=repr)
def test_a_whole_number_may_come_with_a_point(value: object, number: int) -> None:
    assert read("employees", value) == number


@pytest.mark.parametrize("value", ["true", "TRUE", "yes", "Ja", "1", 1, 1.0, True, " oui "], ids=repr)
def test_yes_in_many_words_is_true(value: object) -> None:
    assert of_partner("active", value) is True


@pytest.mark.parametrize("value", ["false", "No", "nein", "0", 0, False], ids=repr)
def test_no_in_many_words_is_false(value: object) -> None:
    assert of_partner("active", value) is False


def test_a_flag_is_neither_where_nothing_is_said_and_refuses_the_rest() -> None:
    assert of_partner("active", " ") is None
    with pytest.raises(RecordError, match="Write true or false"):
        of_partner("active", "maybe")


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-11-18T14:10:00+01:00", datetime(2026, 11, 18, 13, 10, tzinfo=UTC)),
        ("2026-11-18T13:10:00Z", datetime(2026, 11, 18, 13, 10, tzinfo=UTC)),
        (datetime(2026, 11, 18, 13, 10, tzinfo=UTC), datetime(2026, 11, 18, 13, 10, tzinfo=UTC)),
        (date(2026, 11, 18), datetime(2026, 11, 18, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_from_text_days_and_datetimes(value: object, moment: datetime) -> None:
    assert read("received_at", value) == moment


@pytest.mark.parametrize("value", ["yesterday", "18.11.26 late", 17, "2026-13-01T00:00:00Z"], ids=repr)
def test_what_is_no_moment_is_refused(value: object) -> None:
    assert refuses("received_at", value).startswith("Write the date with its offset")


@pytest.mark.parametrize("value", ["2026-11-20", date(2026, 11, 20), datetime(2026, 11, 20, 9, tzinfo=UTC)], ids=repr)
def test_a_day_is_read_from_text_and_dates(value: object) -> None:
    assert of_partner("away_until", value) == date(2026, 11, 20)
    assert of_partner("closed_dates", [value, None]) == (date(2026, 11, 20),)


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(RecordError, match="Write the day as 2026-11-18"):
        of_partner("away_until", "soon")
    with pytest.raises(RecordError, match="Write the day as 2026-11-18"):
        make(Deal, {"deal_id": "D", "expires_at": "soon"})


@pytest.mark.parametrize(
    ("value", "country"), [("de", "DE"), ("Germany", "DE"), ("Österreich", "AT"), ("Atlantis", "Atlantis")]
)
def test_a_country_is_understood_or_kept_as_it_was_typed(value: str, country: str) -> None:
    assert read("country", value) == country


@pytest.mark.parametrize("value", ["EURO", "€", "12E", "ÄÖÜ"], ids=repr)
def test_a_currency_is_a_three_letter_code(value: str) -> None:
    assert read("currency", "eur") == "EUR"
    assert refuses("currency", value).startswith("Use the three-letter code")


@pytest.mark.parametrize("column", ["timezone", "away_until", "closed_dates", "last_offered_at", "contacts"])
def test_a_blank_cell_of_a_partner_is_nothing(column: str) -> None:
    assert of_partner(column, " ") in (None, ())


def test_a_choice_is_read_in_any_case_and_refuses_the_rest() -> None:
    assert read("sharing_basis", " Consent ") == "consent"
    assert refuses("sharing_basis", "perhaps").startswith("Write one of consent")
    assert read("do_not_contact", "Email;PHONE") == ("email", "phone")
    assert refuses("do_not_contact", "fax").startswith("Write a list of email, phone")


def test_answers_are_an_object_without_its_empty_ones() -> None:
    assert read("answers", '{"timing.by": "March", "need.today": " "}') == {"timing.by": "March"}
    assert read("answers", {"budget.range": 40000}) == {"budget.range": "40000"}
    assert refuses("answers", "[1]").startswith("Write an object from question to answer")


def test_notes_are_objects_strings_or_both() -> None:
    expected = (Note(date(2026, 11, 9), "call", "They called."), Note(text="Again."))
    listed = [{"noted_on": "2026-11-09", "channel": "call", "text": "They called."}, "Again."]
    assert read("notes", listed) == read("notes", json.dumps(listed)) == expected
    assert read("notes", {"text": "Again."}) == expected[1:]


@pytest.mark.parametrize("value", [None, "", " \u00a0", float("nan")], ids=repr)
def test_blank_is_none_nan_and_white_space(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", [0, False, "0", [], ()], ids=repr)
def test_nothing_else_is_blank(value: object) -> None:
    assert not is_blank(value)
