"""Whether the lead names a trade or topic in which a partner is strong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Points, worth
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Criterion
from leadmatch.matching.settings import MatchingSettings
from leadmatch.matching.words import stems
from leadmatch.records.partner import Partner
from leadmatch.values.industries.table import IndustryId, is_group
from leadmatch.values.industries.taxonomy import find

_SMALL = frozenset(stems("a an and at by de der die das du for für in la le les mit of on per the to und und von with"))
_NEGATIONS = frozenset(stems("no not non never without kein keine nicht ohne pas sans sin não nie niet geen"))
_BEFORE = 2
"""Words before a speciality among which a `not` takes it back."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Speciality:
    """A speciality as it is compared.

    Attributes:
        name: as the partner writes it.
        phrase: stems of its words, in order.
        words: those that say something.
        industries: industries that it names.
    """

    name: str
    phrase: tuple[str, ...]
    words: frozenset[str]
    industries: frozenset[IndustryId]

    @classmethod
    def of(cls, name: str) -> "Speciality":
        """Read a speciality."""
        phrase = stems(name)
        named = frozenset(industry for industry in find(name) if not is_group(industry))
        return cls(name, phrase, frozenset(phrase) - _SMALL, named)


class SpecialityNamed(Criterion):
    """A speciality of the trade counts more than the group of industries.

    It is named where all its words stand in the lead's industry, company or message, or where it is the very industry
    of the lead. It is named in part where some stand in the wanted products, which every eligible partner sells, or
    where half of them do, one of them in the lead's industry or company.
    """

    def __init__(self, partners: Sequence[Partner], settings: MatchingSettings) -> None:
        self._whole, self._part = worth(settings.speciality), worth(settings.speciality_in_part)
        self._of_partner = [tuple(map(Speciality.of, partner.specialities)) for partner in partners]
        owners: dict[Speciality, list[int]] = {}
        for number, specialities in enumerate(self._of_partner):
            for speciality in specialities:
                owners.setdefault(speciality, []).append(number)
        self._owners = {speciality: np.array(numbers, np.intp) for speciality, numbers in owners.items()}
        self._by_word: dict[str, list[Speciality]] = {}
        self._by_industry: dict[IndustryId, list[Speciality]] = {}
        for speciality in owners:
            for word in speciality.words:
                self._by_word.setdefault(word, []).append(speciality)
            for industry in speciality.industries:
                self._by_industry.setdefault(industry, []).append(speciality)

    def points(self, lead: LeadProfile) -> Points:
        """Return the points for the best speciality of each partner."""
        points = np.zeros(len(self._of_partner))
        said = _said(lead)
        for speciality in self._candidates(lead, said):
            numbers = self._owners[speciality]
            points[numbers] = np.maximum(points[numbers], self._worth(speciality, lead, said))
        return points

    def _candidates(self, lead: LeadProfile, said: frozenset[str]) -> Iterator[Speciality]:
        for word in self._by_word.keys() & said.union(lead.wanted):
            yield from self._by_word[word]
        for industry in lead.industries & self._by_industry.keys():
            yield from self._by_industry[industry]

    def _worth(self, speciality: Speciality, lead: LeadProfile, said: frozenset[str]) -> float:
        words = speciality.words
        if speciality.industries & lead.industries or (words and words <= said):
            return self._whole
        wanted = said.union(lead.wanted)
        is_about = bool(words.intersection(lead.about))
        in_part = words <= wanted if words else False
        return self._part if in_part or (is_about and len(words & wanted) >= _HALF * len(words)) else 0.0

    def worded(self, lead: LeadProfile, partner: int) -> Reason | None:
        """Name the speciality."""
        said = _said(lead)
        worths = [(self._worth(one, lead, said), one.name) for one in self._of_partner[partner]]
        best = max(worths, key=lambda pair: pair[0], default=(0.0, ""))
        if not best[0]:
            return None
        code = "speciality.named" if best[0] == self._whole else "speciality.in_part"
        return Reason.of(code, field="specialities", observed=best[1])


def _said(lead: LeadProfile) -> frozenset[str]:
    """Return the stems that a lead says of itself, without those that it takes back (`not healthcare`)."""
    return frozenset((*lead.about, *_kept(lead.said)))


def _kept(words: Sequence[str]) -> Iterable[str]:
    if _NEGATIONS.isdisjoint(words):
        return words
    before = (words[max(0, place - _BEFORE) : place] for place in range(len(words)))
    return (word for word, near in zip(words, before, strict=True) if _NEGATIONS.isdisjoint(near))
