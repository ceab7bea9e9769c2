"""Which leads are one inquiry: the earliest that screening accepts stays, later ones join it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from leadmatch.evidence.verdict import Verdict
from leadmatch.records.lead import Lead, Note


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Leads of a batch, gathered by inquiry.

    Attributes:
        stands_for: lead id → id of the lead that stands for it; only duplicates are listed.
        joined: lead id → ids of its duplicates, earliest first; only leads that have some are listed.
    """

    stands_for: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def gather(
    leads: Iterable[Lead],
    verdicts: Mapping[str, Verdict],
    related: Mapping[str, Iterable[str]],
    earlier: Iterable[str] = (),
) -> Inquiries:
    """Gather leads by inquiry.

    Accepted leads come first, by arrival and id, then those under review; each joins the inquiry of the first
    earlier lead that it is related to. The result does not depend on the order of the leads.

    Args:
        leads: all leads of the batch; rejected ones take no part.
        verdicts: the verdict of screening by lead id.
        related: lead id → ids of leads of the same inquiry; symmetric.
        earlier: ids of leads of earlier batches, by arrival; they stand before all others and join nobody.
    """
    before = list(earlier)
    able = [lead for lead in leads if verdicts[lead.id] is not Verdict.REJECT]
    able.sort(key=lambda lead: (verdicts[lead.id] is Verdict.REVIEW, lead.order))
    place = {lead_id: number for number, lead_id in enumerate([*before, *(lead.id for lead in able)])}
    head: dict[str, str] = {lead_id: lead_id for lead_id in before}
    for lead in able:
        alike = (other for other in related.get(lead.id, ()) if other in head)
        first = min(alike, key=place.__getitem__, default=lead.id)
        head[lead.id] = head.get(first, first)
    stands_for = {lead_id: chief for lead_id, chief in head.items() if lead_id != chief}
    joined: dict[str, tuple[str, ...]] = {}
    for lead_id, chief in stands_for.items():
        joined[chief] = (*joined.get(chief, ()), lead_id)
    return Inquiries(stands_for, joined)


def with_joined(lead: Lead, later: Sequence[Lead]) -> Lead:
    """Return a lead with the message, notes and answers of its later duplicates.

    A later message becomes a note of its day; of two answers to one question the later one holds.
    """
    if not later:
        return lead
    notes = list(lead.notes)
    answers = dict(lead.answers)
    for other in later:
        if other.message and other.message != lead.message:
            day = other.received_at.date() if other.received_at else None
            notes.append(Note(noted_on=day, channel="form", text=other.message))
        notes.extend(note for note in other.notes if note not in notes)
        answers |= other.answers
    return replace(lead, notes=tuple(notes), answers=answers)
