"""The gate: which candidates are worth weighing.

A lead shares keys with a dozen others, and most of them have nothing else in common. The gate lets through every record
whose evidence can reach the threshold, however well its name agrees; what it turns away would be judged different.
"""

import math
from typing import Final

from leadmatch.conflicts.account import prior, spelled_by_domain
from leadmatch.conflicts.frequencies import MOST_UNITS, Frequencies
from leadmatch.conflicts.likeness import domain_within, domains_alike, one_switchboard, same_line
from leadmatch.conflicts.names import may_agree
from leadmatch.conflicts.portrait import Portrait
from leadmatch.conflicts.settings import ConflictSettings

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
        begin = prior(weights, known)
        agreeing = begin + max(weights.name_most, weights.name_is_domain)
        told = max(weights.two_spellings, -math.log(weights.unknown_firms))
        place = weights.place_most if known.trust else -math.inf
        floor = settings.account_threshold - _SLACK
        self._agreeing = agreeing + known.trust * (told - agreeing) - floor
        self._prior = begin - floor
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
        most = max(agreeing, otherwise + self._contested(max(len(a.company), len(b.company))))
        if most + self._weights.domain_alike < 0:
            return False
        domains = self._domains(a.domain, b.domain) if a.domain and b.domain else 0.0
        if most + domains < 0:
            return False
        if not a.company or not b.company:
            return (agreeing if spelled_by_domain(a, b) else otherwise) + domains >= 0
        return may_agree(a, b) or otherwise + self._contested(_shared(a, b)) + domains >= 0

    def _contested(self, shared: int) -> float:
        """Return the most that names come to which share some words, and have others of their own."""
        if not shared:
            return self._weights.name_differs
        return self._weights.name_contested + self._weights.name_shared * MOST_UNITS * shared

    def _places(self, a: Portrait, b: Portrait) -> tuple[float, float]:
        """Return the most that places and switchboards in common come to, and what places that differ do."""
        weights = self._weights
        same = differing = 0.0
        if one_switchboard(a, b):
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


def _shared(a: Portrait, b: Portrait) -> int:
    """Return the most words that two names can share to the letter."""
    return max(sum([word in b.company for word in a.company]), sum([word in a.company for word in b.company]))
