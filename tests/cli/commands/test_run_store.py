"""`leadmatch run --store`: what is assigned is offered once, whatever is run again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def words(leads: Path, partners: Path, deals: Path, store: str) -> list[str]:
    """Return the words of a run over a ledger, but for the folder."""
    told = ("run", leads, "--partners", partners, "--deals", deals, "--now", NOW, "--store", store)
    return [str(word) for word in told]


@pytest.fixture
def run(cli: Cli, words: list[str], tmp_path: Path) -> Cli:
    """Return a function that runs the batch over a ledger; further words are added."""

    def call(*more: object) -> Any:
        return cli(*words, "--out", tmp_path / "out", *more)

    return call


@pytest.fixture
def events(cli: Cli, store: str) -> Callable[[str], list[dict[str, Any]]]:
    """Return a function that tells what happened to a lead."""

    def call(lead_id: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = cli("ledger", "history", lead_id, "--store", store, "--json").objects
        return found

    return call


Events = Callable[[str], list[dict[str, Any]]]


def kinds(events: list[dict[str, Any]]) -> list[str]:
    return [event["kind"] for event in events]


def decisions(folder: Path) -> dict[str, tuple[str, str | None]]:
    lines = (folder / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["lead_id"]: (one["decision"], one["partner_id"]) for one in map(json.loads, lines)}


def changed(path: Path, lead_id: str, **values: object) -> None:
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    rows = [{**row, **(values if row["lead_id"] == lead_id else {})} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_the_same_file_twice_makes_no_second_offer(run: Cli, events: Events, tmp_path: Path) -> None:
    assert "In the ledger: 1 offer made." in run().out
    assert kinds(events("L1")) == ["received", "offered"]
    assert events("L1")[1]["reasons"] == ["decision.assigned"]
    assert kinds(events("L2")) == ["received", "decided"]
    before = [events(f"L{number}") for number in range(1, 5)]
    answer = run()
    assert answer.status == 0
    assert "0 offers made, 1 lead left as it stands there" in " ".join(answer.out.split())
    assert [events(f"L{number}") for number in range(1, 5)] == before
    assert decisions(tmp_path / "out")["L1"] == ("conflict", "P1")


def test_a_changed_lead_is_an_update(run: Cli, leads: Path, events: Events) -> None:
    run()
    changed(leads, "L1", message="We need new tills in 9 shops by September.")
    run()
    assert kinds(events("L1")) == ["received", "offered", "received"]
    changed(leads, "L1", sharing_basis="refused")
    run()
    assert kinds(events("L1"))[-2:] == ["received", "withdrawn"]
    assert "left out (closed, or a person’s to decide on)" in " ".join(run().out.split())


def test_a_repeat_of_an_earlier_batch_joins_its_lead(run: Cli, leads: Path, events: Events, tmp_path: Path) -> None:
    run()
    first = json.loads(leads.read_text().splitlines()[0])
    repeat = {**first, "lead_id": "L9", "received_at": "2026-06-14T09:00:00+02:00", "message": "Are you there?"}
    leads.write_text(json.dumps(repeat) + "\n")
    assert "1 repeat joined" in run().out
    assert decisions(tmp_path / "out") == {"L9": ("duplicate", None)}
    assert kinds(events("L9")) == ["received", "merged"]
    assert (events("L1")[-1]["kind"], events("L1")[-1]["facts"]["repeat"]) == ("received", "L9")
    told = len(events("L1"))
    run()
    assert len(events("L1")) == told


def test_places_and_declines_are_those_of_the_ledger(
    cli: Cli, run: Cli, store: str, partners: Path, events: Events, tmp_path: Path
) -> None:
    rows = [json.loads(line) for line in partners.read_text().splitlines()]
    partners.write_text("".join(json.dumps({**row, "open_leads": 99}) + "\n" for row in rows))
    run()
    assert kinds(events("L1")) == ["received", "offered"]
    cli("ledger", "decline", "L1", "--reason", "no_room", "--store", store, "--now", NOW)
    assert [event["partner_id"] for event in events("L1") if event["kind"] == "offered"] == ["P1", "P2"]
    cli("ledger", "decline", "L1", "--reason", "territory", "--store", store, "--now", NOW)
    run()
    assert decisions(tmp_path / "out")["L1"] == ("unmatched", None)
    assert kinds(events("L1"))[-1] == "decided"


def test_leads_that_wait_come_along(
    cli: Cli, run: Cli, store: str, leads: Path, events: Events, tmp_path: Path
) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text(leads.read_text().splitlines()[0] + "\n")
    cli("ledger", "import", own, "--store", store, "--now", NOW)
    leads.write_text(leads.read_text().splitlines()[1] + "\n")
    assert "1 waiting lead judged anew" in " ".join(run().out.split())
    assert decisions(tmp_path / "out") == {"L2": ("rejected", None), "L1": ("assigned", "P1")}
    assert kinds(events("L1")) == ["received", "offered"]


def test_a_rejected_lead_of_the_ledger_is_let_through(run: Cli, leads: Path, events: Events, tmp_path: Path) -> None:
    run()
    quarantine = tmp_path / "quarantine.csv"
    quarantine.write_text((tmp_path / "out" / "quarantine.csv").read_text())
    leads.write_text("")
    run("--restore", quarantine)
    assert decisions(tmp_path / "out")["L2"][0] != "rejected"
    assert events("L2")[-1]["facts"]["decision"] != "rejected"
    run("--restore", quarantine, "--hand-over", "sales_ready,ask,nurture,disqualified")
    assert kinds(events("L2"))[-1] in {"offered", "decided"}


def test_answers_are_fed_back_into_the_ledger(
    cli: Cli, partners: Path, store: str, events: Events, tmp_path: Path
) -> None:
    asks = {"lead_id": "L1", "email": "ada@kalkwerk-berger.at", "phone": "+43 662 843917", "company": "Kalkwerk Berger"}
    leads = tmp_path / "one.jsonl"
    leads.write_text(json.dumps({**asks, "message": "We need a firewall, ours breaks every week."}) + "\n")
    common = ["--partners", partners, "--now", NOW, "--store", store, "--out", tmp_path / "out"]
    cli("run", leads, *common)
    assert events("L1")[-1]["facts"]["decision"] == "held"
    answers = {"budget.range": "approved", "authority.signs": "self", "timing.by": "this_quarter"}
    answered, nothing = tmp_path / "answered.jsonl", tmp_path / "nothing.jsonl"
    answered.write_text(json.dumps({"lead_id": "L1", "answers": answers}) + "\n")
    nothing.touch()
    cli("run", nothing, *common, "--answers", answered)
    assert kinds(events("L1"))[:3] == ["received", "decided", "received"]
    assert decisions(tmp_path / "out")["L1"][0] == "assigned"
    assert kinds(events("L1"))[-1] == "offered"


def test_a_ledger_needs_no_file_of_partners(cli: Cli, run: Cli, leads: Path, store: str, tmp_path: Path) -> None:
    run()
    common = ["--now", NOW, "--out", tmp_path / "two"]
    assert cli("run", leads, "--store", store, *common).status == 0
    answer = cli("run", leads, *common)
    assert (answer.status, "Missing option '--partners'" in answer.err) == (2, True)


def test_offers_come_from_the_ledger_alone(run: Cli, leads: Path) -> None:
    answer = run("--offers", leads)
    assert answer.status == 2
    assert "With --store offers come from the ledger" in answer.err


def test_a_store_out_of_reach_leaves_the_earlier_result(
    cli: Cli, run: Cli, leads: Path, partners: Path, tmp_path: Path
) -> None:
    run()
    before = (tmp_path / "out" / "decisions.jsonl").read_bytes()
    url = "sqlite:////nowhere/at/all/x.db"
    answer = cli("run", leads, "--partners", partners, "--store", url, "--out", tmp_path / "out")
    assert answer.status == 3
    assert (tmp_path / "out" / "decisions.jsonl").read_bytes() == before


def test_no_password_stands_in_the_report() -> None:
    from leadmatch.cli.ledger.running import without_password

    assert without_password("postgresql://lm:geheim@db/leads") == "postgresql://lm@db/leads"
    assert without_password("sqlite:///leadmatch.db") == "sqlite:///leadmatch.db"


def _killed(words: list[str], after: float) -> Iterator[int]:
    command = [sys.executable, "-m", "leadmatch", *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ) as process:
        try:
            yield process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            yield process.wait()


def test_a_killed_run_is_completed_by_the_same_run(
    run: Cli, cli: Cli, words: list[str], store: str, events: Events, tmp_path: Path
) -> None:
    for after in (0.9, 1.3, 1.7):
        assert next(_killed([*words, "--out", str(tmp_path / "killed")], after)) in {0, -signal.SIGKILL}
    assert run().status == 0
    assert kinds(events("L1")) == ["received", "offered"]
    assert [kinds(events(f"L{number}")) for number in (2, 3, 4)] == [["received", "decided"]] * 3
    assert cli("ledger", "verify", "--store", store).status == 0
