from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


def test_each_lead_has_its_claims(cli: Cli, leads: Path, deals: Path) -> None:
    objects = cli("conflicts", leads, "--deals", deals, "--json", "--now", NOW).objects
    assert [one["lead_id"] for one in objects] == ["L1", "L2", "L3", "L4"]
    kinds = {one["lead_id"]: [claim["kind"] for claim in one["conflicts"]] for one in objects}
    assert kinds == {"L1": [], "L2": [], "L3": ["protected_account"], "L4": ["registered_deal"]}


def test_people_see_who_holds_what_until_when(cli: Cli, leads: Path, deals: Path) -> None:
    out = cli("conflicts", leads, "--deals", deals, "--now", NOW).out
    assert "the vendor" in out
    assert "no end" in out
    assert "route to holder" in out
    assert "2 of 4 leads have a claim on them." in out


def test_without_deals_and_offers_there_is_nothing_to_look_for(cli: Cli, leads: Path) -> None:
    answer = cli("conflicts", leads)
    assert answer.status == 2
    assert "--deals" in answer.err


def test_offers_are_claims_too(cli: Cli, leads: Path, tmp_path: Path) -> None:
    offers = tmp_path / "offers.csv"
    offers.write_text(
        "offer_id,lead_id,partner_id,company,state,offered_at\n"
        "O1,X,P1,Jürgens Backwaren GmbH,opened,2026-06-14T09:00:00+02:00\n",
        encoding="utf-8",
    )
    objects = cli("conflicts", leads, "--offers", offers, "--json", "--now", NOW).objects
    assert objects[0]["conflicts"][0]["kind"] == "open_offer"


def test_one_taken_lead_is_told_in_the_singular(cli: Cli, leads: Path, tmp_path: Path) -> None:
    deal = tmp_path / "deal.jsonl"
    deal.write_text('{"deal_id": "D2", "company": "Wolski Metal", "country": "PL", "status": "approved"}')
    assert "1 of 4 leads has a claim on it." in cli("conflicts", leads, "--deals", deal).out


def test_the_last_day_of_a_claim_is_shown_and_not_the_moment_after_it(cli: Cli, leads: Path, tmp_path: Path) -> None:
    deal = tmp_path / "deal.jsonl"
    deal.write_text(
        '{"deal_id": "D2", "partner_id": "P1", "company": "Wolski Metal", "country": "PL", "status": "approved", '
        '"expires_at": "2027-02-14"}'
    )
    out = cli("conflicts", leads, "--deals", deal, "--now", NOW).out
    assert "2027-02-14" in out
    assert "2027-02-15" not in out
