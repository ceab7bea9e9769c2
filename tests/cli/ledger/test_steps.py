"""The verbs of the ledger, as partners and the vendor use them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
LATER = "2026-06-29T09:00:00+00:00"


def phase(ledger: Cli, *words: object, **how: str) -> str:
    answer = ledger(*words, "--json", **how)
    assert answer.status == 0, answer.err
    [told] = answer.objects
    return str(told["phase"])


def test_a_lead_is_offered_opened_accepted_registered_and_won(filled: Cli) -> None:
    assert phase(filled, "offer", "L1", "P1") == "offered"
    opened = filled("open", "L1", "--as", "anna")
    assert "Lead L1 is opened, with P1 (Kassenhaus Nord)." in opened.out
    assert "email: svea@juergens-backwaren.de" in opened.out
    assert phase(filled, "accept", "L1") == "accepted"
    assert phase(filled, "progress", "L1", "--comment", "We met.") == "accepted"
    assert phase(filled, "progress", "L1", "--not-reached") == "accepted"
    assert phase(filled, "register", "L1", "--product", "Point of Sale") == "registered"
    assert phase(filled, "reject", "L1", "--reason", "unclear") == "unprotected"
    assert phase(filled, "register", "L1") == "registered"
    assert phase(filled, "approve", "L1") == "approved"
    assert phase(filled, "extend", "L1") == "approved"
    assert phase(filled, "close", "L1", "--won", "--value", "20000", "--currency", "eur") == "won"
    assert phase(filled, "feedback", "L1", "--fit", "5", "--readiness", "4") == "won"
    kinds = [event["kind"] for event in filled("history", "L1", "--json").objects]
    assert kinds == [
        "received", "offered", "opened", "accepted", "progress", "not_reached", "registered", "rejected", "registered",
        "approved", "extended", "won", "feedback",
    ]  # fmt: skip
    won = filled("history", "L1", "--json").objects[11]
    assert won["facts"] == {"value": 20000.0, "currency": "EUR"}
    assert filled("verify").out == "Every event is as it was written.\n"


def test_what_is_declined_or_taken_back_goes_to_the_next(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    declined = filled("decline", "L1", "--reason", "No room", "--comment", "Too busy.", "--json").objects[0]
    assert (declined["phase"], declined["partner_id"]) == ("offered", "P2")
    refused = filled("offer", "L1", "P1")
    assert refused.status == 2
    assert "L1 cannot go to P1: Declined this lead before. Choose another partner." in refused.err
    assert phase(filled, "revoke", "L1", "--reason", "mistake") == "waiting"
    again = filled("offer", "L1", "P1")
    assert again.status == 2
    assert "Choose another partner." in again.err
    filled("offer", "L2", "P1")
    moved = filled("reassign", "L2", "P2", "--json").objects[0]
    assert (moved["phase"], moved["partner_id"], moved["offer_id"]) == ("offered", "P2", "L2/2")
    filled("open", "L2")
    junk = filled("return", "L2", "--reason", "junk", "--junk", "spam", "--json").objects[0]
    assert (junk["phase"], junk["decision"]) == ("waiting", "person")


def test_junk_without_its_kind_is_asked_for(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    answer = filled("decline", "L1", "--reason", "junk")
    assert answer.status == 2
    assert "Say of what kind the junk is: " in answer.err
    answer = filled("decline", "L1", "--reason", "nonsense")
    assert "'nonsense' is no reason that is counted. Use one of: not_reached" in answer.err


def test_a_lead_is_placed_with_the_best_where_no_partner_is_named(filled: Cli) -> None:
    assert phase(filled, "offer", "L1") == "offered"
    assert "cannot be placed" in filled("offer", "L1").err


def test_a_key_makes_a_step_once(filled: Cli) -> None:
    first = filled("offer", "L1", "P1", "--key", "k", "--json").objects
    assert filled("offer", "L1", "P1", "--key", "k", "--json").objects == first
    assert len(filled("history", "L1", "--json").objects) == 2
    wrong = filled("offer", "L2", "P1", "--key", "k")
    assert wrong.status == 2
    assert 'key "k" was used for lead L1' in wrong.err


def test_requirements_are_set_aside_by_name(filled: Cli, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("partner_id,countries\nP3,FR\n")
    filled("import", path)
    answer = filled("offer", "L1", "P3")
    assert answer.status == 2
    code = answer.err.split("override: ")[1].split(".\n")[0]
    assert phase(filled, "offer", "L1", "P3", "--override", code) == "offered"


def test_due_takes_back_what_lies_untouched(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    assert filled("due").out == "0 leads changed.\n"
    assert "1 deadline will come soon." in filled("due", now="2026-06-15T16:00:00+00:00").out
    changed = filled("due", "--json", now="2026-06-15T17:00:00+00:00").objects
    assert [(one["lead_id"], one["partner_id"]) for one in changed] == [("L1", "P2")]
    assert "L1" in filled("due", now=LATER).out


def test_strangers_do_not_act_for_a_partner(filled: Cli) -> None:
    filled("offer", "L1", "P2")
    answer = filled("open", "L1", "--as", "anna")
    assert answer.status == 2
    assert "with another partner than that of anna" in answer.err


def test_a_deal_of_its_own_is_registered_by_its_company(filled: Cli) -> None:
    own = ["--partner", "P1", "--company", "Hafenlogistik Nord", "--domain", "hafenlogistik-nord.de"]
    assert phase(filled, "register", "D1", *own, "--territory", "DE") == "registered"
    assert phase(filled, "approve", "D1") == "approved"
    unknown = filled("register", "D2", "--partner", "P9", "--company", "X AG")
    assert (unknown.status, "no partner P9" in unknown.err) == (2, True)


def test_the_wrong_order_says_what_is_legal(filled: Cli) -> None:
    answer = filled("accept", "L1")
    assert answer.status == 2
    told = " ".join(answer.err.split())
    assert "no partner has it. Legal now: " in told
    assert "offered" in told
    filled("offer", "L1", "P1")
    assert "Legal now: declined, expired, feedback, opened" in filled("accept", "L1").err
    assert "it has no registration" in filled("approve", "L1").err
    assert "--won or --lost" in filled("close", "L1").err
    assert "is an amount from 0" in filled("close", "L1", "--won", "--value", "nan").err


def test_a_lead_that_nobody_knows_is_named(filled: Cli) -> None:
    for words in (("open", "L9"), ("history", "L9"), ("offer", "L9", "P1"), ("export", "L9"), ("erase", "a@b.de")):
        answer = filled(*words)
        assert answer.status == 2
        assert words[1] in answer.err
        assert "knows no" in answer.err
    assert "knows no partner P9" in filled("offer", "L1", "P9").err


def test_a_misspelt_verb_names_the_nearest(filled: Cli) -> None:
    answer = filled("ofer", "L1", "P1")
    assert answer.status == 2
    assert "Did you mean offer?" in answer.err
    assert "There are offer, open" in filled("xyz").err


def test_a_partner_that_ends_gives_back_what_it_has_not_opened(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    filled("offer", "L2", "P1")
    filled("open", "L2")
    answer = filled("deactivate", "P1", "--json")
    assert [told["lead_id"] for told in answer.objects] == ["L2"]
    assert "P1 takes no more leads. It still has 1 lead that it opened." in filled("deactivate", "P1").out
    assert filled("history", "L1", "--json").objects[-1]["partner_id"] == "P2"


def test_a_lead_is_withdrawn_for_good_and_another_is_taken_up_again(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    assert phase(filled, "withdraw", "L1") == "withdrawn"
    assert "Legal now: nothing" in filled("restore", "L1").err
    assert phase(filled, "restore", "L2") == "waiting"


def test_teaser_and_introduction_are_drafted(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    teaser = filled("teaser", "L1").out
    assert "Germany" in teaser
    assert "Svea" not in teaser + json.dumps(filled("teaser", "L1", "--json").objects)
    filled("open", "L1")
    filled("accept", "L1")
    words = ["introduce", "L1", "--call", "2026-06-16T10:00:00+02:00", "--caller", "Anna"]
    assert "BEGIN:VCALENDAR" in filled(*words).out
    told = filled(*words, "--sent", "--json").objects[0]
    assert told["to_lead"]["text"]
    assert [event["kind"] for event in filled("history", "L1", "--json").objects][-1] == "introduced"


def test_results_go_to_a_file_and_an_unwritable_one_is_told(filled: Cli, tmp_path: Path) -> None:
    assert filled("history", "L1", "--out", tmp_path / "history.jsonl").out == ""
    assert json.loads((tmp_path / "history.jsonl").read_text())["kind"] == "received"
    assert "sequence" in (filled("history", "L1", "--out", tmp_path / "h.csv"), (tmp_path / "h.csv").read_text())[1]
    answer = filled("history", "L1", "--out", tmp_path / "leads.csv" / "x.jsonl")
    assert answer.status == 3


@pytest.mark.parametrize("verb", ["open", "due", "verify", "export"])
def test_help_says_what_a_verb_does(cli: Cli, verb: str) -> None:
    answer = cli("ledger", verb, "--help")
    assert answer.status == 0
    assert "--store URL" in answer.out


def test_people_read_sentences_and_tables(filled: Cli) -> None:
    filled("offer", "L1", "P1")
    filled("decline", "L1", "--reason", "territory")
    told = filled("history", "L1").out
    assert "reason territory" in told
    assert "3 events" in told or "4 events" in told
    filled("open", "L1")
    filled("accept", "L1")
    assert filled("close", "L1", "--lost", "--reason", "price").out == "Lead L1 is lost.\n"
    assert "Lead L2 is withdrawn." in filled("withdraw", "L2").out
