"""What decisions were made with: digests and versions, so that they can be made again."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from leadmatch.pipeline.decision import Provenance
from leadmatch.records.deal import Deal
from leadmatch.records.making import Record, to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings
from leadmatch.values.resources import read

_DIGITS = 12
_PARTS = {
    "leadmatch": "channel-leadmatch",
    "phonenumbers": "phonenumbers",
    "email_validator": "email-validator",
    "disposable_email_domains": "disposable-email-domains",
}


def provenance_of(
    settings: Settings,
    partners: Sequence[Partner],
    deals: Sequence[Deal],
    offers: Sequence[Offer],
    now: datetime,
) -> Provenance:
    """Return what a run is made with.

    Args:
        settings: in force.
        partners: sorted by id, like the next two: the digests do not depend on the order of a file.
        deals: sorted by id.
        offers: sorted by id.
        now: the time of the decisions.
    """
    inputs = {"partners": digest(partners), "deals": digest(deals), "offers": digest(offers)}
    return Provenance(settings.digest(), None, versions(), inputs, now.isoformat())


def digest(records: Iterable[Record]) -> str:
    """Return the first 12 hex digits of the SHA-256 of records in their published form."""
    rows = json.dumps([to_row(record) for record in records], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(rows.encode()).hexdigest()[:_DIGITS]


@cache
def versions() -> dict[str, str]:
    """Return the version of every part that can change a decision; `data` is a digest of the list of data files."""
    found = {name: _version(distribution) for name, distribution in _PARTS.items()}
    return found | {"data": hashlib.sha256(read("data/SOURCES.toml").encode()).hexdigest()[:_DIGITS]}


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"
