"""A server action of Odoo: screens and qualifies the chosen leads, and writes the findings where salespeople look.

Install the library where Odoo runs (on Odoo.sh in requirements.txt; Odoo Online runs no code of others). An action
of the server may not import, so a small module of yours holds this file and a method:

    class Lead(models.Model):
        _inherit = "crm.lead"

        def action_leadmatch(self):
            return apply(self)

The server action on the model Lead/Opportunity is then one line, `records.action_leadmatch()`. It uses what every Odoo
has: the priority and the chatter.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any, Protocol

import leadmatch as lm
from leadmatch.errors import RecordError
from leadmatch.records.making import make

PRIORITY = {"sales_ready": "3", "ask": "2", "nurture": "1", "disqualified": "0"}
"""Odoo's stars, from 0 to 3."""


class CrmLead(Protocol):
    """The part of a record of `crm.lead` that is read and written."""

    id: int
    contact_name: str | bool
    partner_name: str | bool
    email_from: str | bool
    phone: str | bool
    function: str | bool
    website: str | bool
    city: str | bool
    description: str | bool
    create_date: datetime
    country_id: Any

    def write(self, values: dict[str, Any]) -> bool:
        """Change fields."""
        ...

    def message_post(self, *, body: str) -> Any:  # noqa: ANN401 - a record of Odoo
        """Write a note below the record."""
        ...


def apply(records: Iterable[CrmLead], *, now: datetime | None = None) -> int:
    """Screen and qualify leads of Odoo; return how many of them are real inquiries.

    Args:
        records: of the model `crm.lead`.
        now: the time of the decision; the clock where None.
    """
    screener, qualifier, real = lm.Screener(), lm.Qualifier(), 0
    moment = now or datetime.now(UTC)
    for record in records:
        try:
            lead = make(lm.Lead, row_of(record)).record
        except RecordError as error:
            record.message_post(body=f"<p>leadmatch could not read this lead: {escape(str(error))}</p>")
            continue
        screening = screener.screen(lead)
        if screening.verdict == "reject":
            record.write({"priority": "0"})
            record.message_post(body=note_of("Not an inquiry", screening.reasons))
            continue
        qualification = qualifier.qualify(lead, now=moment)
        record.write({"priority": PRIORITY[qualification.readiness.value]})
        record.message_post(body=note_of(f"BANT {qualification.score:.0f} of 100", qualification.reasons))
        real += 1
    return real


def row_of(record: CrmLead) -> dict[str, Any]:
    """Return a record of Odoo as a row of ours; an empty field of Odoo is False."""
    told = {
        "lead_id": f"crm.lead,{record.id}",
        "last_name": record.contact_name,
        "company": record.partner_name,
        "email": record.email_from,
        "phone": record.phone,
        "job_title": record.function,
        "website": record.website,
        "city": record.city,
        "message": record.description,
        "country": record.country_id.code if record.country_id else None,
        "received_at": record.create_date.replace(tzinfo=UTC),
    }
    return {name: value for name, value in told.items() if value is not False and value is not None}


def note_of(heading: str, reasons: Iterable[lm.Reason]) -> str:
    """Return a note for the chatter; every text is escaped."""
    lines = "".join(f"<li>{escape(reason.message())}</li>" for reason in reasons if reason.points)
    return f"<p><b>{escape(heading)}</b></p><ul>{lines}</ul>"
