"""Duplicates in a made-up market: how many are found, how many are wrong, what one lead costs, and how splink does."""

import resource
import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.records.lead import Lead
from leadmatch.testing.accounts import LARGE_ACCOUNT, account_leads

ASKED = 1000
"""Leads that are held out, and looked for one by one."""

LARGE = LARGE_ACCOUNT // 2
CHUNK = 10_000
RUNS = 3


@dataclass
class Market:
    """An index of leads, the account of each, and some leads that were held out."""

    search: DuplicateSearch = field(default_factory=DuplicateSearch)
    accounts: dict[str, int] = field(default_factory=dict)
    held_out: list[tuple[int, Lead]] = field(default_factory=list)
    portraits: list[Portrait] | None = None
    prepared: float = 0.0
    built: float = 0.0


def build(count: int, seed: int, *, keep: bool) -> Market:
    """Index leads as they come, timing comparable forms and index apart; hold some out."""
    market = Market(portraits=[] if keep else None)
    held = set(Random(seed).sample(range(count + ASKED), ASKED))
    chunk: list[Lead] = []
    for number, (account, lead) in enumerate(account_leads(count + ASKED, Random(seed))):
        if number in held:
            market.held_out.append((account, lead))
            continue
        market.accounts[lead.id] = account
        chunk.append(lead)
        if len(chunk) == CHUNK:
            enter(market, chunk)
            chunk = []
    enter(market, chunk)
    return market


def enter(market: Market, leads: list[Lead]) -> None:
    begin = time.process_time()
    portraits = [market.search.portrait(lead) for lead in leads]
    between = time.process_time()
    for lead, portrait in zip(leads, portraits, strict=True):
        market.search.add(lead, portrait)
    market.prepared += between - begin
    market.built += time.process_time() - between
    if market.portraits is not None:
        market.portraits += portraits


def one_lead(market: Market) -> None:
    """Print what one new lead costs: its comparable forms, and the search with its reasons, the quickest of three."""
    search = market.search
    forms, searches, right, linked = [], [], 0, 0
    for account, lead in market.held_out:
        begin = time.process_time_ns()
        portrait = search.portrait(lead)
        forms.append((time.process_time_ns() - begin) / 1e6)
        found, took = timed(search, lead, portrait)
        searches.append(took)
        linked += bool(found)
        right += bool(found) and market.accounts[found[0]] == account
    for name, times in (("comparable forms", forms), ("search", searches)):
        times.sort()
        p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(f"one lead against {len(search):,}, {name}: p50 {p50:.3f} ms, p99 {p99:.3f} ms of CPU time")
    print(f"  of {len(market.held_out)} asked {linked} were linked, {right} of them to their own account first")


def timed(search: DuplicateSearch, lead: Lead, portrait: Portrait) -> tuple[list[str], float]:
    """Return who was found, and the CPU time of the quickest run in milliseconds."""
    quickest = float("inf")
    found: list[str] = []
    for _ in range(RUNS):
        begin = time.process_time_ns()
        verdicts = search.find(lead, portrait).verdicts
        told = [(verdict.b, [reason.to_dict() for reason in verdict.reasons]) for verdict in verdicts[:1]]
        quickest = min(quickest, (time.process_time_ns() - begin) / 1e6)
        found = [other for other, _ in told]
    return found, quickest


Shares = tuple[int, int, int]
"""How many were right, found and wanted."""


def accuracy(pairs: Iterable[tuple[str, str, float]], accounts: dict[str, int], name: str) -> float:
    """Print how many pairs, and how many best links of leads, are right; return the CPU time of finding them."""
    begin = time.process_time()
    paired, linked = counted(pairs, accounts)
    took = time.process_time() - begin
    print(f"{name}, pairs outside the large account: {paired[1]}, {shares(*paired)}")
    print(f"{name}, best link of a lead: {shares(*linked)}")
    return took


def counted(pairs: Iterable[tuple[str, str, float]], accounts: dict[str, int]) -> tuple[Shares, Shares]:
    """Count pairs, and best links of leads.

    The best link of a lead is right where it leads to its account. A lead whose account has no other should have none:
    a link of it counts as wrong. Pairs are counted outside the one large account.
    """
    sizes = Counter(accounts.values())
    best_score = array("d", [float("-inf")]) * len(accounts)
    best = array("l", [-1]) * len(accounts)
    places = {lead_id: place for place, lead_id in enumerate(accounts)}
    numbers = list(accounts.values())
    found = right = 0
    for one, other, score in pairs:
        a, b = places[one], places[other]
        if sizes[numbers[a]] < LARGE or sizes[numbers[b]] < LARGE:
            found += 1
            right += numbers[a] == numbers[b]
        for place, mate in ((a, b), (b, a)):
            if score > best_score[place]:
                best_score[place], best[place] = score, mate
    wanted = sum(size * (size - 1) // 2 for size in sizes.values() if size < LARGE)
    linked = sum(mate >= 0 for mate in best)
    led = sum(mate >= 0 and numbers[mate] == numbers[place] for place, mate in enumerate(best))
    mated = sum(size for size in sizes.values() if size > 1)
    return (right, found, wanted), (led, linked, mated)


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / max(found + wanted, 1)


def shares(right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1(right, found, wanted):.4f}"


def memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB"


def all_pairs(market: Market) -> Iterator[tuple[str, str, float]]:
    return ((pair.a, pair.b, pair.score) for pair in market.search.pairs())


def measure(count: int, seed: int, *, pairs: bool, splink: bool) -> None:
    """Print the figures of one market."""
    market = build(count, seed, keep=splink)
    print(
        f"market of {count:,} leads, seed {seed}: forms {market.prepared:.1f} s, index {market.built:.1f} s of CPU time"
    )
    one_lead(market)
    print(f"  memory so far: at most {memory()}")
    if not pairs:
        return
    took = accuracy(all_pairs(market), market.accounts, "leadmatch")
    print(f"leadmatch, all pairs: {took:.1f} s; index and pairs {market.built + took:.1f} s; memory at most {memory()}")
    if splink and market.portraits is not None:
        from conflicts_splink import linked_pairs

        ids = list(market.accounts)
        peer, cost = linked_pairs(ids, market.portraits)
        for threshold in (0.0, 4.0, 8.0, 12.0):
            kept = (pair for pair in peer if pair[2] >= threshold)
            accuracy(kept, market.accounts, f"splink from weight {threshold:.0f}")
        ours = market.built + took
        print(f"splink: {cost:.1f} s of CPU time; leadmatch needs {ours / cost:.2f} of it, memory at most {memory()}")
