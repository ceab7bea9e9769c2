from datetime import UTC, datetime
from typing import Any

import pytest

import leadmatch as lm
from leadmatch.errors import FrameError

Kind = Any
"""A kind of table, which makes one of columns and reads the columns of one."""

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
LEADS = {"lead_id": ["L1", "L2"], "company": ["Borsuk GmbH", "Norte"], "website": ["borsuk.de", None]}
PARTNERS = {"partner_id": ["P1", "P2"], "capacity": [3, 4]}


def test_partners_may_be_records_or_a_table(kind: Kind) -> None:
    records = [lm.Partner(partner_id="P1", capacity=3), lm.Partner(partner_id="P2", capacity=4)]
    by_table = kind.read(lm.frames.rank(kind(LEADS), kind(PARTNERS), now=NOW))
    for told in (records, tuple(records)):
        assert kind.read(lm.frames.rank(kind(LEADS), told, now=NOW)) == by_table


def test_deals_and_offers_count_from_a_table_too(kind: Kind) -> None:
    deals = {
        "deal_id": ["D1"],
        "partner_id": ["P2"],
        "company": ["Borsuk GmbH"],
        "website": ["borsuk.de"],
        "status": ["approved"],
    }
    offers = {"offer_id": ["O1"], "partner_id": ["P1"], "lead_id": ["L2"], "state": ["declined"]}
    table = lm.frames.rank(kind(LEADS), kind(PARTNERS), deals=kind(deals), offers=kind(offers), now=NOW)
    found = kind.read(table)
    assert found["recommendation"][0] == "route_to_holder"
    assert found["partner_id"][1] == "P2"


def test_bad_partners_are_told_and_the_others_go_on(kind: Kind) -> None:
    table = {"partner_id": ["P1", "P2"], "capacity": ["3", "many"]}
    with pytest.warns(lm.frames.FrameWarning, match="partners, row 1, capacity") as told:
        found = kind.read(lm.frames.rank(kind(LEADS), kind(table), now=NOW))
    assert found["partner_id"] == ["P1", "P1"]
    assert told[0].filename == __file__


def test_partners_without_ids_are_refused(kind: Kind) -> None:
    with pytest.raises(FrameError, match="partner_id is missing"):
        lm.frames.rank(kind(LEADS), kind({"capacity": [3]}), now=NOW)


@pytest.mark.parametrize("told", [None, "partners.csv", [1, 2]])
def test_what_is_neither_records_nor_a_table_is_refused(some_kind: Kind, told: object) -> None:
    with pytest.raises(FrameError, match="is no table"):
        lm.frames.rank(some_kind(LEADS), told, now=NOW)
