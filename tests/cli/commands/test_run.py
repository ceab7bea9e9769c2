import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from leadmatch.adapters.files.results import FILES

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"


def listing(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.iterdir())


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture
def words(leads: Path, partners: Path, deals: Path) -> list[object]:
    """Return the words of a run, all but its folder."""
    return ["run", leads, "--partners", partners, "--deals", deals, "--now", NOW]


def test_every_lead_ends_in_one_decision_and_all_files_are_there(cli: Cli, words: list[object], tmp_path: Path) -> None:
    out = tmp_path / "out"
    answer = cli(*words, "--out", out)
    assert answer.status == 0
    assert listing(out) == sorted(FILES)
    lines = (out / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    decisions = {one["lead_id"]: one["decision"] for one in map(json.loads, lines)}
    assert decisions == {"L1": "assigned", "L2": "rejected", "L3": "conflict", "L4": "conflict"}


def test_the_end_says_what_was_done_what_lacks_and_what_is_next(cli: Cli, words: list[object], tmp_path: Path) -> None:
    lines = cli(*words, "--out", tmp_path / "out").out.splitlines()
    assert lines[0].startswith("1 of 4 leads goes to 1 partner, worth ")
    assert f"{1:>7}  {'goes to a partner':<38} assignments.csv" in lines
    assert f"{1:>7}  {'is no inquiry':<38} quarantine.csv" in lines
    assert f"{2:>7}  are claimed already" in lines
    assert "What the data lack" in lines
    assert "report.html" in " ".join(lines[-3:])
    assert max(map(len, lines)) <= 80


def test_a_run_without_leads_or_partners_is_a_result_too(cli: Cli, leads: Path, tmp_path: Path) -> None:
    none = tmp_path / "none.jsonl"
    none.touch()
    answer = cli("run", none, "--partners", none, "--now", NOW, "--out", tmp_path / "out")
    assert answer.status == 0
    assert answer.out.startswith("0 of 0 leads go to 0 partners.")
    assert "see in" in answer.out
    assert cli("run", leads, "--partners", none, "--now", NOW, "--out", tmp_path / "out").status == 0


def test_json_gives_the_decisions_and_the_words_go_to_standard_error(
    cli: Cli, words: list[object], tmp_path: Path
) -> None:
    answer = cli(*words, "--out", tmp_path / "out", "--json")
    assert answer.out == (tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8")
    assert answer.err.startswith("1 of 4 leads")


def test_the_same_run_gives_the_same_bytes(cli: Cli, words: list[object], tmp_path: Path) -> None:
    for name in ("one", "two"):
        cli(*words, "--out", tmp_path / name)
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_order_of_the_leads_changes_no_decision(cli: Cli, words: list[object], leads: Path, tmp_path: Path) -> None:
    cli(*words, "--out", tmp_path / "one")
    lines = leads.read_text(encoding="utf-8").splitlines(keepends=True)
    leads.write_text("".join(reversed(lines)), encoding="utf-8")
    cli(*words, "--out", tmp_path / "two")
    one, two = (sorted((tmp_path / n / "decisions.jsonl").read_text().splitlines()) for n in ("one", "two"))
    assert one == two


def test_bad_rows_are_in_the_report_and_the_status(cli: Cli, words: list[object], leads: Path, tmp_path: Path) -> None:
    with leads.open("a", encoding="utf-8") as file:
        file.write('{"lead_id": "L9", "employees": "many", "cost": "much"}\n')
    answer = cli(*words, "--out", tmp_path / "out")
    assert answer.status == 1
    assert "One row could not be read" in answer.out
    assert "employees" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_a_wider_hand_over_is_chosen_by_its_words(cli: Cli, words: list[object], tmp_path: Path) -> None:
    assert cli(*words, "--hand-over", "sales_ready, ask", "--out", tmp_path / "out").status == 0
    answer = cli(*words, "--hand-over", "sales_redy", "--out", tmp_path / "out")
    assert answer.status == 2
    assert "'--hand-over': 'sales_redy' is no readiness. Did you mean sales_ready?" in answer.err


def test_what_waits_can_be_answered_and_run_again(cli: Cli, partners: Path, tmp_path: Path) -> None:
    asks = {"lead_id": "L1", "email": "ada@kalkwerk-berger.at", "phone": "+43 662 843917", "company": "Kalkwerk Berger"}
    leads = tmp_path / "leads.jsonl"
    leads.write_text(json.dumps({**asks, "message": "We need a firewall, ours breaks every week."}) + "\n")
    run = ["run", leads, "--partners", partners, "--now", NOW, "--out", tmp_path / "out"]
    answer = cli(*run)
    held = rows(tmp_path / "out" / "held.csv")
    assert [one["lead_id"] for one in held] == ["L1"]
    assert held[0]["next_question"]
    assert "fill in" in " ".join(answer.out.split())
    assert "What a wider hand-over would release" in answer.out

    told = {"answers.budget.range": "approved", "answers.authority.signs": "self", "answers.timing.by": "this_quarter"}
    assert held[0].keys() >= told.keys()
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*held[0]])
        writer.writeheader()
        writer.writerows([{**held[0], **told}, {**held[0], **told, "lead_id": "L7"}])
    answer = cli(*run, "--answers", filled)
    assert "Answers were given to 1 lead that is not in this batch, such as L7." in answer.err
    decided = json.loads((tmp_path / "out" / "decisions.jsonl").read_text(encoding="utf-8"))
    assert decided["qualification"]["budget"]["level"] is not None


def test_answers_alone_change_nothing_else(cli: Cli, words: list[object], leads: Path, tmp_path: Path) -> None:
    cli(*words, "--out", tmp_path / "one")
    assert cli(*words, "--answers", leads, "--out", tmp_path / "two").err == ""
    one, two = ((tmp_path / name / "decisions.jsonl").read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_quarantined_lead_that_is_given_back_goes_on(cli: Cli, words: list[object], tmp_path: Path) -> None:
    cli(*words, "--out", tmp_path / "one")
    quarantined = rows(tmp_path / "one" / "quarantine.csv")
    given = tmp_path / "restore.csv"
    with given.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*quarantined[0]])
        writer.writeheader()
        writer.writerows([quarantined[0], {**quarantined[0], "lead_id": "L999"}])
    answer = cli(*words, "--restore", given, "--out", tmp_path / "two")
    assert "1 lead that is not in this batch, such as L999, cannot be restored." in " ".join(answer.err.split())
    lines = (tmp_path / "two" / "decisions.jsonl").read_text(encoding="utf-8").splitlines()
    decided = {one["lead_id"]: one for one in map(json.loads, lines)}[quarantined[0]["lead_id"]]
    assert decided["decision"] != "rejected"
    assert "list.restored" in json.dumps(decided["screening"])


def test_a_folder_of_somebody_else_is_left_alone(cli: Cli, words: list[object], tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").touch()
    answer = cli(*words, "--out", mine)
    assert answer.status == 3
    assert "thesis.txt" in answer.err
    assert listing(mine) == ["thesis.txt"]


@pytest.mark.parametrize("order", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_the_earlier_result(
    cli: Cli, words: list[object], tmp_path: Path, order: signal.Signals
) -> None:
    out = tmp_path / "out"
    cli(*words, "--out", out)
    before = (out / "decisions.jsonl").read_bytes()
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "leadmatch", *map(str, words), "--out", str(out)]
    command[4] = str(pipe)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        with pipe.open("w", encoding="utf-8"):  # opens once the run reads its leads, its new folder begun
            process.send_signal(order)
            status = process.wait()
        told = process.stderr.read() if process.stderr else b""
    assert status == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[order]
    assert told == b""
    assert (out / "decisions.jsonl").read_bytes() == before
    if order != signal.SIGKILL:
        assert not [name for name in listing(tmp_path) if name.endswith(".part")]


def test_the_command_in_the_report_repeats_the_run(cli: Cli, words: list[object], tmp_path: Path) -> None:
    settings = tmp_path / "leadmatch.toml"
    settings.write_text("")
    cli(*words, "--settings", settings, "--out", tmp_path / "out")
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert f"--now {NOW} --hand-over sales_ready --settings {settings} --out out" in page


@pytest.mark.parametrize("told", [",", "", "xyz"])
def test_a_hand_over_that_names_no_readiness_is_told(cli: Cli, words: list[object], tmp_path: Path, told: str) -> None:
    answer = cli(*words, "--hand-over", told, "--out", tmp_path / "out")
    assert answer.status == 2
    assert "Write one or more of sales_ready, ask, nurture, disqualified" in answer.err


def test_standard_input_gives_only_one_file(cli: Cli, partners: Path, tmp_path: Path) -> None:
    lines = partners.read_text(encoding="utf-8")
    answer = cli("run", "-", "--partners", "-", "--now", NOW, "--out", tmp_path / "out", stdin=lines)
    assert answer.status == 2
    assert "Standard input (-) can be read only once." in answer.err
