"""Whom to recruit: profiles of partners who would take the leads that found none, and those leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadmatch.assignment.recruitment import RecruitProfile
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import count, listed, lowered, money, shown, spelled
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names
from leadmatch.reporting.receipts import Sentence, in_a_row, sentence
from leadmatch.values.places.countries import country_code, country_name

OPENED = 6
"""Leads without a partner that are listed unfolded."""
_OBSERVED, _NAME = 60, 80
_READY = ("It is ready, and nobody can take it yet.", "They are ready, and nobody can take them yet.")
_WITH_ARTICLE = frozenset({"AE", "BS", "CD", "CF", "DO", "GB", "GM", "MV", "NL", "PH", "US"})


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
        nearest: the partner that comes nearest where none suits, or empty.
        lacks: what keeps that one from it.
    """

    lead_id: str
    anchor: str
    title: str
    place: str
    wants: str
    deal: str
    why: tuple[Sentence, ...]
    nearest: str
    lacks: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Recruit:
    """Whom to recruit.

    Attributes:
        heading: the finding.
        intro: how to read it.
        profiles: partners worth having, the most leads first.
        leads_title: heads the leads.
        folded: whether the leads are folded as a whole, because the profiles tell most of it.
        listing: leads without a partner, the most valuable first.
    """

    heading: str
    intro: str
    profiles: Listing[RecruitRow]
    leads_title: str
    folded: bool
    listing: Listing[LeftOver]


def recruit_of(result: PipelineResult, names: Names, cut: Cut) -> Recruit | None:
    """Return whom to recruit, or None where every ready lead has a partner."""
    found = sorted(result.of(DecisionKind.UNMATCHED), key=lambda one: (-_value(one), one.lead_id))
    if not found:
        return None
    currency = result.settings.matching.currency
    profiles = tuple(_profile(profile, names, currency) for profile in result.recruitment)
    left = count(len(found), "lead")
    waiting = sum(profile.leads for profile in result.recruitment)
    kinds = f"{spelled(len(profiles))} {'kind' if len(profiles) == 1 else 'kinds'} of partner would take"
    if not profiles:
        heading = f"{left} found no partner"
    elif waiting == len(found):
        heading = f"{kinds} the {left} left over" if len(found) > 1 else f"{kinds} the one lead left over"
    else:
        heading = f"{kinds} {waiting:,} of the {left} left over"
    intro = "Most leads first, then most value." if len(profiles) > 1 else _READY[len(found) > 1]
    kinds_listed = cut.listing(profiles, OPENED, "kind of partner", "recruit.csv")
    listing = cut.listing(found, OPENED, "lead", "decisions.jsonl").mapped(
        lambda _, one: _left_over(one, names, currency)
    )
    return Recruit(heading, intro, kinds_listed, f"{left} without a partner", bool(profiles), listing)


def _value(decision: Decision) -> float:
    return decision.ranking.value if decision.ranking is not None else 0.0


def _left_over(decision: Decision, names: Names, currency: str) -> LeftOver:
    head, value = names.heads[decision.lead_id], _value(decision)
    nearest, lacks = _nearest(decision, names)
    return LeftOver(
        lead_id=head.lead_id,
        anchor=head.anchor,
        title=head.title,
        place=head.place,
        wants=head.wants,
        deal=money(value, currency) if value else "unknown",
        why=in_a_row([sentence(names.told(reason)) for reason in _why(decision)]),
        nearest=nearest,
        lacks=lacks,
    )


def _why(decision: Decision) -> Sequence[Reason]:
    """Return why nobody takes a lead: matching's reasons, else the plan's, else the decision's."""
    if decision.ranking is not None and decision.ranking.reasons:
        return decision.ranking.reasons
    if decision.outcome is not None and decision.outcome.reason is not None:
        return (decision.outcome.reason,)
    return (decision.reason,)


def _nearest(decision: Decision, names: Names) -> tuple[str, tuple[Sentence, ...]]:
    """Return the partner that comes nearest and what keeps it from the lead, where no partner suits."""
    if decision.ranking is None or decision.ranking.matches or not decision.ranking.ineligible:
        return "", ()
    first = decision.ranking.ineligible[0]
    return names.partner(first.partner_id), in_a_row(
        [sentence(names.told(reason)) for reason in first.reasons], begun=True
    )


def _profile(profile: RecruitProfile, names: Names, currency: str) -> RecruitRow:
    nearest = profile.nearest
    lacks = [sentence(names.told(reason), _OBSERVED) for reason in nearest.lacks] if nearest else []
    return RecruitRow(
        who=_who(profile),
        more="; ".join(filter(None, (_products(profile), _languages(profile), _deals(profile, currency)))),
        leads=f"{profile.leads:,}",
        value=money(profile.value, currency),
        nearest=names.partner(nearest.partner_id) if nearest else "",
        lacks=in_a_row(lacks or [Sentence("has no place left")], begun=True)
        if nearest
        else (Sentence("nobody comes near"),),
    )


def _who(profile: RecruitProfile) -> str:
    """Say what the partner would do, such as `serves health care in Iceland`."""
    trade = f"serves {lowered(profile.industry)}" if profile.industry else ""
    code = country_code(profile.country)
    country = country_name(code) if code else shown(profile.country or "", _NAME)
    country = f"the {country}" if code in _WITH_ARTICLE else country
    place = f"{'' if trade else 'works '}in {country}" if country else ""
    return " ".join(filter(None, (trade, place))) or f"sells {_products(profile) or 'what these leads want'}"


def _products(profile: RecruitProfile) -> str:
    return listed(shown(product, _NAME) for product in profile.products)


def _languages(profile: RecruitProfile) -> str:
    codes = ", ".join(shown(language, _NAME) for language in profile.languages)
    return f"{'language' if len(profile.languages) == 1 else 'languages'} {codes}" if codes else ""


def _deals(profile: RecruitProfile, currency: str) -> str:
    """Word the range of the deals that wait."""
    if profile.largest_deal <= 0:
        return ""
    least, largest = money(profile.least_deal, currency), money(profile.largest_deal, currency)
    return f"deals of {least}" if least == largest else f"deals of {least} to {largest}"
