"""The distribution desk: the verbs with which leads are sent to partners, followed up and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import EventKind
from leadmatch.distribution.following import DueCounter
from leadmatch.distribution.intake import Intake
from leadmatch.distribution.ledger import holder
from leadmatch.distribution.partner_counter import PartnerCounter
from leadmatch.distribution.placing import NOT_FOR_PARTNERS
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import OfferState
from leadmatch.records.partner import Partner

_ENDED: Final[dict[OfferState, EventKind]] = {
    "declined": EventKind.RETURNED,
    "returned": EventKind.RETURNED,
    "expired": EventKind.REVOKED,
    "revoked": EventKind.REVOKED,
    "won": EventKind.WON,
    "lost": EventKind.LOST,
}
"""What became of an offer before this ledger began → how it ends here."""


class DistributionDesk(Intake, PartnerCounter, DueCounter):
    """Sends leads to partners and follows them up.

    Every verb takes `now`, who acts, and an `idempotency_key`: the same key twice is one step. Each returns the state
    of the lead after it. Any number of desks may work on one store at once, in threads, processes and on other
    machines: a step is written only where nothing that it was decided on has changed, and decided anew where it has.
    """

    def offer(  # noqa: PLR0913 - what goes where, and who said so when
        self,
        lead: Lead | str,
        partner: Partner | str,
        *,
        now: datetime,
        overrides: Sequence[str] = (),
        reasons: Sequence[Reason] = (),
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Offer a waiting lead to a partner, which sees the teaser.

        Args:
            lead: its id, or its record, which is received first where the ledger does not know the lead.
            partner: its id, or its record, which is put in first where the ledger does not know the partner.
            now: when.
            overrides: hard requirements that are set aside on purpose; capacity, an earlier decline and a refusal to
                share can never be.
            reasons: why this partner.
            actor: who offers.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: the lead does not wait, or a rule keeps it from the partner; the text names it.
            LeadmatchError: the ledger does not know the partner.
        """
        lead_id, partner_id = self._known(lead, partner, now, actor)
        return self._write(
            lead_id,
            lambda draft: self._placement.offer(draft, EventKind.OFFERED, partner_id, overrides, reasons),
            now,
            actor,
            idempotency_key,
        )

    def place(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Offer a waiting lead at once to the partner that gains most above the price of its place.

        Prices are those of the last plan. Where nobody can take the lead, it waits as `unmatched`.

        Raises:
            IllegalStepError: the lead does not wait, or a run or a person decided that it goes to no partner.
        """

        def decide(draft: Draft) -> None:
            if draft.state.phase is not Phase.WAITING or draft.state.decision in NOT_FOR_PARTNERS:
                what = draft.state.decision if draft.state.phase is Phase.WAITING else str(draft.state.phase)
                raise IllegalStepError(f"Lead {lead_id} is {what}: it cannot be placed. Restore it first if it may be.")
            self._placement.next(draft)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def import_(
        self,
        lead: Lead | str,
        partner: Partner | str,
        *,
        now: datetime,
        became: OfferState = "accepted",
        actor: str = "import",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Take over a lead that a partner works on, or worked on, since before this ledger began.

        Args:
            lead: as for `offer`.
            partner: as for `offer`.
            now: when the partner got it.
            became: what became of it; whatever lives is taken over as accepted.
            actor: who takes it over.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: the lead does not wait, or a rule keeps it from the partner; the text names it.
            LeadmatchError: the ledger does not know the partner.
        """
        lead_id, partner_id = self._known(lead, partner, now, actor)

        def decide(draft: Draft) -> None:
            self._placement.offer(draft, EventKind.IMPORTED, partner_id, ())
            if became in _ENDED:
                draft.add(_ENDED[became], None, reason=f"imported_{became}")
            if draft.state.phase is Phase.WAITING:
                self._placement.wait(draft, "again")

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def _known(self, lead: Lead | str, partner: Partner | str, now: datetime, actor: str) -> tuple[str, str]:
        """Return the ids of a lead and a partner, once the ledger knows them."""
        if isinstance(lead, Lead) and self.store.lead(lead.id) is None:
            self.receive(lead, now=now, actor=actor)
        if isinstance(partner, Partner) and self.store.partner(partner.id) is None:
            self.put(partner)
        return lead.id if isinstance(lead, Lead) else lead, partner.id if isinstance(partner, Partner) else partner

    def reassign(
        self,
        lead_id: str,
        partner_id: str,
        *,
        now: datetime,
        overrides: Sequence[str] = (),
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Take a lead from its partner and offer it to another, in one step; arguments as for `offer`.

        Raises:
            IllegalStepError: nobody has it, it is registered, or a rule keeps it from the other partner.
        """
        return self._write(
            lead_id,
            lambda draft: self._placement.offer(draft, EventKind.REASSIGNED, partner_id, overrides),
            now,
            actor,
            idempotency_key,
        )

    def revoke(
        self,
        lead_id: str,
        reason: str,
        *,
        now: datetime,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Take a lead back and offer it to the next partner, in one step.

        Raises:
            IllegalStepError: nobody has it, or it is registered.
        """

        def decide(draft: Draft) -> None:
            draft.add(EventKind.REVOKED, None, reason=reason)
            self._placement.next(draft)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def introduced(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Write down that the introduction was sent.

        Raises:
            IllegalStepError: the lead is not accepted.
        """
        return self._write(
            lead_id,
            lambda draft: draft.add(EventKind.INTRODUCED, draft.state.deadline),
            now,
            actor,
            idempotency_key,
        )

    def register_own(
        self, deal: Deal, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Ask for protection of a deal that a partner found itself; its id becomes that of its story.

        What speaks against it, such as a lead of the account with another partner, stands in the event's reasons.

        Raises:
            IllegalStepError: the ledger has a story of this id already.
            LeadmatchError: it names no partner, no account, or a partner that the ledger does not know.
        """

        def decide(draft: Draft) -> None:
            if draft.state.phase is not Phase.NEW:
                raise IllegalStepError(f"The ledger has a story of {deal.id} already; give the deal an id of its own.")
            if deal.partner_id is not None and draft.store.partner(deal.partner_id) is None:
                raise LeadmatchError(f"The ledger knows no partner {deal.partner_id}; put its record in first.")
            self._registrar.file(draft, deal)
            holder(draft)

        return self._write(deal.id, decide, now, actor, idempotency_key)

    def approve(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Grant a registration its protection.

        Raises:
            IllegalStepError: none is pending, or another one protects the same account, product and territory.
        """
        return self._write(lead_id, self._registrar.approve, now, actor, idempotency_key)

    def reject(
        self, lead_id: str, reason: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Refuse a registration; the partner may ask for one second look.

        Raises:
            IllegalStepError: none is pending.
        """
        return self._write(lead_id, lambda draft: self._registrar.reject(draft, reason), now, actor, idempotency_key)

    def extend(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Prolong a protection, once, where progress was told lately.

        Raises:
            IllegalStepError: nothing is approved, it was extended already, or no activity is proved.
        """
        return self._write(lead_id, self._registrar.extend, now, actor, idempotency_key)

    def deactivate(self, partner_id: str, *, now: datetime, actor: str = "desk") -> tuple[LeadState, ...]:
        """End a partner's part in the programme: what it has not opened goes to the next.

        Returns:
            What it has opened and still has, for a person to decide on.

        Raises:
            LeadmatchError: the ledger does not know the partner.
        """
        partner = self.store.partner(partner_id)
        if partner is None:
            raise LeadmatchError(f"The ledger knows no partner {partner_id}.")
        self.store.put(replace(partner, active=False))
        for lead_id in self.store.held(partner_id):
            self._write(lead_id, lambda draft: self._take_unopened(draft, partner_id), now, actor, None)
        return tuple(map(self.store.state, self.store.held(partner_id)))

    def _take_unopened(self, draft: Draft, partner_id: str) -> None:
        if draft.state.phase is Phase.OFFERED and draft.state.partner_id == partner_id:
            draft.add(EventKind.REVOKED, None, reason="partner_inactive")
            self._placement.next(draft)
