"""Following up: what happens to a lead when its deadline has gone by."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Final

from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import Act, EventKind
from leadmatch.distribution.ledger import Ledger
from leadmatch.distribution.placing import Placement
from leadmatch.distribution.registration import Registrar
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase
from leadmatch.evidence.reason import Reason

_AT_ONCE: Final = 50
"""Leads that are followed up in one batch: one commit for all of them, and others wait for no longer than that."""


class FollowUp:
    """Drafts the step that an overdue deadline calls for, the next offer included."""

    def __init__(
        self, settings: DistributionSettings, deadlines: Deadlines, placement: Placement, registrar: Registrar
    ) -> None:
        self._settings = settings
        self._deadlines = deadlines
        self._placement = placement
        self._registrar = registrar
        self._acts = {
            Act.PLACE: placement.next,
            Act.OPEN: self._take_back,
            Act.ACCEPT: self._take_back,
            Act.CONTACT: self._take_back,
            Act.UPDATE: self._take_back,
            Act.REVIEW: registrar.lapse,
            Act.CLOSE: registrar.lapse,
            Act.RETURN: self._return,
            Act.STALE: self._give_up,
        }

    def overdue(self, draft: Draft) -> None:
        """Draft the step; nothing where the deadline is not over, because another worker was quicker."""
        deadline = draft.state.deadline
        if deadline is not None and deadline.at <= draft.now:
            self._acts[deadline.act](draft)

    def _take_back(self, draft: Draft) -> None:
        """End the offer and make the next one, in one step."""
        deadline = draft.state.deadline
        act = deadline.act if deadline is not None else Act.OPEN
        missed = Reason.of("deadline.missed", observed=str(act))
        draft.add(EventKind.EXPIRED, None, reasons=(missed,), reason=f"{act}_missed")
        self._placement.next(draft)

    def _return(self, draft: Draft) -> None:
        """Let the next run judge the lead anew."""
        stale = self._deadlines.calendar(Act.STALE, draft.now, self._settings.stale_days)
        draft.add(EventKind.DECIDED, stale, reasons=(Reason.of("wait.over"),), decision="again")

    def _give_up(self, draft: Draft) -> None:
        draft.add(EventKind.EXPIRED, None, reasons=(Reason.of("wait.stale"),), reason="stale")


class DueCounter(Ledger):
    """Where deadlines are followed up."""

    def due(self, *, now: datetime, actor: str = "due", limit: int = 10_000) -> tuple[LeadState, ...]:
        """Do what is overdue: expire, take back, offer to the next partner, lapse, give up; then try those without one.

        Any number of workers may do so at once; each lead is dealt with once.

        Args:
            now: when; a deadline of this very moment is over.
            actor: who does it.
            limit: most leads to deal with in one go, those with the oldest deadlines.

        Returns:
            The states of the leads that changed.
        """
        changed = self._follow_all(now, actor, limit)
        changed += [self._retry(lead_id, now, actor) for lead_id in self.store.waiting("unmatched")]
        changed += self._follow_all(now, actor, limit)
        return tuple(state for state in changed if state is not None)

    def _follow_all(self, now: datetime, actor: str, limit: int) -> list[LeadState | None]:
        """Follow up until nothing is overdue: what a step leaves behind may be overdue itself, as an old wait is."""
        changed: list[LeadState | None] = []
        while len(changed) < limit and (overdue := self.store.due(now, limit - len(changed))):
            for some in (overdue[begin : begin + _AT_ONCE] for begin in range(0, len(overdue), _AT_ONCE)):
                with self.store.batch():
                    changed += [self._follow(lead_id, now, actor) for lead_id in some]
        return changed

    @cached_property
    def _follow_up(self) -> FollowUp:
        return FollowUp(self.settings, self.deadlines, self._placement, self._registrar)

    def _follow(self, lead_id: str, now: datetime, actor: str) -> LeadState | None:
        return self._changed(lead_id, self._follow_up.overdue, now, actor)

    def _retry(self, lead_id: str, now: datetime, actor: str) -> LeadState | None:
        return self._changed(lead_id, self._try_again, now, actor)

    def _changed(self, lead_id: str, decide: Callable[[Draft], None], now: datetime, actor: str) -> LeadState | None:
        """Return the state of a lead after a step, or None where there was nothing to do."""
        drafts: list[Draft] = []

        def drafting(draft: Draft) -> None:
            drafts.append(draft)
            decide(draft)

        after = self._write(lead_id, drafting, now, actor, None)
        return None if drafts[-1].is_empty else after

    def _try_again(self, draft: Draft) -> None:
        if draft.state.phase is Phase.WAITING and draft.state.decision == "unmatched":
            self._placement.next(draft)
