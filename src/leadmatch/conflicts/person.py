"""The evidence that two records of one account are of one person: one sign a field, in natural log-odds."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from leadmatch.conflicts.likeness import domains_alike, same_line
from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.settings import PersonWeights
from leadmatch.conflicts.signs import Sign
from leadmatch.values.identity.person import same_first_name

_SHORTEST_FUZZY: Final = 4
_FULL_NAME: Final = 2


def person_evidence(a: Portrait, b: Portrait, weights: PersonWeights) -> list[Sign]:
    """Return the signs for and against two records of one account being of one person, the prior first.

    Args:
        a: one record.
        b: the other; the signs are the same when the two are swapped.
        weights: log-odds of each agreement.
    """
    signs = [Sign("same_person.prior", weights.prior)]
    signs += _mailboxes(a, b, weights)
    signs += _people(a, b, weights)
    signs += _person_lines(a, b, weights)
    return signs


def _mailboxes(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Sign]:
    if not a.mailbox or not b.mailbox:
        return
    if a.mailbox == b.mailbox:
        is_role = a.role or b.role
        code, points = ("role_mailbox", weights.role_mailbox_same) if is_role else ("mailbox", weights.mailbox_same)
    elif not (a.role or b.role) and _mailbox_alike(a.mailbox, b.mailbox):
        code, points = "mailbox_alike", weights.mailbox_alike
    else:
        return
    yield Sign(f"same_person.{code}", points)


def _mailbox_alike(one: str, other: str) -> bool:
    local, _, domain = one.rpartition("@")
    twin, _, far = other.rpartition("@")
    return local == twin and domains_alike(domain, far)


def _people(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Sign]:
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
    yield Sign(f"same_person.{level}", points)


@lru_cache(maxsize=16_384)
def _name_level(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    """Say how two names of people agree, whatever order their words stand in."""
    rest, far = list(one), list(other)
    for word in one:
        if word in far:
            rest.remove(word)
            far.remove(word)
    equal = len(one) - len(rest)
    if (not rest and not far) or "".join(one) == "".join(other):
        return "name" if len(one) >= _FULL_NAME else "name_part"
    near = _near_words(rest, far)
    if equal + near >= _FULL_NAME and (not rest or not far):
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


def _person_lines(a: Portrait, b: Portrait, weights: PersonWeights) -> Iterator[Sign]:
    if not a.phone or not b.phone:
        return
    if same_line(a, b):
        code, points = ("mobile", weights.mobile_same) if a.mobile or b.mobile else ("phone", weights.phone_same)
        yield Sign(f"same_person.{code}", points)
        if a.extension and b.extension and a.extension != b.extension:
            yield Sign("same_person.extension_differs", weights.extension_differs)
    elif OSA.distance(a.phone, b.phone, score_cutoff=1) == 1:
        yield Sign("same_person.phone_alike", weights.phone_alike)
