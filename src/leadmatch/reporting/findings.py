"""The finding of a run: its heading, what it is worth, and what needs a person; computed, and true."""

from dataclasses import dataclass
from datetime import datetime

from leadmatch.evidence.wording import count, moment, money, percent
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.funnel import exit_of

_SAME = 5e-5
"""Share of a plan's value below which a difference is not worth naming."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the reader should know if nothing else.

    Attributes:
        heading: how many leads go to how many partners.
        opening: the standfirst up to the figure.
        worth: that figure, empty where nothing is assigned.
        rest: the standfirst after it.
        now: the time of the decisions, ISO 8601.
        moment: the same for people.
        facts: counts of what was read.
    """

    heading: str
    opening: str
    worth: str
    rest: str
    now: str
    moment: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs a person.

    Attributes:
        count: how many.
        figure: the same as it is shown.
        words: what it is.
        why: what to know about it.
        anchor: the section that has it.
    """

    count: int
    figure: str
    words: str
    why: str
    anchor: str


def decided_at(result: PipelineResult) -> datetime:
    """Return the time of the decisions in the zone of the settings."""
    return datetime.fromisoformat(result.provenance.now).astimezone(result.settings.tzinfo)


def finding_of(result: PipelineResult) -> Finding:
    """Return the finding of a run."""
    opening, worth, rest = _standfirst(result)
    when = decided_at(result)
    facts = (count(len(result.decisions), "lead"), count(len(result.partners), "partner"))
    return Finding(result.headline, opening, worth, rest, when.isoformat(), moment(when), facts)


def _standfirst(result: PipelineResult) -> tuple[str, str, str]:
    """Return the text before the figure, the figure, and the text after it."""
    leads, assigned = len(result.decisions), result.counts[DecisionKind.ASSIGNED]
    if not assigned:
        kept = (
            "Nothing was thrown away: each lead is below with its reason." if leads else "There was nothing to decide."
        )
        return kept, "", ""
    opening = "Together they are worth about" if assigned > 1 else "It is worth about"
    worth = money(result.plan.value, result.settings.matching.currency)
    rest = f" in expected sales, {_standing(result)}. {_others(leads - assigned)}"
    return opening, worth, rest


def _standing(result: PipelineResult) -> str:
    """Say how far the plan is from the best one, and what it gains over handing leads out in turn."""
    plan, in_turn = result.plan, "handing each lead to its best partner in turn"
    best = (
        "the most that any plan can reach" if plan.gap < _SAME else f"at most {percent(plan.gap)} below the best plan"
    )
    if plan.greedy_value <= 0:
        return best
    gain = plan.value / plan.greedy_value - 1
    if gain >= _SAME:
        return f"{best} and {percent(gain)} above {in_turn}"
    return f"{best}; {in_turn} would reach {'it too' if plan.gap < _SAME else 'as much'}"


def _others(others: int) -> str:
    if not others:
        return "No lead is left over."
    if others == 1:
        return "Nothing was thrown away: the other one is below with its reason."
    return f"Nothing was thrown away: the other {others:,} are below, each with its reason."


def needs_of(result: PipelineResult, unread: int) -> tuple[Need, ...]:
    """Return the four counts that need a person.

    Args:
        result: of the run.
        unread: rows that could not be read.
    """
    ways = [exit_of(decision) for decision in result.decisions]
    review, ask = ways.count("review"), ways.count("ask")
    none, full = ways.count("no_partner"), ways.count("no_place")
    return (
        _need(review, "to review", "Screening has a doubt", "Screening is sure of every lead", "held"),
        _need(ask, "to ask", "One answer decides", "No lead hangs on one answer", "held"),
        _need(none + full, "without a partner", _left(none, full), "Every ready lead has one", "recruit"),
        _need(
            unread,
            "row not read" if unread == 1 else "rows not read",
            "Each with its remedy",
            "Every row was read",
            "unread",
        ),
    )


def _need(number: int, words: str, why: str, otherwise: str, anchor: str) -> Need:
    return Need(number, f"{number:,}", words, why if number else otherwise, anchor)


def _left(none: int, full: int) -> str:
    """Say of the leads without a partner how many have none at all and how many find all full."""
    if not full:
        return "Nobody suits" + (" them" if none > 1 else " it")
    if not none:
        return "All who suit are full"
    return f"{none:,} {'has' if none == 1 else 'have'} none, {full:,} {'finds' if full == 1 else 'find'} all full"
