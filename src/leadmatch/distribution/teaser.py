"""Teasers: what a partner sees of a lead before it opens it; nothing in one leads back to a person or a company.

Every value is of a closed list: a band, a region, an industry of the taxonomy, an option of the question template, a
product of the price list. What somebody typed is never quoted.
"""

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, Final

from leadmatch.evidence.card import Card
from leadmatch.evidence.shown import Shown
from leadmatch.qualification.questions import question
from leadmatch.records.lead import Lead
from leadmatch.values.industries import taxonomy
from leadmatch.values.places.countries import country_code, country_name
from leadmatch.values.places.regions import region_code, region_name
from leadmatch.values.text.fold import fold

SIZE_EDGES: Final = (10, 50, 250, 1_000)
"""Employees from which the next band begins; the first three are those of the EU's definition of small firms."""
VALUE_EDGES: Final = (5_000, 20_000, 50_000, 100_000, 250_000, 1_000_000)
"""Amounts from which the next band begins, in the lead's currency."""


@dataclass(frozen=True, slots=True, repr=False)
class Teaser(Shown):
    """What a partner sees of a lead before it opens it.

    Attributes:
        lead_id: which lead, by the vendor's id.
        products: wanted, as the price list writes them.
        needs: what was answered about the present situation, as options of the template.
        industries: of the company, by the taxonomy.
        country: its English name; None if unknown.
        region: its English name; None if unknown.
        employees: band; None if unknown.
        value: band of the expected deal, with its currency; None if unknown.
        timing: what was answered, as an option of the template; None where nothing was.
        urgent: whether it waits less than others.
        score: of qualification, 0 to 100; None where none was given.
    """

    lead_id: str
    products: tuple[str, ...]
    needs: tuple[str, ...]
    industries: tuple[str, ...]
    country: str | None
    region: str | None
    employees: str | None
    value: str | None
    timing: str | None
    urgent: bool
    score: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return plain data of JSON."""
        return asdict(self)

    def card(self) -> Card:
        """Return what there is to show."""
        rows = (
            ("Wants", ", ".join(self.products)),
            ("Situation", "; ".join(self.needs)),
            ("Industry", ", ".join(self.industries)),
            ("Where", ", ".join(part for part in (self.region, self.country) if part)),
            ("Employees", self.employees or ""),
            ("Value", self.value or ""),
            ("Timing", self.timing or ""),
            ("Urgent", "yes" if self.urgent else ""),
            ("Score", "" if self.score is None else f"{self.score:.0f} of 100"),
        )
        return Card(title=f"Lead {self.lead_id}", rows=tuple(row for row in rows if row[1]))


def teaser_of(
    lead: Lead, *, price_list: Collection[str] = (), urgent: bool = False, score: float | None = None
) -> Teaser:
    """Return the teaser of a lead.

    Args:
        lead: the record.
        price_list: names of products; what the lead wants is shown only where it stands here.
        urgent: whether it waits less than others.
        score: of qualification, 0 to 100.
    """
    known = {fold(name): name for name in sorted(price_list)}
    country = country_code(lead.country)
    region = region_code(lead.region, country) if country else None
    return Teaser(
        lead_id=lead.id,
        products=tuple(dict.fromkeys(known[fold(name)] for name in lead.products if fold(name) in known)),
        needs=tuple(filter(None, (_answered(lead, code) for code in ("need.today", "need.cost")))),
        industries=tuple(sorted(taxonomy.label(each) for each in taxonomy.find(lead.industry, country))),
        country=country_name(country) if country else None,
        region=region_name(region) if region else None,
        employees=_band(lead.employees, SIZE_EDGES),
        value=_with_currency(_band(lead.deal_size, VALUE_EDGES), lead.currency),
        timing=_answered(lead, "timing.by"),
        urgent=urgent,
        score=score,
    )


def _answered(lead: Lead, code: str) -> str | None:
    """Return the option that was chosen, in the words of the template; a free answer stays hidden."""
    asked, answer = question(code), lead.answers.get(code)
    option = asked.option(answer) if asked is not None and answer else None
    words = {each.code: each.text for each in asked.options} if asked is not None else {}
    return words.get(option.code) if option is not None else None


def _band(number: float | None, edges: tuple[int, ...]) -> str | None:
    if number is None:
        return None
    place = bisect_right(edges, number)
    if place == 0:
        return f"below {edges[0]:,}"
    if place == len(edges):
        return f"{edges[-1]:,} or more"
    return f"{edges[place - 1]:,} to {edges[place] - 1:,}"


def _with_currency(band: str | None, currency: str | None) -> str | None:
    return band if band is None or currency is None else f"{band} {currency}"
