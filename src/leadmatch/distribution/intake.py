"""The intake counter: leads come in, are decided on, join one another, and are withdrawn."""

import json
from collections.abc import Sequence
from datetime import datetime

from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import Act, Deadline, EventKind
from leadmatch.distribution.ledger import Ledger
from leadmatch.distribution.placing import NOT_FOR_PARTNERS, may_share
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase, legal
from leadmatch.errors import IllegalStepError
from leadmatch.evidence.reason import Reason
from leadmatch.records.lead import Lead
from leadmatch.records.making import to_row

_STILL_WAITS = frozenset({Phase.NEW, Phase.WAITING, Phase.STALE, Phase.LOST})


class Intake(Ledger):
    """What the vendor does with leads that are not in a partner's hands."""

    def receive(
        self,
        lead: Lead,
        *,
        now: datetime,
        urgent: bool = False,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Take a lead in, or take in what changed in one that is known; the same content twice is one event.

        A waiting lead whose record changed is to be judged anew (`again`). One that a partner has stays there; where
        its person objects now, it is taken back.

        Args:
            lead: the record.
            now: when it came in.
            urgent: whether it waits less than others.
            actor: who took it in.
            idempotency_key: name of this step.
        """

        def decide(draft: Draft) -> None:
            known = draft.store.lead(lead.id)
            if known is not None and to_row(known) == to_row(lead):
                return
            state, shares = draft.state, may_share(lead)
            waits = state.phase in _STILL_WAITS
            draft.add(
                EventKind.RECEIVED,
                self._stale(now) if waits else state.deadline,
                personal=_told(lead),
                may_share=shares,
                urgent=urgent,
                decision=("again" if state.sequence else "new") if waits else None,
            )
            draft.put(lead)
            if draft.state.is_live and not shares:
                self._withdraw(draft, "objection")

        return self._write(lead.id, decide, now, actor, idempotency_key)

    def decide(  # noqa: PLR0913 - a decision, and who took it when
        self,
        lead_id: str,
        decision: str,
        *,
        now: datetime,
        until: datetime | None = None,
        urgent: bool = False,
        reasons: Sequence[Reason] = (),
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Write down what a run made of a waiting lead; the decision that stands already is not written again.

        Args:
            lead_id: which lead.
            decision: as in `decisions.jsonl`. An `assigned` lead is offered by the next batch, or by `due` once its
                wait is over; an urgent one at once, in the same step. `unmatched` is tried again when a partner has
                room; `held` and `nurture` wait for answers or for their date.
            now: when.
            until: from when on it is to be judged anew; None waits for an answer.
            urgent: whether it is offered at once, and with shorter deadlines; it stays urgent where it was.
            reasons: why.
            actor: who decided.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: the lead does not wait.
        """

        def decide(draft: Draft) -> None:
            if not _stands(draft.state, decision, until, urgent=urgent):
                deadline = self._decided(draft.state, decision, now, until, urgent=urgent)
                draft.add(EventKind.DECIDED, deadline, reasons=reasons, decision=decision, urgent=urgent)
            if decision == "assigned" and draft.state.urgent:
                self._placement.next(draft)

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def merge(
        self,
        lead_id: str,
        into: str,
        *,
        now: datetime,
        urgent: bool = False,
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Let a repeat inquiry join the lead that stands for it: it gets no offer of its own.

        That lead's story tells whoever has it: it is received again, with what was written now and the urgency read
        anew. Where it waits, it is judged anew.

        Args:
            lead_id: the repeat.
            into: the lead that it joins; one that was merged itself stands for where it went.
            now: when.
            urgent: whether the repeat is urgent; what was urgent before stays so.
            actor: who found out.
            idempotency_key: name of this step.

        Raises:
            IllegalStepError: the repeat does not wait, or the other is itself.
        """
        target = self._standing_for(into)
        if target == lead_id:
            raise IllegalStepError(f"Lead {lead_id} cannot join itself.")
        if EventKind.MERGED in legal(self.state(lead_id).phase):
            self._write(
                target, lambda draft: self._tell(draft, lead_id, urgent=urgent), now, actor, f"{target} hears {lead_id}"
            )

        def decide(draft: Draft) -> None:
            draft.add(EventKind.MERGED, None, into=target, reasons=(Reason.of("wait.merged", observed=target),))

        return self._write(lead_id, decide, now, actor, idempotency_key)

    def _standing_for(self, lead_id: str) -> str:
        """Return the lead that stands for one, itself where it joined none."""
        seen: set[str] = set()
        while (state := self.state(lead_id)).phase is Phase.MERGED and state.merged_into and lead_id not in seen:
            seen.add(lead_id)
            lead_id = state.merged_into
        return lead_id

    def _tell(self, draft: Draft, repeat: str, *, urgent: bool) -> None:
        """Draft that a lead is heard of again; one that cannot hear any more, as it is withdrawn, stays as it is."""
        state, lead = draft.state, draft.store.lead(repeat)
        if state.phase is Phase.NEW or EventKind.RECEIVED not in legal(state.phase):
            return
        waits = state.phase in _STILL_WAITS
        draft.add(
            EventKind.RECEIVED,
            self._stale(draft.now) if waits else state.deadline,
            personal=None if lead is None else _told(lead),
            may_share=state.may_share and (lead is None or may_share(lead)),
            urgent=urgent or state.urgent,
            repeat=repeat,
            decision="again" if waits else None,
        )
        if draft.state.is_live and not draft.state.may_share:
            self._withdraw(draft, "objection")

    def withdraw(
        self,
        lead_id: str,
        *,
        now: datetime,
        reason: str = "objection",
        actor: str = "desk",
        idempotency_key: str | None = None,
    ) -> LeadState:
        """Take a lead out for good, from whoever has it: its person objects.

        Raises:
            IllegalStepError: it is closed as won or lost, or withdrawn already.
        """
        return self._write(lead_id, lambda draft: self._withdraw(draft, reason), now, actor, idempotency_key)

    def restore(
        self, lead_id: str, *, now: datetime, actor: str = "desk", idempotency_key: str | None = None
    ) -> LeadState:
        """Take a lead up again that was rejected, merged, lost or given up; the next run judges it anew.

        Raises:
            IllegalStepError: it is in a partner's hands, won or withdrawn.
        """
        return self._write(
            lead_id,
            lambda draft: draft.add(EventKind.RESTORED, self._stale(now), decision="again"),
            now,
            actor,
            idempotency_key,
        )

    def _withdraw(self, draft: Draft, reason: str) -> None:
        self._registrar.close(draft, "lost")
        draft.add(EventKind.WITHDRAWN, None, reason=reason)

    def _decided(
        self, state: LeadState, decision: str, now: datetime, until: datetime | None, *, urgent: bool
    ) -> Deadline | None:
        if decision == "assigned":
            received = min(state.received_at or now, now)
            return self.deadlines.placing(received, urgent=urgent or state.urgent)
        if until is not None:
            return self.deadlines.until(Act.RETURN, now, until)
        return None if decision in NOT_FOR_PARTNERS else self._stale(now)

    def _stale(self, now: datetime) -> Deadline:
        return self.deadlines.calendar(Act.STALE, now, self.settings.stale_days)


def _stands(state: LeadState, decision: str, until: datetime | None, *, urgent: bool) -> bool:
    """Return whether a lead waits with a decision already, as urgent, and until the same moment where one is given."""
    same = until is None or (state.deadline is not None and state.deadline.at == until)
    return state.phase is Phase.WAITING and state.decision == decision and same and state.urgent >= urgent


def _told(lead: Lead) -> str:
    return json.dumps(to_row(lead), sort_keys=True, ensure_ascii=False, default=str)
