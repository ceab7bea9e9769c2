"""A fresh ranking for whatever has to be re-offered: the matcher over partners as the ledger knows them now."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from leadmatch.distribution.accounts import domain_of
from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.feedback import promptness
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import OfferStanding
from leadmatch.distribution.store import LedgerStore
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.ranking import Ranking
from leadmatch.matching.settings import MatchingSettings
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner, TrackRecord

_THE_LEDGERS_OWN: Final = frozenset(
    {
        "partner.full",
        "partner.month_full",
        "partner.inactive",
        "sharing.refused",
        "sharing.do_not_contact",
        "offer.declined",
    }
)
"""Requirements that the desk checks itself, on what stands when it writes."""


class LedgerRanking:
    """Ranks by the matcher, over partners, deals and offers as they stand in a store.

    Each ranking reads them all and compiles the partners anew, so it is as fresh as can be, and made for the few leads
    that come back rather than for whole batches.
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

    def rank(self, lead: Lead, *, tried: frozenset[str], now: datetime) -> Sequence[str]:
        """Return the ids of eligible partners, best first, without those that were tried already."""
        ranking = self._ranking(lead, self._store.partners(), now)
        return [match.partner_id for match in ranking.matches if match.partner_id not in tried]

    def unmet(self, lead: Lead, partner: Partner, *, now: datetime) -> Sequence[str]:
        """Return the codes of the hard requirements that a partner does not meet, but for those of the desk itself."""
        ranking = self._ranking(lead, (partner,), now)
        codes = [reason.code for line in ranking.ineligible for reason in line.reasons]
        return [code for code in dict.fromkeys(codes) if code not in _THE_LEDGERS_OWN]

    def standing(self, partner: Partner, *, now: datetime) -> Partner:
        """Return a partner's record with what the ledger knows better: load, month, promptness and closed leads.

        The track record of its file is the history before the ledger, and is kept; its open leads are not.
        """
        offers = [offer for _, offer in self._store.offers(partner.id)]
        load = self._store.load(partner.id, now - timedelta(days=self._settings.month_days))
        prompt = promptness(offers, self._deadlines.working_time(partner))
        won, lost = (sum(offer.state == end for offer in offers) for end in ("won", "lost"))
        closed = (TrackRecord(won=won, lost=lost),) if won or lost else ()
        return replace(
            partner,
            open_leads=load.held,
            offered_last_30_days=load.month,
            last_offered_at=max((offer.offered_at for offer in offers), default=partner.last_offered_at),
            median_response_hours=partner.median_response_hours if prompt.median_hours is None else prompt.median_hours,
            track_record=(*partner.track_record, *closed),
        )

    def offers(self) -> Iterator[Offer]:
        """Yield all offers of the ledger in the published format, by lead id and number."""
        for lead_id, offer in self._store.offers():
            yield _record(offer, lead_id, self._store.lead(lead_id))

    def _ranking(self, lead: Lead, partners: Sequence[Partner], now: datetime) -> Ranking:
        """Rank for a lead; its own offers and registrations are left out, for they end before it is offered anew."""
        deals = [deal for deal in self._store.deals() if deal.lead_id != lead.id]
        offers = [offer for offer in self.offers() if offer.lead_id != lead.id]
        standing = [self.standing(partner, now=now) for partner in partners]
        return Matcher(standing, deals, offers, self._matching).rank(
            lead, now=now, urgent=self._store.state(lead.id).urgent
        )


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
