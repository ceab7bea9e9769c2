"""The evidence that two records are of one business account: one sign a field, in natural log-odds."""

import math
from collections.abc import Iterator
from typing import Final

from leadmatch.conflicts.frequencies import Frequencies
from leadmatch.conflicts.likeness import domain_within, domains_alike, one_switchboard, same_line
from leadmatch.conflicts.names import NameAgreement, NameComparison, compare_names
from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.settings import AccountWeights
from leadmatch.conflicts.signs import Sign
from leadmatch.values.identity.company import company_key

_MANY: Final = 1000
"""Records from which the prior falls."""

_AGREE: Final = frozenset({NameAgreement.SAME, NameAgreement.PART})
_NAME_CODES: Final = {agreement: f"same_account.name_{agreement}" for agreement in NameAgreement}
_FEW: Final = 2
"""Firms of one name from which they are told."""


def account_evidence(a: Portrait, b: Portrait, weights: AccountWeights, known: Frequencies | None = None) -> list[Sign]:
    """Return the signs for and against two records being of one business account, the prior first.

    Args:
        a: one record.
        b: the other; the signs are the same when the two are swapped.
        weights: log-odds of each agreement.
        known: how common names and places are among the other records; None where none are known.
    """
    one_domain = bool(a.domain) and a.domain == b.domain
    one_line = same_line(a, b)
    signs = [Sign("same_account.prior", weights.prior)]
    if known and known.records > _MANY and not (one_domain or one_line):
        signs.append(Sign("same_account.records", _growth(weights, known), known.records))
    names = compare_names(a, b, loose=known.trust > 0, told=known.information) if known else compare_names(a, b)
    agree = names.agreement in _AGREE
    if one_domain:
        signs.append(Sign("same_account.domain", weights.domain_same))
    elif a.domain and b.domain:
        signs += _unlike_domains(a, b, weights, named=agree)
    if names.agreement is not NameAgreement.UNKNOWN:
        signs += _names(a, b, names, weights, one_domain=one_domain)
    elif spelled_by_domain(a, b):
        agree = True
        signs.append(Sign("same_account.name_is_domain", weights.name_is_domain))
    rare = known if agree and not one_domain else None
    if rare:
        signs += _namesakes(a, b, names, weights, rare)
    signs += _account_lines(a, b, weights, one_line=one_line)
    signs += _where(a, b, weights, rare)
    return signs


def prior(weights: AccountWeights, known: Frequencies) -> float:
    """Return the log-odds of one account before anything is compared, where neither a domain nor a number agrees.

    Args:
        weights: log-odds of each agreement.
        known: the other records; of more, more share a key by chance.
    """
    return weights.prior + _growth(weights, known)


def _growth(weights: AccountWeights, known: Frequencies) -> float:
    return weights.prior_growth * math.log(max(_MANY, known.records) / _MANY)


def _unlike_domains(a: Portrait, b: Portrait, weights: AccountWeights, *, named: bool) -> Iterator[Sign]:
    """Weigh two domains; where the names agree too, both domains are made of one name, which is counted already."""
    if domains_alike(a.domain, b.domain) and not _both_differ(a, b):
        yield Sign("same_account.domain_alike", weights.domain_alike_named if named else weights.domain_alike)
    elif not domain_within(a.domain, b.domain):
        yield Sign("same_account.domain_differs", weights.domain_differs)


def _both_differ(a: Portrait, b: Portrait) -> bool:
    """Whether names and domains differ alike (Altoris at altoris.de, Altaris at altaris.de): then it is no slip."""
    slipped = domain_label(a.domain) != domain_label(b.domain)
    return slipped and bool(a.company_key and b.company_key) and a.company_key != b.company_key


def _names(
    a: Portrait, b: Portrait, compared: NameComparison, weights: AccountWeights, *, one_domain: bool
) -> Iterator[Sign]:
    yield Sign(_NAME_CODES[compared.agreement], _name_points(compared, weights, one_domain=one_domain))
    if a.joined != b.joined and compared.agreement in _AGREE and a.company_key != b.company_key:
        yield Sign("same_account.name_joined", weights.name_joined)


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


def _namesakes(
    a: Portrait, b: Portrait, names: NameComparison, weights: AccountWeights, known: Frequencies
) -> Iterator[Sign]:
    """Weigh how many firms known bear what the names have in common.

    Among few firms that says little, and namesakes only speak against. Among many it takes the place of the shipped
    estimate: of n firms with the name, one is the right one, so the odds are 1 to n - 1 and those that nobody knows.
    """
    firms = known.named(a.company_key, b.company_key)
    few = max(weights.namesakes_most, weights.namesake * firms) if firms >= _FEW and a.domain != b.domain else 0.0
    if not known.trust:
        if few:
            yield Sign("same_account.namesakes", few, firms)
        return
    shipped = _shipped(names, weights, known)
    if known.two_spellings(names):
        yield Sign("same_account.name_spellings", known.trust * (weights.two_spellings - shipped))
        return
    bearers = known.bearers(a, b, names)
    told = weights.name_rest * names.rest - math.log(bearers * (1 + weights.unknown_firms) - 1)
    if names.common and not _one_head(a, b, names):
        told += weights.name_tail
    yield Sign("same_account.namesakes", few + known.trust * (told - shipped - few), max(1, round(bearers)))


def _shipped(names: NameComparison, weights: AccountWeights, known: Frequencies) -> float:
    """Return the log-odds that names in common make without frequencies, prior included."""
    named = names.agreement is not NameAgreement.UNKNOWN
    points = _name_points(names, weights, one_domain=False) if named else weights.name_is_domain
    return prior(weights, known) + points


def _one_head(a: Portrait, b: Portrait, names: NameComparison) -> bool:
    """Whether the words that names begin with are among those that agree: who shortens a name drops its end."""
    agree = {*names.common, *(twin for _, twin in names.slips)}
    return names.by_initials or (a.company[0] in agree and b.company[0] in agree)


def spelled_by_domain(a: Portrait, b: Portrait) -> bool:
    """Whether the domain of a record that gives no name spells the name of the other, which gives no domain."""
    if bool(a.domain) == bool(b.domain):
        return False
    named, unnamed = (a, b) if b.domain else (b, a)
    return bool(named.company_key) and company_key(domain_label(unnamed.domain)) == named.company_key


def _account_lines(a: Portrait, b: Portrait, weights: AccountWeights, *, one_line: bool) -> Iterator[Sign]:
    """Weigh mailbox and phone; beside a common mailbox a common phone says little more: both go with the person."""
    same_mailbox = bool(a.mailbox) and a.mailbox == b.mailbox and not a.role
    if same_mailbox:
        yield Sign("same_account.mailbox", weights.mailbox_same)
    if one_line:
        yield Sign("same_account.phone", weights.phone_beside_mailbox if same_mailbox else weights.phone_same)
    elif one_switchboard(a, b):
        yield Sign("same_account.phone_block", weights.phone_block)


def _where(a: Portrait, b: Portrait, weights: AccountWeights, known: Frequencies | None) -> Iterator[Sign]:
    """Weigh the places; beside a name in common, a small place tells more than a large one."""
    one_postal = False
    beside = 1 + known.trust if known else 1.0
    if a.postal and b.postal and a.country == b.country:
        one_postal = a.postal == b.postal
        if one_postal:
            points = _place_points(weights.postal_same, known.postal_share(a.postal), weights) if known else None
            yield Sign("same_account.postal", weights.postal_same if points is None else points)
        else:
            yield Sign("same_account.postal_differs", weights.postal_differs * beside)
    if a.city and b.city:
        if a.city == b.city:
            rare = known if not one_postal else None  # the postal code has told it already
            points = _place_points(weights.city_same, rare.city_share(a.city), weights) if rare else None
            yield Sign("same_account.city", weights.city_same if points is None else points)
        else:
            yield Sign("same_account.city_differs", weights.city_differs * beside)
    if a.country and b.country and a.country != b.country and (not a.domain or a.domain != b.domain):
        yield Sign("same_account.country_differs", weights.country_differs)


def _place_points(shipped: float, share: tuple[float, float], weights: AccountWeights) -> float:
    part, trust = share
    told = min(weights.place_most, -math.log(part))
    return shipped + trust * max(0.0, told - shipped)
