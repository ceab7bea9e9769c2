"""A simulated year: partners, leads week by week, and what would become of each lead at each partner.

It is made to compare ways of handing out leads before a real programme tries them. What is true is not what the matcher
assumes: the weights of industry, language and response time are drawn anew for each year, partners differ in a skill
that nobody sees and differ again by industry, and outcomes are known weeks later. The same seed makes the same year.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.values.industries.taxonomy import Fit, compare, find

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
"""The first Monday."""

_INDUSTRIES = (
    "Hospital", "Dentist", "Brewery", "Bakery", "Logistics", "Warehousing", "Machining", "Automotive", "Hotel", "Bank",
    "Insurance", "Supermarket",
)  # fmt: skip
_REGIONS = (
    ("DE-BY", "de"), ("DE-NW", "de"), ("DE-HH", "de"), ("CH-ZH", "de"), ("CH-GE", "fr"), ("FR-IDF", "fr"),
    ("AT-9", "de"), ("AT-8", "de"),
)  # fmt: skip
_TIERS = ("bronze", "silver", "gold", "platinum")
_FIT = {
    Fit.EXACT: 0.0, Fit.GROUP: -0.2, Fit.UMBRELLA: -0.3, Fit.SIBLING: -0.4, Fit.ADJACENT: -0.8, Fit.UNRELATED: -1.3,
    Fit.UNKNOWN: -0.6,
}  # fmt: skip
"""Natural log-odds of a win by how near the industry lies, before a year's own weight."""
_NEITHER_LANGUAGE = -0.8
_PER_E_TIMES_SLOWER = -0.15
_ENGLISH = 0.5
"""Share of partners that speak English beside their own language."""
_EASE = 1.0
"""Standard deviation, in log-odds, of how easily leads are won by anybody."""
_EASE_SEEN = 5
"""Classes of this ease that the vendor can tell, by its own qualification."""

Numbers = NDArray[np.int64]
Chances = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Programme:
    """What kind of year is simulated.

    Attributes:
        weeks: how many, from 1.
        leads_a_week: how many come in, from 1.
        partners: how many at the end of the year, from 1.
        newcomers: share of the partners that join during the year, 0 to 1.
        load: leads over places of all partners; above 0.
        skill: standard deviation of the partners' skill, in log-odds.
        fit: how much industry, language and response time count, 1 as they are thought to.
        average: log-odds of a win for an average lead at a partner of its very industry.
    """

    weeks: int = 52
    leads_a_week: int = 80
    partners: int = 60
    newcomers: float = 0.25
    load: float = 0.9
    skill: float = 0.7
    fit: float = 1.0
    average: float = -1.0


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedYear:
    """A year as records, and what is true of it; leads and partners are numbered from 0.

    Attributes:
        programme: what was asked for.
        partners: without track records and open leads.
        leads: of all weeks, by arrival.
        week: the week of each lead, from 0.
        joined: the week from which each partner takes leads.
        places: leads that each partner takes in each week in which it takes part, weeks × partners.
        serves: whether each lead lies in each partner's territory, leads × partners.
        chances: what is true: the chance that each lead is won by each partner, leads × partners.
        luck: a number from 0 to 1 for each pair; it is won where this lies below the chance, leads × partners.
        delay: weeks until the outcome of each lead is known.
        ease: class of how easily each lead is won, as qualification sees it, from 0.
        fit: class of how near the industry of each lead lies to each partner's, leads × partners.
    """

    programme: Programme
    partners: tuple[Partner, ...]
    leads: tuple[Lead, ...]
    week: Numbers
    joined: Numbers
    places: Numbers
    serves: NDArray[np.bool_]
    chances: Chances
    luck: Chances
    delay: Numbers
    ease: Numbers
    fit: Numbers

    def now(self, week: int) -> datetime:
        """Return the moment at which a week's leads are handed out."""
        return START + timedelta(weeks=week)

    @property
    def newcomer(self) -> NDArray[np.bool_]:
        """Whether each partner joins during the year."""
        return self.joined > 0


def simulated_year(generator: np.random.Generator, programme: Programme | None = None) -> SimulatedYear:
    """Make a year.

    Args:
        generator: a seeded generator; it decides everything.
        programme: what kind of year; the usual one where None.
    """
    kind = programme or Programme()
    joined = _joined(generator, kind)
    regions = [generator.choice(len(_REGIONS), generator.integers(2, 5), replace=False) for _ in range(kind.partners)]
    trades = [generator.choice(len(_INDUSTRIES), generator.integers(2, 6), replace=False) for _ in range(kind.partners)]
    skill = generator.normal(0.0, kind.skill, kind.partners)
    partners = tuple(
        _partner(generator, number, _texts(_INDUSTRIES, trades[number]), regions[number], skill[number])
        for number in range(kind.partners)
    )
    count = kind.weeks * kind.leads_a_week
    trade, region = generator.integers(len(_INDUSTRIES), size=count), generator.integers(len(_REGIONS), size=count)
    week = np.repeat(np.arange(kind.weeks), kind.leads_a_week)
    ease = generator.normal(0.0, _EASE, count)
    fit, near = _industry_fit(partners, trade)
    truth = _truth(generator, kind, partners, region, near)
    truth += (
        kind.average
        + ease[:, None]
        + skill
        + generator.normal(0.0, kind.skill / 2, (len(_INDUSTRIES), kind.partners))[trade]
    )
    return SimulatedYear(
        programme=kind,
        partners=partners,
        leads=tuple(_lead(number, int(trade[number]), int(region[number])) for number in range(count)),
        week=week,
        joined=joined,
        places=_places(generator, kind, joined),
        serves=np.array([[place in own for own in regions] for place in range(len(_REGIONS))])[region],
        chances=1 / (1 + np.exp(-truth)),
        luck=generator.random((count, kind.partners)),
        delay=generator.integers(4, 13, count),
        ease=np.searchsorted(np.quantile(ease, np.arange(1, _EASE_SEEN) / _EASE_SEEN), ease),
        fit=fit,
    )


def _texts(words: tuple[str, ...], numbers: Numbers) -> tuple[str, ...]:
    return tuple(words[number] for number in numbers.tolist())


def _joined(generator: np.random.Generator, kind: Programme) -> Numbers:
    joined = np.zeros(kind.partners, np.int64)
    late = generator.choice(kind.partners, round(kind.newcomers * kind.partners), replace=False)
    first, last = kind.weeks // 4, max(kind.weeks // 4, 3 * kind.weeks // 4)
    joined[late] = generator.integers(max(1, first), max(1, last) + 1, len(late))
    return joined


def _places(generator: np.random.Generator, kind: Programme, joined: Numbers) -> Numbers:
    """Share out each week's places: few partners have many, and the parts of a place are carried over."""
    takes_part = np.arange(kind.weeks)[:, None] >= joined
    shares = generator.lognormal(0.0, 0.7, kind.partners) * takes_part
    whole = np.cumsum(shares / shares.sum(axis=1, keepdims=True) * kind.leads_a_week / kind.load, axis=0)
    places: Numbers = np.diff(np.floor(whole), axis=0, prepend=0.0).astype(np.int64)
    return places


def _partner(
    generator: np.random.Generator, number: int, trades: tuple[str, ...], regions: Numbers, skill: float
) -> Partner:
    """Draw a partner; its tier has a little to do with its skill."""
    served = [_REGIONS[place] for place in regions.tolist()]
    tier = int(np.clip(round(1.5 + skill + generator.normal()), 0, 3))
    return Partner(
        partner_id=f"P{number:03}",
        industries=trades,
        regions=tuple(region for region, _ in served),
        languages=tuple(sorted({served[0][1]} | ({"en"} if generator.random() < _ENGLISH else set()))),
        tier=_TIERS[tier],
        median_response_hours=float(np.exp(generator.normal(np.log(8), 0.8))),
    )


def _lead(number: int, trade: int, region: int) -> Lead:
    code, language = _REGIONS[region]
    return Lead(
        lead_id=f"L{number:05}",
        industry=_INDUSTRIES[trade],
        country=code[:2],
        region=code,
        languages=(language,),
    )


def _industry_fit(partners: tuple[Partner, ...], trade: Numbers) -> tuple[Numbers, Chances]:
    """Return the class of fit of each pair, and its log-odds."""
    fits = tuple(_FIT)
    known = [frozenset(one for name in partner.industries for one in find(name)) for partner in partners]
    table = np.array([[fits.index(compare(find(word), own)) for own in known] for word in _INDUSTRIES])[trade]
    return table, np.array([_FIT[fit] for fit in fits])[table]


def _truth(
    generator: np.random.Generator, kind: Programme, partners: tuple[Partner, ...], region: Numbers, near: Chances
) -> Chances:
    """Return the log-odds that industry, language and response time make, by weights of this year's own."""
    industry, language, response = kind.fit * generator.uniform(0.5, 1.5, 3)
    spoken = np.array([[tongue in one.languages for one in partners] for _, tongue in _REGIONS])[region]
    slow = np.log([(partner.median_response_hours or 8.0) / 8.0 for partner in partners])
    truth: Chances = industry * near + language * np.where(spoken, 0.0, _NEITHER_LANGUAGE)
    truth += response * _PER_E_TIMES_SLOWER * slow
    return truth
