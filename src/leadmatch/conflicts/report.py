"""What was found about one lead: whether it was seen before, and whether its account is taken."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from leadmatch.conflicts.conflict import Conflict
from leadmatch.conflicts.duplicates import PairVerdict
from leadmatch.evidence.card import Card, Column, Table
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import count, listed, titled

_SHOWN: Final = 3
"""Duplicates that a card names; the report has them all."""
_COLUMNS: Final = (
    Column("Claim"),
    Column("With"),
    Column("Held by"),
    Column("Until"),
    Column("May be done"),
    Column("Why", is_optional=True),
)


@dataclass(frozen=True, slots=True, repr=False)
class ConflictReport(Shown):
    """What was found about one lead.

    Attributes:
        lead_id: the lead.
        duplicates: its duplicates among the leads that were given, the surest first; the lead is `a` in each.
        conflicts: the claims on its account, the firmest first.
        truncated: whether a weak key named more leads than were looked at; mailboxes, numbers, domains and whole names
            are never cut, and neither are claims.
        unlisted: how many more leads within the window share its domain, name, number or mailbox (the longest of these
            lists), beyond those that were compared; 0 unless an account is very large.
    """

    lead_id: str
    duplicates: tuple[PairVerdict, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    truncated: bool = False
    unlisted: int = 0

    def as_truncated(self) -> "ConflictReport":
        """Return the report where the leads that were given were themselves found by keys of which one was cut."""
        duplicates = tuple(replace(verdict, truncated=True) for verdict in self.duplicates)
        return replace(self, duplicates=duplicates, truncated=True)

    @property
    def holder(self) -> Conflict | None:
        """The claim that decides to whom the lead belongs, or None where nothing blocks it."""
        return next((conflict for conflict in self.conflicts if conflict.blocking), None)

    def against(self, partner_id: str) -> Conflict | None:
        """Return the claim that keeps a lead from a partner; None where it may have it, its own claims included.

        Args:
            partner_id: who would get the lead.
        """
        holder = self.holder
        return None if holder is None or holder.partner_id == partner_id else holder

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {
            "lead_id": self.lead_id,
            "duplicates": [
                {
                    "lead_id": verdict.b,
                    "relation": str(verdict.relation),
                    "score": verdict.score,
                    "certainty": str(verdict.certainty),
                    "reasons": [reason.to_dict() for reason in verdict.reasons],
                }
                for verdict in self.duplicates
            ],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "truncated": self.truncated,
            "unlisted": self.unlisted,
        }

    def card(self) -> Card:
        """Return what there is to show."""
        holder = self.holder
        return Card(
            "; ".join(self._findings()),
            self._verdict(),
            table=Table(_COLUMNS, tuple(map(_row, self.conflicts))) if self.conflicts else None,
            detail="" if holder is None else str(holder.remedy).replace("_", " "),
            about=self.lead_id,
            foot=" ".join(self._notes()),
            more=".duplicates" if len(self.duplicates) > _SHOWN else "",
        )

    def _verdict(self) -> str:
        if self.holder is not None and self.holder.sure:
            return "reject"
        return "review" if self.holder is not None or self.duplicates else "accept"

    def _findings(self) -> Iterator[str]:
        yield "Free" if self.holder is None else self.holder.summary
        if self.duplicates:
            yield f"seen before as {listed([verdict.b for verdict in self.duplicates[:_SHOWN]])}"

    def _notes(self) -> Iterator[str]:
        if self.truncated:
            yield "A weak key named more leads than were looked at."
        if self.unlisted:
            yield f"{count(self.unlisted, 'further lead')} of the account not compared."


def _row(conflict: Conflict) -> tuple[str, ...]:
    return (
        titled(str(conflict.kind)),
        conflict.with_id,
        conflict.partner_id or "the vendor",
        conflict.last_day,
        str(conflict.remedy).replace("_", " "),
        Scorecard(tuple(conflict.reasons)).by_weight()[0].message(),
    )
