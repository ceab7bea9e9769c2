"""The example scripts do what their first lines say, with good input and with bad."""

import base64
import json
import runpy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)


@pytest.fixture
def handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    partners = tmp_path / "partners.csv"
    partners.write_text("partner_id,name,countries,capacity\nP1,Fennwerk,DE,3\n", encoding="utf-8")
    monkeypatch.setenv("LEADMATCH_PARTNERS", str(partners))
    return runpy.run_path(str(EXAMPLES / "aws_lambda_handler.py"))["handler"]


def call(handler: Any, body: str, **more: object) -> tuple[int, dict[str, Any]]:
    answer = handler({"body": body, **more}, None)
    return answer["statusCode"], json.loads(answer["body"])


def test_the_function_answers_a_lead_with_its_partners(handler: Any) -> None:
    lead = {"country": "DE", "email": "b@luehrsen.de", "message": "Our scanners fail every day. I decide."}
    status, told = call(handler, json.dumps(lead))
    assert status == 200
    assert told["qualification"]["authority"]["label"] == "strong"
    assert [match["partner_id"] for match in told["ranking"]["matches"]] == ["P1"]
    encoded = base64.b64encode(json.dumps(lead).encode()).decode()
    assert call(handler, encoded, isBase64Encoded=True)[1]["screening"] == told["screening"]


def test_the_function_stops_at_junk(handler: Any) -> None:
    _, told = call(handler, '{"first_name": "Mickey", "last_name": "Mouse", "email": "mm@mickeymouse.com"}')
    assert (told["screening"]["verdict"], set(told)) == ("reject", {"screening"})


@pytest.mark.parametrize("body", ["", "[]", "{", '"lead"', "not json"])
def test_the_function_refuses_what_is_no_lead(handler: Any, body: str) -> None:
    status, told = call(handler, body)
    assert status == 400
    assert told["error"]


def test_the_function_names_the_column_that_cannot_be_read(handler: Any) -> None:
    status, told = call(handler, '{"employees": "many"}')
    assert status == 422
    assert "employees" in told["error"]


@dataclass
class OdooLead:
    id: int
    contact_name: str | bool = False
    partner_name: str | bool = False
    email_from: str | bool = False
    phone: str | bool = False
    function: str | bool = False
    website: str | bool = False
    city: str | bool = False
    description: str | bool = False
    create_date: datetime = datetime(2026, 11, 10, 9)  # noqa: DTZ001 - Odoo keeps naive times in UTC
    country_id: Any = field(default_factory=lambda: SimpleNamespace(code="DE"))
    written: dict[str, Any] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def write(self, values: dict[str, Any]) -> bool:
        self.written |= values
        return True

    def message_post(self, *, body: str) -> None:
        self.notes.append(body)


def test_the_action_writes_stars_and_a_note_to_each_lead() -> None:
    apply = runpy.run_path(str(EXAMPLES / "odoo_server_action.py"))["apply"]
    message = "Our scanners fail every day, I decide, 40k are approved and we need new ones by 31 January 2027. <b>"
    buyer = OdooLead(1, "Birte Lührsen", "Lührsen Spedition", "b@luehrsen.de", description=message)
    mouse = OdooLead(2, "Mickey Mouse", email_from="mm@mickeymouse.com", country_id=False)
    broken = OdooLead(3, website="https://" + "x" * 20, country_id=SimpleNamespace(code="Atlantis"))
    assert apply([buyer, mouse, broken], now=NOW) >= 1
    assert buyer.written["priority"] == "3"
    assert mouse.written["priority"] == "0"
    assert all(len(lead.notes) == 1 for lead in (buyer, mouse, broken))
    assert "<b></p>" not in "".join(buyer.notes)
