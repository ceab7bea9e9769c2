"""CPU time and memory of ranking: one lead among a thousand partners, and ten thousand leads.

    python benchmarks/matching_speed.py [--partners 1000] [--leads 10000] [--top 50]

Partners and leads are drawn from a seeded generator, all different: regions of three countries, twelve products, the
industries of the shipped taxonomy, specialities, track records. The first ranking of a place or an industry judges it
for all partners; later ones look it up, so a cold and a warm figure are given.
"""

import argparse
import random
import resource
import time
from datetime import UTC, datetime

from leadmatch.matching.matcher import Matcher
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner, TrackRecord
from leadmatch.values.industries.table import industries

NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
REGIONS = {
    "US": ("US-PA", "US-OH", "US-NY", "US-CA", "US-TX", "US-WA", "US-IL", "US-GA"),
    "DE": ("DE-BY", "DE-BW", "DE-NW", "DE-HH", "DE-SN"),
    "GB": ("GB-ENG", "GB-SCT", "GB-WLS"),
}
PRODUCTS = ("EDR", "SIEM", "Firewall", "Backup", "ERP", "Wi-Fi", "Point of Sale", "VoIP", "NAC", "RTLS", "MES", "CRM")
WORDS = tuple(row.words[0] for row in industries().values())


def partner(draw: random.Random, number: int) -> Partner:
    """Draw a partner."""
    country = draw.choice(tuple(REGIONS))
    trades = tuple(draw.sample(WORDS, 3))
    smallest = draw.choice((1_000, 5_000, 20_000))
    records = [(trade, draw.randint(0, 40), draw.randint(0, 40)) for trade in trades[:2]]
    return Partner(
        partner_id=f"P{number:05}",
        countries=(country,),
        regions=tuple(draw.sample(REGIONS[country], draw.randint(0, 3))),
        industries=trades,
        specialities=tuple(draw.sample(WORDS, 2)),
        products=tuple(draw.sample(PRODUCTS, 6)),
        languages=("de",) if country == "DE" else ("en",),
        deal_size_min=smallest,
        deal_size_max=smallest * draw.choice((20, 100)),
        currency="EUR" if country == "DE" else "USD",
        capacity=draw.randint(3, 20),
        open_leads=draw.randint(0, 10),
        tier=draw.choice((None, "silver", "gold")),
        median_response_hours=draw.uniform(1, 40),
        track_record=tuple(TrackRecord(industry=trade, won=won, lost=lost) for trade, won, lost in records),
    )


def lead(draw: random.Random, number: int) -> Lead:
    """Draw a lead."""
    country = draw.choice(tuple(REGIONS))
    trade = draw.choice(WORDS)
    return Lead(
        lead_id=f"L{number:06}",
        company=f"{draw.choice(WORDS)} {number} Ltd",
        industry=trade,
        country=country,
        region=draw.choice(REGIONS[country]),
        products=tuple(draw.sample(PRODUCTS, draw.randint(0, 2))),
        deal_size=draw.uniform(2_000, 90_000),
        currency=draw.choice(("EUR", "USD")),
        employees=draw.randint(1, 2_000),
        message=f"We run a {trade} and need help before the end of the quarter. " * 3,
    )


def cpu(begin: float) -> float:
    """Return CPU seconds since a beginning."""
    return time.process_time() - begin


def main() -> None:
    """Draw the market, rank it, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, default in (("partners", 1_000), ("leads", 10_000), ("top", 50)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    draw = random.Random(7)
    roster = [partner(draw, number) for number in range(asked.partners)]
    batch = [lead(draw, number) for number in range(asked.leads)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.process_time()
    matcher = Matcher(roster)
    print(f"compile {asked.partners:,} partners: {cpu(begin):.2f} s")
    few = batch[:300]
    for heat in ("cold", "warm"):
        begin = time.process_time()
        rankings = [matcher.rank(one, now=NOW) for one in few]
        print(f"rank one lead, {heat}: {cpu(begin) / len(few) * 1e3:.2f} ms")
    begin = time.process_time()
    for ranking in rankings:
        ranking.to_dict()
    print(f"to_dict of one ranking: {cpu(begin) / len(few) * 1e3:.2f} ms")
    begin = time.process_time()
    kept = list(matcher.rank_many(batch, now=NOW, top=asked.top))
    extra = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"rank {len(kept):,} leads, top {asked.top}: {cpu(begin):.1f} s, {extra:.0f} MB more")


if __name__ == "__main__":
    main()
