import csv
from pathlib import Path

import pytest

from leadmatch.adapters.fieldmaps.field_map import FieldMap
from leadmatch.adapters.fieldmaps.loading import SHIPPED, field_map_of, shipped
from leadmatch.adapters.fieldmaps.returning import IMPORTS, import_file, in_their_columns, returned_rows
from leadmatch.adapters.files.reading import read_leads, read_partners
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


def test_decisions_go_back_under_the_names_of_an_import() -> None:
    rows: list[dict[str, object]] = [
        {
            "lead_id": "151",
            "email": "a@b.de",
            "decision": "assigned",
            "partner": "Nord",
            "score": 61,
            "summary": "Yes.",
        },
        {"lead_id": "sha-0123456789abcdef", "decision": "held"},
        {"decision": "held"},
    ]
    assert list(returned_rows(shipped("hubspot"), rows)) == [
        {
            "Record ID": "151",
            "Email": "a@b.de",
            "Lead Status": "IN_PROGRESS",
            "leadmatch decision": "assigned",
            "leadmatch partner": "Nord",
            "leadmatch score": 61,
            "leadmatch reason": "Yes.",
        }
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_each_system_has_a_file_of_its_own(name: str) -> None:
    assert import_file(shipped(name)) == f"{name}-import.csv"
    assert import_file(shipped(name)) in IMPORTS


def test_an_own_map_may_go_back_too() -> None:
    assert import_file(field_map_of('[back]\nNr = "lead_id"\n')) == "crm-import.csv"
    assert import_file(field_map_of('extends = "zoho"\n')) == "zoho-import.csv"
    assert import_file(FieldMap()) == ""


def test_a_lead_comes_back_by_the_columns_in_which_it_came(tmp_path: Path) -> None:
    header = ["Record ID", "First Name", "Last Name", "Mobile Phone Number", "Number of Employees", "Buying Role",
              "Unsubscribed from all email", "Lifecycle Stage", "Preferred language", "Favourite"]  # fmt: skip
    cells = ["151", "Svea", "Jürgens", "+49 40 3456781", "25-50", "DECISION_MAKER", "true", "Lead", "de", ""]
    path = tmp_path / "contacts.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, cells])
    (lead,) = read_leads(path, field_map=shipped("hubspot")).records
    back = in_their_columns(lead, shipped("hubspot").of(Lead), header)
    assert list(back) == header
    assert [value or "" for value in back.values()] == cells


def test_parts_of_columns_come_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "partners.csv"
    path.write_text('id,name,email,category_id,Odd\np1,Nord,a@b.de,"Kassen,Lager",x\n')
    (partner,) = read_partners(path, field_map=shipped("odoo")).records
    names = ["id", "name", "email", "category_id", "Odd", "phone"]
    back = in_their_columns(partner, shipped("odoo").of(Partner), names)
    assert back == {
        "id": "p1", "name": "Nord", "email": "a@b.de", "category_id": "Kassen,Lager", "Odd": "x", "phone": None
    }  # fmt: skip
    lead = Lead(first_name="Ann", last_name="Moss")
    told = in_their_columns(lead, shipped("odoo").of(Lead), ["contact_name", "Blacklist"])
    assert told == {"contact_name": "Ann Moss", "Blacklist": "false"}
