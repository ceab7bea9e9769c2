"""For how long a claim counts: windows that are half-open, in UTC, whatever zone their ends were given in."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, NamedTuple

from leadmatch.conflicts.conflict import ConflictKind
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.values.calendar.moments import end_of_day

_PROTECTING: Final = frozenset({"pending", "approved"})
_FOR_EVER: Final = 9999
"""The year that other systems write where they mean no end."""


class Term(NamedTuple):
    """How long a claim counts for one lead, and why.

    Attributes:
        kind: what sort of claim it is.
        since: when it began, in UTC; None where nobody knows.
        until: when it counts no more, in UTC; None where it has no end.
        reason: why it counts.
        rank: what goes before the moments when two claims of one kind meet; the lower goes first.
    """

    kind: ConflictKind
    since: datetime | None
    until: datetime | None
    reason: Reason
    rank: int = 0


class Protection:
    """Says whether a claim counts at a moment, and until when."""

    def __init__(self, settings: ConflictSettings, zones: Mapping[str, tzinfo], zone: tzinfo) -> None:
        """Take the windows.

        Args:
            settings: which ends are counted, and how.
            zones: partner id → zone, in which a day without a time ends for that partner's claims.
            zone: the same for everybody else's.
        """
        self._settings = settings
        self._zones = zones
        self._zone = zone

    def term(self, claim: Deal | Offer, lead: Lead, now: datetime) -> Term | None:
        """Return how long a claim counts for a lead, or None where it does not count at a moment.

        Args:
            claim: a deal in whatever status, or an offer in whatever state.
            lead: the lead; a claim that ended after it had come in counts for the days of grace.
            now: the moment, aware.
        """
        if isinstance(claim, Offer):
            return self._of_offer(claim, now)
        return self._of_win(claim, now) if claim.status == "won" else self._of_deal(claim, lead, now)

    def _of_deal(self, deal: Deal, lead: Lead, now: datetime) -> Term | None:
        """Say until when a deal counts; at the moment of its end it counts no more."""
        since, end = _utc(deal.registered_at), self._end(deal)
        if since is not None and since > now:
            return None
        kind = ConflictKind.REGISTERED_DEAL if deal.partner_id else ConflictKind.PROTECTED_ACCOUNT
        rank = self._rank(deal)
        if deal.status in _PROTECTING and (end is None or now < end):
            reason = Reason.of("claim.in_force", observed=_shown(end), status=deal.status)
            return Term(kind, since, end, reason, rank)
        if deal.status not in _PROTECTING | {"expired"} or end is None or lead.received_at is None:
            return None
        grace = _later(end, self._settings.grace_days)
        if lead.received_at < end <= now < grace and (since is None or since <= lead.received_at):
            return Term(kind, since, grace, Reason.of("claim.grace", observed=_shown(end), until=_shown(grace)), rank)
        return None

    def _rank(self, deal: Deal) -> int:
        return int(self._settings.precedence == "approval" and deal.status == "pending")

    def _end(self, deal: Deal) -> datetime | None:
        """Return the end that a deal states, else the one that the settings count, else None."""
        stated = deal.expires_at
        if stated is not None:
            if stated.year >= _FOR_EVER:
                return None
            moment = stated if isinstance(stated, datetime) else self._midnight(deal, stated)
            return moment.astimezone(UTC)
        begin, days = self._window(deal) if deal.partner_id else (None, None)
        return None if begin is None or days is None else _later(begin, days)

    def _midnight(self, deal: Deal, day: date) -> datetime:
        return end_of_day(day, self._zones.get(deal.partner_id or "", self._zone))

    def _window(self, deal: Deal) -> tuple[datetime | None, float | None]:
        """Return from when a window is counted for a deal that states no end, and for how many days."""
        settings, registered = self._settings, _utc(deal.registered_at)
        if deal.status == "pending" and settings.pending_days is not None:
            return registered, settings.pending_days
        if settings.protect_from == "registration":
            return registered, settings.protection_days
        if settings.protect_from == "approval" and deal.status != "pending":
            return _utc(deal.approved_at) or registered, settings.protection_days
        return None, None

    def _of_win(self, deal: Deal, now: datetime) -> Term | None:
        won = _utc(deal.closed_at)
        if won is None or not deal.partner_id:
            return None
        end = _later(won, self._settings.incumbent_days)
        if not won <= now < end:
            return None
        return Term(ConflictKind.INCUMBENT, won, end, Reason.of("claim.incumbent", observed=_shown(won)))

    def _of_offer(self, offer: Offer, now: datetime) -> Term | None:
        made = _utc(offer.offered_at)
        if made is not None and made > now:
            return None
        if offer.is_live:
            return Term(ConflictKind.OPEN_OFFER, made, None, Reason.of("claim.offer_open", observed=offer.state))
        ended = _utc(offer.closed_at) or made
        if ended is None:
            return None
        end = _later(ended, self._settings.recent_offer_days)
        reason = Reason.of("claim.offer_recent", observed=_shown(ended), state=offer.state)
        return Term(ConflictKind.RECENT_OFFER, made, end, reason) if now < end else None


def _utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


def _later(moment: datetime, days: float) -> datetime:
    """Return a moment some days later, or the last moment there is."""
    try:
        return moment + timedelta(days=days)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)


def _shown(moment: datetime | None) -> str:
    return "no end" if moment is None else moment.isoformat(sep=" ", timespec="minutes")
