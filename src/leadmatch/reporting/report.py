"""The report of a run: every section as plain data, in the order in which one acts, trusts and looks up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leadmatch.evidence.wording import listed, shown
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.result import PipelineResult
from leadmatch.reporting.assigned import Assigned, assigned_of
from leadmatch.reporting.ends import Ends, ends_of
from leadmatch.reporting.findings import Finding, Need, decided_at, finding_of, needs_of
from leadmatch.reporting.funnel import Funnel, funnel_of
from leadmatch.reporting.held import Held, Waiting, held_of, waiting_of
from leadmatch.reporting.listing import Cut
from leadmatch.reporting.load import Loads, loads_of
from leadmatch.reporting.outside import (
    Lacking,
    RowFault,
    Unread,
    Wider,
    lacking_of,
    unread_count,
    unread_of,
    wider_of,
)
from leadmatch.reporting.people import names_of
from leadmatch.reporting.recruits import Recruit, recruit_of
from leadmatch.reporting.screened import Screened, screened_of
from leadmatch.reporting.taken import Taken, taken_of


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: its section, its words, and how many rows the section speaks of."""

    anchor: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class Origin:
    """What the decisions were made with, and the command that repeats them."""

    settings: str
    model: str
    versions: str
    command: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the page shows; a section without anything to say is None.

    Attributes:
        title: for whom it is, may be empty.
        finding: the finding.
        needs: four counts that need a person.
        ends: where each lead ended.
        funnel: how many stay at each stage.
        screened: what screening took out.
        assigned: who gets what.
        load: what the partners carry.
        held: leads that need an answer or a look.
        waiting: leads that are not ready.
        taken: leads that are taken or seen before.
        recruit: whom to recruit.
        unread: rows that could not be read.
        lacking: what the data lack.
        wider: what wider choices would release.
        origin: what it was made with.
    """

    title: str
    finding: Finding
    needs: tuple[Need, ...]
    ends: Ends
    funnel: Funnel
    screened: Screened | None
    assigned: Assigned
    load: Loads | None
    held: Held | None
    waiting: Waiting | None
    taken: Taken | None
    recruit: Recruit | None
    unread: Unread | None
    lacking: Lacking | None
    wider: Wider | None
    origin: Origin

    @property
    def contents(self) -> tuple[ContentsEntry, ...]:
        """The sections that are there, in order."""
        return tuple(_contents(self))


def report_of(result: PipelineResult, *, command: str, unread: Sequence[RowFault] = (), title: str = "") -> Report:
    """Return the report of a run.

    Args:
        result: of the run.
        command: the command that repeats it.
        unread: what is wrong with rows that could not be read.
        title: for whom the report is.
    """
    names, cut, rows = names_of(result), Cut.for_leads(len(result.decisions)), unread_count(unread)
    linked = result.of(DecisionKind.ASSIGNED, DecisionKind.HELD, DecisionKind.NURTURE, DecisionKind.UNMATCHED)
    whole = frozenset(decision.lead_id for decision in linked) if cut.rows >= len(result.decisions) else frozenset()
    return Report(
        title=shown(title, 80),
        finding=finding_of(result),
        needs=needs_of(result, rows),
        ends=ends_of(result),
        funnel=funnel_of(result, rows),
        screened=screened_of(result, names, cut),
        assigned=assigned_of(result, names, cut),
        load=loads_of(result, names, cut, decided_at(result).date()),
        held=held_of(result, names, cut),
        waiting=waiting_of(result, names, cut),
        taken=taken_of(result, names, cut, whole),
        recruit=recruit_of(result, names, cut),
        unread=unread_of(unread, len(result.decisions), cut),
        lacking=lacking_of(result),
        wider=wider_of(result),
        origin=_origin(result, command),
    )


def _origin(result: PipelineResult, command: str) -> Origin:
    provenance = result.provenance
    model = f"learned model {provenance.model}" if provenance.model else "rubric points, no learned model"
    versions = listed(f"{name.replace('_', '-')} {version}" for name, version in provenance.versions.items())
    return Origin(provenance.settings, model, versions, shown(command, 1_000))


def _contents(report: Report) -> Iterable[ContentsEntry]:
    """Give the sections that are there, with how many things they speak of."""
    held, taken, recruit = report.held, report.taken, report.recruit
    sections = (
        ("needs", "Needs you", sum(need.count for need in report.needs)),
        ("ends", "Where each lead ended", None),
        ("funnel", "Funnel", None),
        ("screened", "Stopped at screening", report.screened and report.screened.listing.total),
        ("assigned", "Who gets what", report.assigned.listing.total),
        ("load", "Partner load", report.load and report.load.listing.total),
        ("held", "Held: what to ask", held and held.asks.total + held.reviews.total),
        ("waiting", "Not ready yet", report.waiting and report.waiting.listing.total),
        ("taken", "Taken or seen before", taken and taken.listing.total),
        ("recruit", "Whom to recruit", recruit and recruit.listing.total),
        ("unread", "Rows not read", report.unread and report.unread.rows),
        ("lacking", "What the data lack", report.lacking and len(report.lacking.gaps)),
        ("wider", "Wider choices", report.wider and len(report.wider.choices)),
    )
    always = {"needs", "ends", "funnel", "assigned"}
    for anchor, words, number in sections:
        if number is not None or anchor in always:
            yield ContentsEntry(anchor, words, "" if number is None else f"{number:,}")
