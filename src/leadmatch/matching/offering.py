"""Whether a partner may sell what the lead wants, and holds the certifications that it requires."""

from collections.abc import Iterator, Sequence

import numpy as np

from leadmatch.evidence.reason import Reason
from leadmatch.matching.arrays import Flags
from leadmatch.matching.profile import LeadProfile
from leadmatch.matching.requirement import Requirement
from leadmatch.matching.words import key
from leadmatch.records.partner import Partner
from leadmatch.values.text.tokens import folded_words

_SHORTEST_ACRONYM = 3
"""Words of a name whose initials may stand for it."""


class Shelf:
    """Lists of names of all partners, such as products, as arrays by name.

    A partner that states nothing neither fits nor is excluded.
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._held = [{key(name) for name in names} for names in lists]
        self._stated: Flags = np.array([bool(names) for names in lists], bool)
        self._nobody: Flags = np.zeros(len(lists), bool)
        self._holders: dict[str, Flags] = {}
        for number, names in enumerate(self._held):
            for name in names:
                self._holders.setdefault(name, np.zeros(len(lists), bool))[number] = True
        self._initials = _initials({name for names in lists for name in names})

    def lacking(self, names: Sequence[str]) -> Flags:
        """Return which partners state a list that lacks one of the names."""
        lacking = self._nobody
        for name in names:
            lacking = lacking | ~self._holders.get(self.known(name), self._nobody)
        return lacking & self._stated

    def lacks(self, partner: int, name: str) -> bool:
        """Return whether a partner's stated list lacks a name."""
        return bool(self._stated[partner]) and self.known(name) not in self._held[partner]

    def known(self, name: str) -> str:
        """Return the name under which partners list a product: `POS` is `Point of Sale` where that is the only one."""
        return name if name in self._holders else self._initials.get(name, name)


def _initials(names: set[str]) -> dict[str, str]:
    """Return names of three words or more by their initials, where these are no other's."""
    owners: dict[str, set[str]] = {}
    for name in names:
        words = folded_words(name)
        if len(words) >= _SHORTEST_ACRONYM:
            owners.setdefault("".join(word[0] for word in words), set()).add(key(name))
    return {initials: next(iter(keys)) for initials, keys in owners.items() if len(keys) == 1}


class SellsProducts(Requirement):
    """The partner sells all products that the lead wants."""

    name = "products"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._shelf = Shelf([partner.products for partner in partners])

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners lack a product."""
        return self._shelf.lacking(lead.products)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Name each product that it lacks."""
        for product in dict.fromkeys(lead.lead.products):
            if self._shelf.lacks(partner, key(product)):
                yield Reason.of("products.missing", field="products", observed=product)

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say where the partner states no products."""
        if lead.products and not self._partners[partner].products:
            yield Reason.of("products.not_stated", field="products")


class HoldsCertifications(Requirement):
    """The partner holds all certifications that the lead requires."""

    name = "certifications"

    def __init__(self, partners: Sequence[Partner]) -> None:
        self._partners = partners
        self._shelf = Shelf([partner.certifications for partner in partners])

    def blocked(self, lead: LeadProfile) -> Flags:
        """Return which partners lack a certification."""
        return self._shelf.lacking(lead.certifications)

    def reasons(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Name each certification that it lacks."""
        for name in dict.fromkeys(lead.lead.required_certifications):
            if self._shelf.lacks(partner, key(name)):
                yield Reason.of("certifications.missing", field="certifications", observed=name)

    def notes(self, lead: LeadProfile, partner: int) -> Iterator[Reason]:
        """Say where the partner states no certifications."""
        if lead.certifications and not self._partners[partner].certifications:
            yield Reason.of("certifications.not_stated", field="certifications")
