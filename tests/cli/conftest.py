"""The command line as a function, and a small batch of files."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leadmatch.cli.program import run

NOW = "2026-06-15T09:00:00+00:00"

LEADS: list[dict[str, Any]] = [
    {
        "lead_id": "L1",
        "received_at": "2026-06-12T09:00:00+02:00",
        "first_name": "Svea",
        "last_name": "Jürgens",
        "email": "svea.juergens@juergens-backwaren.de",
        "phone": "+49 40 3456781",
        "job_title": "Geschäftsführerin",
        "company": "Jürgens Backwaren GmbH",
        "country": "DE",
        "products": ["Point of Sale"],
        "deal_size": 20000,
        "currency": "EUR",
        "message": "We need new tills in 8 shops by September.",
        "answers": {
            "budget.range": "approved",
            "authority.signs": "me",
            "need.today": "The old tills break down every week",
            "timing.by": "September 2026",
        },
    },
    {
        "lead_id": "L2",
        "received_at": "2026-06-12T10:00:00+02:00",
        "first_name": "Mickey",
        "last_name": "Mouse",
        "email": "mm@example.com",
        "phone": "555-0100",
        "company": "asdf",
        "country": "US",
        "message": "asdf asdf",
    },
    {
        "lead_id": "L3",
        "received_at": "2026-06-13T10:00:00+02:00",
        "first_name": "Piotr",
        "last_name": "Wolski",
        "email": "piotr@wolski-metal.pl",
        "phone": "+48 22 555 12 34",
        "company": "Wolski Metal",
        "country": "PL",
        "message": "We are interested in access control for our plant.",
    },
    {
        "lead_id": "L4",
        "received_at": "2026-06-13T11:00:00+02:00",
        "first_name": "Ada",
        "last_name": "Berger",
        "email": "ada.berger@kalkwerk-berger.at",
        "company": "Kalkwerk Berger",
        "country": "AT",
        "products": ["Firewall"],
        "message": "We want to replace our firewall this year.",
    },
]
PARTNERS: list[dict[str, Any]] = [
    {"partner_id": "P1", "name": "Kassenhaus Nord", "countries": ["DE"], "products": ["Point of Sale"], "capacity": 3},
    {"partner_id": "P2", "name": "Anywhere Ltd"},
]
DEALS: list[dict[str, Any]] = [
    {"deal_id": "D1", "partner_id": "P2", "company": "Kalkwerk Berger", "country": "AT", "status": "approved"},
    {"deal_id": "D2", "company": "Wolski Metal", "country": "PL", "status": "approved", "expires_at": "2026-12-31"},
]


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The lines of standard output as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Cli = Callable[..., Answer]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Return a function that runs a command."""

    def call(*arguments: object, stdin: str = "") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        status = run([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Answer(status, told.out, told.err)

    return call


def write_lines(path: Path, objects: Iterable[Mapping[str, Any]]) -> Path:
    """Write JSON Lines."""
    path.write_text("".join(json.dumps(value) + "\n" for value in objects), encoding="utf-8")
    return path


@pytest.fixture
def leads(tmp_path: Path) -> Path:
    """Return a file of four leads: ready, junk, protected, taken."""
    return write_lines(tmp_path / "leads.jsonl", LEADS)


@pytest.fixture
def partners(tmp_path: Path) -> Path:
    """Return a file of two partners, one of whom states nothing."""
    return write_lines(tmp_path / "partners.jsonl", PARTNERS)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """Return a file of a registered deal and a protected account."""
    return write_lines(tmp_path / "deals.jsonl", DEALS)
