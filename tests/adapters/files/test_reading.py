import contextlib
import csv
import io
import json
import os
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.loading import field_map_from
from leadmatch.adapters.files.reading import (
    ReadResult,
    read_deals,
    read_leads,
    read_offers,
    read_partners,
    read_rows,
)
from leadmatch.adapters.files.rows import Header, Row
from leadmatch.adapters.files.writing import to_csv, to_json_lines
from leadmatch.errors import FileError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import make, to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

ReadLeads = Callable[..., ReadResult[Lead]]


@pytest.fixture
def leads(tmp_path: Path) -> ReadLeads:
    def read(content: str | bytes, name: str = "leads.csv", **how: Any) -> ReadResult[Lead]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_leads(path, **how)

    return read


def ids(result: ReadResult[Lead]) -> list[str]:
    return [lead.id for lead in result.records]


TABLE = "lead_id,company,message\nL1,Müller,first\nL2,Žižka,second\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_table_is_read_in_every_delimiter_line_end_and_encoding(
    leads: ReadLeads, delimiter: str, line_end: str, encoding: str
) -> None:
    content = TABLE.replace(",", delimiter).replace("\n", line_end).encode(encoding)
    result = leads(content)
    assert [(lead.id, lead.company, lead.message) for lead in result.records] == [
        ("L1", "Müller", "first"),
        ("L2", "Žižka", "second"),
    ]
    assert not result.bad_rows
    assert not result.warnings


def test_cp1252_is_read_and_said(leads: ReadLeads) -> None:
    result = leads("lead_id;company\nL1;Müller – Söhne €\n".encode("cp1252"))
    assert result.records[0].company == "Müller – Söhne €"
    assert "Windows-1252" in str(result.warnings[0])
    assert str(result.warnings[0]).startswith(str(result.warnings[0].file) + ": ")


def test_a_broken_byte_does_not_turn_utf8_into_cp1252(leads: ReadLeads) -> None:
    result = leads("lead_id,company\nL1,Müller\nL2,Žižka\nL3,x".encode() + b"\xff\n")
    assert [lead.company for lead in result.records] == ["Müller", "Žižka", "x�"]
    assert "not UTF-8" in result.warnings[0].message


def test_a_cut_off_character_at_the_end_is_no_utf8(leads: ReadLeads) -> None:
    assert leads(b"lead_id,company\nL1,M\xc3").records[0].company == "MÃ"


def test_json_lines_in_utf16_and_with_a_mark(leads: ReadLeads) -> None:
    line = '{"lead_id": "L1", "company": "Müller"}\r\n\r\n'
    for encoding in ("utf-16", "utf-8-sig", "utf-16-le"):
        assert leads(line.encode(encoding), "leads.jsonl").records[0].company == "Müller"


def test_json_in_cp1252_is_said(leads: ReadLeads) -> None:
    result = leads('{"lead_id": "L1", "company": "Müller"}'.encode("cp1252"), "leads.jsonl")
    assert result.records[0].company == "Müller"
    assert "cp1252" in result.warnings[0].message


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", ""),
        ("a.jsonl", ""),
        ("a.csv", "\n \n"),
        ("a.json", "\ufeff"),
        ("a.json", "[]"),
        ("a.csv", "lead_id\n"),
    ],
)
def test_a_file_without_rows_holds_no_records_and_says_so(leads: ReadLeads, name: str, content: str) -> None:
    result = leads(content, name)
    assert result.records == ()
    assert "nothing to read" in result.warnings[0].message


def test_bad_rows_are_all_told_and_the_good_ones_go_on(leads: ReadLeads) -> None:
    result = leads(
        "lead_id,received_at,employees,cost\n"
        "L1,2026-11-18T14:10:00+01:00,5,1\n"
        "L2,18.11.26 14:10,many,-3\n"
        "\n"
        'L3,"2026-11-18T14:10:00+01:00\n",5,1\n'
        "L4,2026-11-18T14:10:00+01:00,x,1\n"
    )
    assert ids(result) == ["L1", "L3"]
    assert [(bad.row, bad.column, bad.found) for bad in result.bad_rows] == [
        (3, "received_at", "18.11.26 14:10"),
        (3, "cost", "-3"),
        (3, "employees", "many"),
        (6, "employees", "x"),
    ]
    assert 'leads.csv, row 3, received_at: found "18.11.26 14:10". Write the date' in str(result.bad_rows[0])
    assert result.bad_rows[0].to_dict()["row"] == 3


def test_a_row_number_is_the_one_that_a_spreadsheet_shows(leads: ReadLeads) -> None:
    result = leads('\n\nlead_id,message\nL1,"two\nlines"\n\nL2,ok,too much\n')
    assert result.bad_rows[0].row == 6


def test_ragged_rows_are_told(leads: ReadLeads) -> None:
    result = leads("lead_id,company,city\nL1,A\nL2,B,C,D\nL3,E,F\nL4,G,H,,\n")
    assert ids(result) == ["L3", "L4"]
    assert [bad.row for bad in result.bad_rows] == [2, 3]
    assert "The row ends before city" in str(result.bad_rows[0])
    assert "4 cells instead of 3" in result.bad_rows[1].found


def test_a_quotation_mark_that_is_never_closed_loses_one_row_only(leads: ReadLeads) -> None:
    result = leads('lead_id,company,city\nL1,"A,B\nL2,C,D\nL3,"E\nand F",G\n')
    assert ids(result) == ["L2", "L3"]
    assert result.records[1].company == "E\nand F"
    assert result.bad_rows[0].row == 2
    assert "quotation mark" in result.bad_rows[0].remedy


def test_an_open_quotation_mark_in_the_header_is_told(leads: ReadLeads) -> None:
    result = leads('\nlead_id,"company\nL1,A\n')
    assert result.records == ()
    assert not result.warnings
    (bad,) = result.bad_rows
    assert bad.row == 2
    assert "never closed" in bad.remedy


def test_an_open_quotation_mark_at_the_end_is_told(leads: ReadLeads) -> None:
    result = leads('lead_id,company\nL1,A\nL2,"B')
    assert ids(result) == ["L1"]
    assert result.bad_rows[0].column == "company"
    assert "never closed" in result.bad_rows[0].remedy


def test_an_open_quotation_mark_beyond_the_last_column_is_told(leads: ReadLeads) -> None:
    assert leads('lead_id\nL1,"B').bad_rows[0].column == ""


def test_quotation_marks_inside_a_cell_are_text(leads: ReadLeads) -> None:
    result = leads('lead_id,company,message\nL1,24" screens,"say ""hello"", then go"\n')
    assert result.records[0].company == '24" screens'
    assert result.records[0].message == 'say "hello", then go'


def test_a_hostile_table_of_open_quotation_marks_is_given_up_soon(leads: ReadLeads) -> None:
    result = leads("lead_id,company\n" + 'x"y,"\n' * 20_000)
    assert result.records == ()
    assert "lines after it could not be read" in result.bad_rows[-1].remedy
    assert len(result.bad_rows) < 50


@pytest.mark.parametrize("first", ["sep=;", "SEP=;"])
def test_the_line_that_excel_writes_for_itself_is_obeyed(leads: ReadLeads, first: str) -> None:
    result = leads(f"{first}\r\nlead_id;company\r\nL1;A, B\r\nL2\r\n")
    assert result.records[0].company == "A, B"
    assert result.bad_rows[0].row == 4


def test_a_sep_line_without_a_header_holds_nothing(leads: ReadLeads) -> None:
    assert "empty" in leads("sep=;\n").warnings[0].message


def test_a_column_may_be_called_separator(leads: ReadLeads) -> None:
    assert ids(leads("sep=location,lead_id\nx,L1\n")) == ["L1"]


def test_names_that_repeat_are_told_and_both_columns_are_kept(leads: ReadLeads) -> None:
    result = leads("lead_id,email,email,,,email (2)\nL1,a@example.com,b@example.com,x,y,z\n")
    assert result.records[0].email == "a@example.com"
    assert result.records[0].extra == {"email (3)": "b@example.com", "column 4": "x", "column 5": "y", "email (2)": "z"}
    assert [(told.row, told.column) for told in result.warnings] == [(1, "email")]


def test_two_hundred_columns_are_kept(leads: ReadLeads) -> None:
    names = ["lead_id", *(f"field {n}" for n in range(199))]
    result = leads(",".join(names) + "\n" + ",".join(["L1", *map(str, range(199))]) + "\n")
    assert result.records[0].extra == {f"field {n}": str(n) for n in range(199)}


def test_a_cell_of_ten_megabytes_is_read_and_the_limit_of_the_process_is_as_before(leads: ReadLeads) -> None:
    before = csv.field_size_limit()
    result = leads("lead_id,message\nL1," + "x" * 10_000_000 + "\nL2,short\n")
    assert ids(result) == ["L1", "L2"]
    assert len(result.records[0].message or "") + len(result.records[0].overflow["message"]) == 10_000_000
    assert csv.field_size_limit() == before


def test_readers_in_threads_leave_the_limit_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("lead_id,message\n" + "".join(f"L{n},{'x' * 200_000}\n" for n in range(20)))
    before, found = csv.field_size_limit(), []
    threads = [threading.Thread(target=lambda: found.append(len(read_leads(path).records))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [20] * 4
    assert csv.field_size_limit() == before


def test_nul_bytes_are_replaced_and_said(leads: ReadLeads) -> None:
    for name, content in (
        ("a.csv", "lead_id,company\nL1,A\0B\n"),
        ("a.jsonl", json.dumps({"lead_id": "L1", "company": "A\0B"})),
    ):
        result = leads(content, name)
        assert result.records[0].company == "A�B"
        assert result.warnings[0].column == "company"


def test_lines_that_are_no_object_are_told(leads: ReadLeads) -> None:
    deep = "[" * 100_000
    content = '{"lead_id": "L1"}\nnot json\n[1]\n"text"\n\n{"lead_id": "L2",}\n{"cost": ' + "9" * 5000 + "}\n"
    result = leads(content + '{"notes": ' + deep + '\n{"lead_id": "L3"}\n', "a.jsonl")
    assert ids(result) == ["L1", "L3"]
    assert [bad.row for bad in result.bad_rows] == [2, 3, 4, 6, 7, 8]
    assert "not JSON" in result.bad_rows[0].remedy
    assert "not an object" in result.bad_rows[1].remedy
    assert "too long" in result.bad_rows[4].remedy
    assert "too deep" in result.bad_rows[5].remedy


def test_a_json_list_is_read_too(leads: ReadLeads) -> None:
    result = leads('[\n {"lead_id": "L1"},\n 5,\n {"lead_id": "L2"}\n]', "a.json")
    assert ids(result) == ["L1", "L2"]
    assert result.bad_rows[0].row == 2


@pytest.mark.parametrize("content", ['[{"lead_id": "L1"}', "[" * 100_000])
def test_a_broken_json_list_is_told(leads: ReadLeads, content: str) -> None:
    result = leads(content, "a.json")
    assert "list is not JSON" in result.bad_rows[0].remedy


def test_a_cell_of_json_that_is_nested_too_deep_is_a_bad_row(leads: ReadLeads) -> None:
    result = leads("lead_id,products\nL1," + "[" * 100_000 + "\nL2,A;B\n")
    assert ids(result) == ["L2"]
    assert result.bad_rows[0].row == 2


def test_a_row_without_a_known_column_is_told(leads: ReadLeads) -> None:
    result = leads('{"a": 1}\n{}\n{"lead_id": "L1"}', "a.jsonl")
    assert ids(result) == ["L1"]
    assert [bad.row for bad in result.bad_rows] == [1, 2]
    assert [bad.remedy for bad in result.bad_rows] == [
        "None of this is a column of a lead. Rename the columns.",
        "It is empty. Fill in a lead.",
    ]


def test_a_table_without_a_known_column_is_refused(leads: ReadLeads) -> None:
    with pytest.raises(FileError, match="none of its columns is one of a lead"):
        leads("a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n")


@pytest.mark.parametrize(
    ("read", "column"), [(read_partners, "partner_id"), (read_deals, "deal_id"), (read_offers, "offer_id")]
)
def test_a_table_without_ids_is_refused(
    tmp_path: Path, read: Callable[[Path], ReadResult[Partner] | ReadResult[Deal] | ReadResult[Offer]], column: str
) -> None:
    path = tmp_path / "table.csv"
    path.write_text("products,lead_id,name,company\nA,B,C,D\n")
    with pytest.raises(FileError, match=f"the column {column} is missing"):
        read(path)
    lines = tmp_path / "table.jsonl"
    lines.write_text('{"products": ["A"]}\n{"' + column + '": "X1"}\n')
    result = read(lines)
    assert [record.id for record in result.records] == ["X1"]
    assert result.bad_rows[0].column == column


def test_columns_in_other_letters_are_understood(leads: ReadLeads) -> None:
    result = leads("Lead ID,E-Mail,first name\nL1,a@example.com,Ann\n")
    lead = result.records[0]
    assert (lead.id, lead.email, lead.first_name) == ("L1", "a@example.com", "Ann")


def test_the_exact_name_wins_over_one_in_other_letters(leads: ReadLeads) -> None:
    result = leads("Email,email,E-mail\nx,a@example.com,y\n")
    assert result.records[0].email == "a@example.com"
    assert result.records[0].extra == {"Email": "x", "E-mail": "y"}
    assert [told.column for told in result.warnings] == ["Email", "E-mail"]


def test_a_column_that_looks_misspelt_is_asked_about_once(leads: ReadLeads) -> None:
    result = leads("lead_id,compnay\nL1,A\nL2,B\n")
    assert len(result.warnings) == 1
    assert "Did you mean company?" in result.warnings[0].message


def test_a_file_of_endless_new_names_is_read_in_linear_time(leads: ReadLeads) -> None:
    lines = "".join(json.dumps({"lead_id": f"L{n}", f"emails{n}": n}) + "\n" for n in range(3000))
    result = leads(lines, "a.jsonl")
    assert len(result.records) == 3000
    assert len(result.warnings) <= 1000


def test_a_field_map_renames_and_wins(leads: ReadLeads) -> None:
    field_map = field_map_from({"lead": {"Firma": "company", "Kennung": "lead_id"}})
    result = leads("Kennung,Firma,company\nL1,A,B\n", field_map=field_map)
    assert result.records[0].company == "A"
    assert result.records[0].extra == {"company (2)": "B"}


def test_answers_in_columns_of_their_own_are_answers(leads: ReadLeads) -> None:
    result = leads(
        "lead_id,answers.timing.by,answers.budget.range,answers\n"
        "L1,March,,\n"
        'L2,,much,"{""timing.by"": ""May""}"\n'
        "L3,,,\n"
    )
    assert [lead.answers for lead in result.records] == [
        {"timing.by": "March"},
        {"timing.by": "May", "budget.range": "much"},
        {},
    ]
    assert not result.warnings
    line = json.dumps({"lead_id": "L1", "answers": {"timing.by": "May"}, "answers.need.today": "much"})
    assert leads(line, "a.jsonl").records[0].answers == {"timing.by": "May", "need.today": "much"}


@pytest.mark.parametrize("broken", ["much", "[1]"])
def test_answers_that_are_no_object_are_told(leads: ReadLeads, broken: str) -> None:
    bad_rows = leads(f"lead_id,answers.timing.by,answers\nL1,March,{broken}\n").bad_rows
    assert [bad.column for bad in bad_rows] == ["answers"]


def test_a_time_without_an_offset_is_read_in_the_zone_and_said(leads: ReadLeads) -> None:
    zone = ZoneInfo("Europe/Berlin")
    result = leads("lead_id,received_at\nL1,2026-11-18 14:10\n", zone=zone)
    assert result.records[0].received_at == datetime(2026, 11, 18, 13, 10, tzinfo=UTC)
    assert result.warnings[0].row == 2


def test_equal_rows_are_read_once_and_others_of_the_same_id_are_bad(leads: ReadLeads) -> None:
    result = leads("lead_id,phone,message,city\nL1,1,a,x\nL1,1,a,x\nL1,2,b,x\nL1,1,c,x\n")
    assert ids(result) == ["L1"]
    assert "repeats row 2" in result.warnings[0].message
    assert [bad.remedy for bad in result.bad_rows] == [
        "Row 2 has this id already and differs in phone and message. Give one of them another id.",
        "Row 2 has this id already and differs in message. Give one of them another id.",
    ]


def test_leads_without_an_id_are_named_by_their_content(leads: ReadLeads) -> None:
    result = leads("email,company\na@example.com,A\nb@example.com,B\na@example.com,A\na@example.com,A\n")
    first = result.records[0].id
    assert first.startswith("sha-")
    assert ids(result)[2:] == [f"{first}-2", f"{first}-3"]


def test_the_quote_that_keeps_formulas_asleep_is_taken_off(leads: ReadLeads) -> None:
    result = leads("lead_id,company,message\n'=1,'+A,''=x\n")
    assert (result.records[0].id, result.records[0].company, result.records[0].message) == ("=1", "+A", "'=x")


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
ROW = st.fixed_dictionaries(
    {"lead_id": TEXT.filter(lambda text: text.strip() == text)},
    optional={
        "company": TEXT,
        "message": TEXT,
        "products": st.lists(TEXT, max_size=3),
        "employees": st.integers(0, 10**6),
        "cost": st.floats(0, 1e9),
        "answers": st.dictionaries(st.sampled_from(["budget.range", "timing.by"]), TEXT),
        "extra column": TEXT,
    },
)


@settings(max_examples=60)
@given(row=ROW, ending=st.sampled_from(["csv", "jsonl"]))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, row: dict[str, Any], ending: str
) -> None:
    lead = make(Lead, row).record
    path = tmp_path_factory.mktemp("again") / f"leads.{ending}"
    told = to_row(lead)
    written = to_csv([told]) if ending == "csv" else "".join(to_json_lines([told]))
    path.write_bytes(written.encode())
    assert read_leads(path).records == (lead,)


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300), ending=st.sampled_from(["csv", "jsonl", "json", "txt"]))
def test_any_bytes_give_an_answer(tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str) -> None:
    path = tmp_path_factory.mktemp("any") / f"leads.{ending}"
    path.write_bytes(content)
    with contextlib.suppress(FileError):
        result = read_leads(path)
        assert result.records or result.bad_rows or result.warnings


def test_long_files_tell_how_far_they_are(leads: ReadLeads) -> None:
    told: list[int] = []
    leads("lead_id\n" + "".join(f"L{n}\n" for n in range(2500)), progress=told.append)
    assert told == [1000, 2000]


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"lead_id": "L1"}\nx\n')))
    result = read_leads("-")
    assert ids(result) == ["L1"]
    assert str(result.bad_rows[0]).startswith("standard input, row 2: ")


def test_a_file_of_another_ending_is_read_as_what_it_looks_like(leads: ReadLeads) -> None:
    assert ids(leads("lead_id\nL1\n", "leads.txt")) == ["L1"]
    assert ids(leads(' {"lead_id": "L1"}\n', "leads")) == ["L1"]


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=['{"lead_id": "L1"}\n'])
    writer.start()
    assert ids(read_leads(path)) == ["L1"]
    writer.join()


def test_rows_come_with_their_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("lead_id\nL1\n")
    assert list(read_rows(str(path))) == [Header(("lead_id",)), Row(2, {"lead_id": "L1"})]
