"""The evidence that two records are of one business account: one sign a field, in natural log-odds."""

import math
from collections.abc import Iterator
from typing import Final, NamedTuple

from leadmatch.conflicts.likeness import domain_within, domains_alike, one_switchboard, same_line, shown_line
from leadmatch.conflicts.names import NameAgreement, NameComparison, compare_names
from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import Sign, shown_pair
from leadmatch.values.identity.company import company_key

_MANY: Final = 1000
"""Records from which the prior falls."""

_AGREE: Final = frozenset({NameAgreement.SAME, NameAgreement.PART})


class Known(NamedTuple):
    """What the other records known say about a pair.

    Attributes:
        records: how many there are.
        namesakes: firms known to bear the name of one of the two, told apart by their domains; below 2 it says nothing.
    """

    records: int = 0
    namesakes: int = 0


ALONE: Final = Known()
"""No other records are known."""


def account_evidence(a: Portrait, b: Portrait, weights: AccountWeights, known: Known = ALONE) -> Iterator[Sign]:
    """Yield the signs for and against two records being of one business account, the prior first.

    Args:
        a: one record.
        b: the other; the signs are the same when the two are swapped.
        weights: log-odds of each agreement.
        known: what the other records say.
    """
    yield Sign("same_account.prior", points=weights.prior)
    if known.records > _MANY:
        points = weights.prior_growth * math.log(known.records / _MANY)
        yield Sign("same_account.records", points=points, observed=known.records)
    names = compare_names(a, b)
    yield from _domains(a, b, names, weights)
    yield from _names(a, b, names, weights)
    if known.namesakes > 1 and names.agreement in _AGREE and a.domain != b.domain:
        points = max(weights.namesakes_most, weights.namesake * known.namesakes)
        yield Sign("same_account.namesakes", points=points, field="company", observed=known.namesakes)
    yield from _account_lines(a, b, weights)
    yield from _where(a, b, weights)


def _domains(a: Portrait, b: Portrait, names: NameComparison, weights: AccountWeights) -> Iterator[Sign]:
    if not a.domain or not b.domain:
        return
    shown = shown_pair(a.domain, b.domain)
    if a.domain == b.domain:
        yield Sign("same_account.domain", points=weights.domain_same, field="email", observed=shown)
    elif domains_alike(a.domain, b.domain) and not _both_differ(a, b):
        named = names.agreement in _AGREE  # both domains are then made of one name, which is counted already
        points = weights.domain_alike_named if named else weights.domain_alike
        yield Sign("same_account.domain_alike", points=points, field="email", observed=shown)
    elif not domain_within(a.domain, b.domain):
        yield Sign("same_account.domain_differs", points=weights.domain_differs, field="email", observed=shown)


def _both_differ(a: Portrait, b: Portrait) -> bool:
    """Whether names and domains differ alike (Altoris at altoris.de, Altaris at altaris.de): then it is no slip."""
    slipped = domain_label(a.domain) != domain_label(b.domain)
    return slipped and bool(a.company_key and b.company_key) and a.company_key != b.company_key


def _names(a: Portrait, b: Portrait, compared: NameComparison, weights: AccountWeights) -> Iterator[Sign]:
    if compared.agreement is NameAgreement.UNKNOWN:
        yield from _name_by_domain(a, b, weights)
        return
    shown = shown_pair(" ".join(a.company), " ".join(b.company))
    code = f"same_account.name_{compared.agreement}"
    yield Sign(
        code,
        points=_name_points(compared, weights, one_domain=bool(a.domain) and a.domain == b.domain),
        field="company",
        observed=shown,
    )
    if compared.agreement in _AGREE and a.joined != b.joined and a.company_key != b.company_key:
        yield Sign("same_account.name_joined", points=weights.name_joined, field="company", observed=shown)


def _name_points(compared: NameComparison, weights: AccountWeights, *, one_domain: bool) -> float:
    most = weights.name_initials if compared.by_initials else weights.name_most
    match compared.agreement:
        case NameAgreement.SAME:
            return min(most, weights.name_base + weights.name_word * compared.shared)
        case NameAgreement.PART:
            points = weights.name_part * compared.shared + weights.name_rest * compared.rest
            return min(points, _part_limit(compared, weights, most))
        case NameAgreement.CONTESTED:
            points = weights.name_shared * compared.shared + weights.name_against * compared.against
            return max(weights.name_differs, weights.name_contested + points)
        case _:
            return weights.name_differs_at_domain if one_domain else weights.name_differs


def _part_limit(compared: NameComparison, weights: AccountWeights, most: float) -> float:
    """Return the most that a name within another is worth: one word is little, ordinary words are less."""
    if not compared.telling:
        return weights.name_ordinary
    return most if compared.words > 1 else weights.name_one_word


def _name_by_domain(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Sign]:
    """Take the domain for the name of a record that gives none."""
    if a.domain and b.domain:
        return
    for named, unnamed in ((a, b), (b, a)):
        if named.company_key and unnamed.domain and company_key(domain_label(unnamed.domain)) == named.company_key:
            shown = unnamed.domain
            yield Sign("same_account.name_is_domain", points=weights.name_is_domain, field="email", observed=shown)


def _account_lines(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Sign]:
    """Weigh mailbox and phone; beside a common mailbox a common phone says little more: both go with the person."""
    same_mailbox = bool(a.mailbox) and a.mailbox == b.mailbox and not a.role
    if same_mailbox:
        yield Sign(
            "same_account.mailbox", points=weights.mailbox_same, field="email", observed=a.mailbox, personal=True
        )
    if same_line(a, b):
        points = weights.phone_beside_mailbox if same_mailbox else weights.phone_same
        yield Sign("same_account.phone", points=points, field="phone", observed=shown_line(a, b), personal=True)
    elif one_switchboard(a, b):
        shown = shown_pair(a.phone, b.phone)
        yield Sign("same_account.phone_block", points=weights.phone_block, field="phone", observed=shown, personal=True)


def _where(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Sign]:
    if a.postal and b.postal and a.country == b.country:
        same = a.postal == b.postal
        code, points = ("postal", weights.postal_same) if same else ("postal_differs", weights.postal_differs)
        yield Sign(f"same_account.{code}", points=points, field="postal_code", observed=shown_pair(a.postal, b.postal))
    if a.city and b.city:
        same = a.city == b.city
        code, points = ("city", weights.city_same) if same else ("city_differs", weights.city_differs)
        yield Sign(f"same_account.{code}", points=points, field="city", observed=shown_pair(a.city, b.city))
    if a.country and b.country and a.country != b.country and (not a.domain or a.domain != b.domain):
        shown = shown_pair(a.country, b.country)
        yield Sign("same_account.country_differs", points=weights.country_differs, field="country", observed=shown)
