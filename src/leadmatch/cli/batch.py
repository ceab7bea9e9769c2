"""What a run works on."""

from dataclasses import dataclass

from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run works on.

    Attributes:
        leads: to decide on.
        partners: who can take them.
        deals: registered, and protected accounts.
        offers: earlier ones.
        restored: ids of leads that a person lets through.
        earlier: leads of a ledger that these may repeat.
        truncated: ids of leads for which the ledger may hold more of them.
    """

    leads: tuple[Lead, ...]
    partners: tuple[Partner, ...]
    deals: tuple[Deal, ...] = ()
    offers: tuple[Offer, ...] = ()
    restored: frozenset[str] = frozenset()
    earlier: tuple[Lead, ...] = ()
    truncated: frozenset[str] = frozenset()
