"""What a ledger brings to a run: its partners as they stand, deals, offers, leads that come back, and related ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from leadmatch.conflicts.blocking import keys_of
from leadmatch.conflicts.portrait import portrait_of_lead
from leadmatch.conflicts.settings import ConflictSettings
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
_MONTH: Final = timedelta(days=30)
"""For so long an offer counts in its partner's month."""


@dataclass(frozen=True, slots=True)
class LedgerBatch:
    """What a run over a ledger works on.

    Attributes:
        leads: those given, without those that are left out, then those that come back, by id.
        partners: as they stand, by id.
        deals: all.
        offers: those of these leads and of related ones, and all that live or ended lately, in the published format.
        earlier: leads that share a key with these, which these may repeat; by id.
        returning: ids of leads that come back by themselves.
        left_out: ids of leads that were given, but are closed, given up, withdrawn or a person's to decide on, and have
            not changed.
        truncated: ids of leads of which a weak key named more than were looked at.
    """

    leads: tuple[Lead, ...]
    partners: tuple[Partner, ...]
    deals: tuple[Deal, ...]
    offers: tuple[Offer, ...]
    earlier: tuple[Lead, ...]
    returning: frozenset[str]
    left_out: tuple[str, ...]
    truncated: frozenset[str]


def ledger_batch(
    store: LedgerStore,
    ranking: LedgerRanking,
    leads: Iterable[Lead],
    *,
    now: datetime,
    settings: ConflictSettings | None = None,
) -> LedgerBatch:
    """Gather what a run over a ledger works on; it writes nothing.

    Of the leads in the ledger only those are read that its index names for the leads of the run.

    Args:
        store: of the ledger.
        ranking: over the same store.
        leads: those given.
        now: the time of the run.
        settings: how far related leads are looked for; the shipped ones where None.
    """
    settings = settings or ConflictSettings()
    given = tuple(leads)
    left_out = tuple(lead.id for lead in given if _is_left_out(store, lead))
    taken = {lead.id for lead in given}
    waiting = sorted({lead_id for decision in _COME_BACK for lead_id in store.waiting(decision)} - taken)
    returning = tuple(lead for lead in map(store.lead, waiting) if lead is not None)
    run = (*(lead for lead in given if lead.id not in left_out), *(_whole(store, lead) for lead in returning))
    related, truncated = _related(store, run, settings)
    since = now - max(_MONTH, timedelta(days=settings.recent_offer_days))
    return LedgerBatch(
        leads=run,
        partners=tuple(ranking.standing(partner, now=now) for partner in store.partners()),
        deals=store.deals(),
        offers=tuple(ranking.offers(since=since, of=related | {lead.id for lead in run})),
        earlier=tuple(_inquiries(store, related)),
        returning=frozenset(lead.id for lead in returning),
        left_out=left_out,
        truncated=truncated,
    )


def _related(store: LedgerStore, leads: Iterable[Lead], settings: ConflictSettings) -> tuple[set[str], frozenset[str]]:
    """Return the ids of leads that share a key with some of these, and of those of these for which one was cut."""
    window, related, truncated = timedelta(days=settings.window_days), set[str](), set[str]()
    for lead in leads:
        found = store.candidates(
            keys_of(portrait_of_lead(lead, settings.default_country)),
            since=None if lead.received_at is None else lead.received_at - window,
            most_broad=settings.most_broad,
            most_narrow=settings.most_candidates,
        )
        related.update(found.leads)
        if found.truncated:
            truncated.add(lead.id)
    return related, frozenset(truncated)


def _inquiries(store: LedgerStore, lead_ids: Iterable[str]) -> Iterator[Lead]:
    """Yield the leads that others may repeat, by id."""
    for lead_id in sorted(lead_ids):
        state, lead = store.state(lead_id), store.lead(lead_id)
        stands_for_none = state.phase is Phase.WAITING and state.decision in _NO_INQUIRIES
        if lead is not None and not stands_for_none:
            yield lead


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
