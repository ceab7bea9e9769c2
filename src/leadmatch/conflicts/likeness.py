"""Whether single values of two records are alike: domains and phone lines."""

from typing import Final

from rapidfuzz.distance import OSA

from leadmatch.conflicts.portrait import Portrait, domain_label

_SHORTEST: Final = 6
"""Letters from which one stroke, or one name within another, is no chance."""

_BLOCK: Final = 3
"""Last digits in which two lines of one switchboard may differ."""

_SHORTEST_TRUNK: Final = 6


def domains_alike(one: str, other: str) -> bool:
    """Whether two domains differ by ending, hyphens or one stroke alone.

    Args:
        one: a company's domain.
        other: another.
    """
    name, twin = domain_label(one), domain_label(other)
    if name == twin:
        return True
    return min(len(name), len(twin)) >= _SHORTEST and OSA.distance(name, twin, score_cutoff=1) == 1


def domain_within(one: str, other: str) -> bool:
    """Whether one domain's name stands whole in the other's, as in `springfield-il` and `cityofspringfield-il`.

    Args:
        one: a company's domain.
        other: another.
    """
    short, long = sorted((domain_label(one), domain_label(other)), key=len)
    return len(short) >= _SHORTEST and short in long


def same_line(a: Portrait, b: Portrait) -> bool:
    """Whether two numbers are one; where a country is missing, the digits within the country decide.

    Args:
        a: one record.
        b: the other.
    """
    if not a.phone or not b.phone:
        return False
    whole = a.phone.startswith("+") and b.phone.startswith("+")
    return a.phone == b.phone if whole else a.line.lstrip("0") == b.line.lstrip("0")


def shown_line(a: Portrait, b: Portrait) -> str:
    """Return a number that two records share, in the one form that does not depend on their order.

    Args:
        a: one record.
        b: the other.
    """
    return min(a.phone, b.phone)


def one_switchboard(a: Portrait, b: Portrait) -> bool:
    """Whether two fixed numbers begin alike and differ in their last digits alone (`3514 0` and `3514 2210`).

    Args:
        a: one record.
        b: the other.
    """
    if a.mobile or b.mobile or a.phone[:4] != b.phone[:4] or not a.phone.startswith("+"):
        return False
    shorter, longer = sorted((len(a.phone), len(b.phone)))
    common = next((i for i, (x, y) in enumerate(zip(a.phone, b.phone, strict=False)) if x != y), shorter)
    spare = _BLOCK if shorter == longer else _BLOCK + 1
    return common > _SHORTEST_TRUNK and longer - common <= spare
