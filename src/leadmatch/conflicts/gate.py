"""The gate: which candidates are worth weighing.

A lead shares keys with a dozen others, and most of them have nothing else in common. The gate lets through every record
whose evidence can reach the threshold, however well its name agrees; what it turns away would be judged different.
"""

import math
from itertools import product
from typing import Final

from rapidfuzz.distance import OSA

from leadmatch.conflicts.account import spelled_by_domain
from leadmatch.conflicts.frequencies import MOST_UNITS, Frequencies
from leadmatch.conflicts.likeness import domain_within, domains_alike, one_switchboard, same_line
from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.settings import ConflictSettings

_MANY: Final = 1000
"""Records from which the prior falls."""

_SHORTEST_STUMP: Final = 3
_SHORTEST_FUZZY: Final = 5
_SHORTEST_LOOSE: Final = 7
_MOST_STROKES: Final = 2
_FEWEST_INITIALS: Final = 3
"""Letters and strokes of words that may nearly agree, and words that may have initials; see `names`."""

_TRUNK: Final = 7
"""Signs that two numbers of one switchboard have in common at least."""

_SLACK: Final = 1e-6
"""What rounding may add."""


class Gate:
    """Turns pairs away that cannot be of one account, of one private person or of one group.

    It takes for granted that what agrees speaks for one account, and what differs against it.
    """

    __slots__ = ("_agreeing", "_beside", "_city", "_postal", "_prior", "_weights")

    def __init__(self, settings: ConflictSettings, known: Frequencies) -> None:
        """Work out the most that names can tell among the records known.

        Args:
            settings: thresholds and weights.
            known: how common names and places are; they must not change while the gate is in use.
        """
        self._weights = weights = settings.account
        prior = weights.prior + weights.prior_growth * max(0.0, math.log(max(1, known.records) / _MANY))
        agreeing = prior + max(weights.name_most, weights.name_is_domain)
        told = max(weights.two_spellings, -math.log(weights.unknown_firms))
        place = weights.place_most if known.trust else -math.inf
        floor = settings.account_threshold - _SLACK
        self._agreeing = agreeing + known.trust * (told - agreeing) - floor
        self._prior = prior - floor
        self._beside = 1 + known.trust
        self._city = max(place, weights.city_same)
        self._postal = max(place, weights.postal_same)

    def lets(self, a: Portrait, b: Portrait) -> bool:
        """Return whether two records may belong together.

        Args:
            a: one record.
            b: the other; the answer is the same when the two are swapped.
        """
        if _identified(a, b):
            return True
        same, differing = self._places(a, b)
        agreeing = self._agreeing + same + self._beside * differing
        otherwise = self._prior + same + differing
        words = min(len(a.company), len(b.company))
        most = max(agreeing, otherwise + self._contested(words))
        if most + self._weights.domain_alike < 0:
            return False
        domains = self._domains(a.domain, b.domain) if a.domain and b.domain else 0.0
        if most + domains < 0:
            return False
        if not words:
            return (agreeing if spelled_by_domain(a, b) else otherwise) + domains >= 0
        shared = sum([word in b.company for word in a.company])
        return otherwise + self._contested(shared) + domains >= 0 or (agreeing + domains >= 0 and _may_agree(a, b))

    def _contested(self, shared: int) -> float:
        """Return the most that names come to which share some words, and have others of their own."""
        if not shared:
            return self._weights.name_differs
        return self._weights.name_contested + self._weights.name_shared * MOST_UNITS * shared

    def _places(self, a: Portrait, b: Portrait) -> tuple[float, float]:
        """Return the most that places and switchboards in common come to, and what places that differ do."""
        weights = self._weights
        same = differing = 0.0
        if a.phone and a.phone[:_TRUNK] == b.phone[:_TRUNK] and one_switchboard(a, b):
            same = weights.phone_block
        if a.city and a.city == b.city:
            same += self._city
        elif a.city and b.city:
            differing = weights.city_differs
        if a.country == b.country:
            if a.postal and a.postal == b.postal:
                same += self._postal
            elif a.postal and b.postal:
                differing += weights.postal_differs
        elif a.country and b.country:
            same += weights.country_differs
        return same, differing

    def _domains(self, one: str, other: str) -> float:
        """Return the most that two domains come to that are not one."""
        if domains_alike(one, other):
            return self._weights.domain_alike
        return 0.0 if domain_within(one, other) else self._weights.domain_differs


def _identified(a: Portrait, b: Portrait) -> bool:
    """Whether two records share what identifies an account, or may be of one private person or one group."""
    if (a.domain and a.domain == b.domain) or (a.mailbox and a.mailbox == b.mailbox):
        return True
    if (not a.company_key and not b.company_key) or (a.group and a.group == b.group):
        return True
    return same_line(a, b)


def _may_agree(a: Portrait, b: Portrait) -> bool:
    """Whether two names may be one, or one part of the other, or have words that nearly agree."""
    if a.company_key == b.company_key or _are_initials(a, b) or _are_initials(b, a):
        return True
    rest = [word for word in a.company if word not in b.company]
    far = [word for word in b.company if word not in a.company]
    if not rest or not far or max(len(rest), len(far)) >= _FEWEST_INITIALS:
        return True
    together = max(len(rest), len(far)) > 1
    return any(_near(word, twin, together=together) for word, twin in product(rest, far) if word[0] == twin[0])


def _are_initials(short: Portrait, long: Portrait) -> bool:
    return len(short.company) == 1 and short.company[0] in long.initials


def _near(one: str, other: str, *, together: bool) -> bool:
    """Whether two words may be few strokes apart, or one begins with the other."""
    if one.startswith(other) or other.startswith(one):
        return together or min(len(one), len(other)) >= _SHORTEST_STUMP
    if min(len(one), len(other)) < _SHORTEST_FUZZY or abs(len(one) - len(other)) > _MOST_STROKES:
        return False
    most = _MOST_STROKES if min(len(one), len(other)) >= _SHORTEST_LOOSE else 1
    return OSA.distance(one, other, score_cutoff=most) <= most
