"""How common names and places are among the records known, so that a rare one tells more."""

import math
from collections import Counter
from typing import Final

from leadmatch.conflicts.blocking import key64
from leadmatch.conflicts.names import NameComparison
from leadmatch.conflicts.portrait import Portrait, domain_label
from leadmatch.conflicts.seen import Seen
from leadmatch.conflicts.words import COMMON_NAME, information, skeleton
from leadmatch.values.identity.spelling import one_spelling

_MANY: Final = 1000
"""Records or firms from which their frequencies count; the more there are, the less the shipped estimates do."""

MOST_UNITS: Final = 3.0
"""The most that a word tells."""

_UNITS: Final = MOST_UNITS / math.log(1000)
"""A word that one name in a thousand holds tells all that a word can."""

_FEW: Final = 300
_NAME_SHARE: Final = 0.055
_CITY_SHARE: Final = 0.5
"""What the first 300 records are taken to share, so that few records make nothing rare."""

_MOST_TOLD: Final = 65_536
"""Words of which it is remembered what they tell."""

_SHORTEST: Final = 3
"""Letters from which a word in a domain is no chance."""


class Frequencies:
    """Counts of the firms that bear a name or a word, told apart by their domains, and of the records of a place.

    A word is counted for a firm whose domain spells it, so that slips of the keyboard are not. What is counted does
    not depend on the order of the records.

    Attributes:
        trust: how far the counts of firms are believed, from 0 (up to a thousand firms) towards 1.
    """

    __slots__ = (
        "_bearers",
        "_cities",
        "_met",
        "_named",
        "_people",
        "_postals",
        "_told",
        "_words",
        "cities",
        "firms",
        "names",
        "people",
        "postals",
        "records",
        "trust",
    )

    def __init__(self) -> None:
        """Begin without any record."""
        self.records = 0
        self.firms = 0
        self.trust = 0.0
        self.cities = 0
        self.postals = 0
        self.people = 0
        self.names = 0
        self._met = Seen()
        self._named: Counter[str] = Counter()
        self._bearers: Counter[str] = Counter()
        self._cities: Counter[str] = Counter()
        self._postals: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._told: dict[str, float] = {}

    def note(self, portrait: Portrait) -> None:
        """Count a record."""
        self.records += 1
        if portrait.city:
            self.cities += 1
            self._cities[portrait.city] += 1
        if portrait.postal:
            self.postals += 1
            self._postals[portrait.postal] += 1
        if portrait.private:
            self.people += 1
            self._people.update(portrait.person)
        elif self._is_new("n", portrait.company_key, portrait.domain):
            self.names += 1
            self._told.clear()
            self._words.update(set(portrait.company))
            if portrait.domain:
                self._note_firm(portrait, domain_label(portrait.domain))

    def _note_firm(self, portrait: Portrait, label: str) -> None:
        """Count a firm for its name, the words that its domain spells and its initials, each once."""
        self.firms += self._is_new("", "", label)
        self.trust = _trust(self.firms)
        self._named[portrait.company_key] += self._is_new("l", portrait.company_key, label)
        spelled = _spelling_of(portrait)
        for word in set(portrait.company):
            if len(word) >= _SHORTEST and word in spelled and self._is_new("w", word, label):
                self._bearers[word] += 1
                self._bearers["~" + skeleton(word)] += 1
        for letters in portrait.initials:
            self._bearers["." + letters] += self._is_new("i", letters, label)

    def _is_new(self, kind: str, value: str, label: str) -> bool:
        return self._met.meet(key64(kind, f"{value}\0{label}") or 1)

    def information(self, word: str) -> float:
        """Return how much a word that two names share tells, in units from 0 to 3.

        Among many names it is by how many of them hold the word; a word of a trade never tells more than one.
        """
        told = self._told.get(word)
        if told is None:
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            told = self._told[word] = self._information(word)
        return told

    def _information(self, word: str) -> float:
        shipped = information(word)
        if self.names <= _MANY:
            return shipped
        rare = min(MOST_UNITS, _UNITS * math.log(self.names / (self._words.get(word) or 1)))
        return shipped + _trust(self.names) * ((min(shipped, rare) if shipped <= COMMON_NAME else rare) - shipped)

    def named(self, *keys: str) -> int:
        """Return how many firms are known to bear one of some whole names, of the most common of them."""
        return max(self._named.get(key, 0) for key in keys)

    def bearing(self, word: str) -> int:
        """Return how many firms are known whose name holds a word that their domain spells."""
        return self._bearers.get(word, 0)

    def bearers(self, a: Portrait, b: Portrait, names: NameComparison) -> float:
        """Return how many firms bear what two names have in common, at least 1.

        Where the names are not equal, words are taken to meet by chance; a slip may be of any word with its consonants.
        """
        told = (_spelling_of(a), _spelling_of(b))
        if a.company_key == b.company_key or told[1] == a.company_key or told[0] == b.company_key:
            return max(1, self.named(a.company_key, b.company_key))
        if names.by_initials:
            return max(1, self._bearers.get("." + min(a.company, b.company, key=len)[0], 0))
        slips = dict(names.slips)
        expected = float(self.firms)
        for word in names.common:
            count = self._near((word, slips[word]), (a, b), told) if word in slips else self.bearing(word)
            expected *= max(1, count) / max(1, self.firms)
        return max(1.0, expected)

    def _near(self, words: tuple[str, str], records: tuple[Portrait, Portrait], told: tuple[str, str]) -> int:
        """Return how many firms two words that nearly agree may mean; a domain that spells the other's settles it."""
        for word in words:
            for portrait, spelled in zip(records, told, strict=True):
                if word in spelled and word not in portrait.company:
                    return self.bearing(word)
        return max(self._bearers.get("~" + skeleton(word), 0) for word in words)

    def two_spellings(self, names: NameComparison) -> bool:
        """Whether two words that nearly agree are both known as firms' own, and neither a slip of the other."""
        return any(self.bearing(one) and self.bearing(other) for one, other in names.slips)

    def city_share(self, city: str) -> tuple[float, float]:
        """Return the share of records in a city, and how far it is believed, from 0 to 1."""
        return _share(self._cities, city, self.cities)

    def person_share(self, word: str) -> float:
        """Return the share of people who bear a name, among the records that name no company; estimated where few."""
        return (max(1, self._people.get(word, 0)) + _FEW * _NAME_SHARE) / (max(1, self.people) + _FEW)

    def town_share(self, city: str) -> float:
        """Return the share of records in a city, estimated where few are known."""
        return (max(1, self._cities.get(city, 0)) + _FEW * _CITY_SHARE) / (max(1, self.cities) + _FEW)

    def postal_share(self, postal: str) -> tuple[float, float]:
        """Return the share of records in a postal area, and how far it is believed, from 0 to 1."""
        return _share(self._postals, postal, self.postals)


def _spelling_of(portrait: Portrait) -> str:
    return one_spelling(domain_label(portrait.domain))


def _share(counts: Counter[str], value: str, total: int) -> tuple[float, float]:
    return max(1, counts.get(value, 0)) / max(1, total), _trust(total)


def _trust(count: int) -> float:
    return 1 - _MANY / count if count > _MANY else 0.0
