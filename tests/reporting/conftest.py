"""Decisions and results made by hand, of real parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.conflicts.conflict import Conflict, ConflictKind
from leadmatch.conflicts.duplicates import PairVerdict, Relation
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.verdict import Verdict
from leadmatch.matching.matcher import Matcher
from leadmatch.pipeline.decision import Decision, DecisionKind, Provenance
from leadmatch.pipeline.outcomes import LeadOutcome
from leadmatch.pipeline.result import PartnerLoad, PipelineResult
from leadmatch.qualification.criteria import Criterion, Readiness
from leadmatch.qualification.qualification import CriterionResult, Qualification
from leadmatch.qualification.questions import questions
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner
from leadmatch.reporting.people import Names, names_of
from leadmatch.screening.kinds import Category, Disposition
from leadmatch.screening.report import Contact, ScreeningReport
from leadmatch.settings import Settings

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PARTNERS = (
    Partner(partner_id="P1", name="Fennwerk", countries=("DE",), products=("Archive",), capacity=8, open_leads=3),
    Partner(partner_id="P2", name="Harbourline", countries=("GB", "DE"), products=("Archive",), capacity=6),
)
LEVELS = {"ask": (None, 3, 3, 2), "nurture": (1, None, 0, 2), "ready": (4, 3, 4, 3)}
WEIGHTS = (25, 20, 30, 25)

Decide = Callable[..., Decision]
Build = Callable[..., PipelineResult]


def screening(lead: Lead, verdict: Verdict, category: Category | None, points: float) -> ScreeningReport:
    reasons = (
        Reason.of("model.value", points=points, observed="<b>Mickey</b>", feature="name"),
        Reason.of("model.missing", feature="company"),
    )
    contact = Contact(None, None, None, None)
    return ScreeningReport(lead.id, verdict, category, Disposition.QUALIFY, points, contact, reasons if points else ())


def qualification(lead: Lead, levels: Sequence[int | None], readiness: Readiness) -> Qualification:
    low = sum((level or 0) * weight / 4 for level, weight in zip(levels, WEIGHTS, strict=True))
    unknown = [criterion for criterion, level in zip(Criterion, levels, strict=True) if level is None]
    return Qualification(
        lead_id=lead.id,
        criteria=dict(zip(Criterion, map(CriterionResult, levels), strict=True)),
        scorecard=Scorecard(
            tuple(
                Reason.of("model.base", points=weight * (1.5 if level is None else level) / 4)
                for level, weight in zip(levels, WEIGHTS, strict=True)
            )
        ),
        low=low,
        high=low + sum(weight for level, weight in zip(levels, WEIGHTS, strict=True) if level is None),
        completeness=1 - len(unknown) / 4,
        readiness=readiness,
        next_questions=tuple(question for question in questions() if question.criterion in unknown),
    )


def lead_of(number: int, **fields: Any) -> Lead:
    known: dict[str, Any] = {
        "lead_id": f"L-{number:04}",
        "company": f"Firm {number}",
        "country": "DE",
        "city": "Bremen",
        "products": ("Archive",),
        "currency": "EUR",
        "deal_size": 1_000.0 * (number + 1),
        "source": f"source {number % 3}",
    }
    return Lead(**(known | fields))


class Maker:
    """Makes one decision of each kind; `way` is the way out of the funnel, or `assigned`."""

    def __init__(self) -> None:
        self._matcher = Matcher(PARTNERS)

    def __call__(self, way: str, number: int = 1, **fields: Any) -> Decision:
        lead = lead_of(number, **fields)
        made: Decision = getattr(self, f"_{way}")(lead)
        return made

    def _decision(self, lead: Lead, kind: DecisionKind, code: str, **parts: Any) -> Decision:
        partner_id = parts.pop("partner_id", None)
        report = parts.pop("screening", screening(lead, Verdict.ACCEPT, None, 0))
        return Decision(lead, kind, partner_id, Reason.of(code, why="it is"), report, **parts)

    def _rejected(self, lead: Lead) -> Decision:
        report = screening(lead, Verdict.REJECT, Category.SPAM, 80.4)
        return self._decision(lead, DecisionKind.REJECTED, "decision.rejected", screening=report)

    def _redirected(self, lead: Lead) -> Decision:
        report = screening(lead, Verdict.REJECT, Category.PRESS, 60)
        return self._decision(lead, DecisionKind.REDIRECTED, "decision.redirected", screening=report)

    def _not_a_buyer(self, lead: Lead) -> Decision:
        report = screening(lead, Verdict.REJECT, Category.STUDENT, 40)
        return self._decision(lead, DecisionKind.NURTURE, "decision.not_a_buyer", screening=report)

    def _review(self, lead: Lead) -> Decision:
        report = screening(lead, Verdict.REVIEW, None, 30)
        return self._decision(lead, DecisionKind.HELD, "decision.review", screening=report)

    def _duplicate(self, lead: Lead) -> Decision:
        reasons = (Reason.of("model.base", points=5), Reason.of("model.missing", points=-1, feature="phone"))
        pair = PairVerdict("L-0000", lead.id, Relation.SAME_PERSON, 4.0, reasons)
        parts = {"duplicates": (pair,), "duplicate_of": "L-0000"}
        return self._decision(lead, DecisionKind.DUPLICATE, "decision.duplicate", **parts)

    def _conflict(self, lead: Lead) -> Decision:
        reasons = (Reason.of("model.missing", feature="phone"),)
        claim = Conflict(ConflictKind.REGISTERED_DEAL, "D-7", "P1", datetime(2027, 2, 15, tzinfo=UTC), reasons)
        parts = {"conflicts": (claim,), "partner_id": "P1"}
        return self._decision(lead, DecisionKind.CONFLICT, "decision.taken", **parts)

    def _ask(self, lead: Lead) -> Decision:
        known = qualification(lead, LEVELS["ask"], Readiness.ASK)
        return self._decision(lead, DecisionKind.HELD, "decision.ask", qualification=known)

    def _nurture(self, lead: Lead) -> Decision:
        known = qualification(lead, LEVELS["nurture"], Readiness.NURTURE)
        return self._decision(lead, DecisionKind.NURTURE, "decision.nurture", qualification=known)

    def _planned(self, lead: Lead, partner_id: str | None, reason: Reason | None) -> Decision:
        ranking = self._matcher.rank(lead, now=NOW)
        chosen = next((match for match in ranking.matches if match.partner_id == partner_id), None)
        others = tuple(match.partner_id for match in ranking.matches if match is not chosen)
        kind = DecisionKind.ASSIGNED if chosen else DecisionKind.UNMATCHED
        return self._decision(
            lead,
            kind,
            f"decision.{kind.value}",
            partner_id=partner_id,
            qualification=qualification(lead, LEVELS["ready"], Readiness.SALES_READY),
            ranking=ranking,
            outcome=LeadOutcome(partner_id, chosen.utility if chosen else None, others, reason),
        )

    def _assigned(self, lead: Lead) -> Decision:
        return self._planned(lead, "P1", None)

    def _no_place(self, lead: Lead) -> Decision:
        return self._planned(lead, None, Reason.of("assignment.no_places", partner="P1"))

    def _no_partner(self, lead: Lead) -> Decision:
        return self._planned(replace(lead, country="JP"), None, Reason.of("assignment.no_eligible_partner"))


WAYS = (
    "rejected",
    "redirected",
    "not_a_buyer",
    "review",
    "duplicate",
    "conflict",
    "ask",
    "nurture",
    "no_partner",
    "no_place",
)


@pytest.fixture(scope="session")
def ways() -> tuple[str, ...]:
    return WAYS


@pytest.fixture(scope="session")
def decide() -> Decide:
    return Maker()


def plan_of(value: float, greedy: float, bound: float) -> AssignmentPlan:
    problem = AssignmentProblem.from_rankings({}, {})
    nobody = np.empty((0, 2), dtype=np.int64)
    return AssignmentPlan(problem, nobody, value, bound, np.empty(0), greedy, "within_tolerance")


@pytest.fixture(scope="session")
def planned() -> Callable[[float, float, float], AssignmentPlan]:
    return plan_of


@pytest.fixture(scope="session")
def build() -> Build:
    """Make a result of decisions; keywords replace its other parts."""

    def made(decisions: Sequence[Decision], **parts: Any) -> PipelineResult:
        result = PipelineResult(
            decisions=tuple(decisions),
            partners=PARTNERS,
            plan=plan_of(777_000, 751_000, 777_400),
            loads=(PartnerLoad(PARTNERS[0], 8, False, 3, 5, 0, 2_150.0), PartnerLoad(PARTNERS[1], 6, True, 0, 1, 5, 0)),
            recruitment=(),
            gaps=(),
            wider=(),
            provenance=Provenance("9f3c1e", None, {"leadmatch": "1"}, {}, NOW.isoformat()),
            settings=Settings(zone="Europe/Berlin"),
        )
        return replace(result, **parts)

    return made


@pytest.fixture(scope="session")
def names(build: Build, decide: Decide) -> Names:
    return names_of(build([decide("assigned", number) for number in range(3)]))
