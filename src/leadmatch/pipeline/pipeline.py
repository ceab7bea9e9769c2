"""The pipeline: one batch of leads through every stage, to one decision each."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from leadmatch.assignment.assign import assign
from leadmatch.assignment.plan import AssignmentPlan
from leadmatch.assignment.problem import AssignmentProblem
from leadmatch.conflicts.conflict import Conflict
from leadmatch.conflicts.finder import ConflictFinder
from leadmatch.conflicts.report import ConflictReport
from leadmatch.errors import Fault, RecordError
from leadmatch.evidence.verdict import Verdict
from leadmatch.matching.matcher import Matcher
from leadmatch.matching.profile import Claim
from leadmatch.pipeline.bursts import find_bursts
from leadmatch.pipeline.demand import unmet_demand
from leadmatch.pipeline.gaps import data_gaps, partner_loads, wider_choices
from leadmatch.pipeline.inquiries import gather, with_joined
from leadmatch.pipeline.outcomes import outcomes_of
from leadmatch.pipeline.provenance import provenance_of
from leadmatch.pipeline.result import PartnerLoad, PipelineResult
from leadmatch.pipeline.settling import Examined, Names, settle
from leadmatch.qualification.qualifier import Qualifier
from leadmatch.records.deal import Deal
from leadmatch.records.lead import Lead
from leadmatch.records.offer import Offer
from leadmatch.records.partner import Partner
from leadmatch.screening.report import ScreeningReport
from leadmatch.screening.screener import Screener
from leadmatch.settings import Settings

Progress = Callable[[str, int, int], None]
"""Told the stage, how many leads it has done, and how many there are."""


def _silent(_stage: str, _done: int, _of: int) -> None:
    return


class LeadPipeline:
    """All stages in their order; it can run any number of batches and keeps nothing between them.

    Args:
        partners: who can take leads; each id once.
        deals: registered deals and the vendor's own accounts.
        offers: earlier offers, with what became of them.
        earlier: leads of earlier batches that screening accepted; a lead that repeats one is its duplicate, whichever
            came first, and they get no decision. One that is in the batch too counts as of the batch.
        truncated: ids of leads for which `earlier` holds not all that share a weak key; their duplicates say so.
        settings: of all stages.
        screener: another screener than the settings make, for instance one with rules of your own.
        qualifier: another qualifier than the settings make, for instance one with a reader of your own.
        restored: ids of leads that a person let through: screening accepts them whatever it finds.

    Raises:
        RecordError: two partners share an id.
    """

    def __init__(  # noqa: PLR0913 - one keyword for each thing that a vendor may bring
        self,
        partners: Iterable[Partner],
        *,
        deals: Iterable[Deal] = (),
        offers: Iterable[Offer] = (),
        earlier: Iterable[Lead] = (),
        truncated: Collection[str] = frozenset(),
        settings: Settings | None = None,
        screener: Screener | None = None,
        qualifier: Qualifier | None = None,
        restored: Collection[str] = frozenset(),
    ) -> None:
        self.settings = settings or Settings()
        self.partners = tuple(sorted(partners, key=lambda partner: partner.id))
        self.deals = tuple(sorted(deals, key=lambda deal: deal.id))
        self.offers = tuple(sorted(offers, key=lambda offer: offer.id))
        self.earlier = tuple(sorted(earlier, key=lambda lead: lead.order))
        self.truncated = frozenset(truncated)
        self.restored = frozenset(restored)
        self._screener = screener or Screener(self.settings.screening)
        self._qualifier = qualifier or Qualifier(self.settings.qualification)
        # claims come from the finder of each run, so the matcher is given no deals of its own
        self._matcher = Matcher(self.partners, offers=self.offers, settings=self.settings.matching)

    def run(self, leads: Iterable[Lead], *, now: datetime, progress: Progress = _silent) -> PipelineResult:
        """Decide on a batch.

        The decisions do not depend on the order of the leads; they come back in the order given.

        Args:
            leads: the batch; each id once.
            now: the time of the decisions; aware.
            progress: called as the work goes on.

        Raises:
            RecordError: two leads share an id.
            ValueError: `now` has no time zone.
        """
        if now.tzinfo is None:
            raise ValueError("`now` needs a time zone, such as datetime.now(timezone.utc)")
        batch = tuple(leads)
        _refuse_twins(sorted(lead.id for lead in batch))
        ordered = sorted(batch, key=lambda lead: lead.order)
        examined = self._examined(ordered, now, progress)
        examined = self._ranked(examined, now, progress)
        ready = [one for one in examined if self._is_ready(one)]
        places = {partner.id: self._matcher.remaining(partner.id, now=now) for partner in self.partners}
        plan = self._planned(ready, places)
        outcomes = outcomes_of(plan)
        examined = [replace(one, outcome=outcomes.get(one.lead.id)) for one in examined]
        return self._result(batch, examined, partner_loads(self.partners, plan, places), plan, now)

    def _examined(self, leads: Sequence[Lead], now: datetime, progress: Progress) -> list[Examined]:
        """Screen, look for duplicates and claims, and qualify."""
        reports = self._screened(leads, progress)
        by_id = {lead.id: lead for lead in leads}
        earlier = [lead for lead in self.earlier if lead.id not in by_id]
        found = self._looked_up(leads, earlier, now, progress)
        verdicts = {report.lead_id: report.verdict for report in reports}
        related = {one.lead_id: [pair.b for pair in one.duplicates] for one in found}
        inquiries = gather(leads, verdicts, related, [lead.id for lead in earlier])
        examined = []
        for number, (lead, report, conflicts) in enumerate(zip(leads, reports, found, strict=True), 1):
            joined = inquiries.joined.get(lead.id, ())
            one = Examined(lead, report, conflicts, inquiries.stands_for.get(lead.id), joined)
            if report.verdict is not Verdict.REJECT and one.duplicate_of is None:
                whole = with_joined(lead, [by_id[other] for other in joined])
                one = replace(one, qualification=self._qualifier.qualify(whole, now=now))
            examined.append(one)
            progress("Qualification", number, len(leads))
        return examined

    def _looked_up(
        self, leads: Sequence[Lead], earlier: Sequence[Lead], now: datetime, progress: Progress
    ) -> list[ConflictReport]:
        """Look for duplicates and claims."""
        finder = ConflictFinder(
            self.deals,
            self.offers,
            [*leads, *earlier],
            settings=self.settings.conflicts,
            zones={partner.id: partner.timezone for partner in self.partners if partner.timezone},
            zone=self.settings.zone,
        )
        found = []
        for number, lead in enumerate(leads, 1):
            report = finder.find(lead, now=now)
            found.append(report.as_truncated() if lead.id in self.truncated else report)
            progress("Duplicates and conflicts", number, len(leads))
        return found

    def _screened(self, leads: Sequence[Lead], progress: Progress) -> list[ScreeningReport]:
        """Screen each lead for itself, then those of a burst once more in the light of the batch."""
        reports = []
        for number, report in enumerate(self._screener.screen_many(leads), 1):
            reports.append(report)
            progress("Screening", number, len(leads))
        bursts = find_bursts(leads, reports, self._screener.settings.bursts)
        again, concerned = self._screener.with_rules(bursts.rules()), bursts.lead_ids
        judged = (
            again.screen(lead) if lead.id in concerned else report for lead, report in zip(leads, reports, strict=True)
        )
        return [report.as_restored() if report.lead_id in self.restored else report for report in judged]

    def _ranked(self, examined: Sequence[Examined], now: datetime, progress: Progress) -> list[Examined]:
        """Rank partners for every free lead, also for those that wait: it tells what a wider choice would release."""
        free = [one for one in examined if one.is_free]
        urgent = {one.lead.id for one in free if one.qualification is not None and one.qualification.urgent}
        claims = {one.lead.id: [_claim(conflict) for conflict in one.found.conflicts] for one in free}
        ranked = self._matcher.rank_many([one.lead for one in free], now=now, conflicts=claims, urgent=urgent)
        rankings = {}
        for number, ranking in enumerate(ranked, 1):
            rankings[ranking.lead_id] = ranking
            progress("Ranking", number, len(free))
        return [replace(one, ranking=rankings.get(one.lead.id)) for one in examined]

    def _is_ready(self, one: Examined) -> bool:
        return (
            one.is_free
            and one.qualification is not None
            and one.qualification.readiness.value in self.settings.hand_over
        )

    def _planned(self, ready: Sequence[Examined], capacity: Mapping[str, int]) -> AssignmentPlan:
        rankings = {
            one.lead.id: [(match.partner_id, match.utility) for match in one.ranking.matches]
            for one in ready
            if one.ranking is not None
        }
        served = {one.id: one.last_offered_at.timestamp() for one in self.partners if one.last_offered_at is not None}
        problem = AssignmentProblem.from_rankings(
            rankings, capacity, min_utility=self.settings.assignment.min_utility, last_served=served
        )
        return assign(problem, tol=self.settings.assignment.tolerance)

    def _result(
        self,
        batch: Sequence[Lead],
        examined: Sequence[Examined],
        loads: tuple[PartnerLoad, ...],
        plan: AssignmentPlan,
        now: datetime,
    ) -> PipelineResult:
        names = Names({partner.id: partner.label for partner in self.partners}, frozenset(self.settings.hand_over))
        by_id = {one.lead.id: one for one in examined}
        decisions = {lead_id: settle(one, names) for lead_id, one in by_id.items()}
        return PipelineResult(
            decisions=tuple(decisions[lead.id] for lead in batch),
            partners=self.partners,
            plan=plan,
            loads=loads,
            recruitment=unmet_demand(decisions.values()),
            gaps=data_gaps(decisions.values(), self.partners),
            wider=wider_choices(examined, self.settings.hand_over),
            provenance=provenance_of(self.settings, self.partners, self.deals, self.offers, now),
            settings=self.settings,
        )


def _claim(conflict: Conflict) -> Claim:
    return (conflict.kind.value, conflict.partner_id, conflict.with_id)


def _refuse_twins(ids: Sequence[str]) -> None:
    """Refuse ids that stand twice in a sorted list."""
    twins = sorted({one for one, other in pairwise(ids) if one == other})
    if twins:
        raise RecordError(
            Fault("lead_id", twin, "Two leads share this id; give one of them another.") for twin in twins
        )
