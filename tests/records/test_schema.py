"""The published schema is that of the records themselves."""

import json
from typing import Any

import pytest
from hypothesis import given

from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import Record, columns, to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.records.schema import VERSION, json_schema
from leadmatch.testing.strategies import deals, leads, offers, partners

KINDS: tuple[type[Record], ...] = (Lead, Partner, Deal, Offer)
TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
    "boolean": bool,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_column_stands_there_with_its_meaning(kind: type[Record]) -> None:
    schema = json_schema(kind)
    assert tuple(schema["properties"]) == columns(kind)
    assert all(each["description"].endswith(".") for each in schema["properties"].values())
    assert schema["description"].count("\n") == 0
    assert schema["schema_version"] == VERSION
    assert json.loads(json.dumps(schema)) == schema


def test_only_the_ids_of_partners_deals_and_offers_are_required() -> None:
    required = {kind.__name__: json_schema(kind)["required"] for kind in KINDS}
    assert required == {"Lead": [], "Partner": ["partner_id"], "Deal": ["deal_id"], "Offer": ["offer_id"]}


@given(leads() | partners() | deals() | offers())
def test_what_is_written_is_of_the_types_of_the_schema(record: Record) -> None:
    properties = json_schema(type(record))["properties"]
    for name, value in to_row(record).items():
        if name in properties:
            told: Any = properties[name]
            allowed = [one for one in told.get("anyOf", [told]) if "type" in one]
            assert any(isinstance(value, TYPES[one["type"]]) for one in allowed if one["type"] != "null"), name
