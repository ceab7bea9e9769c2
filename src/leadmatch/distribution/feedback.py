"""Feedback: what is asked of partners when, which answers there are, and what a partner's promptness is judged by."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from leadmatch.distribution.deadlines import WorkingTime
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState, OfferStanding
from leadmatch.errors import LeadmatchError
from leadmatch.records.partner import Partner
from leadmatch.screening.kinds import Category

_LONGEST: Final = 40
_AT_ONCE: Final = 0.1
"""Working hours below which nobody is quicker than anybody else."""


class DeclineReason(StrEnum):
    """Why a partner does not want a lead, or gives it back."""

    NOT_REACHED = "not_reached"
    """Nobody answered."""
    TERRITORY = "territory"
    """It lies outside its territory."""
    NO_ROOM = "no_room"
    """It cannot take on more at present."""
    OUR_CUSTOMER = "our_customer"
    """The company is its customer already."""
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    """The company has bought from somebody else."""
    JUNK = "junk"
    """It is no inquiry; of what kind, is asked too."""
    OTHER = "other"
    """Something else."""


class Occasion(StrEnum):
    """When feedback is asked for."""

    DECLINE = "decline"
    ACCEPT = "accept"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class FeedbackRequest:
    """Feedback that a partner owes.

    Attributes:
        lead_id: on which lead.
        partner_id: whose.
        occasion: at decline or return, some days after acceptance, or at the close.
        since: since when it is asked for.
    """

    lead_id: str
    partner_id: str
    occasion: Occasion
    since: datetime


@dataclass(frozen=True, slots=True)
class Promptness:
    """How soon a partner looks at what it is sent.

    Attributes:
        in_time: offers that were opened before their deadline.
        asked: offers that count: all but those declined unopened, taken back by the vendor, or still open in time.
        median_hours: working hours from the offer to its opening, of those that were opened; None where none was.
    """

    in_time: int
    asked: int
    median_hours: float | None


def junk_kind(reason: DeclineReason, kind: str | None) -> Category | None:
    """Return the kind of junk that a partner states; None where the reason is another.

    Raises:
        LeadmatchError: junk without a kind, or a kind that does not exist.
    """
    if reason is not DeclineReason.JUNK:
        return None
    try:
        return Category(_name(kind or ""))
    except ValueError:
        raise LeadmatchError(f"Say of what kind the junk is: {', '.join(Category)}.") from None


def reason_of(text: str) -> DeclineReason:
    """Return a decline reason by its name.

    Raises:
        LeadmatchError: there is none of this name.
    """
    try:
        return DeclineReason(_name(text))
    except ValueError:
        raise LeadmatchError(
            f"{text[:_LONGEST]!r} is no reason that is counted. Use one of: {', '.join(DeclineReason)}."
        ) from None


def _name(text: str) -> str:
    """Return a name as it is listed, however people write its blanks and capitals."""
    return "_".join(text[:_LONGEST].replace("-", " ").replace("_", " ").lower().split())


def checked_mark(name: str, mark: int) -> int:
    """Return a mark from 1 (poor) to 5 (excellent).

    Raises:
        LeadmatchError: it is another number.
    """
    if isinstance(mark, bool) or mark not in range(1, 6):
        raise LeadmatchError(f"{name} is a whole number from 1 (poor) to 5 (excellent), not {mark}.")
    return mark


def asked(state: LeadState, partner: Partner, days: float, working: WorkingTime) -> FeedbackRequest | None:
    """Return the feedback that a partner is asked for on its last offer of a lead, from a moment that may be ahead.

    Args:
        state: of the lead.
        partner: whose feedback.
        days: working days from acceptance until it is asked for.
        working: the partner's working time.

    Returns:
        None where nothing is asked, or it was given.
    """
    offer = next((each for each in reversed(state.offers) if each.partner_id == partner.id), None)
    if offer is None or (partner.id, occasion_of(offer)) in state.feedback_on:
        return None
    if offer.state in {"declined", "returned", "won", "lost"} and offer.closed_at is not None:
        return FeedbackRequest(state.lead_id, partner.id, occasion_of(offer), offer.closed_at)
    if offer.is_live and offer.accepted_at is not None:
        since = working.after_days(offer.accepted_at, days)
        return FeedbackRequest(state.lead_id, partner.id, Occasion.ACCEPT, since)
    return None


def occasion_of(offer: OfferStanding) -> Occasion:
    """Return on which occasion feedback on an offer is given."""
    if offer.state in {"won", "lost"}:
        return Occasion.CLOSE
    return Occasion.DECLINE if offer.closed_at is not None else Occasion.ACCEPT


def promptness(offers: Iterable[OfferStanding], working: WorkingTime) -> Promptness:
    """Return how prompt a partner is, in its working time. A decline before opening costs nothing; silence does."""
    judged = list(filter(_is_judged, offers))
    hours = sorted(working.between(o.offered_at, o.opened_at) for o in judged if o.opened_at is not None)
    middle = len(hours) // 2
    median = None if not hours else (hours[middle] + hours[-middle - 1]) / 2
    return Promptness(sum(map(_in_time, judged)), len(judged), median)


def response_hours(
    prior: float | None, offers: Iterable[OfferStanding], working: WorkingTime, settings: DistributionSettings
) -> float | None:
    """Return how soon a partner answers, in working hours: what its record says, moved by what the ledger has seen.

    It is a mean of logarithms, so one long silence does not outweigh many quick answers. An offer that was let expire
    counts as long (`silence_hours`); one that was declined unopened counts nothing.

    Args:
        prior: of its record; the hours that it is given to open stand in for it where None.
        offers: all of the partner's.
        working: its working time.
        settings: what silence and the record count.

    Returns:
        None where neither the record nor the ledger says anything.
    """
    seen = [
        settings.silence_hours if offer.opened_at is None else working.between(offer.offered_at, offer.opened_at)
        for offer in offers
        if _is_judged(offer)
    ]
    if not seen:
        return prior
    weight = settings.prior_offers
    logs = [math.log(max(hours, _AT_ONCE)) for hours in seen]
    before = weight * math.log(max(settings.open_hours if prior is None else prior, _AT_ONCE))
    return math.exp((before + math.fsum(logs)) / (weight + len(logs)))


def _is_judged(offer: OfferStanding) -> bool:
    return offer.opened_at is not None or offer.state == "expired"


def _in_time(offer: OfferStanding) -> bool:
    return offer.opened_at is not None and (offer.deadline is None or offer.opened_at < offer.deadline.at)
