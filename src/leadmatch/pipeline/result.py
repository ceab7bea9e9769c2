"""The result of a run: every decision, the plan behind them, and what the data lack."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.recruitment import RecruitProfile
from leadmatch.evidence.card import Card, Column, Table
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import money, percent, titled
from leadmatch.pipeline.decision import Decision, DecisionKind, Provenance
from leadmatch.records.partner import Partner
from leadmatch.settings import Settings

_COLUMNS = (Column("Ended as"), Column("Leads", is_number=True), Column("What it means", is_optional=True))
_MEANINGS = {
    DecisionKind.ASSIGNED: "goes to a partner",
    DecisionKind.UNMATCHED: "ready, but no partner can take it",
    DecisionKind.HELD: "a person looks at it, or asks one more question",
    DecisionKind.NURTURE: "not ready yet",
    DecisionKind.REDIRECTED: "belongs to another desk",
    DecisionKind.REJECTED: "not an inquiry; kept, and can be restored",
    DecisionKind.DUPLICATE: "an earlier lead stands for it",
    DecisionKind.CONFLICT: "somebody holds a claim on it",
}


@dataclass(frozen=True, slots=True)
class PartnerLoad:
    """What one partner carries after the plan.

    Attributes:
        partner: the partner.
        capacity: open leads that it can carry; an unstated one is assumed.
        assumed: whether the capacity was assumed.
        before: open leads before this run.
        new: leads of this plan.
        room: leads that it could still take, 0 or more; a monthly limit counts, an absence does not.
        slot_value: what one more slot would be worth, in the settings' currency.
    """

    partner: Partner
    capacity: int
    assumed: bool
    before: int
    new: int
    room: int
    slot_value: float


@dataclass(frozen=True, slots=True)
class WiderChoice:
    """What a wider hand-over choice would release.

    Attributes:
        readiness: the readiness that would be added.
        leads: leads that wait for it.
        suited: those of them that have a partner who could take them.
    """

    readiness: str
    leads: int
    suited: int


@dataclass(frozen=True, slots=True, repr=False)
class PipelineResult(Shown):
    """Everything a run decided.

    Attributes:
        decisions: one for each lead, in the order in which the leads were given.
        partners: the partners, by id.
        plan: the assignment of the batch.
        loads: what each partner carries after the plan, full ones first.
        recruitment: profiles of partners who would take the leads that found none.
        gaps: what the data lack, and what that let in or kept out.
        wider: what each wider hand-over choice would release.
        provenance: what the decisions were made with.
        settings: the settings in force.
    """

    decisions: tuple[Decision, ...]
    partners: tuple[Partner, ...]
    plan: AssignmentPlan
    loads: tuple[PartnerLoad, ...]
    recruitment: tuple[RecruitProfile, ...]
    gaps: tuple[Reason, ...]
    wider: tuple[WiderChoice, ...]
    provenance: Provenance
    settings: Settings

    @property
    def counts(self) -> Mapping[DecisionKind, int]:
        """How many leads ended in each way; ways that did not occur count 0."""
        found = Counter(decision.kind for decision in self.decisions)
        return MappingProxyType({kind: found[kind] for kind in DecisionKind})

    def of(self, *kinds: DecisionKind) -> tuple[Decision, ...]:
        """Return the decisions of some kinds, in the order of the leads."""
        return tuple(decision for decision in self.decisions if decision.kind in kinds)

    def partner(self, partner_id: str) -> Partner:
        """Return a partner by its id.

        Raises:
            KeyError: no partner of this run has it.
        """
        for partner in self.partners:
            if partner.id == partner_id:
                return partner
        raise KeyError(partner_id)

    def to_dicts(self) -> Iterator[dict[str, Any]]:
        """Give the lines of `decisions.jsonl`, in the order of the leads."""
        return (decision.to_dict(self.provenance) for decision in self.decisions)

    def to_dict(self) -> dict[str, Any]:
        """Return the whole result as plain data."""
        return {
            "decisions": list(self.to_dicts()),
            "plan": self.plan.to_dict(),
            "recruitment": [profile.to_dict() for profile in self.recruitment],
            "gaps": [reason.to_dict() for reason in self.gaps],
        }

    @property
    def headline(self) -> str:
        """The finding in one sentence."""
        served = {decision.partner_id for decision in self.of(DecisionKind.ASSIGNED)}
        leads, partners = len(self.decisions), len(served)
        goes = "goes" if self.counts[DecisionKind.ASSIGNED] == 1 else "go"
        return (
            f"{self.counts[DecisionKind.ASSIGNED]} of {leads} lead{'' if leads == 1 else 's'} {goes} to "
            f"{partners} partner{'' if partners == 1 else 's'}"
        )

    def card(self) -> Card:
        """What to show: the finding, what the plan is worth, and where each lead ended."""
        gap = f"at most {percent(self.plan.gap)} below the best plan" if self.plan.gap > 0 else "no plan is better"
        rows = tuple((titled(kind), f"{number:,}", _MEANINGS[kind]) for kind, number in self.counts.items() if number)
        return Card(
            self.headline,
            detail=f"{money(self.plan.value, self.settings.matching.currency)} expected",
            about=gap,
            table=Table(_COLUMNS, rows) if rows else None,
            foot=f"{len(self.gaps):,} kinds of data are missing; see .gaps." if self.gaps else "",
            more=".decisions" if rows else "",
        )
