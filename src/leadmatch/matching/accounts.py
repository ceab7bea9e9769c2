"""Lists of accounts, such as those that a partner courts: entries are names or domains."""

from collections.abc import Sequence

import numpy as np

from leadmatch.matching.arrays import Flags
from leadmatch.matching.profile import LeadProfile
from leadmatch.values.identity.company import company_key
from leadmatch.values.identity.domains import company_domain


class Accounts:
    """The lists of all partners, looked up by a lead's company name and domains."""

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._entries: list[dict[str, str]] = [_keys(entries) for entries in lists]
        self._nobody: Flags = np.zeros(len(lists), bool)
        self._nobody.flags.writeable = False
        self._partners: dict[str, list[int]] = {}
        for number, keys in enumerate(self._entries):
            for key in keys:
                self._partners.setdefault(key, []).append(number)

    def listing(self, lead: LeadProfile) -> Flags:
        """Return which partners list the lead's account."""
        partners = [number for key in _lead_keys(lead) for number in self._partners.get(key, ())]
        if not partners:
            return self._nobody
        flags = self._nobody.copy()
        flags[partners] = True
        return flags

    def entry(self, lead: LeadProfile, partner: int) -> str | None:
        """Return the entry by which a partner lists the lead's account."""
        keys = self._entries[partner]
        return next((keys[key] for key in _lead_keys(lead) if key in keys), None)


def _lead_keys(lead: LeadProfile) -> tuple[str, ...]:
    names = (f"name {lead.company}",) if lead.company else ()
    return (*names, *(f"domain {domain}" for domain in sorted(lead.domains)))


def _keys(entries: Sequence[str]) -> dict[str, str]:
    """Return what an entry is found by: its domain where it is one, else its name in comparable form."""
    keys: dict[str, str] = {}
    for entry in entries:
        domain = company_domain(entry) if "." in entry and " " not in entry.strip() else None
        name = company_key(entry)
        if domain:
            keys[f"domain {domain}"] = entry
        elif name:
            keys[f"name {name}"] = entry
    return keys
