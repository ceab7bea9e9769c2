"""How far a claim reaches: over which products, places and divisions of an account."""

from collections.abc import Collection, Iterator
from typing import Final

from leadmatch.conflicts.products import common_products
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code
from leadmatch.values.places.territory import Coverage, Place, Territory

_OTHER_DIVISION: Final = frozenset({"same_account.name_contested", "same_account.name_different"})
"""Evidence that claim and lead each name a part of the company that the other does not."""


def coverage_reasons(claim: Deal | Offer, lead: Lead, settings: ConflictSettings) -> tuple[Reason, ...] | None:
    """Return why a claim covers a lead's products and place, or None where it does not.

    Args:
        claim: a deal or an offer; an offer has no territory.
        lead: the lead; what it leaves unstated may be what is claimed.
        settings: what limits a claim.
    """
    common = common_products(lead.products, claim.products)
    places = _place_reasons(claim, lead) if settings.limit_to_territory else ()
    if not settings.limit_to_products:
        return None if places is None else (Reason.of("claim.whole_account", field="products"), *places)
    return None if common == () or places is None else (*_product_reasons(claim, common), *places)


def division_reasons(
    claim: Deal | Offer, codes: Collection[str], settings: ConflictSettings
) -> tuple[Reason, ...] | None:
    """Return why a claim covers a lead's part of a company, or None where it is on another part.

    Args:
        claim: a deal or an offer.
        codes: of the evidence that claim and lead are of one account.
        settings: whether a claim covers only the part that it names.
    """
    if not settings.limit_to_division or claim.company is None:
        return ()
    if not _OTHER_DIVISION.isdisjoint(codes):
        return None
    code = "claim.division" if "same_account.name_same" in codes else "claim.division_unstated"
    return (Reason.of(code, field="company", observed=claim.company),)


def _product_reasons(claim: Deal | Offer, common: tuple[str, ...] | None) -> Iterator[Reason]:
    if common:
        yield Reason.of("claim.products", field="products", observed=", ".join(common))
    elif claim.products:
        yield Reason.of("claim.products_unstated", field="products", observed=", ".join(claim.products))
    else:
        yield Reason.of("claim.whole_account", field="products")


def _place_reasons(claim: Deal | Offer, lead: Lead) -> tuple[Reason, ...] | None:
    territory = claim.territory if isinstance(claim, Deal) else ()
    if not territory:
        return ()
    shown = ", ".join(territory)
    countries = tuple(code for code in map(country_code, territory) if code)
    regions = tuple(code for code in (region_code(name) for name in territory if not country_code(name)) if code)
    place = Place(lead.country, region_code(lead.region, lead.country), lead.postal_code)
    coverage, _ = Territory(countries, regions).coverage(place)
    if coverage is Coverage.OUTSIDE:
        return None
    code = "claim.territory" if coverage is Coverage.INSIDE and (countries or regions) else "claim.territory_unknown"
    return (Reason.of(code, field="region", observed=shown),)
