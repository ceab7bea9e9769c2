"""Which account a lead or a deal belongs to, and what else of it a ledger holds."""

from collections.abc import Iterator

from leadmatch.conflicts.blocking import Keys
from leadmatch.conflicts.products import common_products
from leadmatch.distribution.keyed import record_keys
from leadmatch.distribution.store import LedgerStore
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.values.identity.company import company_key
from leadmatch.values.identity.domains import company_domain
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code
from leadmatch.values.text.fold import fold


def account_keys(record: Lead | Deal) -> tuple[str, ...]:
    """Return the names of the account: `domain:` and the company's domain, `name:` and its name without legal form."""
    domain, name = domain_of(record), company_key(record.company)
    return tuple(key for key in (domain and f"domain:{domain}", name and f"name:{name}") if key)


def leads_beside(store: LedgerStore, record: Lead | Deal) -> Iterator[Lead]:
    """Yield the other leads that share a mailbox, a number, a domain or a whole name with a record, by id."""
    own = record.id if isinstance(record, Lead) else None
    for lead_id in store.candidates(_exact(record)).leads:
        lead = store.lead(lead_id) if lead_id != own else None
        if lead is not None:
            yield lead


def deals_beside(store: LedgerStore, deal: Deal) -> Iterator[Deal]:
    """Yield the other deals that share a domain or a whole name with a deal, by id."""
    for deal_id in store.candidates(_exact(deal)).deals:
        other = store.deal(deal_id) if deal_id != deal.id else None
        if other is not None:
            yield other


def domain_of(record: Lead | Deal) -> str | None:
    """Return the company's own domain, or None where only a public mailbox or nothing is known."""
    address = record.email if isinstance(record, Lead) else record.email_domain
    return company_domain(address) or company_domain(record.website)


def same_account(one: Lead | Deal, other: Lead | Deal) -> bool:
    """Return whether two records are of one account: one domain, or one name where a domain is not known."""
    domains = domain_of(one), domain_of(other)
    if domains[0] and domains[1]:
        return domains[0] == domains[1]
    return bool(set(account_keys(one)) & set(account_keys(other)))


def overlapping(one: Deal, other: Deal) -> bool:
    """Return whether two deals of one account protect something in common: a product, in a common territory.

    What is not stated is all of it.
    """
    places = {_place(name) for name in one.territory}, {_place(name) for name in other.territory}
    shares_place = any(_within(a, b) or _within(b, a) for a in places[0] for b in places[1])
    return common_products(one.products, other.products) != () and (shares_place or not all(places))


def _exact(record: Lead | Deal) -> Keys:
    return record_keys(record)._replace(broad=(), narrow=())


def _place(name: str) -> str:
    return country_code(name) or region_code(name) or fold(name)


def _within(inner: str, outer: str) -> bool:
    """Return whether a region lies in a country or is the same place."""
    return inner == outer or inner.startswith(f"{outer}-")
