"""Following up: what happens to a lead when its deadline has gone by."""

from leadmatch.distribution.deadlines import Deadlines
from leadmatch.distribution.drafting import Draft
from leadmatch.distribution.events import Act, EventKind
from leadmatch.distribution.placing import Placement
from leadmatch.distribution.registration import Registrar
from leadmatch.distribution.settings import DistributionSettings
from leadmatch.evidence.reason import Reason


class FollowUp:
    """Drafts the step that an overdue deadline calls for, the next offer included."""

    def __init__(
        self, settings: DistributionSettings, deadlines: Deadlines, placement: Placement, registrar: Registrar
    ) -> None:
        self._settings = settings
        self._deadlines = deadlines
        self._placement = placement
        self._registrar = registrar
        self._acts = {
            Act.PLACE: placement.next,
            Act.OPEN: self._take_back,
            Act.ACCEPT: self._take_back,
            Act.CONTACT: self._take_back,
            Act.UPDATE: self._take_back,
            Act.REVIEW: registrar.lapse,
            Act.CLOSE: registrar.lapse,
            Act.RETURN: self._return,
            Act.STALE: self._give_up,
        }

    def overdue(self, draft: Draft) -> None:
        """Draft the step; nothing where the deadline is not over, because another worker was quicker."""
        deadline = draft.state.deadline
        if deadline is not None and deadline.at <= draft.now:
            self._acts[deadline.act](draft)

    def _take_back(self, draft: Draft) -> None:
        """End the offer and make the next one, in one step."""
        deadline = draft.state.deadline
        act = deadline.act if deadline is not None else Act.OPEN
        missed = Reason.of("deadline.missed", observed=str(act))
        draft.add(EventKind.EXPIRED, None, reasons=(missed,), reason=f"{act}_missed")
        self._placement.next(draft)

    def _return(self, draft: Draft) -> None:
        """Let the next run judge the lead anew."""
        stale = self._deadlines.calendar(Act.STALE, draft.now, self._settings.stale_days)
        draft.add(EventKind.DECIDED, stale, reasons=(Reason.of("wait.over"),), decision="again")

    def _give_up(self, draft: Draft) -> None:
        draft.add(EventKind.EXPIRED, None, reasons=(Reason.of("wait.stale"),), reason="stale")
