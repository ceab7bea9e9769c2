"""Duplicates in a made-up market: how many are found, how many are wrong, and how long one lead takes.

    python benchmarks/conflicts_market.py [LEADS] [SEED] [--speed]

Accounts have one to several leads. Each lead writes the company's name in a way of its own (legal form swapped or left
out, initials, one word, a slip, umlauts written out), from the company's domain or a private mailbox, with the
switchboard, a direct line, a mobile or no number. Many accounts share a family name or a trade. A lead's true answer is
the account it was made from.
"""

import random
import resource
import sys
import time
from collections import Counter

from leadmatch.conflicts.search import DuplicateSearch
from leadmatch.records.lead import Lead


def words(text: str) -> list[str]:
    return text.split()


SYLLABLES = words(
    "bar bel bran cal cor dal den el far fen gal gor hal hel is jor kal ken lan lor mal mer nor or pel ran rin sal sel "
    "tal tor ul val ven wal wen zan"
)
TRADES = words(
    "Logistics Printing Bakery Engineering Systems Steel Dental Foods Plumbing Solutions Pumps Packaging Media "
    "Construction Farms Motors"
)
FORMS = ("Ltd", "Limited", "Inc.", "LLC", "GmbH", "plc", "")
SURNAMES = words(
    "Müller Smith Jones Becker Garcia Rossi Novak Hansen Patel Kim Baker Wright Köhler Schäfer Jørgensen O'Neill"
)
"""Borne by every other family firm; the other half have coined names."""
GIANT = 300
"""Leads of the one large account."""
ASKED = 2000
"""Leads that are looked for one by one."""
TOWNS = 400
"""Towns of the market; a few are large: the n-th has a share of about 1/n."""
FIRST = words(
    "Anna Bob Carla Dave Elena Fred Greta Henry Irene Jack Kate Liam Maria Nick Olga Peter Quinn Rosa Steve Tina "
    "Ulrich Vera Will Xenia"
)


def coined(rng: random.Random) -> str:
    return "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 3, 3)))).capitalize()


def slip(rng: random.Random, text: str) -> str:
    if len(text) < 5:
        return text
    place = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(3)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + text[place] + text[place:]


class World:
    """Towns with an area code each, and what is taken already."""

    def __init__(self, rng: random.Random) -> None:
        self.towns = [(coined(rng), f"1{rng.randrange(200, 999)}") for _ in range(TOWNS)]
        self.shares = [1 / (rank + 5) for rank in range(TOWNS)]
        self.domains: set[str] = set()


class Account:
    def __init__(self, rng: random.Random, world: World) -> None:
        kind = rng.random()
        trade = rng.choice(TRADES)
        if kind < 0.6:
            self.words = [coined(rng), trade]
        elif kind < 0.75:
            self.words = [rng.choice(SURNAMES) if rng.random() < 0.5 else coined(rng), trade]
        elif kind < 0.9:
            self.words = [coined(rng), coined(rng), rng.choice(TRADES)]
        else:
            self.words = [coined(rng)]
        ((self.city, area),) = rng.choices(world.towns, world.shares)
        plain = "".join(self.words).lower()
        for sign, spelled in (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("ø", "oe"), ("'", "")):
            plain = plain.replace(sign, spelled)
        label = plain
        while label in world.domains:
            label = f"{plain[:4]}-{coined(rng).lower()}" if rng.random() < 0.5 else f"{plain}-{self.city.lower()}"
            plain += rng.choice(("uk", "group", "co", "hq", "1"))
        world.domains.add(label)
        self.domain = f"{label}.{rng.choice(('com', 'co.uk', 'de', 'net'))}"
        self.trunk = f"{area} {rng.randrange(2000, 9999)}"
        ending = rng.choice("ABDEF") + rng.choice("GHJLN")
        self.postal = f"{self.city[:2].upper()}{rng.randrange(1, 30)} {rng.randrange(1, 9)}{ending}"

    def name(self, rng: random.Random) -> str:
        roll = rng.random()
        words = self.words
        if roll < 0.1 and len(words) > 2:
            return "".join(word[0] for word in words)
        if roll < 0.2:
            words = [slip(rng, words[0]), *words[1:]]
        elif roll < 0.3 and len(words) > 1:
            words = words[:-1]
        name = " ".join([*words, rng.choice(FORMS)]).strip()
        return name.replace("ü", "ue").replace("ö", "oe") if rng.random() < 0.3 else name

    def lead(self, rng: random.Random, lead_id: str) -> Lead:
        first, last = rng.choice(FIRST), rng.choice((coined(rng), rng.choice(SURNAMES)))
        handle = f"{first}.{last}".lower().replace("'", "")
        private = rng.random() < 0.2
        email = f"{handle}{rng.randrange(99)}@gmail.com" if private else f"{handle}@{self.domain}"
        roll = rng.random()
        phone = None
        if roll < 0.35:
            phone = f"+44 {self.trunk}00"
        elif roll < 0.55:
            phone = f"0{self.trunk}{rng.randrange(10, 99)}"
        elif roll < 0.75:
            phone = f"+44 7{rng.randrange(400, 999)} {rng.randrange(100000, 999999)}"
        return Lead(
            lead_id=lead_id,
            first_name=first,
            last_name=last,
            email=email if rng.random() < 0.92 else None,
            phone=phone,
            company=self.name(rng) if rng.random() < 0.95 else None,
            city=self.city if rng.random() < 0.7 else None,
            postal_code=self.postal if rng.random() < 0.5 else None,
            country="GB",
        )


def market(count: int, seed: int) -> tuple[list[Lead], dict[str, int]]:
    rng = random.Random(seed)
    world = World(rng)
    leads: list[Lead] = []
    truth: dict[str, int] = {}
    number = 0
    while len(leads) < count:
        account = Account(rng, world)
        size = GIANT if number == 7 else rng.choice((1, 1, 1, 2, 2, 3, 5))
        for _ in range(size):
            lead = account.lead(rng, f"L{len(leads):07d}")
            truth[lead.id] = number
            leads.append(lead)
        number += 1
    return leads[:count], truth


def shares(right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {2 * right / max(found + wanted, 1):.4f}"


def accuracy(search: DuplicateSearch, truth: dict[str, int]) -> None:
    """Print how many pairs are right, and how many leads have a right best link.

    The best link of a lead is right where it leads to its account, and a lead whose account has no other lead should
    have none: a link of it counts as wrong.
    """
    found, right = 0, 0
    best: dict[str, tuple[float, str]] = {}
    begin = time.process_time()
    sizes = Counter(truth.values())
    for pair in search.pairs():
        if sizes[truth[pair.a]] < GIANT or sizes[truth[pair.b]] < GIANT:
            found += 1
            right += truth[pair.a] == truth[pair.b]
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            best[one] = max(best.get(one, (pair.score, other)), (pair.score, other))
    took = time.process_time() - begin
    wanted = sum(size * (size - 1) // 2 for size in sizes.values() if size < GIANT)
    print(f"all pairs: {took:.1f} s; outside the large account {found} pairs, {shares(right, found, wanted)}")
    linked = sum(truth[other] == truth[one] for one, (_, other) in best.items())
    mated = sum(size for size in sizes.values() if size > 1)
    print(f"best link of a lead: {shares(linked, len(best), mated)}")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    leads, truth = market(count + ASKED, seed)
    begin = time.process_time()
    search = DuplicateSearch(leads[:count])
    search.find(leads[0])
    built = time.process_time() - begin
    print(f"leads {count}, index built in {built:.2f} s ({built / count * 1e6:.0f} µs a lead)")
    took = []
    for lead in random.Random(seed).sample(leads, ASKED):
        begin = time.process_time()
        search.find(lead)
        took.append(time.process_time() - begin)
    took.sort()
    p50, p99 = took[len(took) // 2] * 1e3, took[int(len(took) * 0.99)] * 1e3
    print(f"one lead: p50 {p50:.3f} ms, p99 {p99:.3f} ms of CPU time")
    print(f"memory: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    if "--speed" not in sys.argv:
        accuracy(search, {lead.id: truth[lead.id] for lead in leads[:count]})


if __name__ == "__main__":
    main()
