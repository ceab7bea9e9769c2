"""Placing a lead with a partner: the rules that always hold, and who gets it next."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import Act, EventKind
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.store import Load
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.evidence.reason import Reason
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

NOT_FOR_PARTNERS = frozenset({"rejected", "redirected", "duplicate", "conflict"})
"""Decisions of a run after which a lead goes to a partner only where a hand says so."""

Rule = tuple[str, Reason]
"""A hard rule that an offer would break: its name, and why."""


class Ranking(Protocol):
    """Who says which partners suit a lead at this moment."""

    def rank(self, lead: Lead, *, tried: frozenset[str], now: datetime) -> Sequence[str]:
        """Return the ids of eligible partners, best first, without those that were tried already."""
        ...

    def unmet(self, lead: Lead, partner: Partner, *, now: datetime) -> Sequence[str]:
        """Return the names of the hard requirements that a partner does not meet for a lead."""
        ...


def may_share(lead: Lead) -> bool:
    """Return whether a lead may be handed to a partner: not refused, and one channel at least is open."""
    return lead.sharing_basis != "refused" and not {"email", "phone"} <= set(lead.do_not_contact)


class Placement:
    """Offers leads within the rules."""

    def __init__(self, settings: DistributionSettings, deadlines: Deadlines, ranking: Ranking | None = None) -> None:
        """Take the settings, who sets deadlines, and who ranks; where nobody does, what comes back waits."""
        self._settings = settings
        self._deadlines = deadlines
        self._ranking = ranking

    def offer(
        self,
        draft: Draft,
        kind: EventKind,
        partner_id: str,
        overrides: Sequence[str],
        reasons: Sequence[Reason] = (),
    ) -> None:
        """Draft the offer of a lead to a partner that a hand chose.

        Args:
            draft: the step.
            kind: `offered`, `reassigned`, or `imported` for one that works on it already.
            partner_id: to whom.
            overrides: names of rules and requirements that are set aside on purpose.
            reasons: why this partner.

        Raises:
            IllegalStepError: a rule keeps it, and either it holds always or it is not among the overrides.
            LeadmatchError: the partner is not in the ledger.
        """
        partner, load = self._recipient(draft, partner_id)
        firm = [reason for _, reason in self._firm(draft, partner, load)]
        soft = list(self._overridable(draft, partner))
        kept = firm + [reason for name, reason in soft if name not in overrides]
        if kept:
            told = "; ".join(reason.message() for reason in kept)
            names = ", ".join(name for name, _ in soft if name not in overrides)
            remedy = "Choose another partner." if firm else f"Choose another partner, or override: {names}."
            raise IllegalStepError(f"Lead {draft.state.lead_id} cannot go to {partner_id}: {told}. {remedy}")
        self._add(draft, kind, partner, tuple(name for name, _ in soft), reasons)

    def next(self, draft: Draft) -> None:
        """Draft the offer to the next partner of a fresh ranking, or the decision that there is none.

        After too many offers, or too many days, it is a person's turn.
        """
        spent = self._spent(draft.state, draft.now)
        if spent is not None:
            self.wait(draft, "person", spent)
            return
        for partner_id in self._ranked(draft):
            partner, load = self._recipient(draft, partner_id)
            if partner_id not in draft.state.tried and not any(self._broken(draft, partner, load)):
                self._add(draft, EventKind.OFFERED, partner)
                return
        if not _waits_already(draft.state):
            self.wait(draft, "unmatched", Reason.of("wait.nobody"))

    def _ranked(self, draft: Draft) -> Sequence[str]:
        lead = None if self._ranking is None else draft.store.lead(draft.state.lead_id)
        if self._ranking is None or lead is None:
            return ()
        return self._ranking.rank(lead, tried=draft.state.tried, now=draft.now)

    def wait(self, draft: Draft, decision: str, *reasons: Reason) -> None:
        """Draft that a lead waits, until it goes stale."""
        since = draft.state.waiting_since or draft.now
        stale = self._deadlines.until(Act.STALE, draft.now, since + timedelta(days=self._settings.stale_days))
        draft.add(EventKind.DECIDED, stale, reasons=reasons, decision=decision)

    def _add(
        self,
        draft: Draft,
        kind: EventKind,
        partner: Partner,
        overrides: tuple[str, ...] = (),
        reasons: Sequence[Reason] = (),
    ) -> None:
        begins = self._deadlines.updating if kind is EventKind.IMPORTED else self._deadlines.opening
        deadline = begins(partner, draft.now, urgent=draft.state.urgent)
        aside = (Reason.of("place.overridden", observed=", ".join(overrides)),) if overrides else ()
        draft.add(kind, deadline, partner_id=partner.id, reasons=(*reasons, *aside), overrides=overrides or None)

    def _spent(self, state: LeadState, now: datetime) -> Reason | None:
        """Return why it is a person's turn, or None where it is not."""
        made = len(state.offers)
        if made >= self._settings.most_offers:
            return Reason.of("wait.offers_spent", observed=made)
        if made == 0:
            return None
        vendor = self._deadlines.working_time(None)
        days = vendor.between(state.offers[0].offered_at, now) / vendor.hours_a_day
        return Reason.of("wait.days_spent", observed=days) if days >= self._settings.most_offer_days else None

    def _broken(self, draft: Draft, partner: Partner, load: Load) -> Iterator[Rule]:
        yield from self._firm(draft, partner, load)
        yield from self._overridable(draft, partner)

    def _firm(self, draft: Draft, partner: Partner, load: Load) -> Iterator[Rule]:
        """Yield the broken rules that nobody can set aside."""
        state = draft.state
        if not state.may_share:
            yield "sharing", Reason.of("sharing.refused", field="sharing_basis")
        if partner.id in state.declined_by:
            yield "declined", Reason.of("offer.declined")
        if partner.id == state.partner_id:
            yield "holder", Reason.of("place.holder")
        places = self._settings.assumed_capacity if partner.capacity is None else partner.capacity
        if load.held >= places:
            yield "capacity", Reason.of("partner.full", observed=load.held, capacity=places)
        month = partner.monthly_capacity
        if month is not None and load.month >= month:
            yield "monthly_capacity", Reason.of("partner.month_full", observed=load.month, capacity=month)

    def _overridable(self, draft: Draft, partner: Partner) -> Iterator[Rule]:
        """Yield the broken rules and requirements that a hand may set aside by name."""
        decision = draft.state.decision
        if not partner.is_active:
            yield "active", Reason.of("partner.inactive", field="active")
        if decision in NOT_FOR_PARTNERS:
            yield "decision", Reason.of("place.decision", observed=decision)
        for name in self._unmet(draft, partner):
            if name != "active":
                yield name, Reason.of("place.unmet", observed=name)

    def _unmet(self, draft: Draft, partner: Partner) -> Sequence[str]:
        lead = None if self._ranking is None else draft.store.lead(draft.state.lead_id)
        return () if self._ranking is None or lead is None else self._ranking.unmet(lead, partner, now=draft.now)

    def _recipient(self, draft: Draft, partner_id: str) -> tuple[Partner, Load]:
        found = draft.recipient(partner_id, draft.now - timedelta(days=self._settings.month_days))
        if found.partner is None:
            raise LeadmatchError(f"The ledger knows no partner {partner_id}; put its record in first.")
        return found.partner, found.load


def _waits_already(state: LeadState) -> bool:
    """Return whether it was said before that nobody can take the lead, so that nothing is to be written."""
    return state.decision == "unmatched" and state.deadline is not None and state.deadline.act is Act.STALE
