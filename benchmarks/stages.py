"""Times each stage on a synthetic market: `python benchmarks/stages.py [LEADS]`."""

import sys
import time
from collections.abc import Callable, Iterable
from random import Random

import leadmatch as lm
from leadmatch.testing.market import SyntheticMarket, synthetic_market

SEED, PARTNERS, LEADS, ROUNDS = 20_261_116, 80, 1_000, 3


def drain(results: Iterable[object]) -> None:
    for _ in results:
        pass


def stages(market: SyntheticMarket) -> dict[str, Callable[[], None]]:
    screener, qualifier = lm.Screener(), lm.Qualifier()
    matcher = lm.Matcher(market.partners, deals=market.deals)
    pipeline = lm.LeadPipeline(market.partners, deals=market.deals)
    return {
        "screen": lambda: drain(screener.screen_many(market.leads)),
        "qualify": lambda: drain(qualifier.qualify(lead, now=market.now) for lead in market.leads),
        "conflicts": lambda: drain(
            lm.ConflictFinder(market.deals, (), market.leads).find_many(market.leads, now=market.now)
        ),
        "rank": lambda: drain(matcher.rank(lead, now=market.now).matches[:5] for lead in market.leads),
        "run, all stages": lambda: drain(pipeline.run(market.leads, now=market.now).decisions),
    }


def main(leads: int) -> None:
    market = synthetic_market(Random(SEED), leads=leads, partners=PARTNERS)
    print(f"{leads:,} leads, {PARTNERS} partners; CPU time, best of {ROUNDS} after one to warm up")
    for name, stage in stages(market).items():
        stage()
        best = min(timed(stage) for _ in range(ROUNDS))
        print(f"{name:<16}{best / leads * 1e6:>9,.0f} µs a lead")


def timed(stage: Callable[[], None]) -> float:
    begin = time.process_time()
    stage()
    return time.process_time() - begin


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LEADS)
