"""Who gets what, and why: each assigned lead with the receipts of its readiness and of its match."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import chance, money
from leadmatch.matching.lines import Match
from leadmatch.matching.points import BASE, POINTS_PER_LOG_ODDS, POINTS_TO_DOUBLE
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.outcomes import LeadOutcome
from leadmatch.pipeline.result import PipelineResult
from leadmatch.qualification.qualification import Qualification
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names
from leadmatch.reporting.readiness import Bant, Score, bant_of, readiness_receipt, score_of
from leadmatch.reporting.receipts import Receipt, Sentence, by_weight, in_a_row, receipt, sentence

OPENED = 12
"""Leads that are listed unfolded."""
_SUMMARY, _TELLING = 60, 2


@dataclass(frozen=True, slots=True)
class AssignedLead:
    """A lead and the partner it goes to.

    Attributes:
        lead_id: its id.
        anchor: the address of its row.
        title: what it is called.
        place: where it is, and its size.
        wants: what it asks for.
        score: its readiness.
        bant: its levels.
        partner: who gets it.
        partner_place: where that partner is at home.
        chance: of winning it, as percent.
        value: expected value in the settings' currency.
        deal: the value of the deal itself, in the same currency.
        telling: the weightiest reasons of the match.
        ready_title: what the receipt of readiness shows.
        ready: that receipt.
        match: the receipt of the match.
        next: who is next in line, and why it is not the first choice.
        open: whether the receipts stand open.
    """

    lead_id: str
    anchor: str
    title: str
    place: str
    wants: str
    score: Score
    bant: Bant
    partner: str
    partner_place: str
    chance: str
    value: str
    deal: str
    telling: tuple[Sentence, ...]
    ready_title: str
    ready: Receipt
    match: Receipt
    next: str
    open: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who gets what.

    Attributes:
        heading: of the section.
        intro: how to read it.
        listing: the leads, highest expected value first.
        empty_title: what is said where no lead is assigned.
        empty_words: what can be done about it.
    """

    heading: str
    intro: str
    listing: Listing[AssignedLead]
    empty_title: str = "No lead goes to a partner."
    empty_words: str = "The sections above and below say where each one stopped, and what would release it."


def assigned_of(result: PipelineResult, names: Names, cut: Cut) -> Assigned:
    """Return who gets what."""
    found = sorted(_found(result), key=lambda item: (-item[1].utility, item[0].lead_id))
    currency = result.settings.matching.currency
    listing = cut.listing(found, OPENED, "assigned lead", "assignments.csv").mapped(
        lambda number, pair: _row(*pair, names, currency, opened=number == 0)
    )
    intro = (
        "Highest expected value first. Expected value is the win chance times the deal size. "
        f"Of a match, {POINTS_TO_DOUBLE} points double the odds of winning."
    )
    return Assigned("Who gets what, and why", intro, listing)


def _found(result: PipelineResult) -> Iterator[tuple[Decision, Match]]:
    """Give the assigned leads with their match."""
    for decision in result.of(DecisionKind.ASSIGNED):
        for match in decision.ranking.matches if decision.ranking is not None else ():
            if match.partner_id == decision.partner_id:
                yield decision, match


def _row(decision: Decision, match: Match, names: Names, currency: str, *, opened: bool) -> AssignedLead:
    head, qualification = names.heads[decision.lead_id], decision.qualification
    if qualification is None or decision.ranking is None:
        raise ValueError(f"{decision.lead_id} is assigned without having been qualified and ranked")
    reasons = [names.told(reason) for reason in match.reasons]
    telling = [reason for reason in by_weight(reasons) if reason.code != BASE and reason.points > 0]
    return AssignedLead(
        lead_id=head.lead_id,
        anchor=head.anchor,
        title=head.title,
        place=head.place,
        wants=head.wants,
        score=score_of(qualification),
        bant=bant_of(qualification),
        partner=names.partner(match.partner_id),
        partner_place=names.place(match.partner_id),
        chance=chance(match.probability),
        value=money(match.utility, currency),
        deal=money(decision.ranking.value, currency),
        telling=in_a_row([sentence(reason, _SUMMARY) for reason in telling[:_TELLING]]),
        ready_title=_ready_title(qualification),
        ready=readiness_receipt(qualification),
        match=match_receipt(reasons, match.probability),
        next=_next(decision.outcome, decision.ranking.matches, names, currency),
        open=opened,
    )


def match_receipt(reasons: Sequence[Reason], probability: float) -> Receipt:
    """Return the receipt of a match in points of which 20 double the odds; it counts from the average chance."""
    base = [reason.points for reason in reasons if reason.code == BASE]
    parts = [reason for reason in reasons if reason.code != BASE]
    if not base:
        return receipt(parts, f"points: a win chance of {chance(probability)}", scale=POINTS_PER_LOG_ODDS, sign=True)
    times = math.exp(min(math.fsum(reason.points for reason in parts), 20.0))
    average = 1 / (1 + math.exp(-base[0]))
    meaning = f"points {_times(times)}: {chance(probability)} where the average is {chance(average)}"
    return receipt(parts, meaning, scale=POINTS_PER_LOG_ODDS, sign=True)


def _times(times: float) -> str:
    """Word how often the average odds a match has."""
    if round(times, 1) == 1:
        return "leave the odds at the average"
    figure = f"{times:,.0f}" if times >= 10 else f"{times:.1f}" if times >= 0.1 else f"{times:.2f}"  # noqa: PLR2004 - digits
    return f"make the odds {figure} times the average"


def _ready_title(qualification: Qualification) -> str:
    return "Why this lead is ready" if qualification.readiness.value == "sales_ready" else "How ready this lead is"


def _next(outcome: LeadOutcome | None, matches: Sequence[Match], names: Names, currency: str) -> str:
    """Say why the lead does not go to its first choice, and who is next in line."""
    if outcome is None:
        return ""
    worth = {match.partner_id: match.utility for match in matches}
    told = [f"{names.told(outcome.reason).message()}."] if outcome.reason is not None else []
    told += [
        f"Next in line: {names.partner(other)}, {money(worth[other], currency)}." for other in outcome.alternates[:1]
    ]
    return " ".join(told) or "No other partner suits it."
