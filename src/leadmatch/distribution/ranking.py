"""A fresh ranking for whatever has to be re-offered: the matcher over partners as the ledger knows them now."""

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from leadmatch.assignment.routing import route
from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.distribution.accounts import domain_of, leads_beside
from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.feedback import response_hours
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import OfferStanding
from leadmatch.distribution.store import LedgerStore
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.profile import Claim
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner, TrackRecord

_PRICES: Final = "plan.prices"
"""The name under which a store notes the prices of the last plan."""
_THE_LEDGERS_OWN: Final = frozenset(
    {
        "partner.full",
        "partner.month_full",
        "partner.month_waits",
        "partner.inactive",
        "sharing.refused",
        "sharing.do_not_contact",
        "offer.declined",
    }
)
"""Requirements that the desk checks itself, on what stands when it writes."""


def note_prices(store: LedgerStore, prices: Mapping[str, float], *, now: datetime) -> None:
    """Note the prices of a plan in a ledger; leads that come until the next plan are routed by them.

    Args:
        store: of the ledger.
        prices: what one more place at each partner is worth, by its id (`AssignmentPlan.one_more_place`).
        now: the time of the plan.
    """
    dear = {partner_id: price for partner_id, price in sorted(prices.items()) if price > 0}
    store.note(_PRICES, json.dumps({"at": now.isoformat(), "prices": dear}))


class _Claims(NamedTuple):
    """The registrations that stand at one moment."""

    now: datetime
    deals: ConflictFinder
    lead_of: Mapping[str, str | None]


class _Channel(NamedTuple):
    """The partners as they stand at one moment, and the prices of their places."""

    now: datetime
    matcher: Matcher
    prices: Mapping[str, float]


class LedgerRanking:
    """Ranks by the matcher, over partners, deals and offers as they stand in a store.

    All rankings of one moment, such as those of one `due`, share what is read of the partners; whether one has room
    when the offer is written is for the desk to check.
    """

    def __init__(
        self,
        store: LedgerStore,
        settings: DistributionSettings | None = None,
        matching: MatchingSettings | None = None,
    ) -> None:
        """Take the store, the settings of distribution and those of matching; the shipped ones where None."""
        self._store = store
        self._settings = settings or DistributionSettings()
        self._matching = matching
        self._deadlines = Deadlines(self._settings)
        self._industries: dict[str, str | None] = {}
        self._standing_claims: _Claims | None = None
        self._standing_channel: _Channel | None = None

    def rank(self, lead: Lead, *, tried: frozenset[str], now: datetime) -> Sequence[str]:
        """Return the ids of eligible partners without those tried already: whoever gains most above its price first."""
        channel, urgent = self._channel(now), self._store.state(lead.id).urgent
        found = channel.matcher.rank(lead, now=now, conflicts=self._claims(lead, now), urgent=urgent)
        gains = {match.partner_id: match.utility for match in found.matches if match.partner_id not in tried}
        chosen = route(gains.items(), channel.prices, dict.fromkeys(gains, 1))
        first = () if chosen.partner_id is None else (chosen.partner_id,)
        return list(dict.fromkeys((*first, *chosen.alternates, *gains)))

    def unmet(self, lead: Lead, partner: Partner, *, now: datetime) -> Sequence[str]:
        """Return the codes of the hard requirements that a partner does not meet, but for those of the desk itself."""
        matcher = Matcher((replace(partner, open_leads=None, offered_last_30_days=None),), settings=self._matching)
        ranking = matcher.rank(lead, now=now, conflicts=self._claims(lead, now))
        codes = [reason.code for line in ranking.ineligible for reason in line.reasons]
        return [code for code in dict.fromkeys(codes) if code not in _THE_LEDGERS_OWN]

    def standing(self, partner: Partner, *, now: datetime) -> Partner:
        """Return a partner's record with what the ledger knows better: load, month, response time and closed leads.

        The track record and the response time of its record are the history before the ledger, and count beside it;
        its open leads do not.
        """
        offers = [(lead_id, offer) for lead_id, offer in self._store.offers(partner.id)]
        load = self._store.load(partner.id, now - timedelta(days=self._settings.month_days))
        working = self._deadlines.working_time(partner)
        last = max((offer.offered_at for _, offer in offers), default=partner.last_offered_at)
        return replace(
            partner,
            open_leads=load.held,
            offered_last_30_days=load.month,
            last_offered_at=last,
            median_response_hours=response_hours(
                partner.median_response_hours, (offer for _, offer in offers), working, self._settings
            ),
            track_record=(*partner.track_record, *self._closed(offers)),
        )

    def offers(self, *, since: datetime | None = None, of: Container[str] = frozenset()) -> Iterator[Offer]:
        """Yield offers of the ledger in the published format, by lead id and number.

        Args:
            since: leaves out what had ended by then; None leaves out none.
            of: ids of leads whose offers are told in any case.
        """
        for lead_id, offer in self._store.offers():
            if since is None or offer.closed_at is None or offer.closed_at > since or lead_id in of:
                yield _record(offer, lead_id, self._store.lead(lead_id))

    def _channel(self, now: datetime) -> _Channel:
        """Return the partners as they stand at a moment; what one moment's rankings share is read once."""
        if self._standing_channel is None or self._standing_channel.now != now:
            partners = [self._with_room(partner, now) for partner in self._store.partners()]
            self._standing_channel = _Channel(now, Matcher(partners, settings=self._matching), self._prices(now))
        return self._standing_channel

    def _registrations(self, now: datetime) -> _Claims:
        """Return the registrations at a moment, likewise."""
        if self._standing_claims is None or self._standing_claims.now != now:
            deals = self._store.deals()
            self._standing_claims = _Claims(now, ConflictFinder(deals), {deal.id: deal.lead_id for deal in deals})
        return self._standing_claims

    def _with_room(self, partner: Partner, now: datetime) -> Partner:
        """Return a partner as it stands, but never full: that changes from step to step."""
        standing = self.standing(partner, now=now)
        places = self._settings.assumed_capacity if partner.capacity is None else partner.capacity
        held = min(standing.open_leads or 0, max(0, places - 1))
        return replace(standing, open_leads=held, offered_last_30_days=None)

    def _closed(self, offers: Iterable[tuple[str, OfferStanding]]) -> Iterator[TrackRecord]:
        """Yield what the ledger saw closed, by industry."""
        ends = Counter((self._industry(id_), offer.state) for id_, offer in offers if offer.state in {"won", "lost"})
        for industry in sorted({industry or "" for industry, _ in ends}):
            won, lost = (ends[industry or None, end] for end in ("won", "lost"))
            yield TrackRecord(industry=industry or None, won=won, lost=lost)

    def _industry(self, lead_id: str) -> str | None:
        if lead_id not in self._industries:
            lead = self._store.lead(lead_id)
            self._industries[lead_id] = lead.industry if lead is not None else None
        return self._industries[lead_id]

    def _claims(self, lead: Lead, now: datetime) -> list[Claim]:
        """Return what stands on a lead's account; its own offers and registrations end before it is offered anew."""
        states = ((other, self._store.state(other.id)) for other in leads_beside(self._store, lead))
        live = [_record(s.offers[-1], other.id, other) for other, s in states if s.is_live and s.offers]
        registrations = self._registrations(now)
        found = [
            *registrations.deals.find(replace(lead, lead_id=None), now=now).conflicts,
            *ConflictFinder(offers=live).find(lead, now=now).conflicts,
        ]
        return [
            (str(each.kind), each.partner_id, each.with_id)
            for each in found
            if registrations.lead_of.get(each.with_id) != lead.id
        ]

    def _prices(self, now: datetime) -> dict[str, float]:
        """Return the prices of the last plan, none where it is too long ago."""
        noted = self._store.noted(_PRICES)
        if noted is None:
            return {}
        told = json.loads(noted)
        age = now - datetime.fromisoformat(told["at"])
        return dict(told["prices"]) if age <= timedelta(days=self._settings.price_days) else {}


def _record(offer: OfferStanding, lead_id: str, lead: Lead | None) -> Offer:
    return Offer(
        offer_id=offer.offer_id,
        lead_id=lead_id,
        partner_id=offer.partner_id,
        company=lead.company if lead else None,
        email_domain=domain_of(lead) if lead else None,
        products=lead.products if lead else (),
        state=offer.state,
        offered_at=offer.offered_at,
        closed_at=offer.closed_at,
    )
