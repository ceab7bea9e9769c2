"""What a ledger brings to a run: its partners as they stand, deals, offers, earlier leads, and leads that come back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from leadmatch.distribution.events import EventKind
from leadmatch.distribution.ranking import LedgerRanking
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import LedgerStore
from leadmatch.pipeline.inquiries import with_joined
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

_COME_BACK: Final = ("again", "new", "assigned", "unmatched")
"""Decisions with which a lead waits for the next run; others wait for an answer, a date or a person."""
_NO_INQUIRIES: Final = ("rejected", "redirected", "duplicate")
"""Decisions after which a lead stands for no other."""


@dataclass(frozen=True, slots=True)
class LedgerBatch:
    """What a run over a ledger works on.

    Attributes:
        leads: those given, without those that are left out, then those that come back, by id.
        partners: as they stand, by id.
        deals: all.
        offers: all, in the published format.
        earlier: leads that others may repeat.
        returning: ids of leads that come back by themselves.
        left_out: ids of leads that were given, but are closed, given up, withdrawn or a person's to decide on, and have
            not changed.
    """

    leads: tuple[Lead, ...]
    partners: tuple[Partner, ...]
    deals: tuple[Deal, ...]
    offers: tuple[Offer, ...]
    earlier: tuple[Lead, ...]
    returning: frozenset[str]
    left_out: tuple[str, ...]


def ledger_batch(store: LedgerStore, ranking: LedgerRanking, leads: Iterable[Lead], *, now: datetime) -> LedgerBatch:
    """Gather what a run over a ledger works on; it writes nothing.

    Args:
        store: of the ledger.
        ranking: over the same store.
        leads: those given.
        now: the time of the run.
    """
    given = tuple(leads)
    left_out = tuple(lead.id for lead in given if _is_left_out(store, lead))
    taken = {lead.id for lead in given}
    waiting = sorted({lead_id for decision in _COME_BACK for lead_id in store.waiting(decision)} - taken)
    returning = tuple(lead for lead in map(store.lead, waiting) if lead is not None)
    no_inquiries = {lead_id for decision in _NO_INQUIRIES for lead_id in store.waiting(decision)}
    return LedgerBatch(
        leads=(*(lead for lead in given if lead.id not in left_out), *(_whole(store, lead) for lead in returning)),
        partners=tuple(ranking.standing(partner, now=now) for partner in store.partners()),
        deals=store.deals(),
        offers=tuple(ranking.offers()),
        earlier=tuple(lead for lead in store.leads() if lead.id not in no_inquiries),
        returning=frozenset(lead.id for lead in returning),
        left_out=left_out,
    )


def _is_left_out(store: LedgerStore, lead: Lead) -> bool:
    """Return whether a lead is closed for good, or no run is to decide on it as long as it brings nothing new."""
    state, known = store.state(lead.id), store.lead(lead.id)
    if state.phase in {Phase.WON, Phase.WITHDRAWN}:
        return True
    if state.phase in {Phase.LOST, Phase.STALE} or (state.phase is Phase.WAITING and state.decision == "person"):
        return known is None or to_row(known) == to_row(lead)
    return False


def _whole(store: LedgerStore, lead: Lead) -> Lead:
    """Return a lead of the ledger with what the repeats that joined it say."""
    return with_joined(lead, list(_repeats(store, lead.id)))


def _repeats(store: LedgerStore, lead_id: str) -> Iterator[Lead]:
    for event in store.events(lead_id):
        repeat = event.text("repeat") if event.kind is EventKind.RECEIVED else None
        joined = None if repeat is None else store.lead(repeat)
        if joined is not None:
            yield joined
