"""Deal registration: one approved claim an account, product and territory; it lapses, expires and can be extended."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from leadmatch.distribution.accounts import (
    account_keys,
    deals_beside,
    domain_of,
    leads_beside,
    overlapping,
    same_account,
)
from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import Act, Deadline, EventKind
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase, legal_now
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal, DealStatus
from leadmatch.records.lead import Lead

_ACTIVITY = frozenset({EventKind.PROGRESS, EventKind.NOT_REACHED})


def deal_id(state: LeadState) -> str:
    """Return the id of a lead's present registration: the lead's own, and how many it was."""
    return f"{state.lead_id}/r{state.registrations}"


class Registrar:
    """Drafts what happens to registrations."""

    def __init__(self, settings: DistributionSettings, deadlines: Deadlines) -> None:
        self._settings = settings
        self._deadlines = deadlines

    def register(self, draft: Draft, products: Sequence[str], territory: Sequence[str]) -> None:
        """Draft the registration of an accepted lead; the deal is made of the lead, with nothing typed again.

        Raises:
            IllegalStepError: there is nothing to register now, or it was refused for good.
            LeadmatchError: the lead's record was erased.
        """
        state, lead = draft.state, draft.store.lead(draft.state.lead_id)
        if state.refusals >= self._settings.most_looks:
            raise IllegalStepError(f"The registration of lead {state.lead_id} was refused for good; close the lead.")
        made = _deal_of(lead, state) if lead is not None else draft.store.deal(deal_id(state))
        if made is None:
            raise LeadmatchError(f"The ledger has no record of lead {state.lead_id}; it cannot be registered.")
        self.file(
            draft,
            replace(made, products=tuple(products) or made.products, territory=tuple(territory) or made.territory),
        )

    def file(self, draft: Draft, deal: Deal) -> None:
        """Draft a pending registration, with what speaks against it as its reasons."""
        if deal.partner_id is None or not account_keys(deal):
            raise LeadmatchError(f"Registration {deal.id} needs a partner, and a company or its domain.")
        pending = self._deadlines.calendar(Act.REVIEW, draft.now, self._settings.pending_days)
        reasons = list(self._against(draft, deal))
        draft.add(EventKind.REGISTERED, pending, partner_id=deal.partner_id, reasons=reasons)
        filed = replace(deal, deal_id=deal_id(draft.state), lead_id=draft.state.lead_id, registered_at=draft.now)
        draft.put(replace(filed, status="pending", expires_at=pending.at, closed_at=None))

    def approve(self, draft: Draft) -> None:
        """Draft the approval.

        Raises:
            IllegalStepError: another approved registration protects some of it.
        """
        deal = self._deal(draft)
        rival = next(self._rivals(draft, deal), None)
        if rival is not None:
            raise IllegalStepError(
                f"Registration {deal.id} cannot be approved: {rival.id} of partner {rival.partner_id or 'none'} "
                "protects the same account, product and territory. Reject it, or wait until that one ends."
            )
        protection = self._deadlines.calendar(Act.CLOSE, draft.now, self._settings.protection_days)
        draft.add(EventKind.APPROVED, protection)
        draft.put(replace(deal, status="approved", approved_at=draft.now, expires_at=protection.at))

    def reject(self, draft: Draft, reason: str) -> None:
        """Draft the refusal; the partner keeps the lead, unprotected, and may ask for one second look."""
        deal = self._deal(draft)
        draft.add(EventKind.REJECTED, self._update(draft), reason=reason)
        draft.put(replace(deal, status="rejected", closed_at=draft.now))

    def extend(self, draft: Draft) -> None:
        """Draft the extension.

        Raises:
            IllegalStepError: it was extended often enough, or no activity is proved.
        """
        state, settings = draft.state, self._settings
        if state.extensions >= settings.most_extensions:
            raise IllegalStepError(f"Registration {deal_id(state)} was extended {state.extensions} times; close it.")
        end = self._end(state, draft.now)
        if end <= draft.now and state.phase is Phase.APPROVED:
            raise IllegalStepError(f"The protection of registration {deal_id(state)} has ended; register it anew.")
        since = draft.now - timedelta(days=settings.activity_days)
        active = [e for e in draft.store.events(state.lead_id) if e.kind in _ACTIVITY and e.at >= since]
        if state.phase is Phase.APPROVED and not active:
            raise IllegalStepError(
                f"Registration {deal_id(state)} shows no activity in {settings.activity_days} days; tell it first."
            )
        until = end + timedelta(days=settings.extension_days)
        deadline = self._deadlines.until(Act.CLOSE, draft.now, until)
        draft.add(EventKind.EXTENDED, deadline)
        draft.put(replace(self._deal(draft), expires_at=until))

    def lapse(self, draft: Draft) -> None:
        """Draft the end of a pending registration or of a protection."""
        was = draft.state.phase
        code = "registration.lapsed" if was is Phase.REGISTERED else "registration.ended"
        deal = self._deal(draft)
        draft.add(EventKind.EXPIRED, self._update(draft), reasons=(Reason.of(code),))
        draft.put(replace(deal, status="expired", closed_at=draft.now))

    def close(self, draft: Draft, status: DealStatus, value: float | None = None, currency: str | None = None) -> None:
        """Put the end of a lead into its last registration, where it has one that still stands."""
        deal = draft.store.deal(deal_id(draft.state))
        if deal is not None and deal.status in {"pending", "approved"}:
            ended = replace(deal, status=status, closed_at=draft.now)
            draft.put(ended if value is None else replace(ended, value=value, currency=currency))

    def _update(self, draft: Draft) -> Deadline | None:
        partner = draft.store.partner(draft.state.partner_id or "")
        if partner is None or not draft.state.offers:
            return None
        return self._deadlines.updating(partner, draft.now, urgent=draft.state.urgent)

    def _end(self, state: LeadState, now: datetime) -> datetime:
        return state.deadline.at if state.deadline is not None else now

    def _deal(self, draft: Draft) -> Deal:
        deal = draft.store.deal(deal_id(draft.state))
        if deal is None:
            phase = draft.state.phase
            raise IllegalStepError(f"Lead {draft.state.lead_id} is {phase}: it has no registration. {legal_now(phase)}")
        return deal

    def _rivals(self, draft: Draft, deal: Deal) -> Iterator[Deal]:
        """Yield the approved claims of others on what a deal protects."""
        draft.watch(*(f"account:{key}" for key in account_keys(deal)))
        for other in deals_beside(draft.store, deal):
            if _stands(other, draft.now) and _collide(deal, other):
                yield other

    def _against(self, draft: Draft, deal: Deal) -> Iterator[Reason]:
        """Yield what whoever approves should know: claims, and leads of the account in other hands."""
        for rival in self._rivals(draft, deal):
            yield Reason.of("registration.rival", observed=rival.id)
        for lead in leads_beside(draft.store, deal):
            if lead.id != draft.state.lead_id and same_account(deal, lead):
                holder = draft.store.state(lead.id).partner_id
                if holder not in {None, deal.partner_id}:
                    yield Reason.of("registration.lead_elsewhere", observed=lead.id)


def _deal_of(lead: Lead, state: LeadState) -> Deal:
    """Return the deal that a lead becomes."""
    return Deal(
        deal_id=state.lead_id,
        partner_id=state.partner_id,
        company=lead.company,
        website=lead.website,
        email_domain=domain_of(lead),
        country=lead.country,
        products=lead.products,
        value=lead.deal_size,
        currency=lead.currency,
    )


def _collide(one: Deal, other: Deal) -> bool:
    return same_account(one, other) and overlapping(one, other)


def _stands(deal: Deal, now: datetime) -> bool:
    """Return whether a claim is approved and still in force; one that ends on a day ends with it, in UTC at worst."""
    if deal.status != "approved":
        return False
    end = deal.expires_at
    if end is None:
        return True
    return end > now if isinstance(end, datetime) else end >= now.date()
