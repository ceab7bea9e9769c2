"""What matching reads of a lead, computed once: place, industry, account, products, words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leadmatch.matching.words import key, stems
from leadmatch.records.lead import Lead
from leadmatch.values.identity.company import CompanyKey, company_key
from leadmatch.values.identity.domains import company_domain
from leadmatch.values.industries.table import IndustryId
from leadmatch.values.industries.taxonomy import find
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code
from leadmatch.values.places.territory import Place

Claim = tuple[str, str | None, str | None]
"""A conflict record: kind, the partner who holds it (None: the vendor), and what it is with."""

US_TERRITORIES = frozenset({"AS", "GU", "MP", "PR", "UM", "VI"})
"""Territories of the United States, which ISO 3166-1 lists as countries and ISO 3166-2 as regions (`US-PR`)."""

_READ = 4_000
"""Characters of a message in which specialities are looked for."""


@dataclass(frozen=True, slots=True)
class LeadProfile:
    """What matching reads of a lead.

    Attributes:
        lead: the record.
        now: the time of the decision; aware.
        urgent: whether the lead cannot wait.
        place: where it is.
        industries: what its company is, by its industry or else by its name; empty where it is unknown.
        guessed: whether `industries` were read from the company's name.
        company: its name in comparable form; empty where it is unknown.
        domains: company domains of its e-mail address and website.
        products: wanted products in comparable form.
        certifications: required certifications in comparable form.
        languages: ISO 639-1, lower case.
        about: stems of the words of its industry and company.
        said: stems of the words of its message, in order.
        wanted: stems of the words of its products, in order.
        claims: conflict records that speak of it.
    """

    lead: Lead
    now: datetime
    urgent: bool
    place: Place
    industries: frozenset[IndustryId]
    guessed: bool
    company: CompanyKey
    domains: frozenset[str]
    products: tuple[str, ...]
    certifications: tuple[str, ...]
    languages: frozenset[str]
    about: tuple[str, ...]
    said: tuple[str, ...]
    wanted: tuple[str, ...]
    claims: tuple[Claim, ...]


def place_of(lead: Lead) -> Place:
    """Return where a lead is; a country or region that is not understood is unknown.

    A territory of the United States is a region of theirs, whichever way it is written.
    """
    country = country_code(lead.country)
    if country in US_TERRITORIES:
        return Place("US", f"US-{country}", lead.postal_code, lead.latitude, lead.longitude)
    return Place(country, region_code(lead.region, country), lead.postal_code, lead.latitude, lead.longitude)


def profile_of(lead: Lead, *, now: datetime, urgent: bool = False, claims: Iterable[Claim] = ()) -> LeadProfile:
    """Compute what matching reads of a lead.

    Args:
        lead: the record.
        now: the time of the decision.
        urgent: whether the lead cannot wait.
        claims: conflict records that speak of it.
    """
    place = place_of(lead)
    stated = find(lead.industry, place.where)
    guessed = frozenset[IndustryId]() if stated or lead.industry else find(lead.company)
    domains = (company_domain(lead.email), company_domain(lead.website))
    return LeadProfile(
        lead=lead,
        now=now,
        urgent=urgent,
        place=place,
        industries=stated or guessed,
        guessed=bool(guessed),
        company=company_key(lead.company),
        domains=frozenset(domain for domain in domains if domain),
        products=tuple(dict.fromkeys(map(key, lead.products))),
        certifications=tuple(dict.fromkeys(map(key, lead.required_certifications))),
        languages=frozenset(language.lower()[:2] for language in lead.languages),
        about=stems(f"{lead.industry or ''} | {lead.company or ''}"),
        said=stems((lead.message or "")[:_READ]),
        wanted=stems(" | ".join(lead.products)),
        claims=tuple(claims),
    )
