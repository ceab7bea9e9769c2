"""A conflict: a claim that covers a lead, with whom it is, until when, why, and what may be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from leadmatch.conflicts.duplicates import Certainty
from leadmatch.evidence.card import Card, receipt
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import Scorecard, total
from leadmatch.evidence.shown import Shown
from leadmatch.evidence.wording import day, lowered

_MOMENT: Final = timedelta(microseconds=1)


class ConflictKind(StrEnum):
    """What holds an account, the firmest first."""

    PROTECTED_ACCOUNT = "protected_account"
    """The vendor keeps it for itself."""
    REGISTERED_DEAL = "registered_deal"
    """A partner has registered a deal."""
    OPEN_OFFER = "open_offer"
    """A partner has been offered a lead of it, and has not given it back."""
    RECENT_OFFER = "recent_offer"
    """A partner was offered a lead of it lately; it is named, and blocks nothing."""
    INCUMBENT = "incumbent"
    """A partner has won a deal there; it is named, and blocks nothing."""


class Remedy(StrEnum):
    """What may be done about a conflict."""

    ROUTE_TO_HOLDER = "route_to_holder"
    """Hand the lead to the partner who holds the account."""
    ROUTE_TO_VENDOR = "route_to_vendor"
    """Leave it to the vendor's own sales."""
    WAIT = "wait"
    """Wait for what becomes of the offer, or hand the lead to the same partner."""
    ASK = "ask"
    """Ask somebody whether it is the same account: the evidence is thin."""
    GO_ON = "go_on"
    """Nothing stands in the way; the claim is only named, or another goes before it."""


_REMEDIES: Final = {
    ConflictKind.PROTECTED_ACCOUNT: Remedy.ROUTE_TO_VENDOR,
    ConflictKind.REGISTERED_DEAL: Remedy.ROUTE_TO_HOLDER,
    ConflictKind.OPEN_OFFER: Remedy.WAIT,
    ConflictKind.RECENT_OFFER: Remedy.GO_ON,
    ConflictKind.INCUMBENT: Remedy.GO_ON,
}
_BLOCKING: Final = frozenset({ConflictKind.PROTECTED_ACCOUNT, ConflictKind.REGISTERED_DEAL, ConflictKind.OPEN_OFFER})
_PHRASES: Final = {
    ConflictKind.PROTECTED_ACCOUNT: "Kept by {holder}",
    ConflictKind.REGISTERED_DEAL: "Taken by {holder}",
    ConflictKind.OPEN_OFFER: "With {holder}",
    ConflictKind.RECENT_OFFER: "Lately with {holder}",
    ConflictKind.INCUMBENT: "Customer of {holder}",
}


@dataclass(frozen=True, slots=True, repr=False)
class Conflict(Shown):
    """A claim on the account of a lead.

    Attributes:
        kind: what sort of claim it is.
        with_id: id of the deal or offer.
        partner_id: who holds it; None is the vendor itself.
        until: the moment from which it counts no more, in UTC; None where it has no end.
        reasons: why it is the account, and why the claim covers the lead; their points are the log-odds that it is the
            account.
        sure: whether it is the account for certain enough to act on; else somebody should look.
        since: when the deal was registered or the offer made, in UTC; None where nobody knows.
        after: id of the claim that goes before this one and holds the lead; None where this one holds it, or where it
            would not block anyway.
    """

    kind: ConflictKind
    with_id: str
    partner_id: str | None
    until: datetime | None
    reasons: tuple[Reason, ...]
    sure: bool = True
    since: datetime | None = None
    after: str | None = None

    @property
    def certainty(self) -> Certainty:
        """Whether the claim is sure enough to act on, or to be looked at first."""
        return Certainty.BLOCK if self.sure else Certainty.REVIEW

    @property
    def remedy(self) -> Remedy:
        """What may be done."""
        if self.blocking and self.after is not None:
            return Remedy.GO_ON
        return Remedy.ASK if self.blocking and not self.sure else _REMEDIES[self.kind]

    @property
    def score(self) -> float:
        """Natural log-odds that the claim is on the lead's account; 0 where the claim names the lead itself."""
        return total(self.reasons)

    @property
    def blocking(self) -> bool:
        """Whether the lead may not go to another partner while it lasts."""
        return self.kind in _BLOCKING

    @property
    def last_day(self) -> str:
        """The last day, in UTC, of which at least a part is covered: `14 Feb 2027`, or `no end`."""
        return "no end" if self.until is None else day(self.until - _MOMENT)

    @property
    def summary(self) -> str:
        """Who has the account and until which day, in UTC: `Taken by P2 until 14 Feb 2027`."""
        phrase = _PHRASES[self.kind].format(holder=self.partner_id or "the vendor")
        if self.until is not None and self.blocking:
            phrase = f"{phrase} until {self.last_day}"
        return phrase if self.sure else f"Perhaps {lowered(phrase)}"

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {
            "kind": str(self.kind),
            "with": self.with_id,
            "partner_id": self.partner_id,
            "since": None if self.since is None else self.since.isoformat(),
            "until": None if self.until is None else self.until.isoformat(),
            "score": self.score,
            "certainty": str(self.certainty),
            "remedy": str(self.remedy),
            "after": self.after,
            "reasons": [reason.to_dict() for reason in self.reasons],
        }

    def card(self) -> Card:
        """Return what there is to show."""
        stops = "reject" if self.sure else "review"
        return Card(
            self.summary,
            stops if self.blocking and self.after is None else "accept",
            lines=receipt(Scorecard(self.reasons), digits=1),
            total=(round(self.score, 1), "log-odds that it is the account"),
            detail=str(self.remedy).replace("_", " "),
            about=f"{str(self.kind).replace('_', ' ')} {self.with_id}",
        )
