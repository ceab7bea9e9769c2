"""Which claims lie on a lead's account: registered deals, the vendor's own accounts, and offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from leadmatch.conflicts.account import account_evidence
from leadmatch.conflicts.conflict import Conflict, ConflictKind
from leadmatch.conflicts.index import Limits
from leadmatch.conflicts.portrait import Portrait, portrait_of_claim
from leadmatch.conflicts.protection import Protection
from leadmatch.conflicts.roll import PortraitRoll
from leadmatch.conflicts.scope import coverage_reasons, division_reasons
from leadmatch.conflicts.settings import ConflictSettings
from leadmatch.conflicts.signs import WordedSigns, weight
from leadmatch.evidence.reason import Reason
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.values.calendar.moments import zone as zone_of

_FIRMNESS = {kind: place for place, kind in enumerate(ConflictKind)}


class _Account(NamedTuple):
    """Why a claim is on a lead's account."""

    reasons: Sequence[Reason]
    sure: bool


class _Found(NamedTuple):
    """A conflict, and the place of its kind and state among others."""

    rank: int
    conflict: Conflict


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
        zone_of_holder = {holder: zone_of(name) for holder, name in (zones or {}).items()}
        self._protection = Protection(self._settings, zone_of_holder, zone_of(zone))
        self._claims: list[Deal | Offer] = [*deals, *offers]
        count = max(1, len(self._claims))
        self._index = PortraitRoll(Limits(count, count, count))  # so a claim is never overlooked
        self._index.put_all(portrait_of_claim(claim) for claim in self._claims)
        self._by_lead: dict[str, list[int]] = {}
        for place, claim in enumerate(self._claims):
            if claim.lead_id is not None:
                self._by_lead.setdefault(claim.lead_id, []).append(place)

    def conflicts(self, lead: Lead, portrait: Portrait, *, now: datetime) -> tuple[Conflict, ...]:
        """Return the claims on a lead's account that cover its products and place.

        The firmest kind stands first; of one kind those that are surely on the account, then those that were
        registered or offered first. The first that blocks holds the lead; later ones of others name it as `after`.

        Args:
            lead: the lead.
            portrait: its portrait.
            now: the moment of asking, aware.
        """
        own = frozenset(self._by_lead.get(lead.id, ()))
        places = sorted({*self._index.candidates(portrait).places, *own})
        judged = (self._judge(place, lead, portrait, now, is_own=place in own) for place in places)
        found = sorted((one for one in judged if one is not None), key=_order)
        return tuple(_yielding([one.conflict for one in found]))

    def _judge(self, place: int, lead: Lead, portrait: Portrait, now: datetime, *, is_own: bool) -> _Found | None:
        """Return the conflict of one claim with a lead, or None where it does not count for it."""
        claim = self._claims[place]
        term = self._protection.term(claim, lead, now)
        covered = coverage_reasons(claim, lead, self._settings) if term is not None else None
        account = self._account(portrait, place, is_own=is_own) if covered is not None else None
        if term is None or covered is None or account is None:
            return None
        reasons = (*account.reasons, *covered, term.reason)
        conflict = Conflict(term.kind, claim.id, claim.partner_id, term.until, reasons, account.sure, term.since)
        return _Found(term.rank, conflict)

    def _account(self, portrait: Portrait, place: int, *, is_own: bool) -> _Account | None:
        """Return the evidence that a claim is on the account of a portrait, or None where it is not enough."""
        if is_own:
            return _Account((Reason.of("claim.same_lead"),), sure=True)
        signs = tuple(account_evidence(portrait, self._index[place], self._settings.account))
        score = weight(signs)
        division = division_reasons(self._claims[place], {sign.code for sign in signs}, self._settings)
        if score < self._settings.claim_threshold or division is None:
            return None
        worded = WordedSigns(signs, portrait, self._index[place])
        return _Account((*worded, *division), sure=score >= self._settings.block_threshold)


def _order(found: _Found) -> tuple[int, bool, int, bool, float, str]:
    """Order claims: the firmest kind first, then sure ones, then who came first."""
    one = found.conflict
    since = one.since.timestamp() if one.since else 0.0
    return (_FIRMNESS[one.kind], not one.sure, found.rank, one.since is None, since, one.with_id)


def _yielding(conflicts: Sequence[Conflict]) -> Iterator[Conflict]:
    """Yield conflicts; those that block, but come after one of another holder, name that one."""
    holder = next((one for one in conflicts if one.blocking), None)
    for one in conflicts:
        if holder is None or not one.blocking or one.partner_id == holder.partner_id:
            yield one
        else:
            after = Reason.of("claim.after", observed=holder.with_id)
            yield replace(one, after=holder.with_id, reasons=(*one.reasons, after))
