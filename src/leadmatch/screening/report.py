"""The result of screening one lead."""

from dataclasses import dataclass, replace
from typing import TypedDict

from leadmatch.evidence.card import Card, facts, receipt
from leadmatch.evidence.reason import Reason, ReasonDict
from leadmatch.evidence.scorecard import Scorecard
from leadmatch.evidence.shown import Shown
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


@dataclass(frozen=True, slots=True, repr=False)
class ScreeningReport(Shown):
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
        points = round(self.score)
        return Card(
            self.verdict.value.capitalize(),
            self.verdict.value,
            rows=facts((("E-mail", self.contact.email), ("Phone", self.contact.phone))),
            lines=receipt(Scorecard(self.reasons)),
            total=(points, "junk points") if self.reasons else None,
            detail=", ".join(part for part in (self._kind(), self._goes_to()) if part),
            about=f"{self.lead_id}, {points} junk point{'' if points == 1 else 's'}",
        )

    def _kind(self) -> str:
        return self.category.value.replace("_", " ") if self.category else "genuine inquiry"

    def _goes_to(self) -> str:
        """Name the disposition where the verdict does not say it already."""
        return "" if self.verdict is not Verdict.REJECT else self.disposition.value
