from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import leadmatch as lm
from leadmatch.adapters.files.parquet import BATCH_ROWS, write_parquet
from leadmatch.adapters.files.writing import write_table
from leadmatch.errors import FileError

LEADS = {
    "Lead ID": ["L1", "L2"],
    "received_at": pa.array([1, None], pa.timestamp("ns", "UTC")),
    "products": [["Scanning"], None],
    "answers": pa.array([[("timing.by", "March")], None], pa.map_(pa.string(), pa.string())),
    "employees": [50.0, None],
    "shop": ["x", None],
}


def test_leads_are_read_with_their_types(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table(LEADS), path)
    first, second = lm.read_leads(path).records
    assert (first.id, first.products, first.answers) == ("L1", ("Scanning",), {"timing.by": "March"})
    assert first.received_at == datetime(1970, 1, 1, tzinfo=UTC)
    assert (first.employees, first.extra) == (50, {"shop": "x"})
    assert (second.received_at, second.employees, second.extra) == (None, None, {})


def test_bad_rows_count_from_one_and_the_good_ones_go_on(tmp_path: Path) -> None:
    path = tmp_path / "leads.pq"
    pq.write_table(pa.table({"lead_id": ["A", "B", "C"], "employees": ["5", "many", "7"]}), path)
    result = lm.read_leads(path)
    assert [lead.id for lead in result.records] == ["A", "C"]
    assert [(row.row, row.column) for row in result.bad_rows] == [(2, "employees")]


def test_partners_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "partners.parquet"
    pq.write_table(pa.table({"partner_id": ["P1"], "countries": [["DE", "AT"]]}), path)
    assert lm.read_partners(path).records[0].countries == ("DE", "AT")


def test_a_file_without_rows_says_so(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table({"lead_id": pa.array([], pa.string())}), path)
    assert "no rows" in str(lm.read_leads(path).warnings[0])


def test_names_that_repeat_are_told(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    table = pa.Table.from_arrays([pa.array(["A"]), pa.array(["x"]), pa.array(["y"])], ["lead_id", "company", "company"])
    pq.write_table(table, path)
    result = lm.read_leads(path)
    assert result.records[0].company == "x"
    assert "more than once" in str(result.warnings[0])


@pytest.mark.parametrize(
    "content", [b"", b"lead_id,company\nL1,x\n", b"PAR1" + b"x" * 40, b"PAR1" + b"\0" * 40 + b"PAR1"]
)
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leads.parquet"
    path.write_bytes(content)
    with pytest.raises(FileError, match="could not be read as Parquet"):
        lm.read_leads(path)


def test_parquet_under_another_name_is_told(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    pq.write_table(pa.table({"lead_id": ["A"]}), path)
    with pytest.raises(FileError, match=r"Let its name end in \.parquet"):
        lm.read_leads(path)


def test_results_have_columns_with_dots_and_types(tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    rows: list[dict[str, Any]] = [
        {"lead_id": "A", "score": 1, "urgent": True, "budget": {"level": None, "label": "x"}, "reasons": [{"a": 1}]},
        {"lead_id": "B", "score": 2.5, "urgent": None, "budget": None, "reasons": []},
    ]
    write_table(path, rows)
    table = pq.read_table(path)
    assert table.to_pydict() == {
        "lead_id": ["A", "B"],
        "score": [1.0, 2.5],
        "urgent": [True, None],
        "budget.level": [None, None],
        "budget.label": ["x", None],
        "reasons": ['[{"a": 1}]', "[]"],
    }
    assert table.schema.field("budget.level").type == pa.string()


def test_a_column_of_several_types_is_text_in_every_batch(tmp_path: Path) -> None:
    path = tmp_path / "results.parquet"
    write_parquet(path, ({"x": number if number < BATCH_ROWS else "a"} for number in range(BATCH_ROWS + 1)))
    column = pq.read_table(path)["x"].to_pylist()
    assert (column[0], column[-1]) == ("0", "a")
    write_parquet(path, [{"x": 1}, {"x": "a"}, {"x": 2**70}])
    assert pq.read_table(path)["x"].to_pylist() == ["1", "a", str(2**70)]


def test_no_results_are_a_file_too(tmp_path: Path) -> None:
    write_table(tmp_path / "results.parquet", [])
    assert pq.read_table(tmp_path / "results.parquet").num_rows == 0


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Choose another file"):
        write_table(tmp_path / "missing" / "results.parquet", [])


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused_with_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "leads.parquet"
    path.write_bytes(content)
    with pytest.raises(FileError):
        lm.read_leads(path)
