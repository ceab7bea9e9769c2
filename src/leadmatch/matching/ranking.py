"""The result of ranking: the partners that suit a lead, best first, and why the others do not."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from leadmatch.evidence.card import Card, Column, Line, Table
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import chance, count, money, signed
from leadmatch.matching.lines import Context, Ineligible, IneligibleLines, Match
from leadmatch.matching.points import BASE, POINTS_PER_LOG_ODDS

_SHOWN = 5
"""Matches on a card."""
_CAUSES = 3
"""Causes of ineligibility on a card."""
_COLUMNS = (
    Column("#", is_number=True, is_optional=True),
    Column("Partner"),
    Column("Points", is_number=True, is_optional=True),
    Column("Win chance", is_number=True),
    Column("Expected", is_number=True),
    Column("Decisive"),
)


class Recommendation(StrEnum):
    """What to do with a ranked lead."""

    ASSIGN = "assign"
    RECRUIT = "recruit"
    ROUTE_TO_HOLDER = "route_to_holder"
    VENDOR = "vendor"


@dataclass(frozen=True, slots=True, repr=False)
class Ranking(Shown):
    """The partners for one lead.

    Attributes:
        lead_id: which lead.
        matches: eligible partners, best first; equal ones by id.
        recommendation: what to do.
        reasons: why, where it is not to assign.
        value: what a win is counted, in the settings' currency.
        ineligible_count: how many partners are not eligible.
    """

    lead_id: str
    matches: Sequence[Match]
    recommendation: Recommendation
    reasons: tuple[Reason, ...]
    value: float
    ineligible_count: int
    _context: Context = field(repr=False, compare=False)

    @property
    def best(self) -> Match | None:
        """The best match, or None where nobody is eligible."""
        return self.matches[0] if self.matches else None

    @property
    def ineligible(self) -> Sequence[Ineligible]:
        """The partners that may not have the lead, nearest to fitting first; worded when read."""
        return IneligibleLines(self._context)

    def card(self) -> Card:
        """What to show: the best partners with their chances and what speaks for each, and who may not have it."""
        suited, others = self._suited, self.ineligible_count
        lead = self._context.lead.lead
        return Card(
            f"{suited:,} of {count(suited + others, 'partner')} suit{'s' if suited == 1 else ''}",
            self.recommendation.value,
            lines=tuple(Line(reason.message(), code=reason.code) for reason in self.reasons),
            about=", ".join(part for part in (self.lead_id, lead.company) if part),
            table=Table(_COLUMNS, tuple(map(self._row, self.matches[:_SHOWN]))) if suited else None,
            foot=self._outside(),
            more=".ineligible" if others else ".matches" if suited > _SHOWN else "",
        )

    @property
    def _suited(self) -> int:
        """How many partners suit; `matches` may have been cut."""
        return len(self._context.roster.ids) - self.ineligible_count

    def _row(self, match: Match) -> tuple[str, ...]:
        parts = [reason for reason in match.reasons if reason.code != BASE]
        best = max(parts, key=lambda reason: reason.points, default=None)
        return (
            str(match.rank),
            match.name,
            signed(round(math.fsum(reason.points for reason in parts) * POINTS_PER_LOG_ODDS)),
            chance(match.probability),
            money(match.utility, self._context.currency),
            best.message() if best is not None and best.points > 0 else "",
        )

    def _outside(self) -> str:
        """Say how many more suit, and what keeps the others away."""
        more = self._suited - _SHOWN
        told = [f"{more:,} more suit."] if more > 0 else []
        if self.ineligible_count:
            causes = list(IneligibleLines(self._context).counts().items())
            named = [f"{name.replace('_', ' ')} {number:,}" for name, number in causes[:_CAUSES]]
            rest = sum(number for _, number in causes[_CAUSES:])
            named += [f"other {rest:,}"] if rest else []
            told.append(f"{self.ineligible_count:,} not eligible: {', '.join(named)}.")
        return " ".join(told)

    def to_dict(self, top: int = 5, ineligible: int = 20) -> dict[str, Any]:
        """Return the form of the published format.

        Args:
            top: matches to give; 0 gives all.
            ineligible: ineligible partners to give; 0 gives all.
        """
        return {
            "lead_id": self.lead_id,
            "matches": [match.to_dict() for match in self.matches[: top or None]],
            "ineligible": [line.to_dict() for line in self.ineligible[: ineligible or None]],
            "ineligible_count": self.ineligible_count,
            "recommendation": self.recommendation.value,
        }
