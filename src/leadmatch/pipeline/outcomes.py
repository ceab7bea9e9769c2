"""The plan as seen from one lead: where it goes, what comes next, and why not its first choice."""

from dataclasses import dataclass
from typing import TypedDict

from leadmatch.assignment.plan import ALTERNATES, AssignmentPlan
from leadmatch.evidence.reason import Reason, ReasonDict


class OutcomeDict(TypedDict):
    """The form of an outcome in JSON."""

    partner_id: str | None
    utility: float | None
    alternates: list[str]
    reason: ReasonDict | None


@dataclass(frozen=True, slots=True)
class LeadOutcome:
    """What the plan does with one lead.

    Attributes:
        partner_id: whom it goes to, or None.
        utility: expected value there, in the settings' currency, or None.
        alternates: the next best partners at the prices of the plan, best first.
        reason: why it goes to nobody, or not to its first choice; None where it has that.
    """

    partner_id: str | None
    utility: float | None
    alternates: tuple[str, ...]
    reason: Reason | None

    def to_dict(self) -> OutcomeDict:
        """Return the `assignment` part of a decision."""
        return {
            "partner_id": self.partner_id,
            "utility": self.utility,
            "alternates": list(self.alternates),
            "reason": self.reason.to_dict() if self.reason else None,
        }


def outcomes_of(plan: AssignmentPlan) -> dict[str, LeadOutcome]:
    """Return what a plan does with each of its leads, by lead id."""
    problem, explanation = plan.problem, plan.explanation
    found = {}
    for lead in range(problem.n_leads):
        chosen = explanation.best_partner(lead)
        found[str(problem.lead_id(lead))] = LeadOutcome(
            partner_id=None if chosen is None else str(problem.partner_id(chosen)),
            utility=None if chosen is None else explanation.utility(lead, chosen),
            alternates=tuple(str(problem.partner_id(other)) for other in explanation.alternates(lead, ALTERNATES)),
            reason=explanation.reason(lead),
        )
    return found
