"""Hosts: domains that are written in plain letters, as nearly all are."""

import re
from functools import cache
from typing import Final

_LABEL: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)


def is_plain_host(domain: str) -> bool:
    """Tell that a mailbox may lie under a domain as it stands: RFC 1123, no special use, as `email-validator` has it.

    Args:
        domain: at most 253 small letters, digits and other signs; names in Punycode are not told.
    """
    labels = domain.split(".")
    is_host = len(labels) > 1 and domain[-1:].isalpha() and "--" not in domain and all(map(_LABEL.fullmatch, labels))
    return is_host and special_names().isdisjoint(".".join(labels[place:]) for place in range(len(labels)))


@cache
def special_names() -> frozenset[str]:
    """Return the names below which no mailbox can be reached from the internet."""
    from email_validator import SPECIAL_USE_DOMAIN_NAMES

    return frozenset(SPECIAL_USE_DOMAIN_NAMES)
