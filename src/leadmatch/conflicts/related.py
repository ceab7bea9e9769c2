"""Related companies: parents, daughters and sisters that a table names."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from leadmatch.conflicts.portrait import Portrait
from leadmatch.values.identity.company import company_key
from leadmatch.values.identity.domains import company_domain


class RelatedCompanies:
    """Groups of companies, found by name or domain."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        """Read the groups.

        Args:
            groups: lists of company names and domains; what stands in several lists belongs to the first.
        """
        self._numbers: dict[str, int] = {}
        for number, group in enumerate(groups, start=1):
            for member in group:
                domain = company_domain(member) if "." in member and " " not in member.strip() else None
                self._numbers.setdefault(domain or company_key(member), number)

    def placed(self, portrait: Portrait) -> Portrait:
        """Return a portrait with the number of its group; the domain decides before the name."""
        if not self._numbers:
            return portrait
        number = self._numbers.get(portrait.domain) or self._numbers.get(portrait.company_key)
        return replace(portrait, group=number) if number else portrait
