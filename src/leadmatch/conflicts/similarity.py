"""The evidence that two records are of one account, and of one person: one reason a field, in natural log-odds."""

from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import OSA

from leadmatch.conflicts.names import NameAgreement, NameComparison, compare_names
from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.settings import AccountWeights, PersonWeights
from leadmatch.evidence.reason import Reason
from leadmatch.values.identity.company import CompanyKey, company_key
from leadmatch.values.identity.person import same_first_name

_SHORTEST_ALIKE: Final = 6
_SHORTEST_FUZZY: Final = 4
_BLOCK: Final = 3
"""Last digits in which two lines of one switchboard may differ."""
_SHORTEST_TRUNK: Final = 6
_FULL_NAME: Final = 2
_AGREE: Final = frozenset({NameAgreement.SAME, NameAgreement.PART})


def account_evidence(a: Portrait, b: Portrait, weights: AccountWeights, namesakes: int = 0) -> Iterator[Reason]:
    """Yield the reasons for and against two records being of one business account, the prior first.

    Args:
        a: one record.
        b: the other; the reasons are the same when the two are swapped.
        weights: log-odds of each agreement.
        namesakes: firms known to bear the name of one of them, told apart by their domains; below 2 it says nothing.
    """
    yield Reason.of("same_account.prior", points=weights.prior)
    names = compare_names(a, b)
    yield from _domains(a, b, names, weights)
    yield from _names(a, b, names, weights)
    if namesakes > 1 and names.agreement in _AGREE and a.domain != b.domain:
        points = max(weights.namesakes_most, weights.namesake * namesakes)
        yield Reason.of("same_account.namesakes", points=points, field="company", observed=namesakes)
    yield from _account_lines(a, b, weights)
    yield from _where(a, b, weights)


def person_evidence(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Reason]:
    """Yield the reasons for and against two records of one account being of one person, the prior first.

    Args:
        a: one record.
        b: the other; the reasons are the same when the two are swapped.
        weights: log-odds of each agreement.
    """
    yield Reason.of("same_person.prior", points=weights.prior)
    yield from _mailboxes(a, b, weights)
    yield from _people(a, b, weights)
    yield from _person_lines(a, b, weights)


def _both(one: str, other: str) -> str:
    """Show two values in an order that does not depend on which record came first."""
    return one if one == other else " / ".join(sorted((one, other)))


def _domains(a: Portrait, b: Portrait, names: NameComparison, weights: AccountWeights) -> Iterator[Reason]:
    if not a.domain or not b.domain:
        return
    shown = _both(a.domain, b.domain)
    if a.domain == b.domain:
        yield Reason.of("same_account.domain", points=weights.domain_same, field="email", observed=shown)
    elif _alike(a.domain, b.domain):
        named = names.agreement in _AGREE  # both domains are then made of one name, which is counted already
        points = weights.domain_alike_named if named else weights.domain_alike
        yield Reason.of("same_account.domain_alike", points=points, field="email", observed=shown)
    elif not _one_in_other(a.domain, b.domain):
        yield Reason.of("same_account.domain_differs", points=weights.domain_differs, field="email", observed=shown)


def _alike(one: str, other: str) -> bool:
    """Whether two domains differ by ending, hyphens or one stroke alone."""
    name, twin = domain_label(one), domain_label(other)
    if name == twin:
        return True
    return min(len(name), len(twin)) >= _SHORTEST_ALIKE and OSA.distance(name, twin, score_cutoff=1) == 1


def _one_in_other(one: str, other: str) -> bool:
    """Whether one domain's name stands whole in the other's, as in `springfield-il` and `cityofspringfield-il`."""
    short, long = sorted((domain_label(one), domain_label(other)), key=len)
    return len(short) >= _SHORTEST_ALIKE and short in long


def _names(a: Portrait, b: Portrait, compared: NameComparison, weights: AccountWeights) -> Iterator[Reason]:
    if compared.agreement is NameAgreement.UNKNOWN:
        yield from _name_by_domain(a, b, weights)
        return
    shown = _both(" ".join(a.company), " ".join(b.company))
    code = f"same_account.name_{compared.agreement}"
    yield Reason.of(code, points=_name_points(compared, weights), field="company", observed=shown)
    if compared.agreement in _AGREE and a.joined != b.joined and a.company_key != b.company_key:
        yield Reason.of("same_account.name_joined", points=weights.name_joined, field="company", observed=shown)


def _name_points(compared: NameComparison, weights: AccountWeights) -> float:
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
            return weights.name_differs


def _part_limit(compared: NameComparison, weights: AccountWeights, most: float) -> float:
    """Return the most that a name within another is worth: one word is little, ordinary words are less."""
    if not compared.telling:
        return weights.name_ordinary
    return most if compared.words > 1 else weights.name_one_word


def _name_by_domain(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Reason]:
    """Take the domain for the name of a record that gives none."""
    if a.domain and b.domain:
        return
    for named, unnamed in ((a, b), (b, a)):
        if named.company_key and unnamed.domain and company_key(domain_label(unnamed.domain)) == _key(named):
            shown = unnamed.domain
            yield Reason.of("same_account.name_is_domain", points=weights.name_is_domain, field="email", observed=shown)


def _key(portrait: Portrait) -> CompanyKey:
    return CompanyKey(portrait.company_key)


def _account_lines(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Reason]:
    """Weigh mailbox and phone; beside a common mailbox a common phone says little more: both go with the person."""
    same_mailbox = bool(a.mailbox) and a.mailbox == b.mailbox and not a.role
    if same_mailbox:
        yield Reason.of(
            "same_account.mailbox", points=weights.mailbox_same, field="email", observed=a.mailbox, personal=True
        )
    if _same_line(a, b):
        points = weights.phone_beside_mailbox if same_mailbox else weights.phone_same
        yield Reason.of("same_account.phone", points=points, field="phone", observed=_line(a, b), personal=True)
    elif _one_switchboard(a, b):
        shown = _both(a.phone, b.phone)
        yield Reason.of(
            "same_account.phone_block", points=weights.phone_block, field="phone", observed=shown, personal=True
        )


def _same_line(a: Portrait, b: Portrait) -> bool:
    """Whether two numbers are one; where a country is missing, the digits within the country decide."""
    if not a.phone or not b.phone:
        return False
    whole = a.phone.startswith("+") and b.phone.startswith("+")
    return a.phone == b.phone if whole else a.line.lstrip("0") == b.line.lstrip("0")


def _line(a: Portrait, b: Portrait) -> str:
    return min(a.phone, b.phone)


def _one_switchboard(a: Portrait, b: Portrait) -> bool:
    """Whether two fixed numbers begin alike and differ in their last digits alone (`3514 0` and `3514 2210`)."""
    if not (a.phone.startswith("+") and b.phone.startswith("+")) or a.mobile or b.mobile:
        return False
    common = next((i for i, (x, y) in enumerate(zip(a.phone, b.phone, strict=False)) if x != y), 0)
    longer = max(len(a.phone), len(b.phone))
    spare = _BLOCK if len(a.phone) == len(b.phone) else _BLOCK + 1
    return common > _SHORTEST_TRUNK and longer - common <= spare


def _where(a: Portrait, b: Portrait, weights: AccountWeights) -> Iterator[Reason]:
    if a.postal and a.postal == b.postal:
        yield Reason.of("same_account.postal", points=weights.postal_same, field="postal_code", observed=a.postal)
    if a.city and b.city:
        same = a.city == b.city
        code, points = ("city", weights.city_same) if same else ("city_differs", weights.city_differs)
        yield Reason.of(f"same_account.{code}", points=points, field="city", observed=_both(a.city, b.city))
    if a.country and b.country and a.country != b.country and (not a.domain or a.domain != b.domain):
        shown = _both(a.country, b.country)
        yield Reason.of("same_account.country_differs", points=weights.country_differs, field="country", observed=shown)


def _mailboxes(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Reason]:
    if not a.mailbox or not b.mailbox:
        return
    if a.mailbox == b.mailbox:
        code, points = ("role_mailbox", weights.role_mailbox_same) if a.role else ("mailbox", weights.mailbox_same)
    elif not a.role and _mailbox_alike(a.mailbox, b.mailbox):
        code, points = "mailbox_alike", weights.mailbox_alike
    else:
        return
    shown = _both(a.mailbox, b.mailbox)
    yield Reason.of(f"same_person.{code}", points=points, field="email", observed=shown, personal=True)


def _mailbox_alike(one: str, other: str) -> bool:
    local, _, domain = one.rpartition("@")
    twin, _, far = other.rpartition("@")
    return local == twin and _alike(domain, far)


def _people(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Reason]:
    if not a.person or not b.person:
        return
    level = _name_level(*sorted((a.person, b.person)))
    points = {
        "name": weights.name_same,
        "name_alike": weights.name_alike,
        "name_part": weights.name_part,
        "name_partly": weights.name_partly,
        "name_differs": weights.name_differs,
    }[level]
    shown = _both(" ".join(a.person), " ".join(b.person))
    yield Reason.of(f"same_person.{level}", points=points, field="last_name", observed=shown, personal=True)


def _name_level(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Say how two names of people agree, whatever order their words stand in."""
    rest, far = list(one), list(other)
    equal = [word for word in one if word in far]
    for word in equal:
        rest.remove(word)
        far.remove(word)
    if (not rest and not far) or "".join(one) == "".join(other):
        return "name" if len(one) >= _FULL_NAME else "name_part"
    near = _near_words(rest, far)
    if len(equal) + near >= _FULL_NAME and (not rest or not far):
        return "name_alike" if near else "name"
    if not rest or not far:
        return "name_part"
    return "name_partly" if equal or near else "name_differs"


def _near_words(rest: list[str], far: list[str]) -> int:
    """Match short forms, initials and slips, take them out, and say how many there were."""
    count = 0
    for word in tuple(rest):
        twin = next((there for there in far if same_first_name(word, there) or _slip(word, there)), None)
        if twin is not None:
            rest.remove(word)
            far.remove(twin)
            count += 1
    return count


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _SHORTEST_FUZZY and OSA.distance(one, other, score_cutoff=1) <= 1


def _person_lines(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Reason]:
    if not a.phone or not b.phone:
        return
    if _same_line(a, b):
        code, points = ("mobile", weights.mobile_same) if a.mobile or b.mobile else ("phone", weights.phone_same)
        yield Reason.of(f"same_person.{code}", points=points, field="phone", observed=_line(a, b), personal=True)
        if a.extension and b.extension and a.extension != b.extension:
            shown = _both(a.extension, b.extension)
            yield Reason.of(
                "same_person.extension_differs", points=weights.extension_differs, field="phone", observed=shown
            )
    elif OSA.distance(a.phone, b.phone, score_cutoff=1) == 1:
        shown = _both(a.phone, b.phone)
        yield Reason.of(
            "same_person.phone_alike", points=weights.phone_alike, field="phone", observed=shown, personal=True
        )
