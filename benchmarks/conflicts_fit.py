"""What `fit` gains on leads of a vendor, without labels: the shipped weights against the fitted ones, seed by seed."""

from random import Random

import numpy as np
from conflicts_market import counted, f1

from leadmatch.conflicts.fitting import fit
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.records.lead import Lead
from leadmatch.testing.accounts import account_leads

LEADS = 1500


def measure(seeds: int) -> None:
    """Print F1 of best links for each seed, on the leads that the weights were fitted to."""
    worst = 1.0
    for seed in range(seeds):
        market = {lead.id: (account, lead) for account, lead in account_leads(LEADS, Random(seed))}
        accounts = {lead_id: account for lead_id, (account, _) in market.items()}
        leads = [lead for _, lead in market.values()]
        fitted = fit(leads, generator=np.random.default_rng(seed))
        before, after = (best_links(leads, accounts, settings) for settings in (ConflictSettings(), fitted))
        worst = min(worst, after - before)
        print(f"seed {seed}: best link F1 {before:.4f} shipped, {after:.4f} fitted")
    print(f"fitted less shipped, the worst of {seeds} seeds: {worst:+.4f}")


def best_links(leads: list[Lead], accounts: dict[str, int], settings: ConflictSettings) -> float:
    pairs = ((pair.a, pair.b, pair.score) for pair in DuplicateSearch(leads, settings).pairs())
    return f1(*counted(pairs, accounts)[1])
