"""Under which keys a ledger finds leads and deals, and what it finds."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from leadmatch.conflicts.blocking import Keys, keys_of
from leadmatch.conflicts.portrait import portrait_of_claim, portrait_of_lead
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead

UNDATED: Final = 2**31 - 1
"""The day of a deal, and of a lead without a time: after all others, so that no window leaves it out."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Leads and deals that share a key with a record, and may be of its account.

    Attributes:
        leads: ids, in order.
        deals: ids, in order.
        truncated: whether a weak key named more than may be looked at, and was not followed.
    """

    leads: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    truncated: bool = False


def record_keys(record: Lead | Deal) -> Keys:
    """Return the keys under which a ledger finds a record; nobody can read from them what it holds."""
    return keys_of(portrait_of_lead(record) if isinstance(record, Lead) else portrait_of_claim(record))


def arrival_day(record: Lead | Deal) -> int:
    """Return the day on which a lead came in, counted from 1970 in UTC; `UNDATED` for what has none."""
    moment = record.received_at if isinstance(record, Lead) else None
    return UNDATED if moment is None else day_of(moment)


def day_of(moment: datetime) -> int:
    """Return the day of a moment, counted from 1970 in UTC."""
    return (moment - _EPOCH).days
