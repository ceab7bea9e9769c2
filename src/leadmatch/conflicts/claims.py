"""Whether a lead's account is taken: by a registered deal, the vendor itself, or an offer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.portrait import Portrait, portrait_of_claim
from leadmatch.conflicts.products import common_products
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import WordedSigns, weight
from leadmatch.evidence.reason import Reason
from leadmatch.evidence.scorecard import total
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.values.calendar.moments import end_of_day
from leadmatch.values.calendar.moments import zone as zone_of
from leadmatch.values.places.countries import country_code
from leadmatch.values.places.regions import region_code
from leadmatch.values.places.territory import Coverage, Place, Territory

_PROTECTING: Final = frozenset({"pending", "approved"})


class ConflictKind(StrEnum):
    """What holds an account, the firmest first."""

    PROTECTED_ACCOUNT = "protected_account"
    """The vendor keeps it for itself."""
    REGISTERED_DEAL = "registered_deal"
    """A partner has registered a deal."""
    OPEN_OFFER = "open_offer"
    """A partner has been offered a lead of it, and has not given it back."""
    RECENT_OFFER = "recent_offer"
    """A partner was offered a lead of it lately; it is named, and blocks nothing."""
    INCUMBENT = "incumbent"
    """A partner has won a deal there; it is named, and blocks nothing."""


class Remedy(StrEnum):
    """What may be done about a conflict."""

    ROUTE_TO_HOLDER = "route_to_holder"
    """Hand the lead to the partner who holds the account."""
    ROUTE_TO_VENDOR = "route_to_vendor"
    """Leave it to the vendor's own sales."""
    WAIT = "wait"
    """Wait for what becomes of the offer, or hand the lead to the same partner."""
    ASK = "ask"
    """Ask somebody whether it is the same account: the evidence is thin."""
    GO_ON = "go_on"
    """Nothing stands in the way; the claim is only named."""


_REMEDIES: Final = {
    ConflictKind.PROTECTED_ACCOUNT: Remedy.ROUTE_TO_VENDOR,
    ConflictKind.REGISTERED_DEAL: Remedy.ROUTE_TO_HOLDER,
    ConflictKind.OPEN_OFFER: Remedy.WAIT,
    ConflictKind.RECENT_OFFER: Remedy.GO_ON,
    ConflictKind.INCUMBENT: Remedy.GO_ON,
}
_BLOCKING: Final = frozenset({ConflictKind.PROTECTED_ACCOUNT, ConflictKind.REGISTERED_DEAL, ConflictKind.OPEN_OFFER})
_FIRMNESS: Final = {kind: place for place, kind in enumerate(ConflictKind)}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim on the account of a lead.

    Attributes:
        kind: what sort of claim it is.
        with_id: id of the deal or offer.
        partner_id: who holds it; None is the vendor itself.
        until: the moment from which it counts no more; None where it has no end.
        reasons: why it is the account, and why the claim covers the lead; their points are the log-odds that it is the
            account.
        sure: whether it is the account for certain enough to act on; else somebody should look.
    """

    kind: ConflictKind
    with_id: str
    partner_id: str | None
    until: datetime | None
    reasons: tuple[Reason, ...]
    sure: bool = True

    @property
    def remedy(self) -> Remedy:
        """What may be done."""
        return Remedy.ASK if self.blocking and not self.sure else _REMEDIES[self.kind]

    @property
    def score(self) -> float:
        """Natural log-odds that the claim is on the lead's account; 0 where the claim names the lead itself."""
        return total(self.reasons)

    @property
    def blocking(self) -> bool:
        """Whether the lead may not go to another partner while it lasts."""
        return self.kind in _BLOCKING

    def to_dict(self) -> dict[str, Any]:
        """Return the form of the published formats."""
        return {
            "kind": str(self.kind),
            "with": self.with_id,
            "partner_id": self.partner_id,
            "until": None if self.until is None else self.until.isoformat(),
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class _Term:
    """How long a claim counts for one lead, and why."""

    kind: ConflictKind
    until: datetime | None
    reason: Reason


class Claims:
    """Deals and offers in an index, found by the account of a lead."""

    def __init__(
        self,
        deals: Iterable[Deal] = (),
        offers: Iterable[Offer] = (),
        settings: ConflictSettings | None = None,
        *,
        zones: Mapping[str, str] | None = None,
        zone: str = "UTC",
    ) -> None:
        """Index claims.

        Args:
            deals: registered deals and protected accounts, in whatever status.
            offers: offers in whatever state.
            settings: thresholds, weights and windows; the shipped ones where None.
            zones: partner id → IANA zone, in which a day without a time ends for that partner's claims.
            zone: the same for everybody else's.

        Raises:
            ValueError: there is no such zone.
        """
        self._settings = settings or ConflictSettings()
        self._zones = {holder: zone_of(name) for holder, name in (zones or {}).items()}
        self._zone = zone_of(zone)
        self._claims: list[Deal | Offer] = [*deals, *offers]
        count = max(1, len(self._claims))
        self._index = PortraitRoll(count, count)  # so a claim is never overlooked
        self._index.put_all(portrait_of_claim(claim) for claim in self._claims)
        self._by_lead: dict[str, list[int]] = {}
        for place, claim in enumerate(self._claims):
            if claim.lead_id is not None:
                self._by_lead.setdefault(claim.lead_id, []).append(place)

    def conflicts(self, lead: Lead, portrait: Portrait, *, now: datetime) -> tuple[Conflict, ...]:
        """Return the claims on a lead's account that cover its products and place, the firmest first.

        Args:
            lead: the lead.
            portrait: its portrait.
            now: the moment of asking, aware.
        """
        own = self._by_lead.get(lead.id, [])
        places = sorted({*self._index.candidates(portrait).places, *own})
        found = []
        for place in places:
            claim = self._claims[place]
            term = self._term(claim, lead, now)
            covered = _coverage(claim, lead, self._settings) if term else None
            account = self._account(portrait, place, own=place in own) if covered is not None else None
            if term and covered is not None and account is not None:
                reasons = (*account, *covered, term.reason)
                sure = place in own or total(account) >= self._settings.block_threshold
                conflict = Conflict(term.kind, claim.id, claim.partner_id, term.until, reasons, sure)
                found.append((_rank(claim, term.kind), conflict))
        return tuple(conflict for _, conflict in sorted(found, key=lambda pair: pair[0]))

    def _account(self, portrait: Portrait, place: int, *, own: bool) -> tuple[Reason, ...] | None:
        """Return the evidence that a claim is on the account of a portrait, or None where it is not enough."""
        if own:
            return (Reason.of("claim.same_lead"),)
        signs = tuple(account_evidence(portrait, self._index[place], self._settings.account))
        enough = weight(signs) >= self._settings.claim_threshold
        return tuple(WordedSigns(signs, portrait, self._index[place])) if enough else None

    def _term(self, claim: Deal | Offer, lead: Lead, now: datetime) -> _Term | None:
        return self._deal_term(claim, lead, now) if isinstance(claim, Deal) else self._offer_term(claim, now)

    def _deal_term(self, deal: Deal, lead: Lead, now: datetime) -> _Term | None:
        """Say until when a deal counts; half-open: at the moment of its end it counts no more."""
        if deal.status == "won":
            return self._incumbent_term(deal, now)
        if deal.registered_at is not None and deal.registered_at > now:
            return None
        kind = ConflictKind.REGISTERED_DEAL if deal.partner_id else ConflictKind.PROTECTED_ACCOUNT
        end = self._end(deal)
        if deal.status in _PROTECTING and (end is None or now < end):
            return _Term(kind, end, Reason.of("claim.in_force", observed=_shown(end), status=deal.status))
        if deal.status not in _PROTECTING | {"expired"} or end is None or lead.received_at is None:
            return None
        grace = end + timedelta(days=self._settings.grace_days)
        if lead.received_at < end <= now < grace and not _later(deal.registered_at, lead.received_at):
            return _Term(kind, grace, Reason.of("claim.grace", observed=_shown(end), until=_shown(grace)))
        return None

    def _end(self, deal: Deal) -> datetime | None:
        if self._settings.protect_from == "registration" and deal.registered_at is not None:
            return deal.registered_at + timedelta(days=self._settings.protection_days)
        end = deal.expires_at
        if end is None or isinstance(end, datetime):
            return end
        return end_of_day(end, self._zones.get(deal.partner_id or "", self._zone))

    def _incumbent_term(self, deal: Deal, now: datetime) -> _Term | None:
        if deal.closed_at is None or not deal.partner_id:
            return None
        end = deal.closed_at + timedelta(days=self._settings.incumbent_days)
        if not deal.closed_at <= now < end:
            return None
        return _Term(ConflictKind.INCUMBENT, end, Reason.of("claim.incumbent", observed=_shown(deal.closed_at)))

    def _offer_term(self, offer: Offer, now: datetime) -> _Term | None:
        if offer.is_live:
            reason = Reason.of("claim.offer_open", observed=offer.state)
            return _Term(ConflictKind.OPEN_OFFER, None, reason)
        ended = offer.closed_at or offer.offered_at
        if ended is None:
            return None
        end = ended + timedelta(days=self._settings.recent_offer_days)
        if not now < end:
            return None
        return _Term(
            ConflictKind.RECENT_OFFER, end, Reason.of("claim.offer_recent", observed=_shown(ended), state=offer.state)
        )


def _later(one: datetime | None, other: datetime) -> bool:
    return one is not None and one > other


def _shown(moment: datetime | None) -> str:
    return "no end" if moment is None else moment.isoformat(sep=" ", timespec="minutes")


def _rank(claim: Deal | Offer, kind: ConflictKind) -> tuple[int, bool, float, str]:
    """Order claims: the firmest kind first, then who came first."""
    since = claim.registered_at if isinstance(claim, Deal) else claim.offered_at
    return (_FIRMNESS[kind], since is None, since.timestamp() if since else 0.0, claim.id)


def _coverage(claim: Deal | Offer, lead: Lead, settings: ConflictSettings) -> tuple[Reason, ...] | None:
    """Return why a claim covers a lead's products and place, or None where it does not."""
    common = common_products(lead.products, claim.products)
    places = _place_reasons(claim, lead) if settings.limit_to_territory else ()
    if not settings.limit_to_products:
        return None if places is None else (Reason.of("claim.whole_account", field="products"), *places)
    return None if common == () or places is None else (*_product_reasons(claim, common), *places)


def _product_reasons(claim: Deal | Offer, common: tuple[str, ...] | None) -> Iterator[Reason]:
    if common:
        yield Reason.of("claim.products", field="products", observed=", ".join(common))
    elif claim.products:
        yield Reason.of("claim.products_unstated", field="products", observed=", ".join(claim.products))
    else:
        yield Reason.of("claim.whole_account", field="products")


def _place_reasons(claim: Deal | Offer, lead: Lead) -> tuple[Reason, ...] | None:
    territory = claim.territory if isinstance(claim, Deal) else ()
    if not territory:
        return ()
    shown = ", ".join(territory)
    countries = tuple(code for code in map(country_code, territory) if code)
    regions = tuple(code for code in (region_code(name) for name in territory if not country_code(name)) if code)
    place = Place(lead.country, region_code(lead.region, lead.country), lead.postal_code)
    coverage, _ = Territory(countries, regions).coverage(place)
    if coverage is Coverage.OUTSIDE:
        return None
    code = "claim.territory" if coverage is Coverage.INSIDE and (countries or regions) else "claim.territory_unknown"
    return (Reason.of(code, field="region", observed=shown),)
