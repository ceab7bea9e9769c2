"""The partners' counter: offers are opened, accepted, declined, worked on, registered, returned and closed."""

import math
from collections.abc import Sequence
from datetime import datetime

from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import EventKind
from leadmatch.distribution.feedback import DeclineReason, checked_mark, junk_kind, occasion_of, reason_of
from leadmatch.distribution.ledger import Ledger, holder
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.distribution.steps import Phase
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.evidence.reason import Reason

_HAS_NO_NEXT = frozenset({DeclineReason.JUNK, DeclineReason.BOUGHT_ELSEWHERE})
_OWN_CLOCK = frozenset({Phase.REGISTERED, Phase.APPROVED})
"""Phases whose deadline a word of the partner does not move."""


class PartnerCounter(Ledger):
    """What partners do, or the vendor for them. A user of one partner never acts on another's lead."""

    def open(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Show the contact to the partner that has the teaser; from here on it counts in the partner's month.

        Raises:
            IllegalStepError: it is not offered, or the actor is a user of another partner.
        """

        def decide(draft: Draft) -> None:
            partner, offer = holder(draft), draft.state.offer
            offered_at = now if offer is None else offer.offered_at
            deadline = self.deadlines.accepting(partner, offered_at, urgent=draft.state.urgent)
            draft.add(EventKind.OPENED, deadline)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def accept(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Take an opened lead on.

        Raises:
            IllegalStepError: it is not opened, or the actor is a user of another partner.
        """

        def decide(draft: Draft) -> None:
            deadline = self.deadlines.contacting(holder(draft), now, urgent=draft.state.urgent)
            draft.add(EventKind.ACCEPTED, deadline)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def decline(  # noqa: PLR0913 - an answer, and who gave it when
        self,
        lead_id: str,
        reason: str,
        *,
        now: datetime,
        kind_of_junk: str | None = None,
        comment: str | None = None,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Decline an offer, opened or not; in the same step it goes to the next partner.

        Args:
            lead_id: which lead.
            reason: one of `DeclineReason`.
            now: when.
            kind_of_junk: one of the categories of screening, where the reason is `junk`.
            comment: in the partner's words; it can be erased.
            actor: who declines.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: it is accepted already, or not offered, or the actor is a user of another partner.
            LeadmatchError: there is no such reason, or junk without its kind.
        """
        why, junk = _why(reason, kind_of_junk)
        return self._write(
            lead_id,
            lambda draft: self._give_back(draft, EventKind.DECLINED, why, junk, comment),
            now,
            actor,
            idempotency_key,
        )

    def return_(  # noqa: PLR0913 - an answer, and who gave it when
        self,
        lead_id: str,
        reason: str,
        *,
        now: datetime,
        kind_of_junk: str | None = None,
        comment: str | None = None,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Give a lead back whose contact was seen; arguments as for `decline`.

        Junk is given back within some working days of its opening, and then does not count in the partner's month.

        Raises:
            IllegalStepError: nobody has seen it, it is registered, or it is too late to call it junk.
            LeadmatchError: there is no such reason, or junk without its kind.
        """
        why, junk = _why(reason, kind_of_junk)

        def decide(draft: Draft) -> None:
            partner, offer = holder(draft), draft.state.offer
            if junk and offer is not None and offer.opened_at is not None:
                end = self.deadlines.working_time(partner).after_days(offer.opened_at, self.settings.return_days)
                if now >= end:
                    raise IllegalStepError(
                        f"Lead {lead_id} could be returned as junk until {end}; give another reason."
                    )
            self._give_back(draft, EventKind.RETURNED, why, junk, comment)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def progress(
        self,
        lead_id: str,
        *,
        now: datetime,
        comment: str | None = None,
        reached: bool = True,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Tell how it goes on, or that nobody could be reached; the next word is due some working days later.

        Raises:
            IllegalStepError: it is not accepted, or the actor is a user of another partner.
        """
        kind = EventKind.PROGRESS if reached else EventKind.NOT_REACHED

        def decide(draft: Draft) -> None:
            partner, state = holder(draft), draft.state
            keeps = state.phase in _OWN_CLOCK or not state.offers
            fresh = self.deadlines.updating(partner, now, urgent=state.urgent)
            draft.add(kind, state.deadline if keeps else fresh, personal=comment)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def register(
        self,
        lead_id: str,
        *,
        now: datetime,
        products: Sequence[str] = (),
        territory: Sequence[str] = (),
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Ask for protection of an accepted lead; what is registered is taken from the lead.

        Args:
            lead_id: which lead.
            now: when.
            products: what it is to protect, where not all that the lead wants.
            territory: regions and countries that limit it.
            actor: who asks.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: it is not accepted, registered already, or was refused twice.
            LeadmatchError: nothing is known of the account.
        """

        def decide(draft: Draft) -> None:
            holder(draft)
            self._registrar.register(draft, products, territory)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def close(  # noqa: PLR0913 - an outcome, and who told it when
        self,
        lead_id: str,
        *,
        won: bool,
        now: datetime,
        value: float | None = None,
        currency: str | None = None,
        reason: str | None = None,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Close a lead as won or lost.

        Args:
            lead_id: which lead.
            won: whether it became a customer.
            now: when.
            value: of the deal, in `currency`, from 0.
            currency: ISO 4217.
            reason: why, as a code of the vendor's own; what is personal belongs into feedback.
            actor: who tells.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: nobody works on it, or the actor is a user of another partner.
            LeadmatchError: the value is no amount, or has no currency.
        """
        if value is not None and (not math.isfinite(value) or value < 0 or not currency):
            raise LeadmatchError(f"The value of a deal is an amount from 0 with its currency, not {value} {currency}.")

        def decide(draft: Draft) -> None:
            holder(draft)
            kind = EventKind.WON if won else EventKind.LOST
            draft.add(kind, None, value=value, currency=currency, reason=reason)
            self._registrar.close(draft, "won" if won else "lost", value, currency)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def feedback(  # noqa: PLR0913 - marks, and who gave them when
        self,
        lead_id: str,
        *,
        fit: int,
        readiness: int,
        now: datetime,
        comment: str | None = None,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Say how good a lead was, at its decline, some days after its acceptance, or at its close.

        Args:
            lead_id: which lead.
            fit: how well it fits the partner, 1 (poor) to 5 (excellent).
            readiness: how ready it is to buy, likewise.
            now: when.
            comment: in the partner's words; it can be erased.
            actor: who says so.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: no partner, or not the actor's, has answered its offer.
            LeadmatchError: a mark is not 1 to 5.
        """
        marks = checked_mark("fit", fit), checked_mark("readiness", readiness)

        def decide(draft: Draft) -> None:
            judged = self._judged(draft)
            draft.add(
                EventKind.FEEDBACK,
                draft.state.deadline,
                partner_id=judged.partner_id,
                personal=comment,
                on=str(occasion_of(judged)),
                fit=marks[0],
                readiness=marks[1],
            )

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def _judged(self, draft: Draft) -> OfferStanding:
        """Return the offer that feedback is about: the last answered one, of the actor's partner where it is a user."""
        user = draft.store.user(draft.hand.actor)
        mine = [o for o in draft.state.offers if user is None or o.partner_id == user.partner_id]
        answered = [offer for offer in mine if offer.state not in {"offered", "expired", "revoked"}]
        if not answered:
            raise IllegalStepError(f"Lead {draft.state.lead_id} was answered by no partner yet that could judge it.")
        return answered[-1]

    def _give_back(
        self, draft: Draft, kind: EventKind, why: DeclineReason, junk: str | None, comment: str | None
    ) -> None:
        holder(draft)
        draft.add(kind, None, personal=comment, reason=str(why), kind_of_junk=junk, junk=bool(junk))
        if why in _HAS_NO_NEXT:
            self._placement.wait(draft, "person", Reason.of("wait.given_back", observed=str(why)))
        else:
            self._placement.next(draft)


def _why(reason: str, kind_of_junk: str | None) -> tuple[DeclineReason, str | None]:
    why = reason_of(reason)
    junk = junk_kind(why, kind_of_junk)
    return why, None if junk is None else str(junk)
