"""A full year through a real ledger: every rule is kept, and the ledger tells what the simulation counted.

`python benchmarks/ledger_year.py [WEEKS] [LEADS_A_WEEK] [PARTNERS]`; the usual year has 52, 80 and 60.
"""

import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from leadmatch.adapters.stores.opening import open_store
from leadmatch.distribution.events import Event
from leadmatch.testing.ledger_year import LedgerYear
from leadmatch.testing.rules import broken_rules
from leadmatch.testing.year import Programme, simulated_year

USUAL = (52, 80, 60)
SEED = 7


def main() -> None:
    weeks, leads, partners = [int(word) for word in sys.argv[1:]] or USUAL
    year = simulated_year(np.random.default_rng(SEED), Programme(weeks=weeks, leads_a_week=leads, partners=partners))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        store = open_store(f"sqlite:///{path}")
        through = LedgerYear(year, store, np.random.default_rng(SEED + 1))
        begun = time.process_time()
        through.play()
        played = time.process_time() - begun
        events = [Event.from_json(text) for _, _, text in store.chains()]
        begun = time.process_time()
        altered = through.desk.verify()
        verified = time.process_time() - begun
        kinds = Counter(str(event.kind) for event in events)
        broken = list(broken_rules(events, through.capacity))
        print(f"{weeks} weeks, {weeks * leads:,} leads, {partners} partners: {len(events):,} events, "
              f"{path.stat().st_size / 1e6:.0f} MB")  # fmt: skip
        print(f"played in {played:.0f} s of CPU, verified in {verified:.1f} s")
        print(f"{'kind':<12} {'simulation':>10} {'ledger':>8}")
        for kind, number in sorted(through.counts.items()):
            print(f"{kind:<12} {number:>10,} {kinds[kind]:>8,}")
        store.close()
    assert altered is None, altered
    assert not broken, broken[:5]
    assert all(kinds[kind] == number for kind, number in through.counts.items())
    print("every rule is kept, every chain verifies, and the counts agree")


if __name__ == "__main__":
    main()
