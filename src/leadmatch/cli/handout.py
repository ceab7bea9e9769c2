"""What a run says at its end: what was done, what the data lack, what a wider choice would release, what to do next."""

from collections.abc import Iterator
from pathlib import Path

from leadmatch.adapters.files.results import LISTS, RECRUIT, REPORT
from leadmatch.cli.terminal import wrapped
from leadmatch.evidence.wording import count, money, percent, spelled
from leadmatch.pipeline.decision import DecisionKind
from leadmatch.pipeline.result import PipelineResult

_FILES = {kind: name for name, kind in LISTS.items()} | {DecisionKind.UNMATCHED: RECRUIT}
_MEANINGS = {
    DecisionKind.ASSIGNED: ("goes to a partner", "go to a partner"),
    DecisionKind.UNMATCHED: ("is ready, but no partner takes it", "are ready, but no partner takes them"),
    DecisionKind.HELD: ("needs a look or one more answer", "need a look or one more answer"),
    DecisionKind.NURTURE: ("is not ready yet", "are not ready yet"),
    DecisionKind.REDIRECTED: ("belongs to another desk", "belong to another desk"),
    DecisionKind.REJECTED: ("is no inquiry", "are no inquiries"),
    DecisionKind.DUPLICATE: ("repeats another lead", "repeat another lead"),
    DecisionKind.CONFLICT: ("is claimed already", "are claimed already"),
}
"""Kind → what one lead of it does, and what several do."""

_ROUNDING, _LEAST_TOLD = 1e-9, 1e-4


def closing_words(result: PipelineResult, folder: Path, unread: int, then: str) -> Iterator[str]:
    """Yield the lines that end a run.

    Args:
        result: of the run.
        folder: where its files lie.
        unread: rows that could not be read.
        then: what to do after reading the report, as the rest of a sentence; empty for what the result suggests.
    """
    yield from _done(result)
    yield from _gaps(result)
    yield from _wider(result)
    yield ""
    if unread:
        row = "row" if unread == 1 else "rows"
        yield from wrapped(f"{spelled(unread)} {row} could not be read; each is named above and in the report.")
    yield from wrapped(
        f"All of it lies in {folder}. Open {folder / REPORT}; then {then or _next_step(result, folder)}."
    )


def _done(result: PipelineResult) -> Iterator[str]:
    plan = result.plan
    worth = ""
    if plan.assigned:
        worth = f", worth {money(plan.value, result.settings.matching.currency)}; {certificate(plan.gap)}"
    yield from wrapped(f"{result.headline}{worth}.")
    yield ""
    for kind, number in result.counts.items():
        if number:
            meaning = _MEANINGS[kind][number > 1]
            yield f"{number:>7,}  {meaning:<38} {_FILES.get(kind, '')}".rstrip()


def certificate(gap: float) -> str:
    """Say how far a plan can be from the best one at most, as a share of that."""
    if gap <= _ROUNDING:
        return "no plan is worth more"
    return f"the best plan is worth at most {percent(max(gap, _LEAST_TOLD))} more"


def _gaps(result: PipelineResult) -> Iterator[str]:
    if result.gaps:
        yield ""
        yield "What the data lack"
        for reason in result.gaps:
            yield from _item(reason.message())


def _wider(result: PipelineResult) -> Iterator[str]:
    choices = [choice for choice in result.wider if choice.leads]
    if choices:
        yield ""
        yield "What a wider hand-over would release"
    wanted = list(result.settings.hand_over)
    for choice in choices:
        option = ",".join([*wanted, choice.readiness])
        suits = "it" if choice.leads == 1 else f"{choice.suited:,} of them"
        told = f"{count(choice.leads, 'lead')}; a partner suits {suits if choice.suited else 'none of them'}"
        yield from _item(f"--hand-over {option}: {told}")


def _item(text: str) -> Iterator[str]:
    yield from wrapped(text, "  - ")


def _next_step(result: PipelineResult, folder: Path) -> str:
    if result.counts[DecisionKind.HELD]:
        return f"fill in the answers in {folder / 'held.csv'} and run again with --answers"
    if result.counts[DecisionKind.ASSIGNED]:
        return f"hand over what {folder / 'assignments.csv'} lists"
    return f"see in {folder / 'decisions.jsonl'} what each lead lacks"
