"""A run over a ledger: records are taken in first, and at the end what was assigned is offered."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadmatch.cli.batch import Batch
from leadmatch.cli.ledger.call import Call
from leadmatch.cli.ledger.taking import Outcome, take_deal, take_partner
from leadmatch.cli.session import Session, say
from leadmatch.cli.terminal import wrapped
from leadmatch.distribution.desk import DistributionDesk
from leadmatch.distribution.ranking import LedgerRanking
from leadmatch.evidence.wording import count
from leadmatch.pipeline.handing_over import HandedOver, hand_over
from leadmatch.pipeline.ledger_batch import LedgerBatch, ledger_batch
from leadmatch.pipeline.result import PipelineResult
from leadmatch.records.lead import Lead

_PASSWORD = re.compile(r"(://[^:/@]*):[^@/]*@")
_ACTOR = "run"
THEN = "let leadmatch ledger due follow up what was offered"
"""What is to be done after a run over a ledger."""


def without_password(url: str) -> str:
    """Return the address of a ledger without the password in it, fit to be printed."""
    return _PASSWORD.sub(r"\1@", url)


class LedgerRun:
    """What `leadmatch run --store` does beside a run."""

    def __init__(self, session: Session, url: str) -> None:
        """Take the session of the run and the address of the ledger, which is opened when it is needed."""
        self._call = Call(session, url, _ACTOR, None, create=True)
        self._session = session
        self._gathered: LedgerBatch | None = None
        self._handed: HandedOver | None = None
        self._changed: Counter[Outcome] = Counter()

    def with_known(self, leads: tuple[Lead, ...], wanted: Sequence[Lead]) -> tuple[Lead, ...]:
        """Return the leads with those of the ledger that somebody has answered or restored."""
        present = {lead.id for lead in leads}
        ids = dict.fromkeys(lead.id for lead in wanted if lead.id not in present)
        return leads + tuple(lead for lead in map(self._call.store.lead, ids) if lead is not None)

    def gathered(self, batch: Batch) -> Batch:
        """Take partners and deals into the ledger, and return the batch with what the ledger brings to it."""
        call, now = self._call, self._session.now
        with call.store.batch():
            self._changed.update(take_partner(call, partner) for partner in batch.partners)
            self._changed.update(take_deal(call, deal) for deal in batch.deals)
        settings = self._session.settings
        ranking = LedgerRanking(call.store, settings.distribution, settings.matching)
        with call.store.snapshot():
            self._gathered = found = ledger_batch(
                call.store, ranking, batch.leads, now=now, settings=settings.conflicts
            )
        return replace(
            batch,
            leads=found.leads,
            partners=found.partners,
            deals=found.deals,
            offers=found.offers,
            earlier=found.earlier,
            truncated=found.truncated,
        )

    def write(self, result: PipelineResult) -> None:
        """Write the result into the ledger."""
        settings = self._session.settings
        desk = DistributionDesk(self._call.store, settings.distribution, settings_digest=settings.digest())
        returning = self._gathered.returning if self._gathered is not None else frozenset[str]()
        self._handed = hand_over(result, desk, now=self._session.now, returning=returning, actor=_ACTOR)
        for message in self._handed.refused.values():
            say(message)

    def words(self) -> Iterator[str]:
        """Yield what the run says of the ledger at its end."""
        handed, gathered = self._handed, self._gathered
        if handed is None or gathered is None:
            return
        told = [f"{count(len(handed.offered), 'offer')} made"]
        told += [f"{count(len(handed.merged), 'repeat')} joined"] if handed.merged else []
        told += [f"{count(len(handed.standing), 'lead')} left as it stands there"] if handed.standing else []
        told += [f"{count(len(gathered.returning), 'waiting lead')} judged anew"] if gathered.returning else []
        if gathered.left_out:
            told += [f"{count(len(gathered.left_out), 'lead')} left out (closed, or a person’s to decide on)"]
        told += [f"{count(len(handed.refused), 'offer')} refused, as named above"] if handed.refused else []
        yield ""
        yield from wrapped(f"In the ledger: {', '.join(told)}.")
