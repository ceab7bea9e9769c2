"""Weighing what the sources of a lead say: stated before inferred, newer before older, firm before weak."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from leadmatch.qualification.claims import Claim, Evidence, Firmness, Source, firmest
from leadmatch.qualification.criteria import TIMING, Criterion, Label, label_of
from leadmatch.qualification.qualification import CriterionResult, Facts
from leadmatch.qualification.sources import Heard
from leadmatch.qualification.timing import level_of
from leadmatch.values.calendar.spans import Cue, DateSpan, Grain

_SHOWN = 200
_PIECES = 5
_STRONG = 3
_OPPOSITE = {Label.NONE, Label.STRONG}
_UNKNOWN = CriterionResult(None)


def result_of(criterion: Criterion, heard: Sequence[Heard], today: date, stale_days: int) -> CriterionResult:
    """The level of one criterion and what it rests on.

    Args:
        criterion: Which.
        heard: All sources.
        today: The day to look at deadlines.
        stale_days: Days after which an answer no longer beats newer notes.
    """
    candidates: list[tuple[Claim, int, Heard]] = []
    for each in heard:
        chosen = _timing(each, today) if criterion is TIMING else _plain(each, criterion)
        if chosen is not None:
            candidates.append((*chosen, each))
    if not candidates:
        return _UNKNOWN
    is_contradicted = False
    if len(candidates) > 1:
        candidates.sort(key=lambda item: _rank(item[2].source, item[0], today, stale_days), reverse=True)
        labels = {label_of(level) for _, level, _ in candidates}
        is_contradicted = labels >= _OPPOSITE
    pieces = tuple([_evidence(claim, source) for claim, _, source in candidates[:_PIECES]])
    return CriterionResult(candidates[0][1], pieces, is_contradicted)


def _plain(heard: Heard, criterion: Criterion) -> tuple[Claim, int] | None:
    best = firmest([claim for claim in heard.reading.claims if claim.criterion is criterion])
    return None if best is None or best.level is None else (best, best.level)


def _timing(heard: Heard, today: date) -> tuple[Claim, int] | None:
    """The timing of one source: its nearest date, unless it says never, and slower where it says no rush."""
    own = [claim for claim in heard.reading.claims if claim.criterion is TIMING]
    if not own:
        return None
    leveled = [(claim, level) for claim in own if (level := level_of(claim, today)) is not None]
    dated = [each for each in leveled if each[0].when is not None]
    worded = [each for each in leveled if each[0].when is None]
    stated = [each for each in worded if each[0].firmness is Firmness.EXPLICIT]
    best = max(dated, key=lambda each: (each[1], -each[0].start), default=None)
    if best is not None and not (stated and best[1] < _STRONG):
        is_slow = any(claim.code == "timing.vague" for claim, _ in worded)
        is_fixed = best[0].when is not None and best[0].when.cue is Cue.BY and best[0].when.grain is Grain.DAY
        return (best[0], min(best[1], 2)) if is_slow and not is_fixed else best
    return max(worded, key=lambda each: (each[0].firmness, each[1]), default=None)


def _rank(source: Source, claim: Claim, today: date, stale_days: int) -> tuple[bool, bool, date, int]:
    said_on = source.said_on or date.min
    is_fresh = (today - said_on).days <= stale_days
    return source.is_stated and is_fresh, claim.firmness >= Firmness.TOLD, said_on, claim.firmness


def _evidence(claim: Claim, heard: Heard) -> Evidence:
    return Evidence(claim, heard.source, heard.text[claim.start : claim.end][:_SHOWN])


def urgency_of(heard: Iterable[Heard]) -> Evidence | None:
    """Where urgency is told, or None."""
    return next((_evidence(each.reading.urgent, each) for each in heard if each.reading.urgent is not None), None)


def facts_of(heard: Sequence[Heard], today: date, *, is_refused: bool = False) -> Facts:
    """Amount, role and deadline: of an answer before a note, of the newer before the older.

    Args:
        heard: All sources.
        today: The day to look at deadlines.
        is_refused: Whether there is no budget after all, so that an amount told earlier holds no longer.
    """
    newest = sorted(heard, key=_newness, reverse=True) if len(heard) > 1 else heard
    money = next((each.reading.money for each in newest if each.reading.money is not None), None)
    money = None if is_refused else money
    when = next(iter(_deadlines(newest, today)), None)
    role = next((each.text[slice(*each.reading.role)] for each in newest if each.reading.role is not None), None)
    return Facts(
        budget_amount=None if money is None else money.amount,
        budget_amount_max=None if money is None else money.maximum,
        budget_currency=None if money is None else money.currency,
        currency_is_assumed=money is not None and money.is_assumed,
        decision_role=role,
        deadline=None if when is None else when.form,
        deadline_latest=None if when is None else when.period.last_day,
    )


def _newness(heard: Heard) -> tuple[bool, date]:
    return heard.source.is_stated, heard.source.said_on or date.min


def _deadlines(heard: Iterable[Heard], today: date) -> Iterator[DateSpan]:
    """Deadlines that are not yet over."""
    for each in heard:
        when = each.reading.deadline
        if when is not None and when.period.last_day >= today:
            yield when
