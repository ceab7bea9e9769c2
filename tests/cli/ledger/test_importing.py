"""Records and events are taken in; the same file twice changes nothing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
OFFERS = (
    "offer_id,lead_id,partner_id,company,state,offered_at\n"
    "O1,A1,P1,Alt GmbH,accepted,2026-05-04T09:00:00+00:00\n"
    "O2,A2,P1,Neu GmbH,declined,2026-05-04T09:00:00+00:00\n"
    "O3,A3,P2,Dritt GmbH,won,2026-05-04T09:00:00+00:00\n"
    "O4,A4,P2,Viert GmbH,expired,\n"
    "O5,,P2,Nichts GmbH,offered,\n"
    "O6,A6,,Niemand GmbH,offered,\n"
)


def outcome(answer: Any) -> tuple[int, ...]:
    return tuple(answer.objects[0].values())


def test_the_same_file_twice_changes_nothing(filled: Cli, tmp_path: Path) -> None:
    for name, number in (("partners", 2), ("users", 1), ("leads", 2)):
        assert outcome(filled("import", tmp_path / f"{name}.csv", "--json")) == (0, 0, number, 0)
    assert len(filled("history", "L1", "--json").objects) == 1


def test_what_changed_is_an_update(filled: Cli, tmp_path: Path) -> None:
    leads = tmp_path / "leads.csv"
    leads.write_text(leads.read_text().replace("Wolski Metal", "Wolski Stal"))
    assert outcome(filled("import", leads, "--json")) == (0, 1, 1, 0)
    assert [event["kind"] for event in filled("history", "L2", "--json").objects] == ["received", "received"]


def test_a_partner_that_is_no_longer_active_gives_its_teasers_back(filled: Cli, tmp_path: Path) -> None:
    filled("offer", "L1", "P1")
    partners = tmp_path / "partners.csv"
    partners.write_text("partner_id,active\nP1,no\n")
    assert outcome(filled("import", partners, "--json")) == (0, 1, 0, 0)
    assert filled("history", "L1", "--json").objects[-1]["partner_id"] == "P2"


def test_deals_protect_accounts(filled: Cli, tmp_path: Path) -> None:
    deals = tmp_path / "deals.csv"
    deals.write_text("deal_id,partner_id,company,website,status\nD1,P2,Wolski Metal,wolski-metal.pl,approved\n")
    assert outcome(filled("import", deals, "--json")) == (1, 0, 0, 0)
    assert "deal.registered" in filled("offer", "L2", "P1").err


def test_offers_from_before_the_ledger_are_taken_over(filled: Cli, tmp_path: Path) -> None:
    offers = tmp_path / "offers.csv"
    offers.write_text(OFFERS)
    answer = filled("import", offers, "--json")
    assert (answer.status, outcome(answer)) == (1, (4, 0, 0, 2))
    assert "Offer O5 names no lead." in answer.err
    assert "Offer O6 names no partner." in answer.err
    assert outcome(filled("import", offers, "--json")) == (0, 0, 4, 2)
    assert "A1 is accepted" in filled("accept", "A1").err
    assert "Choose another partner." in filled("offer", "A2", "P1").err
    assert filled("offer", "A2", "P2").status == 0
    assert filled("history", "A3", "--json").objects[-1]["kind"] == "won"
    assert filled("verify").status == 0


def test_events_move_to_another_ledger_and_are_checked(filled: Cli, cli: Cli, tmp_path: Path) -> None:
    filled("offer", "L1", "P1")
    events = tmp_path / "events.jsonl"
    filled("history", "L1", "--out", events)
    other = ["--store", f"sqlite:///{tmp_path / 'other.db'}"]
    assert outcome(cli("ledger", "import", events, *other, "--json")) == (1, 0, 0, 0)
    assert outcome(cli("ledger", "import", events, *other, "--json")) == (0, 0, 1, 0)
    filled("open", "L1")
    filled("history", "L1", "--out", events)
    assert outcome(cli("ledger", "import", events, *other, "--json")) == (0, 1, 0, 0)
    assert cli("ledger", "verify", *other).status == 0
    lines = [json.loads(line) for line in events.read_text().splitlines()]
    lines[1]["partner_id"] = "P2"
    events.write_text("".join(json.dumps(line) + "\n" for line in lines))
    forged = cli("ledger", "import", events, "--store", f"sqlite:///{tmp_path / 'third.db'}")
    assert forged.status == 1
    assert "Event 2 of lead L1 is not as it was written" in forged.err


def test_another_story_of_the_same_lead_is_refused(filled: Cli, cli: Cli, tmp_path: Path) -> None:
    events = tmp_path / "events.jsonl"
    other = ["--store", f"sqlite:///{tmp_path / 'other.db'}"]
    cli("ledger", "import", tmp_path / "leads.csv", *other, "--now", "2026-06-01T09:00:00+00:00")
    cli("ledger", "history", "L1", *other, "--out", events)
    answer = filled("import", events)
    assert answer.status == 1
    assert "tells another story of lead L1 from event 1 on" in answer.err


def test_rows_that_cannot_be_read_are_named_and_the_others_go_on(filled: Cli, tmp_path: Path) -> None:
    users = tmp_path / "more.csv"
    users.write_text("user_id,partner_id,role\nu1,P9,rep\nu2,P1,boss\n,P1,rep\nu4,P1,rep\n")
    answer = filled("import", users, "--json")
    assert (answer.status, outcome(answer)) == (1, (1, 0, 0, 3))
    assert "no partner P9" in answer.err
    events = tmp_path / "bad.jsonl"
    events.write_text('{"sequence": 1, "kind": "nonsense", "hash": ""}\n')
    assert filled("import", events).status == 1
    bad = tmp_path / "rows.jsonl"
    bad.write_text('{"user_id": "u5", "partner_id": "P1"}\n{"user_id": \n')
    assert filled("import", bad, "--json").status == 1


def test_standard_input_and_odd_files_are_told_apart(filled: Cli, tmp_path: Path) -> None:
    assert "Say with --kind" in filled("import", "-").err
    line = json.dumps({"partner_id": "P7"})
    assert outcome(filled("import", "-", "--kind", "partners", "--json", stdin=line)) == (1, 0, 0, 0)
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert outcome(filled("import", empty, "--json")) == (0, 0, 0, 0)
    assert filled("import", tmp_path / "none.csv").status == 3
