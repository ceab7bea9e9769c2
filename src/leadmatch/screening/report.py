"""The result of screening one lead."""

from dataclasses import dataclass, replace
from typing import TypedDict

from leadmatch.evidence.card import Card, facts, receipt
from leadmatch.evidence.display import to_html, to_text
from leadmatch.evidence.reason import Reason, ReasonDict
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.verdict import Verdict
from leadmatch.screening.kinds import Category, Disposition


class ContactDict(TypedDict):
    """The form of a contact in JSON."""

    email: str | None
    phone: str | None
    phone_ok: bool | None
    email_ok: bool | None


class ScreeningDict(TypedDict):
    """The form of a report in JSON."""

    lead_id: str
    verdict: str
    category: str | None
    disposition: str
    score: float
    contact: ContactDict
    reasons: list[ReasonDict]


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person can be reached.

    Attributes:
        email: the canonical address, or None.
        phone: the number in E.164, or None.
        phone_ok: whether it is a plausible number that somebody answers; None where it cannot be judged.
        email_ok: whether a reply is expected to reach the person; None where it cannot be judged.
    """

    email: str | None
    phone: str | None
    phone_ok: bool | None
    email_ok: bool | None


@dataclass(frozen=True, slots=True)
class ScreeningReport:
    """What screening says of one lead.

    Attributes:
        lead_id: of the lead.
        verdict: whether it may go on.
        category: the kind of junk it is (rejected) or looks like (review); None for a genuine inquiry.
        disposition: where it goes.
        score: junk points, the exactly rounded sum of the reasons.
        contact: how the person can be reached.
        reasons: what was found, in the order of the rules.
    """

    lead_id: str
    verdict: Verdict
    category: Category | None
    disposition: Disposition
    score: float
    contact: Contact
    reasons: tuple[Reason, ...]

    def as_restored(self) -> "ScreeningReport":
        """Return the report of a lead that a person let through: accepted, with what was found and who overruled it."""
        if self.verdict is Verdict.ACCEPT:
            return self
        reasons = (*self.reasons, Reason("list.restored", 0.0, "lead_id", self.lead_id))
        return replace(
            self, verdict=Verdict.ACCEPT, category=None, disposition=Disposition.QUALIFY, reasons=reasons
        )  # fmt: skip

    def to_dict(self) -> ScreeningDict:
        """Return the object of `leadmatch screen --json`."""
        contact = self.contact
        return {
            "lead_id": self.lead_id,
            "verdict": self.verdict.value,
            "category": self.category.value if self.category else None,
            "disposition": self.disposition.value,
            "score": self.score,
            "contact": {
                "email": contact.email,
                "phone": contact.phone,
                "phone_ok": contact.phone_ok,
                "email_ok": contact.email_ok,
            },
            "reasons": [reason.to_dict() for reason in self.reasons],
        }

    def card(self) -> Card:
        """Return what there is to show."""
        kind = self.category.value.replace("_", " ") if self.category else "genuine inquiry"
        rows = facts(
            (
                ("E-mail", self.contact.email),
                ("Phone", self.contact.phone),
                ("Goes to", self.disposition.value),
            )
        )
        lines = receipt(Scorecard(self.reasons))
        return Card(kind, self.verdict.value, rows, (), lines, (round(self.score), "junk points"))

    def _repr_html_(self) -> str:
        return to_html(self.card())

    def __str__(self) -> str:
        """Return the card as text."""
        return to_text(self.card())
