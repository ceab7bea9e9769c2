"""The result of qualification: levels with their evidence, score, readiness and what to ask next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from leadmatch.evidence.card import Bar, Card, Level, facts, receipt
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import money
from leadmatch.qualification.claims import Evidence
from leadmatch.qualification.criteria import Criterion, Label, Readiness, label_of
from leadmatch.qualification.questions import Question

_TITLES = {
    Readiness.SALES_READY: "Sales ready",
    Readiness.ASK: "Ask first",
    Readiness.NURTURE: "Nurture",
    Readiness.DISQUALIFIED: "Disqualified",
}


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One criterion of a lead.

    Attributes:
        level: 0 to 4, or None where nothing is known.
        evidence: What it rests on, the deciding piece first.
        is_contradicted: Whether another source says the opposite (strong against none).
    """

    level: int | None
    evidence: tuple[Evidence, ...] = ()
    is_contradicted: bool = False

    @property
    def label(self) -> Label:
        """The level in a word."""
        return label_of(self.level)

    def to_dict(self) -> dict[str, object]:
        """Return level, label and evidence."""
        return {
            "level": self.level,
            "label": self.label.value,
            "evidence": [each.to_dict() for each in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said in figures, dates and names.

    Attributes:
        budget_amount: The one explicit figure, None for a range or a hypothesis.
        budget_amount_max: The upper end of a range, or None.
        budget_currency: ISO 4217 code, or None.
        decision_role: Who decides, in the words of the source, or None.
        deadline: ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``, or None.
        deadline_latest: The last day of the deadline, or None.
        currency_is_assumed: Whether nobody named the currency: it is the one of the lead's place.
    """

    budget_amount: float | None = None
    budget_amount_max: float | None = None
    budget_currency: str | None = None
    decision_role: str | None = None
    deadline: str | None = None
    deadline_latest: date | None = None
    currency_is_assumed: bool = False

    def to_dict(self) -> dict[str, object]:
        """Return the facts by name; days as ISO text."""
        return {
            "budget_amount": self.budget_amount,
            "budget_amount_max": self.budget_amount_max,
            "budget_currency": self.budget_currency,
            "decision_role": self.decision_role,
            "deadline": self.deadline,
            "deadline_latest": None if self.deadline_latest is None else self.deadline_latest.isoformat(),
        }


@dataclass(frozen=True, slots=True, repr=False)
class Qualification(Shown):
    """How ready one lead is.

    Attributes:
        lead_id: Of the lead.
        criteria: The four criteria.
        scorecard: One reason for each criterion; their points add up to `score`.
        low: The score if every unknown criterion were 0.
        high: The score if every unknown criterion were 4.
        completeness: The weight of what is known, 0 to 1.
        readiness: What to do.
        urgent: Whether urgency was told; `urgency` is where.
        urgency: The words that tell it, or None.
        facts: Amount, date and role.
        next_questions: For the unknown criteria, the most telling first.
        must_change: For a lead that answers alone cannot make ready: the criteria that would have to become better.
        look_again: For a lead that is not ready: when its own timing says to look again, or None.
        assumptions: What was taken for granted, such as a currency nobody named; reasons without points.
        dropped_claims: Claims of a reader that quoted nothing of the text.
    """

    lead_id: str
    criteria: Mapping[Criterion, CriterionResult]
    scorecard: Scorecard
    low: float
    high: float
    completeness: float
    readiness: Readiness
    urgent: bool = False
    urgency: Evidence | None = None
    facts: Facts = Facts()
    next_questions: tuple[Question, ...] = ()
    must_change: tuple[Criterion, ...] = ()
    look_again: date | None = None
    assumptions: tuple[Reason, ...] = ()
    dropped_claims: int = 0

    @property
    def score(self) -> float:
        """0 to 100: a measure of how much is known and favourable, not a probability."""
        return self.scorecard.total

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """One reason for each criterion, in the order of the letters."""
        return self.scorecard.reasons

    def to_dict(self) -> dict[str, object]:
        """Return the form of the published formats."""
        return {
            "lead_id": self.lead_id,
            "score": self.score,
            "low": self.low,
            "high": self.high,
            "completeness": self.completeness,
            "readiness": self.readiness.value,
            "urgent": self.urgent,
            **{criterion.value: self.criteria[criterion].to_dict() for criterion in Criterion},
            "facts": self.facts.to_dict(),
            "next_questions": [{"code": each.code, "text": each.text} for each in self.next_questions],
            "must_change": [each.value for each in self.must_change],
            "look_again": None if self.look_again is None else self.look_again.isoformat(),
            "reasons": [reason.to_dict() for reason in self.reasons],
            "assumptions": [reason.to_dict() for reason in self.assumptions],
        }

    def card(self) -> Card:
        """What to show: readiness, the score with its interval, the four levels, the facts and the receipt."""
        between = f", between {self.low:.0f} and {self.high:.0f}" if self.high > self.low else ""
        return Card(
            _TITLES[self.readiness],
            self.readiness.value,
            rows=facts(self._facts()),
            bars=(Bar("Score", self.score, self.low, self.high, 100.0),),
            lines=receipt(self.scorecard),
            total=(round(self.score), "of 100 points"),
            detail=f"{self.score:.0f} of 100{between}",
            about=f"{self.lead_id}{', urgent' if self.urgent else ''}",
            levels=tuple(
                Level(criterion.value.capitalize(), result.label.value, result.level)
                for criterion, result in self.criteria.items()
            ),
        )

    def _facts(self) -> tuple[tuple[str, str | None], ...]:
        told = self.facts
        amount = told.budget_amount or told.budget_amount_max
        ask = self.next_questions[0].text if self.next_questions else None
        return (
            ("Budget", None if amount is None else money(amount, told.budget_currency or "").strip()),
            ("Decides", told.decision_role),
            ("By", told.deadline),
            ("Ask next", ask),
            ("Assumed", "; ".join(each.message() for each in self.assumptions)),
            ("Must change", ", ".join(self.must_change)),
            ("Look again", None if self.look_again is None else self.look_again.isoformat()),
        )
