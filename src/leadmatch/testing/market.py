"""A synthetic market: partners, deals and a week of leads of which the truth is known, the same for the same seed.

It is made for tests and timings, not as a likeness of any real programme: its texts are few and repeat.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead, Note
from leadmatch.records.partner import Partner, TrackRecord

NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
"""The moment at which a market is looked at; all its leads came in during the week before."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of a synthetic lead.

    Attributes:
        category: of junk, as screening names it; None for a genuine inquiry.
        ready: whether need, budget, authority and timing are all stated and strong.
        duplicate_of: the lead of the same person that came first, or None.
        holder: the partner whose registered deal covers it, or None.
        fitting: partners that serve its place and sell its product, whatever they carry now.
    """

    category: str | None = None
    ready: bool = False
    duplicate_of: str | None = None
    holder: str | None = None
    fitting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SyntheticMarket:
    """A market as records, and what is true of its leads.

    Attributes:
        partners: with territories, products and capacities.
        deals: registered by some of them.
        leads: of one week, by arrival.
        truth: by lead id.
        now: when it is looked at.
    """

    partners: tuple[Partner, ...]
    deals: tuple[Deal, ...]
    leads: tuple[Lead, ...]
    truth: Mapping[str, Truth]
    now: datetime = NOW


@dataclass(frozen=True, slots=True)
class _Place:
    region: str
    city: str
    postal_code: str
    dial: str
    digits: int
    language: str
    domain: str

    @property
    def country(self) -> str:
        return self.region[:2]


_PLACES = (
    _Place("DE-HH", "Hamburg", "20539", "+49 40 7", 7, "de", "de"),
    _Place("DE-BY", "München", "80807", "+49 89 7", 7, "de", "de"),
    _Place("GB-ENG", "Leeds", "LS10 1RT", "+44 113 27", 5, "en", "co.uk"),
    _Place("US-OH", "Columbus", "43215", "+1 614 43", 5, "en", "com"),
    _Place("US-GA", "Macon", "31206", "+1 478 74", 5, "en", "com"),
)
_PRODUCTS = ("Label Printing", "Warehouse Scanning", "Track and Trace", "Access Control")
_TRADES = ("Brewery", "Logistics", "Foundry", "Bakery", "Hospital")
_FIRST = ("Birte", "Ansgar", "Imogen", "Fergus", "Leticia", "Darnell", "Hildegard", "Callum", "Althea", "Reto")
_LAST = ("Petersen", "Hathaway", "Brockmann", "Whitfield", "Lindqvist", "Barton", "Kessler", "Okafor", "Moreno", "Dunn")
_HEADS = ("Alder", "Birken", "Copper", "Dorn", "Elster", "Falken", "Garnet", "Hazel", "Ibex", "Juniper", "Kestrel")
_TAILS = ("bach", "field", "brook", "stein", "dale", "wick", "moor", "holm", "ford", "berg", "croft", "mark")
_READY = {
    "budget.range": "A budget of 40,000 EUR is approved.",
    "authority.signs": "I decide and sign.",
    "need.today": "Our present system fails every day and orders leave late.",
    "timing.by": "It must be in service by 31 January 2027.",
}
_JUNK = {
    "student": "I am a student writing my bachelor thesis; do you offer a free student licence?",
    "solicitation": "We offer SEO and guarantee the first page of search results. May I send you a quote?",
    "job_seeker": "I am looking for a job in your company, please find my CV attached. I can start immediately.",
    "gibberish": "sdfg hjkl qwer sdfgsdfg xcvb",
}


def synthetic_market(
    random: Random, *, leads: int = 100, partners: int = 20, junk: float = 0.3, ready: float = 0.5
) -> SyntheticMarket:
    """Make a market.

    Args:
        random: a seeded generator; it decides everything.
        leads: how many, from 0.
        partners: how many, from 1.
        junk: share of leads that are junk, 0 to 1.
        ready: share of genuine leads that are ready for a partner, 0 to 1; the others state a need and no more.
    """
    channel = tuple(_partner(random, number) for number in range(partners))
    deals = tuple(_deal(random, partner, number) for number, partner in enumerate(channel) if random.random() < 1 / 3)
    made: list[Lead] = []
    originals: list[Lead] = []
    truth: dict[str, Truth] = {}
    for number in range(leads):
        received = NOW - timedelta(days=7) + number * timedelta(days=7) / max(leads, 1)
        if random.random() < junk:
            lead, known = _junk(random, number, received)
        elif originals and random.random() < 1 / 20:
            lead, known = _again(random.choice(originals), number, received)
        else:
            lead, known = _genuine(random, number, received, channel, deals, is_ready=random.random() < ready)
            originals.append(lead)
        made.append(lead)
        truth[lead.id] = known
    return SyntheticMarket(channel, deals, tuple(made), truth)


def _company(random: Random) -> str:
    return random.choice(_HEADS) + random.choice(_TAILS) + " " + random.choice(_TRADES)


def _domain(company: str, place: _Place) -> str:
    return company.lower().replace(" ", "-") + "." + place.domain


def _partner(random: Random, number: int) -> Partner:
    places = random.sample(_PLACES, random.randint(1, 3))
    won = random.randint(0, 30)
    return Partner(
        partner_id=f"P{number:03}",
        name=f"{_company(random)} Partners",
        industries=tuple(random.sample(_TRADES, 2)),
        countries=tuple(dict.fromkeys(place.country for place in places)),
        regions=tuple(place.region for place in places),
        products=tuple(random.sample(_PRODUCTS, random.randint(1, 3))),
        languages=tuple(dict.fromkeys(place.language for place in places)),
        deal_size_min=1_000.0,
        deal_size_max=200_000.0,
        currency="EUR",
        capacity=random.randint(1, 8),
        open_leads=0,
        track_record=(TrackRecord(random.choice(_TRADES), won, random.randint(0, 30), won * random.uniform(0.7, 1.3)),),
        median_response_hours=random.uniform(1, 24),
        active=True,
    )


def _deal(random: Random, partner: Partner, number: int) -> Deal:
    place = random.choice(_PLACES)
    company = f"Registered {_company(random)}"
    return Deal(
        deal_id=f"D{number:03}",
        partner_id=partner.id,
        company=company,
        email_domain=_domain(company, place),
        country=place.country,
        status="approved",
        registered_at=NOW - timedelta(days=30),
        expires_at=NOW + timedelta(days=60),
    )


def _phone(random: Random, place: _Place) -> str:
    return place.dial + "".join(random.choice("23456789") for _ in range(place.digits))


def _junk(random: Random, number: int, received: datetime) -> tuple[Lead, Truth]:
    category = random.choice(sorted(_JUNK))
    mash = "".join(random.choice("sdfghjkl") for _ in range(8))
    mashed = category == "gibberish"
    place = random.choice(_PLACES)
    lead = Lead(
        lead_id=f"L{number:06}",
        received_at=received,
        source="web form",
        first_name=mash[:5] if mashed else random.choice(_FIRST),
        last_name=mash if mashed else random.choice(_LAST),
        email=f"{mash}@{mash}.com" if mashed else f"{random.choice(_FIRST).lower()}.{number}@gmail.com",
        phone="1234567890" if mashed else _phone(random, place),
        company=mash if mashed else None,
        country=place.country,
        message=_JUNK[category],
    )
    return lead, Truth(category)


def _again(first: Lead, number: int, received: datetime) -> tuple[Lead, Truth]:
    lead = Lead(
        lead_id=f"L{number:06}",
        received_at=received,
        source="chat",
        first_name=first.first_name,
        last_name=first.last_name,
        email=first.email,
        phone=first.phone,
        company=first.company,
        country=first.country,
        products=first.products,
        message="I wrote to you some days ago, has anybody read it?",
    )
    return lead, Truth(duplicate_of=first.id)


def _genuine(
    random: Random,
    number: int,
    received: datetime,
    partners: tuple[Partner, ...],
    deals: tuple[Deal, ...],
    *,
    is_ready: bool,
) -> tuple[Lead, Truth]:
    deal = random.choice(deals) if deals and random.random() < 1 / 20 else None
    place = random.choice(_PLACES)
    company = deal.company if deal is not None and deal.company else f"{_company(random)} {number}"
    domain = deal.email_domain if deal is not None else _domain(company, place)
    first, last, product = random.choice(_FIRST), random.choice(_LAST), random.choice(_PRODUCTS)
    lead = Lead(
        lead_id=f"L{number:06}",
        received_at=received,
        source=random.choice(("web form", "trade fair", "partner event")),
        cost=float(random.randint(20, 120)),
        currency="EUR",
        first_name=first,
        last_name=last,
        email=f"{first}.{last}@{domain}".lower(),
        phone=_phone(random, place),
        job_title="Operations Manager",
        company=company,
        industry=random.choice(_TRADES),
        employees=random.randint(5, 900),
        country=place.country,
        region=place.region,
        city=place.city,
        postal_code=place.postal_code,
        languages=(place.language,),
        products=(product,),
        deal_size=float(random.randint(5, 90)) * 1_000,
        message="Our present system fails every day. What can you offer us?",
        notes=(Note(received.date(), "call", _READY["need.today"]),),
        answers=dict(_READY) if is_ready else {},
    )
    holder = None if deal is None else deal.partner_id
    fitting = frozenset(p.id for p in partners if place.region in p.regions and product in p.products)
    return lead, Truth(ready=is_ready, holder=holder, fitting=fitting)
