"""Writing a run into the ledger: every lead is received, repeats join, and what was assigned is offered."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import Final

from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.placing import NOT_FOR_PARTNERS
from leadmatch.distribution.ranking import note_prices
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase
from leadmatch.errors import IllegalStepError
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult

_CHUNK: Final = 100
"""Leads that are written in one go, all or none of them, while nobody else writes."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What a run changed in the ledger.

    Attributes:
        offered: ids of leads that were offered.
        merged: ids of repeats that joined another lead.
        standing: ids of leads that partners had already.
        refused: lead id → why it could not be offered as planned; it waits and is tried again.
    """

    offered: tuple[str, ...]
    merged: tuple[str, ...]
    standing: tuple[str, ...]
    refused: dict[str, str]


def hand_over(
    result: PipelineResult,
    desk: DistributionDesk,
    *,
    now: datetime,
    returning: Collection[str] = (),
    actor: str = "run",
) -> HandedOver:
    """Write a run into the ledger; what stands there already is not written again.

    It may be interrupted at any point: the same run, made anew, completes it.

    Args:
        result: of the run.
        desk: over the ledger; its ranking is not asked, for the plan has chosen.
        now: the time of the run.
        returning: ids of leads that came from the ledger itself, so that there is nothing to receive.
        actor: who is named in the events.
    """
    writing = _Writing(desk, now, actor)
    fresh = [decision for decision in result.decisions if decision.lead_id not in returning]
    writing.each(fresh, writing.receive)
    repeats = [decision for decision in result.decisions if decision.kind is DecisionKind.DUPLICATE]
    writing.each(repeats, writing.join)
    writing.each([one for one in result.decisions if one.kind is not DecisionKind.DUPLICATE], writing.settle)
    prices = {str(partner_id): price for partner_id, price in result.plan.one_more_place().items()}
    note_prices(desk.store, prices, now=now)
    return HandedOver(tuple(writing.offered), tuple(writing.merged), tuple(writing.standing), writing.refused)


class _Writing:
    """A run that is being written."""

    def __init__(self, desk: DistributionDesk, now: datetime, actor: str) -> None:
        self._desk = desk
        self._now = now
        self._actor = actor
        self.offered: list[str] = []
        self.merged: list[str] = []
        self.standing: list[str] = []
        self.refused: dict[str, str] = {}

    def each(self, decisions: Sequence[Decision], write: Callable[[Decision], None]) -> None:
        left = iter(decisions)
        while chunk := list(islice(left, _CHUNK)):
            with self._desk.store.batch():
                for decision in chunk:
                    write(decision)

    def receive(self, decision: Decision) -> None:
        self._desk.receive(decision.lead, now=self._now, urgent=_is_urgent(decision), actor=self._actor)

    def join(self, decision: Decision) -> None:
        into = decision.duplicate_of
        if into is None or self._desk.state(decision.lead_id).phase is not Phase.WAITING:
            self.standing.append(decision.lead_id)
            return
        self._desk.merge(decision.lead_id, into, now=self._now, urgent=_is_urgent(decision), actor=self._actor)
        self.merged.append(decision.lead_id)

    def settle(self, decision: Decision) -> None:
        """Offer a lead, or write down why it waits; one that does not wait for a run stays as it stands."""
        state = self._desk.state(decision.lead_id)
        if state.phase is not Phase.WAITING:
            self.standing.append(decision.lead_id)
        elif decision.kind is DecisionKind.ASSIGNED and decision.partner_id is not None:
            self._offer(decision, decision.partner_id, state)
        else:
            self._wait(decision, str(decision.kind), self._until(decision))

    def _offer(self, decision: Decision, partner_id: str, state: LeadState) -> None:
        lead_id = decision.lead_id
        if len(state.offers) >= self._desk.settings.most_offers:
            self._wait(decision, "person", None)
            return
        if state.decision in NOT_FOR_PARTNERS:
            self._desk.restore(lead_id, now=self._now, actor=self._actor)
        if _is_urgent(decision) and not state.urgent:
            self._desk.decide(lead_id, "again", now=self._now, urgent=True, actor=self._actor)
        try:
            self._desk.offer(lead_id, partner_id, now=self._now, reasons=(decision.reason,), actor=self._actor)
        except IllegalStepError as error:
            self.refused[lead_id] = str(error)
            self._wait(decision, "unmatched", None)
        else:
            self.offered.append(lead_id)

    def _until(self, decision: Decision) -> datetime | None:
        """Return when a lead is to be judged anew by itself: its claim ends, or its date is near; None for neither."""
        if decision.kind is DecisionKind.CONFLICT:
            return next((claim.until for claim in decision.conflicts if claim.blocking), None)
        if decision.kind is not DecisionKind.NURTURE or decision.qualification is None:
            return None
        day = decision.qualification.facts.deadline_latest
        if day is None:
            return None
        ahead = timedelta(days=self._desk.settings.return_ahead_days)
        near = datetime.combine(day, time(), UTC) - ahead
        return near if near > self._now else None

    def _wait(self, decision: Decision, what: str, until: datetime | None) -> None:
        reasons, urgent = (decision.reason,), _is_urgent(decision)
        self._desk.decide(
            decision.lead_id, what, now=self._now, until=until, urgent=urgent, reasons=reasons, actor=self._actor
        )


def _is_urgent(decision: Decision) -> bool:
    return decision.qualification is not None and decision.qualification.urgent
