import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadmatch.adapters.fieldmaps.loading import SHIPPED, field_map_of, shipped
from leadmatch.adapters.files.columns import Columns
from leadmatch.adapters.files.reading import ReadResult, read_leads
from leadmatch.errors import FileError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

Export = Callable[..., ReadResult[Lead]]


def test_a_date_that_could_be_either_is_kept_and_told_unless_the_column_tells(export: Export) -> None:
    both = export("hubspot", "Record ID,Email,Create Date\n1,a@b.de,3/4/2026\n")
    assert both.records[0].received_at is None
    assert both.records[0].extra == {"Create Date": "3/4/2026"}
    assert any("Day and month could change places" in str(remark) for remark in both.warnings)
    told = export("hubspot", "Record ID,Email,Create Date\n1,a@b.de,3/4/2026\n2,b@b.de,3/14/2026\n")
    assert [str(lead.received_at)[:10] for lead in told.records] == ["2026-03-04", "2026-03-14"]


def test_the_first_column_that_is_filled_is_read_whatever_their_order(tmp_path: Path) -> None:
    own = field_map_of('[lead]\nA = "phone"\nB = "phone"\nC = ""\ncompany = ""\n')
    path = tmp_path / "leads.csv"
    path.write_text("B,A,C,company,phone\n2,1,x,K,9\n2,,x,K,9\n")
    one, other = read_leads(path, field_map=own).records
    assert (one.phone, one.extra) == ("1", {"B": "2", "C": "x", "company (2)": "K", "phone (2)": "9"})
    assert other.phone == "2"


def test_json_lists_and_objects_stay_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "leads.jsonl"
    rows = [{"Tags": ["a", "b"], "Email": "a@b.de"}, {"Tags": '["c"]', "Email": "b@b.de", "Phone": {"x": 1}}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    result = read_leads(path, field_map=shipped("odoo"))
    assert result.records[0].products == ("a", "b")
    assert len(result.bad_rows) == 1


def test_names_given_apart_win_over_a_full_one(export: Export) -> None:
    (lead,) = export("zoho", "Record Id,First Name,Last Name,Lead Name\n1,Ann,Moss,Somebody Else\n").records
    assert (lead.first_name, lead.last_name) == ("Ann", "Moss")


def test_columns_of_our_own_win_over_their_parts(tmp_path: Path) -> None:
    path = tmp_path / "leads.csv"
    path.write_text("Email,do_not_contact,Blacklist\na@b.de,phone,True\n")
    (lead,) = read_leads(path, field_map=shipped("odoo")).records
    assert lead.do_not_contact == ("phone",)


def test_an_empty_file_and_one_without_known_columns_are_told(export: Export) -> None:
    assert export("odoo", "").records == ()
    with pytest.raises(FileError, match="none of its columns"):
        export("odoo", "Colour,Shape\nred,round\n")


def test_columns_that_stand_there_twice_are_told(export: Export) -> None:
    result = export("hubspot", "Record ID,Email,Email\n1,a@b.de,b@b.de\n")
    assert (result.records[0].email, result.records[0].extra) == ("a@b.de", {"Email (2)": "b@b.de"})


def test_ten_thousand_columns_are_read(export: Export) -> None:
    header = ",".join(["Record ID", "Email", *(f"Property {place}" for place in range(10_000))])
    result = export("hubspot", header + "\n1,a@b.de" + "," * 10_000 + "\n")
    assert result.records[0].email == "a@b.de"


@given(
    st.sampled_from(SHIPPED),
    st.sampled_from([Lead, Partner, Deal]),
    st.dictionaries(
        st.text() | st.sampled_from(["Email", "id", "Name", "Stage", "Created Date"]), st.text(), max_size=6
    ),
)
def test_any_row_can_be_translated(system: str, kind: type[Lead | Partner | Deal], values: dict[str, str]) -> None:
    columns = Columns(kind, shipped(system).of(kind))
    columns.look([values])
    row, _ = columns.rename(values)
    assert len(row) <= 2 * len(values) + 1
