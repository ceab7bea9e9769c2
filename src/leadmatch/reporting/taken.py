"""Leads that were seen before or that somebody holds a claim on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from leadmatch.evidence.reason import Reason
from leadmatch.evidence.wording import day, shown, titled
from leadmatch.pipeline.decision import Decision, DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.listing import Cut, Listing
from leadmatch.reporting.people import Names
from leadmatch.reporting.receipts import Sentence, by_weight, in_a_row, sentence

OPENED = 8
"""Leads that are listed unfolded."""
_EVIDENCE, _OBSERVED = 3, 60
_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class TakenLead:
    """A lead with what is in its way.

    Attributes:
        lead_id: its id.
        anchor: the address of its row.
        title: what it is called.
        icon: twin squares or a lock.
        what: the kind of claim, or how it is related.
        holder: who holds it, or which lead stands for it.
        link: the row of the lead that stands for it, or empty.
        until: how long the claim lasts, empty where that has no meaning.
        evidence: the weightiest reasons.
    """

    lead_id: str
    anchor: str
    title: str
    icon: str
    what: str
    holder: str
    link: str
    until: str
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Leads that are not offered to anybody else.

    Attributes:
        heading: the finding.
        intro: what it means.
        listing: claims first, then duplicates.
    """

    heading: str
    intro: str
    listing: Listing[TakenLead]


def taken_of(result: PipelineResult, names: Names, cut: Cut, linked: frozenset[str]) -> Taken | None:
    """Return the leads that are taken or seen before, or None where there are none.

    Args:
        result: of the run.
        names: what its leads and partners are called.
        cut: how long lists may be.
        linked: ids of leads that have a row on the page.
    """
    claims, copies = result.of(DecisionKind.CONFLICT), result.of(DecisionKind.DUPLICATE)
    if not claims and not copies:
        return None
    zone = result.settings.tzinfo

    def row(_: int, one: Decision) -> TakenLead:
        return _claimed(one, names, zone) if one.kind is DecisionKind.CONFLICT else _copy(one, names, linked)

    heading = _heading(len(claims), len(copies))
    intro = "They aren’t offered to anybody else while this holds; what a copy says is read with the lead it repeats."
    return Taken(heading, intro, cut.listing(claims + copies, OPENED, "lead", "decisions.jsonl").mapped(row))


def _heading(claims: int, copies: int) -> str:
    leads = claims + copies
    one = leads == 1
    what = "taken or seen before" if claims and copies else "taken" if claims else "seen before"
    return f"{leads:,} {'lead is' if one else 'leads are'} {what}"


def _claimed(decision: Decision, names: Names, zone: tzinfo) -> TakenLead:
    """Show the claim that decided: the one of the partner named in the decision."""
    head = names.heads[decision.lead_id]
    own = [claim for claim in decision.conflicts if claim.blocking and claim.partner_id == decision.partner_id]
    claim = own[0] if own else None
    holder = names.partner(decision.partner_id) or "The vendor keeps this account"
    known = f"{holder}, {shown(claim.with_id, 40)}" if claim is not None and claim.with_id else holder
    return TakenLead(
        head.lead_id,
        head.anchor,
        head.title,
        "lock",
        titled(str(claim.kind.value)) if claim is not None else "Taken",
        known,
        "",
        _until(claim.until, zone) if claim is not None else "",
        _evidence(claim.reasons if claim is not None else (decision.reason,), names),
    )


def _until(end: datetime | None, zone: tzinfo) -> str:
    """Return the last day on which a claim counts; `end` is the first moment at which it does not."""
    return day((end - _MOMENT).astimezone(zone)) if end is not None else "no end date"


def _copy(decision: Decision, names: Names, linked: frozenset[str]) -> TakenLead:
    """Show how a duplicate is related to the lead that stands for it."""
    head, chief = names.heads[decision.lead_id], decision.duplicate_of or ""
    pairs = [pair for pair in decision.duplicates if chief in (pair.a, pair.b)]
    relation = titled(str(pairs[0].relation.value)) if pairs else "Same inquiry"
    other = names.heads.get(chief)
    return TakenLead(
        head.lead_id,
        head.anchor,
        head.title,
        "twin",
        relation,
        f"{shown(chief, 80)} stands for it",
        other.anchor if other is not None and chief in linked else "",
        "",
        _evidence(pairs[0].reasons if pairs else (decision.reason,), names),
    )


def _evidence(reasons: Sequence[Reason], names: Names) -> tuple[Sentence, ...]:
    """Return the weightiest reasons that speak for it; all where none has points."""
    telling = [reason for reason in by_weight(reasons) if reason.points > 0] or list(reasons)
    return in_a_row([sentence(names.told(reason), _OBSERVED) for reason in telling[:_EVIDENCE]])
