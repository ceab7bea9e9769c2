"""Duplicates in a made-up market: how many are found, how many are wrong, and how long one lead takes.

    python benchmarks/conflicts_market.py [LEADS] [SEED]

Accounts have one to several leads. Each lead writes the company's name in a way of its own (legal form swapped or left
out, initials, one word, a slip, umlauts written out), from the company's domain or a private mailbox, with the
switchboard, a direct line, a mobile or no number. Many accounts share a family name or a trade. A lead's true answer is
the account it was made from.
"""

import random
import sys
import time
from collections import Counter

from leadmatch.conflicts.duplicates import Relation
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
FIRST = words(
    "Anna Bob Carla Dave Elena Fred Greta Henry Irene Jack Kate Liam Maria Nick Olga Peter Quinn Rosa Steve Tina "
    "Ulrich Vera Will Xenia"
)
CITIES = words("York Leeds Hull Bath Exeter Derby Truro Ripon Wells Ely")


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


class Account:
    def __init__(self, rng: random.Random, taken: set[str]) -> None:
        kind = rng.random()
        trade = rng.choice(TRADES)
        if kind < 0.55:
            self.words = [coined(rng), trade]
        elif kind < 0.75:
            self.words = [rng.choice(SURNAMES), trade]
        elif kind < 0.9:
            self.words = [coined(rng), coined(rng), rng.choice(TRADES)]
        else:
            self.words = [coined(rng)]
        plain = "".join(self.words).lower()
        for sign, spelled in (("ü", "ue"), ("ö", "oe"), ("ä", "ae"), ("ø", "oe"), ("'", "")):
            plain = plain.replace(sign, spelled)
        self.domain = f"{plain}.{rng.choice(('com', 'co.uk', 'de', 'net'))}"
        while self.domain.partition(".")[0] in taken:
            self.domain = (
                f"{rng.choice((plain[:4], plain))}-{coined(rng).lower()}.{rng.choice(('com', 'co.uk', 'net'))}"
            )
        taken.add(self.domain.partition(".")[0])
        self.trunk = f"1904 {rng.randrange(200, 999)}{rng.randrange(10)}"
        self.city = rng.choice(CITIES)
        self.postal = f"{self.city[:2].upper()}{rng.randrange(1, 30)} {rng.randrange(1, 9)}AB"

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
    leads: list[Lead] = []
    truth: dict[str, int] = {}
    taken: set[str] = set()
    number = 0
    while len(leads) < count:
        account = Account(rng, taken)
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 5))):
            lead = account.lead(rng, f"L{len(leads):07d}")
            truth[lead.id] = number
            leads.append(lead)
        number += 1
    return leads[:count], truth


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    leads, truth = market(count, seed)
    begin = time.process_time()
    search = DuplicateSearch(leads)
    built = time.process_time() - begin
    took, found, right, linked = [], 0, 0, 0
    has_mate = Counter(truth[lead.id] for lead in leads)
    for lead in leads:
        begin = time.process_time()
        verdicts = search.find(lead).verdicts
        took.append(time.process_time() - begin)
        found += len(verdicts)
        right += sum(truth[verdict.b] == truth[lead.id] for verdict in verdicts)
        if verdicts:
            best = max(
                verdicts, key=lambda verdict: verdict.score if verdict.relation is not Relation.DIFFERENT else -99
            )
            linked += truth[best.b] == truth[lead.id]
    pairs = sum(size * (size - 1) for size in has_mate.values())
    mated = sum(size for size in has_mate.values() if size > 1)
    precision, recall = right / max(found, 1), right / pairs
    took.sort()
    print(f"leads {count}, index built in {built:.2f} s ({built / count * 1e6:.0f} µs a lead)")
    print(
        f"one lead: p50 {took[len(took) // 2] * 1e3:.3f} ms, p99 {took[int(len(took) * 0.99)] * 1e3:.3f} ms of CPU time"
    )
    print(
        f"pairs: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"
    )
    print(f"leads that have a mate and got a right best link: {linked / mated:.3f}")


if __name__ == "__main__":
    main()
