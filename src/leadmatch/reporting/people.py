"""How leads and partners are called on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import money, shown
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner

_TITLE, _WANTS = 80, 120
_NAMED = frozenset({"partner", "first", "chosen", "holder", "nearest"})
"""Values of reasons that hold a partner's id."""


@dataclass(frozen=True, slots=True)
class LeadHead:
    """What a lead is called.

    Attributes:
        lead_id: its id, as it is shown.
        anchor: the address of its row on the page.
        title: company, else person, else mail domain.
        place: city, country and size, as far as they are known.
        wants: the products wanted, else the beginning of the message.
        deal: expected size in its own currency, or empty.
    """

    lead_id: str
    anchor: str
    title: str
    place: str
    wants: str
    deal: str


@dataclass(frozen=True, slots=True)
class Names:
    """What the leads and partners of a run are called.

    Attributes:
        heads: by lead id.
        partners: by partner id.
    """

    heads: Mapping[str, LeadHead]
    partners: Mapping[str, Partner]

    def partner(self, partner_id: str | None) -> str:
        """Return a partner's name; its id where it is not one of the run; empty for none."""
        if partner_id is None:
            return ""
        known = self.partners.get(partner_id)
        return shown(known.label if known else partner_id, _TITLE)

    def place(self, partner_id: str | None) -> str:
        """Return where a partner is at home, empty if unknown."""
        known = self.partners.get(partner_id or "")
        return home(known) if known else ""

    def told(self, reason: Reason) -> Reason:
        """Return a reason that calls partners by their names instead of their ids."""
        values = tuple(
            (name, self.partner(value) if name in _NAMED and isinstance(value, str) else value)
            for name, value in reason.values
        )
        return replace(reason, values=values)


def names_of(result: PipelineResult) -> Names:
    """Return what the leads and partners of a run are called; rows are numbered in the order of the leads."""
    heads = {
        decision.lead_id: head_of(decision.lead, f"lead-{number}")
        for number, decision in enumerate(result.decisions, start=1)
    }
    return Names(heads, {partner.id: partner for partner in result.partners})


def head_of(lead: Lead, anchor: str) -> LeadHead:
    """Return what one lead is called."""
    staff = f"{lead.employees:,} staff" if lead.employees is not None else ""
    parts = (", ".join(_filled(lead.city, lead.country)), staff)
    deal = money(lead.deal_size, lead.currency or "") if lead.deal_size is not None else ""
    return LeadHead(
        shown(lead.id, _TITLE), anchor, title_of(lead), shown(" · ".join(filter(None, parts))), wants(lead), deal
    )


def title_of(lead: Lead) -> str:
    """Return company, else person, else mail domain, else that it has no name."""
    domain = (lead.email or "").rpartition("@")[2]
    for name in (lead.company, lead.person, domain):
        text = shown(name or "", _TITLE)
        if text:
            return text
    return "Without a name"


def called(lead: Lead) -> str:
    """Return person and company, as screening saw them."""
    parts = [shown(part, _TITLE) for part in (lead.person, lead.company) if part]
    return ", ".join(filter(None, parts)) or title_of(lead)


def wants(lead: Lead) -> str:
    """Return the products wanted, else the beginning of the message, else that it is unknown."""
    if lead.products:
        return shown(", ".join(lead.products), _WANTS)
    return shown(lead.message or "", _WANTS) or "unknown"


def home(partner: Partner) -> str:
    """Return the region or country in which a partner is at home, else the first one that it serves."""
    return shown(next(iter(_filled(partner.home_region, *partner.countries[:1], *partner.regions[:1])), ""), _TITLE)


def _filled(*parts: str | None) -> Iterable[str]:
    return [part for part in parts if part]
