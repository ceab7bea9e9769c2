"""Taking over events that were written in another ledger, as they are, hashes and all."""

from collections.abc import Sequence

from leadmatch.distribution.events import Event, first_altered
from leadmatch.distribution.state import LeadState, fold
from leadmatch.distribution.store import Commit, LedgerStore
from leadmatch.errors import LeadmatchError, StoreError


def take_over(store: LedgerStore, lead_id: str, events: Sequence[Event]) -> LeadState:
    """Write the events of one lead that a ledger does not have yet; what it has already is compared.

    Personal texts are not among them, and the rules on partners' loads are not asked: this is what has happened.

    Args:
        store: of the ledger.
        lead_id: whose events.
        events: all of the lead's, in order.

    Returns:
        The state of the lead after them.

    Raises:
        IllegalStepError: they are in an order that is not legal.
        LeadmatchError: an event is not as it was written, or the ledger tells another story of this lead.
        StoreError: somebody else was quicker, or an idempotency key is taken.
    """
    altered = first_altered(events)
    if altered is not None:
        raise LeadmatchError(f"Event {altered.sequence} of lead {lead_id} is not as it was written; export it anew.")
    stream = f"lead:{lead_id}"
    versions = store.versions([stream])
    known = store.events(lead_id)
    for own, told in zip(known, events, strict=False):
        if own.hash != told.hash:
            raise LeadmatchError(f"The ledger tells another story of lead {lead_id} from event {own.sequence} on.")
    fresh = tuple(events[len(known) :])
    if not fresh:
        return store.state(lead_id)
    state = fold(lead_id, events)
    if not store.append(Commit(state, fresh, tuple(versions.items()))):
        raise StoreError(f"Lead {lead_id}: somebody else was quicker, or one of its idempotency keys is taken.")
    return state
