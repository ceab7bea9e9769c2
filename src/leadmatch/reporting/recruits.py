"""Whom to recruit: profiles of partners who would take the leads that found none, and those leads."""

from dataclasses import dataclass

from leadmatch.assignment.recruitment import RecruitProfile
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names
from leadmatch.reporting.receipts import Sentence, sentence
from leadmatch.reporting.wording import count, money, shown, spelled

OPENED = 6
"""Leads without a partner that are listed unfolded."""


@dataclass(frozen=True, slots=True)
class RecruitRow:
    """A partner worth having.

    Attributes:
        who: what it would do.
        more: what it should bring besides.
        leads: how many leads wait for it.
        value: what these are worth.
        nearest: the partner that comes nearest, or empty.
        lacks: what that one lacks.
    """

    who: str
    more: str
    leads: str
    value: str
    nearest: str
    lacks: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A lead without a partner.

    Attributes:
        lead_id: its id.
        anchor: the address of its row.
        title: what it is called.
        place: where it is, and its size.
        wants: what it asks for.
        deal: the value of the deal.
        why: why nobody takes it.
    """

    lead_id: str
    anchor: str
    title: str
    place: str
    wants: str
    deal: str
    why: Sentence


@dataclass(frozen=True, slots=True)
class Recruit:
    """Whom to recruit.

    Attributes:
        heading: the finding.
        intro: how to read it.
        profiles: partners worth having, the most leads first.
        leads_title: heads the leads.
        listing: leads without a partner, the most valuable first.
    """

    heading: str
    intro: str
    profiles: tuple[RecruitRow, ...]
    leads_title: str
    listing: Listing[LeftOver]


def recruit_of(result: PipelineResult, names: Names, cut: Cut) -> Recruit | None:
    """Return whom to recruit, or None where every ready lead has a partner."""
    found = sorted(result.of(DecisionKind.UNMATCHED), key=lambda one: (-_value(one), one.lead_id))
    if not found:
        return None
    currency = result.settings.matching.currency
    profiles = tuple(_profile(profile, names, currency) for profile in result.recruitment)
    rows = [_left_over(one, names, currency) for one in found]
    left = count(len(found), "lead")
    waiting = sum(profile.leads for profile in result.recruitment)
    kinds = f"{spelled(len(profiles))} {'kind' if len(profiles) == 1 else 'kinds'} of partner would take"
    if not profiles:
        heading = f"{left} found no partner"
    elif waiting == len(found):
        heading = f"{kinds} the {left} left over" if len(found) > 1 else f"{kinds} the one lead left over"
    else:
        heading = f"{kinds} {waiting:,} of the {left} left over"
    intro = "Ordered by leads waiting." if len(profiles) > 1 else "They are ready, and nobody can take them yet."
    listing = cut.listing(rows, OPENED, "lead", "decisions.jsonl")
    return Recruit(heading, intro, profiles, f"{left} without a partner", listing)


def _value(decision: Decision) -> float:
    return decision.ranking.value if decision.ranking is not None else 0.0


def _left_over(decision: Decision, names: Names, currency: str) -> LeftOver:
    head, value = names.heads[decision.lead_id], _value(decision)
    outcome = decision.outcome
    reason = outcome.reason if outcome is not None and outcome.reason is not None else decision.reason
    deal = money(value, currency) if value else "unknown"
    return LeftOver(
        head.lead_id, head.anchor, head.title, head.place, head.wants, deal, sentence(names.told(reason))
    )


def _profile(profile: RecruitProfile, names: Names, currency: str) -> RecruitRow:
    raise NotImplementedError
