import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadmatch as lm
from leadmatch.adapters.files import workbook
from leadmatch.adapters.files.writing import write_table
from leadmatch.errors import FileError

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def save(*rows: Sequence[Any], sheet: str = "Sheet", first: str = "", name: str = "leads.xlsx") -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.title = first or sheet
        if first:
            page = book.create_sheet(sheet)
        for row in rows:
            page.append(list(row))
        book.save(tmp_path / name)
        return tmp_path / name

    return save


HEADER = ("lead_id", "company", "employees", "received_at")


def test_leads_are_read_with_their_types_and_the_rows_that_excel_shows(save: Save) -> None:
    path = save(
        (),
        HEADER,
        ("L1", "Borsuk", 50.0, datetime(2026, 11, 1, 10)),  # noqa: DTZ001 - Excel knows no zones
        (),
        ("L2", "#N/A", "many", None),
    )
    result = lm.read_leads(path, zone=UTC)
    assert [(lead.id, lead.company, lead.employees) for lead in result.records] == [("L1", "Borsuk", 50)]
    assert result.records[0].received_at == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert [(row.row, row.column, row.found) for row in result.bad_rows] == [(5, "employees", "many")]


def test_midnight_is_a_day_and_times_are_kept(save: Save) -> None:
    path = save(("deal_id", "expires_at", "at"), ("D1", datetime(2026, 11, 18), time(10, 30)))  # noqa: DTZ001 - as above
    deal = lm.read_deals(path).records[0]
    assert str(deal.expires_at) == "2026-11-18"
    assert deal.extra == {"at": "10:30:00"}


@pytest.mark.parametrize("sheet", ["leads", "Leads", "LEADS"])
def test_the_sheet_of_that_name_is_read(save: Save, sheet: str) -> None:
    assert lm.read_leads(save(("lead_id",), ("L1",), sheet=sheet, first="Notes")).records[0].id == "L1"


def test_the_first_sheet_is_read_where_there_is_none_of_that_name(save: Save) -> None:
    assert lm.read_leads(save(("lead_id",), ("L1",), sheet="Export")).records[0].id == "L1"


@pytest.mark.parametrize(("rows", "told"), [((), "It is empty"), ((("lead_id",),), "no rows")])
def test_a_sheet_without_rows_says_so(save: Save, rows: tuple[tuple[str, ...], ...], told: str) -> None:
    result = lm.read_leads(save(*rows))
    assert not result.records
    assert told in str(result.warnings[0])


def test_an_index_without_a_name_is_kept(save: Save) -> None:
    result = lm.read_leads(save((None, "lead_id", "company", "company"), (0, "L1", "a", "b")))
    assert result.records[0].extra == {"column 1": 0, "company (2)": "b"}


def test_merged_cells_in_the_header_are_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (("lead_id", "Contact", None, "company"), ("L1", "a@b.de", "030 901820", "Borsuk")):
        page.append(row)
    page.merge_cells("B1:C1")
    book.save(tmp_path / "leads.xlsx")
    with pytest.raises(FileError, match="column C has values and no name"):
        lm.read_leads(tmp_path / "leads.xlsx")


def test_values_far_to_the_right_are_named_by_their_letters(save: Save) -> None:
    with pytest.raises(FileError, match="column AC has values"):
        lm.read_leads(save(("lead_id",), ["L1", *[None] * 27, "x"]))


def test_formulas_stay_asleep_both_ways(tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    evil = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=x"]
    write_table(path, [{"lead_id": f"L{place}", "company": text, "n": -5} for place, text in enumerate(evil)], "leads")
    page = openpyxl.load_workbook(path)["leads"]
    assert [row[1].data_type for row in page.iter_rows(min_row=2)] == ["s"] * 5
    assert [row[1].value for row in page.iter_rows(min_row=2)] == ["'" + text for text in evil]
    assert [row[2].value for row in page.iter_rows(min_row=2)] == [-5] * 5
    assert [lead.company for lead in lm.read_leads(path).records] == evil


@given(text=st.text(st.characters(codec=None), max_size=60), number=st.floats() | st.integers(-(10**9), 10**9))
def test_any_text_can_be_written(tmp_path_factory: pytest.TempPathFactory, text: str, number: float) -> None:
    path = tmp_path_factory.mktemp("any") / "results.xlsx"
    write_table(path, [{"lead_id": text, "score": number, "reasons": [{"observed": text}], "ok": True, "none": None}])
    assert openpyxl.load_workbook(path)["results"].max_row == 2


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_MOST_ROWS", 3)
    write_table(tmp_path / "results.xlsx", [{"a": 1}] * 2)
    with pytest.raises(FileError, match=r"Write \.parquet or \.csv"):
        write_table(tmp_path / "results.xlsx", [{"a": 1}] * 3)


def archive(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "its ending may be wrong"),
        (b"lead_id,company\nL1,x\n", "its ending may be wrong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "protected by a password"),
        (archive({"a.txt": b"x"}), "no workbook"),
        (archive({"xl/workbook.xml": b"<broken"}), "could not be read as a workbook"),
        (archive({"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"\0" * 30_000_000}), "unpacks to"),
    ],
    ids=["empty", "text", "protected", "zip", "broken", "bomb"],
)
def test_what_is_no_workbook_is_refused_with_its_remedy(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "leads.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError, match=told):
        lm.read_leads(path)


def test_a_workbook_of_charts_alone_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "leads.xlsx")
    with pytest.raises(FileError, match="could not be read as a workbook"):
        lm.read_leads(tmp_path / "leads.xlsx")


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "leads.xlsx"
    path.write_bytes(content)
    with pytest.raises(FileError):
        lm.read_leads(path)
