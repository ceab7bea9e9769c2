"""Rows become records and come back; what is wrong is told at once, what is unknown is kept."""

import json
import pickle
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadmatch.errors import RecordError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, columns, make, to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.testing.strategies import Row, deals, hostile_text, lead_rows, leads, offers, partners

SLOW = settings(suppress_health_check=[HealthCheck.too_slow])
BLANKS = st.sampled_from([None, "", " ", "\t\n", "\u00a0", float("nan")])


def lead(**row: Any) -> Lead:
    return make(Lead, row).record


def back(record: Record) -> Record:
    """Make a record of the row of a record, as a file in between would."""
    kind: Any = type(record)
    made: Record = make(kind, json.loads(json.dumps(to_row(record), allow_nan=False))).record
    return made


@SLOW
@given(leads() | partners() | deals() | offers())
def test_a_record_comes_back_equal_from_its_row(record: Record) -> None:
    assert to_row(back(record)) == to_row(record)


@SLOW
@given(lead_rows())
def test_a_lead_keeps_its_id_on_the_way_through_a_file(row: Row) -> None:
    made = make(Lead, row).record
    assert back(made).id == made.id


@SLOW
@given(leads() | partners() | deals() | offers())
def test_records_can_be_pickled(record: Record) -> None:
    assert pickle.loads(pickle.dumps(record)) == record  # noqa: S301 - our own bytes


@SLOW
@given(st.data())
def test_the_order_of_the_columns_changes_nothing(data: st.DataObject) -> None:
    row = data.draw(lead_rows())
    row.pop("lead_id", None)
    mixed = dict(data.draw(st.permutations(list(row.items()))))
    assert make(Lead, row).record == make(Lead, mixed).record


@SLOW
@given(lead_rows(), st.data())
def test_blank_cells_mean_missing(row: Row, data: st.DataObject) -> None:
    missing = [name for name in columns(Lead) if name not in row]
    blanks = {name: data.draw(BLANKS) for name in missing}
    assert make(Lead, row | blanks).record == make(Lead, row).record


@given(hostile_text())
def test_texts_are_free_of_nuls_and_lone_surrogates(text: str) -> None:
    made = lead(company=text, message=text, notes=[text], answers={"need.today": text}, their_column={"deep": [text]})
    row = to_row(made)
    told = json.dumps(row, ensure_ascii=False)
    assert "\\u0000" not in told
    told.encode()


@given(hostile_text(), hostile_text())
def test_unknown_columns_are_kept_and_come_back_out(name: str, value: str) -> None:
    made = lead(**{f"x{name}": value, "email": "a@b.de"})
    kept = dict(made.extra)
    if value:
        assert len(kept) == 1
        assert to_row(made) == to_row(back(made))
    else:
        assert kept == {}


def test_every_fault_of_a_row_is_told_at_once_with_its_remedy() -> None:
    row = {"employees": "many", "deal_size": "-3", "received_at": "last week", "answers": "{broken", "notes": 7}
    with pytest.raises(RecordError) as caught:
        make(Lead, row)
    faults = {fault.column: fault for fault in caught.value.faults}
    assert set(faults) == set(row)
    assert faults["employees"].found == "many"
    assert (
        faults["employees"].remedy
        == "Write a whole number, such as 50; leave it empty if it is unknown or not limited."
    )
    assert faults["received_at"].remedy == "Write the date with its offset, such as 2026-11-18T14:10:00+01:00."
    assert all(fault.remedy.endswith(".") for fault in faults.values())
    assert all(str(fault) in str(caught.value) for fault in faults.values())


def test_what_was_found_is_shortened_and_repaired() -> None:
    with pytest.raises(RecordError) as caught:
        make(Lead, {"employees": "\0" + "9a" * 500})
    (fault,) = caught.value.faults
    assert len(fault.found) == 80
    assert fault.found.startswith("\ufffd9a")
    assert fault.found.endswith("…")


@pytest.mark.parametrize(("kind", "column"), [(Partner, "partner_id"), (Deal, "deal_id"), (Offer, "offer_id")])
@pytest.mark.parametrize("row", [{}, {"id": ""}])
def test_a_row_without_its_id_is_told_so(kind: Any, column: str, row: dict[str, str]) -> None:
    given_row = {column: row["id"]} if row else {}
    with pytest.raises(RecordError) as caught:
        make(kind, given_row)
    assert [(fault.column, fault.remedy) for fault in caught.value.faults] == [
        (column, "Every row needs one; give it a value that no other row has.")
    ]


def test_a_time_without_an_offset_is_read_in_the_zone_given_with_a_warning() -> None:
    made = make(Lead, {"received_at": "2026-07-01T09:00:00"}, zone=ZoneInfo("Europe/Berlin"))
    assert made.record.received_at == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert made.warnings == (("received_at", "The time has no offset; it was read in Europe/Berlin"),)


def test_a_time_with_an_offset_gives_no_warning() -> None:
    made = make(Lead, {"received_at": "2026-07-01T09:00:00+02:00"}, zone=ZoneInfo("America/Chicago"))
    assert made.record.received_at == datetime(2026, 7, 1, 7, 0, tzinfo=UTC)
    assert made.warnings == ()


def test_a_made_record_without_a_reader_reads_times_in_utc() -> None:
    assert Lead(received_at="2026-07-01T09:00:00").received_at == datetime(2026, 7, 1, 9, 0, tzinfo=UTC)  # type: ignore[arg-type] # text is what files hold


def test_an_overlong_message_is_cut_and_its_rest_comes_back_out() -> None:
    text = "x" * 19_999 + "ende" + "y" * 50_000
    made = lead(message=text, company="c" * 2_000)
    assert made.message == text[:20_000]
    assert made.overflow == {"message": text[20_000:], "company": "c" * 1_000}
    assert to_row(made)["message"] == text
    assert back(made) == made


def test_parts_of_a_partner_come_back() -> None:
    row = {
        "partner_id": "P1",
        "contacts": [{"name": "Ada", "email": "ada@partner.de"}],
        "track_record": [{"industry": "Brewery", "won": 3, "lost": 1, "expected": 2.5}],
        "away_until": "2026-11-20",
    }
    made = make(Partner, row).record
    assert made.track_record == (TrackRecord("Brewery", 3, 1, 2.5),)
    assert made.away_until == date(2026, 11, 20)
    assert to_row(made) == row


def test_columns_stand_in_the_order_of_the_format() -> None:
    assert columns(Lead)[:3] == ("lead_id", "received_at", "source")
    assert columns(Offer)[-1] == "closed_at"
    assert not {"extra", "repaired", "overflow"} & set(columns(Deal))
