"""The ledger as it is read and written: what every counter of the desk stands on."""

from collections.abc import Callable
from datetime import datetime

from leadmatch.distribution.deadlines import Deadlines, Holidays
from leadmatch.distribution.drafting import Draft, Hand, write
from leadmatch.distribution.events import Event
from leadmatch.distribution.feedback import FeedbackRequest, Promptness, asked, promptness
from leadmatch.distribution.introduction import Call, Introduction, introduce
from leadmatch.distribution.placing import Placement, Ranking
from leadmatch.distribution.registration import Registrar
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.distribution.state import LeadState
from leadmatch.distribution.steps import Phase, legal_now
from leadmatch.distribution.store import LedgerStore, StoredRecord
from leadmatch.distribution.teaser import Teaser, teaser_of
from leadmatch.distribution.verification import Alteration, first_alteration, make_checkpoint
from leadmatch.errors import IllegalStepError, LeadmatchError
from leadmatch.records.lead import Lead
from leadmatch.records.partner import Partner


class Ledger:
    """Reads states, histories, contacts and teasers, and writes steps into a store."""

    def __init__(
        self,
        store: LedgerStore,
        settings: DistributionSettings | None = None,
        *,
        ranking: Ranking | None = None,
        holidays: Holidays | None = None,
        settings_digest: str | None = None,
    ) -> None:
        """Take what the desk needs.

        Args:
            store: where the ledger lies.
            settings: deadlines, waits and limits; the shipped ones where None.
            ranking: who says which partners suit a lead; where None, nothing is re-offered by itself.
            holidays: who knows public holidays; nobody where None.
            settings_digest: name of the settings in each event; that of `settings` where None.
        """
        self.store = store
        self.settings = settings or DistributionSettings()
        self.deadlines = Deadlines(self.settings, holidays)
        self._digest = settings_digest or self.settings.digest()
        self._placement = Placement(self.settings, self.deadlines, ranking)
        self._registrar = Registrar(self.settings, self.deadlines)

    def put(self, record: StoredRecord) -> int:
        """Insert or replace a partner, a user, a deal; return the version of the record, from 1.

        A lead comes in by `receive`, which tells its story.
        """
        return self.store.put(record)

    def state(self, lead_id: str) -> LeadState:
        """Return where a lead stands."""
        return self.store.state(lead_id)

    def history(self, lead_id: str) -> tuple[Event, ...]:
        """Return everything that happened to a lead, in order."""
        return self.store.events(lead_id)

    def warnings(self, *, now: datetime) -> tuple[LeadState, ...]:
        """Return the leads whose deadline is near, the nearest first."""
        return tuple(self.store.state(lead_id) for lead_id in self.store.warned(now))

    def waiting(self, decision: str) -> tuple[LeadState, ...]:
        """Return the leads that wait with a decision: `again` are to be judged anew, `person` need a person."""
        return tuple(self.store.state(lead_id) for lead_id in self.store.waiting(decision))

    def teaser(self, lead_id: str, *, score: float | None = None) -> Teaser:
        """Return what a partner sees of a lead before it opens it.

        Raises:
            LeadmatchError: the ledger has no record of it.
        """
        price_list = {name for partner in self.store.partners() for name in partner.products}
        lead, urgent = self._lead(lead_id), self.state(lead_id).urgent
        return teaser_of(lead, price_list=price_list, urgent=urgent, score=score)

    def contact(self, lead_id: str, user_id: str) -> Lead:
        """Return a lead in full, to a user of the partner that has opened it.

        Raises:
            IllegalStepError: it is not opened, or by another partner, or nobody knows the user.
            LeadmatchError: the ledger has no record of the lead any more.
        """
        state, user = self.state(lead_id), self.store.user(user_id)
        if not state.is_seen or user is None or user.partner_id != state.partner_id:
            raise IllegalStepError(f"Lead {lead_id} shows its contact only to a user of the partner that opened it.")
        return self._lead(lead_id)

    def introduction(self, lead_id: str, call: Call, *, now: datetime) -> Introduction:
        """Draft the introduction of a lead's person and the partner that accepted it; `introduced` notes its sending.

        Raises:
            IllegalStepError: nobody has accepted it.
            LeadmatchError: the ledger has no record of it any more.
        """
        state = self.state(lead_id)
        partner = self.store.partner(state.partner_id or "")
        if partner is None or not state.is_seen or state.phase is Phase.OPENED:
            raise IllegalStepError(f"Lead {lead_id} is {state.phase}: people are introduced once it is accepted.")
        return introduce(self._lead(lead_id), partner, call, urgent=state.urgent, now=now)

    def feedback_due(self, partner_id: str, *, now: datetime) -> tuple[FeedbackRequest, ...]:
        """Return the feedback that a partner owes, by lead id."""
        partner = self.store.partner(partner_id)
        if partner is None:
            return ()
        days, working = self.settings.feedback_days, self.deadlines.working_time(partner)
        states = map(self.store.state, sorted({lead_id for lead_id, _ in self.store.offers(partner_id)}))
        requests = (asked(state, partner, days, working) for state in states)
        return tuple(request for request in requests if request is not None and request.since <= now)

    def promptness(self, partner_id: str) -> Promptness | None:
        """Return how prompt a partner is, by all its offers; None for one that the ledger does not know."""
        partner = self.store.partner(partner_id)
        if partner is None:
            return None
        offers = (offer for _, offer in self.store.offers(partner_id))
        return promptness(offers, self.deadlines.working_time(partner))

    def verify(self, seal: str | None = None) -> Alteration | None:
        """Return the first thing in the ledger that is not as it was written, or None where all is.

        Args:
            seal: of any checkpoint, as it was kept elsewhere; None where none was.
        """
        return first_alteration(self.store, seal)

    def checkpoint(self, *, now: datetime) -> str | None:
        """Seal the last event of every lead; from here on it shows where the last events, or whole leads, are deleted.

        Returns:
            The seal, to be kept where the ledger's keeper cannot write; that of the last checkpoint where nothing has
            happened since; None in an empty ledger.
        """
        return make_checkpoint(self.store, now)

    def erase(self, lead_id: str) -> int:
        """Drop a lead's record and its personal texts; its events stay, and still verify.

        Returns:
            How many records and texts were dropped.
        """
        return self.store.erase(lead_id)

    def _write(
        self, lead_id: str, decide: Callable[[Draft], None], now: datetime, actor: str, key: str | None
    ) -> LeadState:
        return write(self.store, lead_id, Hand(actor, now, self._digest, key), decide)

    def _lead(self, lead_id: str) -> Lead:
        lead = self.store.lead(lead_id)
        if lead is None:
            raise LeadmatchError(f"The ledger has no record of lead {lead_id}; receive it first.")
        return lead


def holder(draft: Draft) -> Partner:
    """Return the partner that has the lead; its user acts, or the vendor for it.

    Raises:
        IllegalStepError: nobody has it, or the actor is a user of another partner.
    """
    state = draft.state
    partner = draft.store.partner(state.partner_id or "")
    if partner is None:
        raise IllegalStepError(f"Lead {state.lead_id} is {state.phase}: no partner has it. {legal_now(state.phase)}")
    user = draft.store.user(draft.hand.actor)
    if user is not None and user.partner_id != partner.id:
        raise IllegalStepError(f"Lead {state.lead_id} is with another partner than that of {user.user_id}.")
    return partner
