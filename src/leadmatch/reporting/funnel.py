"""The funnel: how many leads stay at each stage, in the order in which decisions are made, and where the others go."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from leadmatch.evidence.wording import count, signed
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult


class _Exit(NamedTuple):
    """A way out of the funnel: in which section of the page it is listed, and how one and several leads are called."""

    anchor: str
    one: str
    many: str


_STAGES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("Genuine", "screening", "Screening takes", ("rejected", "redirected", "not_a_buyer", "review")),
    ("First seen and free", "duplicates and claims", "Duplicates and claims take", ("duplicate", "conflict")),
    ("Ready", "qualification", "Readiness takes", ("ask", "nurture")),
    ("Suitable", "matching", "Matching takes", ("no_partner",)),
    ("Assigned", "within capacity", "Capacity takes", ("no_place",)),
)
_EXITS = {
    "rejected": _Exit("screened", "rejected", "rejected"),
    "redirected": _Exit("screened", "redirected", "redirected"),
    "not_a_buyer": _Exit("screened", "not a buyer, to nurture", "not buyers, to nurture"),
    "review": _Exit("held", "to review", "to review"),
    "duplicate": _Exit("taken", "duplicate", "duplicates"),
    "conflict": _Exit("taken", "taken", "taken"),
    "ask": _Exit("held", "needs an answer", "need an answer"),
    "nurture": _Exit("waiting", "to nurture", "to nurture"),
    "no_partner": _Exit("recruit", "has no suitable partner", "have no suitable partner"),
    "no_place": _Exit("recruit", "has suitable partners without a place", "have suitable partners without a place"),
}
_BY_REASON = {"decision.not_a_buyer": "not_a_buyer", "decision.review": "review"}


@dataclass(frozen=True, slots=True)
class Exit:
    """A way out of the funnel.

    Attributes:
        count: leads that leave here.
        words: how many, and what becomes of them.
        anchor: the section that lists them.
    """

    count: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class FunnelStage:
    """One stage.

    Attributes:
        name: what is true of those who stay.
        by: what decides it.
        count: leads that stay.
        figure: the same as it is shown.
        lost: leads that leave; the counts of `exits` add up to it.
        lost_figure: the same with its sign.
        exits: ways out that somebody took.
        share: percent of all leads that stay.
        lost_share: percent of all leads that leave.
        note: what is said where nobody leaves.
    """

    name: str
    by: str
    count: int
    figure: str
    lost: int
    lost_figure: str
    exits: tuple[Exit, ...]
    share: float
    lost_share: float
    note: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """All stages with their finding.

    Attributes:
        heading: where most leads leave.
        stages: from all leads to those with a partner.
    """

    heading: str
    stages: tuple[FunnelStage, ...]


def exit_of(decision: Decision) -> str | None:
    """Return the way out that a lead took, or None for one that goes to a partner."""
    match decision.kind:
        case DecisionKind.ASSIGNED:
            return None
        case DecisionKind.UNMATCHED:
            suited = decision.ranking is not None and bool(decision.ranking.matches)
            return "no_place" if suited else "no_partner"
        case DecisionKind.HELD:
            return _BY_REASON.get(decision.reason.code, "ask")
        case DecisionKind.NURTURE:
            return _BY_REASON.get(decision.reason.code, "nurture")
        case kind:
            return kind.value


def funnel_of(result: PipelineResult, unread: int) -> Funnel:
    """Return the funnel of a run.

    Args:
        result: of the run.
        unread: rows that could not be read and so never became leads.
    """
    leads = len(result.decisions)
    left = Counter(filter(None, map(exit_of, result.decisions)))
    sources = len({decision.lead.source for decision in result.decisions if decision.lead.source})
    note = f"{count(unread, 'row')} could not be read" if unread else "every row was read"
    origin = f"from {count(sources, 'source')}" if sources else "all sources"
    stages = [_stage("Received", origin, leads, leads, (), note)]
    staying = leads
    for name, by, _, ways in _STAGES:
        exits = tuple(_exit(way, left[way]) for way in ways if left[way])
        staying -= sum(each.count for each in exits)
        stages.append(_stage(name, by, staying, leads, exits, "nobody leaves here"))
    return Funnel(_heading(stages[1:], leads - staying), tuple(stages))


def _exit(way: str, leads: int) -> Exit:
    told = _EXITS[way]
    return Exit(leads, f"{leads:,} {told.one if leads == 1 else told.many}", told.anchor)


def _stage(name: str, by: str, staying: int, leads: int, exits: tuple[Exit, ...], note: str) -> FunnelStage:
    lost = sum(each.count for each in exits)
    share, lost_share = (round(100 * part / leads, 2) if leads else 0.0 for part in (staying, lost))
    return FunnelStage(name, by, staying, f"{staying:,}", lost, signed(-lost), exits, share, lost_share, note)


def _heading(stages: list[FunnelStage], lost: int) -> str:
    """Say where most leads leave, if there is one such stage."""
    if not lost:
        return "No lead leaves on the way"
    most = max(stage.lost for stage in stages)
    tops = [told for stage, (_, _, told, _) in zip(stages, _STAGES, strict=True) if stage.lost == most]
    if len(tops) > 1:
        return f"{count(lost, 'lead')} {'leaves' if lost == 1 else 'leave'} on the way"
    if most == lost:
        return f"{tops[0]} out all {lost:,} leads that leave" if lost > 1 else f"{tops[0]} out the one lead that leaves"
    return f"{tops[0]} out most: {most:,} of the {lost:,} leads that leave"
