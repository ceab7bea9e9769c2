from random import Random

import numpy as np
import pytest

from leadmatch.conflicts.fitting import fit
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead

TRADES = ("Bakery", "Steel", "Media", "Pumps")
NAMES = ("Lorvan", "Belcor", "Tavhal", "Jorsel", "Wenmar", "Ranzan", "Kenul", "Fargor")


def market(accounts: int, *, move: float, seed: int = 5) -> list[Lead]:
    """Return two leads for each account; a share of the second ones lies in another town."""
    random = Random(seed)
    leads = []
    for number in range(accounts):
        town = f"Town{random.randrange(40)}"
        company = f"{random.choice(NAMES)} {random.choice(TRADES)}"
        for who in "ab":
            city = f"Town{random.randrange(40)}" if who == "b" and random.random() < move else town
            email, phone = f"{who}@firm{number}.com", f"+44 1904 {6000 + number % 3000}{who == 'b':02d}"
            leads.append(Lead(lead_id=f"{number}{who}", company=company, email=email, city=city, phone=phone))
    return leads


def fitted(leads: list[Lead], seed: int = 1) -> ConflictSettings:
    return fit(leads, generator=np.random.default_rng(seed))


def test_without_leads_the_shipped_weights_stay() -> None:
    assert fitted([]) == ConflictSettings()


def test_a_town_tells_more_where_accounts_stay_in_theirs() -> None:
    shipped, stays = ConflictSettings().account, fitted(market(500, move=0)).account
    moves = fitted(market(500, move=0.9)).account
    assert stays.city_same > shipped.city_same
    assert stays.city_differs < moves.city_differs
    assert stays.name_part == shipped.name_part


def test_no_weight_moves_far_from_the_shipped_one() -> None:
    shipped, learned = ConflictSettings().account.model_dump(), fitted(market(500, move=0)).account.model_dump()
    assert all(abs(learned[name] - points) <= 1.5 for name, points in shipped.items())


def test_the_same_generator_gives_the_same_weights() -> None:
    leads = market(100, move=0.2)
    assert fitted(leads, 3) == fitted(leads, 3)
    assert fitted(leads, 3).account.city_same == pytest.approx(fitted(leads, 4).account.city_same, abs=0.5)
