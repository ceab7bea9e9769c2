"""Taking one record into the ledger; what is known already and equal changes nothing."""

from enum import StrEnum

from leadmatch.adapters.files.rows import Row
from leadmatch.cli.ledger.call import Call
from leadmatch.distribution.steps import Phase
from leadmatch.distribution.store import LedgerStore, StoredRecord, User
from leadmatch.errors import LeadmatchError
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.making import to_row
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner

_ROLES = ("owner", "rep")


class Outcome(StrEnum):
    """What became of a record that was to be taken in."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


def take_partner(call: Call, partner: Partner) -> Outcome:
    """Take a partner in; one that is no longer active gives back what it has not opened."""
    known = call.store.partner(partner.id)
    outcome = _put(call.store, known, partner)
    if known is not None and known.is_active and not partner.is_active:
        call.desk.deactivate(partner.id, now=call.session.now, actor=call.actor)
    return outcome


def take_deal(call: Call, deal: Deal) -> Outcome:
    """Take a deal in."""
    return _put(call.store, call.store.deal(deal.id), deal)


def take_lead(call: Call, lead: Lead) -> Outcome:
    """Take a lead in."""
    known = call.store.state(lead.id)
    after = call.desk.receive(lead, now=call.session.now, actor=call.actor)
    return _compared(before=known.sequence, after=after.sequence)


def take_offer(call: Call, offer: Offer) -> Outcome:
    """Take over what a partner got before this ledger began.

    Raises:
        LeadmatchError: it names no lead or no partner, or a rule keeps the lead from the partner.
    """
    if offer.lead_id is None or offer.partner_id is None:
        raise LeadmatchError(f"Offer {offer.id} names no {'lead' if offer.lead_id is None else 'partner'}.")
    before = call.store.state(offer.lead_id)
    made = Lead(lead_id=offer.lead_id, company=offer.company, website=offer.email_domain, products=offer.products)
    after = call.desk.import_(
        made if before.phase is Phase.NEW else offer.lead_id,
        offer.partner_id,
        now=offer.offered_at or call.session.now,
        became=offer.state or "accepted",
        actor=call.actor,
        idempotency_key=f"offer {offer.id}",
    )
    return _compared(before=before.sequence, after=after.sequence)


def user_of(call: Call, row: Row) -> Outcome:
    """Take a user in.

    Raises:
        LeadmatchError: an id is missing, the role is none, or the ledger does not know the partner.
    """
    told = {name: str(value).strip() for name, value in row.values.items() if value is not None and str(value).strip()}
    user_id, partner_id, role = told.get("user_id"), told.get("partner_id"), told.get("role", "rep")
    if user_id is None or partner_id is None or role not in _ROLES:
        raise LeadmatchError(f"Row {row.number}: a user needs a user_id, a partner_id, and the role owner or rep.")
    if call.store.partner(partner_id) is None:
        raise LeadmatchError(f"Row {row.number}: the ledger knows no partner {partner_id}; import the partners first.")
    user = User(user_id, partner_id, told.get("name"), told.get("email"), role, told.get("language"))
    return _put(call.store, call.store.user(user_id), user)


def _put(store: LedgerStore, known: StoredRecord | None, record: StoredRecord) -> Outcome:
    if known is not None and _content(known) == _content(record):
        return Outcome.UNCHANGED
    store.put(record)
    return Outcome.NEW if known is None else Outcome.CHANGED


def _content(record: StoredRecord) -> object:
    return record if isinstance(record, User) else to_row(record)


def _compared(*, before: int, after: int) -> Outcome:
    if before == after:
        return Outcome.UNCHANGED
    return Outcome.CHANGED if before else Outcome.NEW
