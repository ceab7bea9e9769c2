"""A decision: how one lead ended, with everything that led to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from leadmatch.conflicts.conflict import Conflict
from leadmatch.conflicts.duplicates import PairVerdict
from leadmatch.evidence.card import Card, facts
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import titled
from leadmatch.matching.ranking import Ranking
from leadmatch.pipeline.outcomes import LeadOutcome
from leadmatch.qualification.qualification import Qualification
from leadmatch.records.lead import Lead
from leadmatch.screening.report import ScreeningReport


class DecisionKind(StrEnum):
    """The ways in which a lead can end."""

    ASSIGNED = "assigned"
    """It goes to a partner."""
    UNMATCHED = "unmatched"
    """It is ready, but no partner can take it."""
    HELD = "held"
    """A person looks at it, or asks one more question."""
    NURTURE = "nurture"
    """It is not ready yet."""
    REDIRECTED = "redirected"
    """It belongs to another desk, such as support or careers."""
    REJECTED = "rejected"
    """It is not an inquiry; it is kept and can be restored."""
    DUPLICATE = "duplicate"
    """An earlier lead of the same inquiry stands for it."""
    CONFLICT = "conflict"
    """Somebody holds a claim on it."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a decision was made with, so that it can be made again.

    Attributes:
        settings: digest of the settings.
        model: digest of a learned model, or None.
        versions: version by part: leadmatch, its data, phonenumbers and others that can change a decision.
        inputs: digest of the partners, deals and offers.
        now: the time of the decision, ISO 8601.
    """

    settings: str
    model: str | None
    versions: Mapping[str, str]
    inputs: Mapping[str, str]
    now: str


@dataclass(frozen=True, slots=True, repr=False)
class Decision(Shown):
    """How one lead ended.

    Attributes:
        lead: as it was received.
        kind: the way it ended.
        partner_id: whom it goes to, or who holds it in a conflict; None otherwise.
        reason: the one sentence that says why; its points are 0.
        screening: the report of screening; always there.
        duplicates: leads of the same inquiry.
        duplicate_of: the lead that stands for this one, or None.
        conflicts: claims on it.
        qualification: None where it was not reached.
        ranking: None where it was not reached.
        outcome: its place in the plan; None where it was not reached.
        joined: ids of later leads whose message, notes and answers were read with this one.
    """

    lead: Lead
    kind: DecisionKind
    partner_id: str | None
    reason: Reason
    screening: ScreeningReport
    duplicates: tuple[PairVerdict, ...] = ()
    duplicate_of: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    qualification: Qualification | None = None
    ranking: Ranking | None = None
    outcome: LeadOutcome | None = None
    joined: tuple[str, ...] = ()

    @property
    def lead_id(self) -> str:
        """The lead's id."""
        return self.lead.id

    @property
    def summary(self) -> str:
        """One sentence on how the lead ended and why."""
        return self.reason.message() + "."

    def card(self) -> Card:
        """What to show: how the lead ended, why, and what each stage said."""
        ready = self.qualification
        return Card(
            titled(self.kind.value),
            self.kind.value,
            rows=facts(
                (
                    ("Why", self.summary),
                    ("Screening", self.screening.verdict.value),
                    ("Readiness", ready and f"{ready.readiness.value.replace('_', ' ')}, {ready.score:.0f} of 100"),
                    ("Ask next", ready and next((question.text for question in ready.next_questions), None)),
                    ("Seen before as", self.duplicate_of),
                    ("Joined by", ", ".join(self.joined)),
                )
            ),
            detail=self._whom(),
            about=", ".join(part for part in (self.lead_id, self.lead.company) if part),
        )

    def _whom(self) -> str:
        if self.partner_id is None:
            return ""
        return f"{'with' if self.kind is DecisionKind.CONFLICT else 'to'} {self.partner_id}"

    def to_dict(self, provenance: Provenance) -> dict[str, Any]:
        """Return the line of `decisions.jsonl`.

        Args:
            provenance: what the decisions of this run were made with.
        """
        return {
            "lead_id": self.lead_id,
            "decision": self.kind.value,
            "partner_id": self.partner_id,
            "summary": self.summary,
            "screening": self.screening.to_dict(),
            "qualification": self.qualification.to_dict() if self.qualification else None,
            "duplicates": [_duplicate(pair) for pair in self.duplicates],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "ranking": self.ranking.to_dict() if self.ranking else None,
            "assignment": self.outcome.to_dict() if self.outcome else None,
            "settings": provenance.settings,
            "model": provenance.model,
            "versions": dict(provenance.versions),
            "inputs": dict(provenance.inputs),
            "now": provenance.now,
        }


def _duplicate(pair: PairVerdict) -> dict[str, Any]:
    """Return a pair as seen from its first lead."""
    return {
        "lead_id": pair.b,
        "relation": pair.relation.value,
        "score": pair.score,
        "reasons": [reason.to_dict() for reason in pair.reasons],
    }
