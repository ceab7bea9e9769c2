"""A ledger with two partners, a user and two leads, and the commands as a user types them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
NOW = "2026-06-15T09:00:00+00:00"
LEADS = (
    "lead_id,first_name,last_name,email,company,country,products\n"
    "L1,Svea,Jürgens,svea@juergens-backwaren.de,Jürgens Backwaren GmbH,DE,Point of Sale\n"
    "L2,Piotr,Wolski,piotr@wolski-metal.pl,Wolski Metal,PL,\n"
)
PARTNERS = "partner_id,name,countries,capacity\nP1,Kassenhaus Nord,,3\nP2,Anywhere Ltd,,3\n"
USERS = "user_id,partner_id,name,email,role,language\nanna,P1,Anna,anna@kassenhaus.de,owner,de\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.db'}"


@pytest.fixture
def ledger(cli: Cli, store: str) -> Cli:
    """Return a function that runs a verb over the ledger of the test, on a Monday morning."""

    def call(*words: object, now: str = NOW, **how: str) -> Any:
        return cli("ledger", *words, "--store", store, "--now", now, **how)

    return call


@pytest.fixture
def filled(ledger: Cli, tmp_path: Path) -> Cli:
    """Return the same over a ledger that holds something."""
    for name, content in (("partners", PARTNERS), ("users", USERS), ("leads", LEADS)):
        path = tmp_path / f"{name}.csv"
        path.write_text(content, encoding="utf-8")
        assert ledger("import", path).status == 0
    return ledger
