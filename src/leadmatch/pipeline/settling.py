"""How one lead ends: the first rule that applies decides, in the order of the published format."""

from collections.abc import Callable
from dataclasses import dataclass, field

from leadmatch.conflicts.conflict import Conflict
from leadmatch.conflicts.report import ConflictReport
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.verdict import Verdict
from leadmatch.matching.lines import Match
from leadmatch.matching.points import BASE
from leadmatch.matching.ranking import Ranking
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.outcomes import LeadOutcome
from leadmatch.qualification.qualification import Qualification
from leadmatch.records.lead import Lead
from leadmatch.screening.kinds import Disposition
from leadmatch.screening.report import ScreeningReport

_STOPS = {
    Disposition.REDIRECT: (DecisionKind.REDIRECTED, "decision.redirected"),
    Disposition.NURTURE: (DecisionKind.NURTURE, "decision.not_a_buyer"),
}
_TELLING = 2


@dataclass(frozen=True, slots=True)
class Examined:
    """What the stages found out about one lead.

    Attributes:
        lead: as it was received.
        screening: its report.
        found: duplicates and claims.
        duplicate_of: the lead that stands for it, or None.
        joined: later leads that were read with it.
        qualification: None for rejected leads and duplicates.
        ranking: None where no partner was looked for.
        outcome: its place in the plan, or None.
    """

    lead: Lead
    screening: ScreeningReport
    found: ConflictReport
    duplicate_of: str | None = None
    joined: tuple[str, ...] = ()
    qualification: Qualification | None = None
    ranking: Ranking | None = None
    outcome: LeadOutcome | None = None

    @property
    def claim(self) -> Conflict | None:
        """The claim that keeps the lead from other partners, or None."""
        return self.found.holder

    @property
    def is_free(self) -> bool:
        """Whether screening, duplicates and claims let it go on."""
        return self.screening.verdict is Verdict.ACCEPT and self.duplicate_of is None and self.claim is None


@dataclass(frozen=True, slots=True)
class Names:
    """What sentences call leads and partners.

    Attributes:
        partners: partner id → name.
        hand_over: readiness of leads that go to partners.
    """

    partners: dict[str, str] = field(default_factory=dict)
    hand_over: frozenset[str] = frozenset()


Ending = tuple[DecisionKind, str | None, Reason]


def settle(examined: Examined, names: Names) -> Decision:
    """Return the decision on one lead: that of the first rule that applies."""
    endings = (rule(examined, names) for rule in _RULES)
    kind, partner_id, reason = next(ending for ending in endings if ending is not None)
    reached_plan = kind in (DecisionKind.ASSIGNED, DecisionKind.UNMATCHED)
    return Decision(
        lead=examined.lead,
        kind=kind,
        partner_id=partner_id,
        reason=reason,
        screening=examined.screening,
        duplicates=examined.found.duplicates,
        duplicate_of=examined.duplicate_of,
        conflicts=examined.found.conflicts,
        qualification=examined.qualification,
        ranking=examined.ranking if reached_plan else None,
        outcome=examined.outcome if reached_plan else None,
        joined=examined.joined,
    )


def _stopped_by_screening(examined: Examined, _names: Names) -> Ending | None:
    report = examined.screening
    if report.verdict is not Verdict.REJECT:
        return None
    kind, code = _STOPS.get(report.disposition, (DecisionKind.REJECTED, "decision.rejected"))
    category = report.category.value.replace("_", " ") if report.category else "junk"
    return kind, None, Reason.of(code, category=category, why=_because(report.reasons, of_sign=1))


def _stands_for_another(examined: Examined, _names: Names) -> Ending | None:
    if examined.duplicate_of is None:
        return None
    return DecisionKind.DUPLICATE, None, Reason.of("decision.duplicate", other=examined.duplicate_of)


def _needs_a_look(examined: Examined, _names: Names) -> Ending | None:
    if examined.screening.verdict is not Verdict.REVIEW:
        return None
    why = _because(examined.screening.reasons, of_sign=1)
    return DecisionKind.HELD, None, Reason.of("decision.review", why=why)


def _is_taken(examined: Examined, names: Names) -> Ending | None:
    claim = examined.claim
    if claim is None:
        return None
    if claim.partner_id is None:
        return DecisionKind.CONFLICT, None, Reason.of("decision.protected", claim=claim.with_id)
    holder = names.partners.get(claim.partner_id, claim.partner_id)
    return DecisionKind.CONFLICT, claim.partner_id, Reason.of("decision.taken", holder=holder, claim=claim.with_id)


def _is_not_ready(examined: Examined, names: Names) -> Ending | None:
    qualification = examined.qualification
    if qualification is None or qualification.readiness.value in names.hand_over:
        return None
    if qualification.readiness.value == "ask":
        question = qualification.next_questions[0].text if qualification.next_questions else ""
        return DecisionKind.HELD, None, Reason.of("decision.ask", question=question.rstrip("?"))
    levels = ", ".join(f"{name} {criterion.label}" for name, criterion in qualification.criteria.items())
    return DecisionKind.NURTURE, None, Reason.of(f"decision.{qualification.readiness.value}", levels=levels)


def _is_planned(examined: Examined, names: Names) -> Ending:
    """Say where the plan sends the lead; every lead that gets here was ranked and planned."""
    outcome, ranking = examined.outcome, examined.ranking
    if outcome is None or ranking is None or outcome.partner_id is None:
        why = outcome.reason.clause() if outcome is not None and outcome.reason is not None else "not planned"
        return DecisionKind.UNMATCHED, None, Reason.of("decision.unmatched", why=why)
    match = next(match for match in ranking.matches if match.partner_id == outcome.partner_id)
    partner = names.partners.get(outcome.partner_id, outcome.partner_id)
    return (
        DecisionKind.ASSIGNED,
        outcome.partner_id,
        Reason.of("decision.assigned", partner=partner, why=_fit(match)),
    )


_RULES: tuple[Callable[[Examined, Names], Ending | None], ...] = (
    _stopped_by_screening,
    _stands_for_another,
    _needs_a_look,
    _is_taken,
    _is_not_ready,
    _is_planned,
)


def _because(reasons: tuple[Reason, ...], of_sign: int) -> str:
    """Join the sentences of the weightiest reasons of one sign."""
    telling = [reason for reason in Scorecard(reasons).by_weight() if reason.points * of_sign > 0]
    return "; ".join(reason.clause() for reason in telling[:_TELLING]) or "no single reason stands out"


def _fit(match: Match) -> str:
    telling = tuple(reason for reason in match.reasons if reason.code != BASE)
    return _because(telling, of_sign=1)
