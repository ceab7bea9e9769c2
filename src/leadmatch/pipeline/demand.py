"""Demand that no partner could serve: what recruitment should look for."""

from collections.abc import Iterable

from leadmatch.assignment.recruitment import NearestPartner, RecruitProfile, UnmetDemand, recruitment
from leadmatch.matching.ranking import Ranking, Recommendation
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.records.lead import Lead

_NEAREST = 3


def unmet_demand(decisions: Iterable[Decision]) -> tuple[RecruitProfile, ...]:
    """Return profiles of the partners who would take the leads that found none.

    Leads that the vendor keeps for itself, because sharing was refused, do not count.

    Args:
        decisions: of the run.
    """
    unmatched = (decision for decision in decisions if decision.kind is DecisionKind.UNMATCHED)
    return recruitment(
        _demand(decision.lead, decision.ranking)
        for decision in unmatched
        if decision.ranking is not None and decision.ranking.recommendation is not Recommendation.VENDOR
    )


def _demand(lead: Lead, ranking: Ranking) -> UnmetDemand:
    return UnmetDemand(
        lead_id=lead.id,
        industry=lead.industry,
        country=lead.country,
        region=lead.region,
        products=lead.products,
        languages=lead.languages,
        value=ranking.value,
        nearest=_nearest(ranking),
    )


def _nearest(ranking: Ranking) -> tuple[NearestPartner, ...]:
    """Return the partners that have only no place left, or else those that lack least."""
    if ranking.matches:
        return tuple(NearestPartner(match.partner_id) for match in ranking.matches[:_NEAREST])
    return tuple(NearestPartner(one.partner_id, one.reasons) for one in ranking.ineligible[:_NEAREST])
