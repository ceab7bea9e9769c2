"""Demand that no partner could serve: what recruitment should look for."""

from collections.abc import Iterable

from leadmatch.assignment.recruitment import RecruitProfile, UnmetDemand, recruitment
from leadmatch.matching.ranking import Recommendation
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.settings import Settings

_NEAREST = 3


def unmet_demand(decisions: Iterable[Decision], settings: Settings) -> tuple[RecruitProfile, ...]:
    """Return profiles of the partners who would take the leads that found none.

    Leads that the vendor keeps for itself, because sharing was refused, do not count.

    Args:
        decisions: of the run.
        settings: in force; values are counted in their currency.
    """
    return recruitment(
        [_demand(decision, settings) for decision in decisions if _counts(decision)],
    )


def _counts(decision: Decision) -> bool:
    return (
        decision.kind is DecisionKind.UNMATCHED
        and decision.ranking is not None
        and decision.ranking.recommendation is not Recommendation.VENDOR
    )


def _demand(decision: Decision, settings: Settings) -> UnmetDemand:
    lead, ranking = decision.lead, decision.ranking
    nearest = ranking.ineligible[:_NEAREST] if ranking is not None else ()
    return UnmetDemand(
        lead_id=lead.id,
        industry=lead.industry,
        country=lead.country,
        region=lead.region,
        products=lead.products,
        languages=lead.languages,
        value=ranking.value if ranking is not None else 0.0,
        currency=settings.matching.currency,
        nearest=tuple((other.partner_id, tuple(reason.code for reason in other.reasons)) for other in nearest),
    )
